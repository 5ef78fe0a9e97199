using LicenseSync.Cli.Generation;
using LicenseSync.LicenseReports;

namespace LicenseSync.Benchmarks;

/// <summary>The files that benchmarks read: what <c>licensesync generate</c> writes from a fixed seed for one instance. Written once for each size, into the temporary folder, and kept there for the next process.</summary>
internal static class GeneratedFiles
{
    public static async Task<(string Usage, string ConsumedLicenses)> OfAsync(int accounts)
    {
        string folder = Path.Combine(Path.GetTempPath(), $"licensesync-benchmarks-{accounts}");
        string done = Path.Combine(folder, "expected.json");
        if (!File.Exists(done))
        {
            Directory.CreateDirectory(folder);
            await WorldFiles.WriteAsync(new(new() { Users = accounts, Instances = 1, Seed = 1 }), folder);
        }

        return (Path.Combine(folder, "ghes-1.json"), Path.Combine(folder, "consumed-licenses.json"));
    }

    /// <summary>The same rows as a license report.</summary>
    public static async Task<string> LicenseReportOfAsync(int accounts)
    {
        (_, string licenses) = await OfAsync(accounts);
        string report = Path.ChangeExtension(licenses, ".csv");
        if (!File.Exists(report))
        {
            await using ConsumedLicensesFile rows = await ConsumedLicensesFile.OpenAsync(licenses);
            await LicenseReportWriter.WriteFileAsync(report, rows.ReadAsync());
        }

        return report;
    }
}
