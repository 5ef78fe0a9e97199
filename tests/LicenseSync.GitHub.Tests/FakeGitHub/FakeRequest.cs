namespace LicenseSync.GitHub.Tests.FakeGitHub;

/// <summary>A request as it arrived.</summary>
internal sealed record FakeRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
