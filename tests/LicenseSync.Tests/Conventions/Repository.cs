namespace LicenseSync.Tests.Conventions;

/// <summary>Finds files of the repository from a test.</summary>
internal static class Repository
{
    /// <summary>The folder of LicenseSync.sln, above the running tests (source paths of a deterministic build are not real ones).</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder, "LicenseSync.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
