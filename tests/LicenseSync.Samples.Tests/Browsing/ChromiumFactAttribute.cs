namespace LicenseSync.Samples.Tests.Browsing;

/// <summary>A test that needs a browser: skipped, with the reason, where none is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute() => Skip = ChromiumSkip.Reason;
}

/// <summary>The same for a test with rows.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute() => Skip = ChromiumSkip.Reason;
}

internal static class ChromiumSkip
{
    public static string? Reason { get; } = Chromium.Program is null ? "No chromium on the PATH: install Debian's package 'chromium' to run the tests of the HTML report." : null;
}
