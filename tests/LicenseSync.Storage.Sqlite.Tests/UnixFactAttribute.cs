namespace LicenseSync.Storage.Sqlite.Tests;

/// <summary>A test of rights as Unix has them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows has other rights." : null;
}

/// <summary>A test that needs a user whom rights bind.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnprivilegedFactAttribute : FactAttribute
{
    public UnprivilegedFactAttribute() => Skip = Environment.IsPrivilegedProcess ? "Rights do not bind this user: run the tests as another." : null;
}
