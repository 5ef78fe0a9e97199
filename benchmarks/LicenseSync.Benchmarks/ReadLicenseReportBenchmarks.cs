using BenchmarkDotNet.Attributes;
using CsvHelper;
using LicenseSync.Accounts;
using LicenseSync.LicenseReports;

namespace LicenseSync.Benchmarks;

/// <summary>How long does it take to go through the rows of a license report (CSV)? Every way counts the same rows.</summary>
[MemoryDiagnoser]
public class ReadLicenseReportBenchmarks
{
    private string _file = "";

    [Params(10_000, 100_000, 1_000_000)]
    public int Accounts { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _file = await GeneratedFiles.LicenseReportOfAsync(Accounts);
        await Agreement.CheckOnceAsync(typeof(ReadLicenseReportBenchmarks), Accounts, async () => [CsvHelperRows(), DuckDB(), await Records()]);
    }

    /// <summary>What a user would write: the cells as strings.</summary>
    [Benchmark(Baseline = true)]
    public int CsvHelperRows()
    {
        using CsvReader csv = CsvReader.FromFile(_file);
        int count = 0;
        while (csv.Read())
        {
            var row = new string[csv.FieldCount];
            for (int column = 0; column < row.Length; column++)
            {
                row[column] = csv.GetString(column);
            }

            count += row.Length > 0 ? 1 : 0;
        }

        return count;
    }

    [Benchmark]
    public int DuckDB() => DuckDb.CountRows(_file);

    [Benchmark]
    public async Task<int> Records()
    {
        await using LicenseReportFile file = await LicenseReportFile.OpenAsync(_file);
        int count = 0;
        await foreach (ConsumedLicense row in file.ReadAsync())
        {
            count += row.GitHubComMemberRoles.Count >= 0 ? 1 : 0;
        }

        return count;
    }
}
