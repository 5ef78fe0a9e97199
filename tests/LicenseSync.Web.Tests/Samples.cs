namespace LicenseSync.Web.Tests;

/// <summary>The repository's sample world.</summary>
internal static class Samples
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>The program, built beside these tests.</summary>
    public static string Program { get; } = Path.Combine(
        Root, "samples", "LicenseSync.Web", Path.GetRelativePath(Path.Combine(Root, "tests", "LicenseSync.Web.Tests"), AppContext.BaseDirectory), "LicenseSync.Web.dll");

    public static readonly string[] World = ["ghes-main.json", "ghes-lab.json", "ghes-acquired.csv", "consumed-licenses.json", "identities.json"];

    public static string PathOf(string name) => Path.Combine(Root, "samples", "data", name);

    public static Task<byte[]> ReadAsync(string name) => File.ReadAllBytesAsync(PathOf(name));

    private static string FindRoot(string? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder, "LicenseSync.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
