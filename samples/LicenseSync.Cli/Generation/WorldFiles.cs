using LicenseSync.IO;
using LicenseSync.LicenseReports;
using LicenseSync.UsageFiles;

namespace LicenseSync.Cli.Generation;

/// <summary>Writes a generated world as the files that reconcile reads, and what it must find in them.</summary>
public static class WorldFiles
{
    /// <summary>Writes <c>ghes-1.json</c> and so on, <c>consumed-licenses.json</c>, <c>identities.json</c> and <c>expected.json</c>.</summary>
    /// <returns>The paths, in this order.</returns>
    public static async Task<IReadOnlyList<string>> WriteAsync(WorldGenerator world, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var files = new List<string>();
        for (int instance = 0; instance < world.Instances; instance++)
        {
            await UsageFileWriter.WriteFileAsync(Next($"ghes-{instance + 1}.json"), world.Instance(instance), world.ServerAccounts(instance).ToAsyncEnumerable(), cancellationToken);
        }

        WorldSummary summary = world.Summarize();
        await ConsumedLicensesWriter.WriteFileAsync(
            Next("consumed-licenses.json"), world.ConsumedLicenses().ToAsyncEnumerable(), world.TotalSeatsConsumed, summary.LicensesPurchased, cancellationToken);
        await IdentityWriter.WriteFileAsync(Next("identities.json"), world.Identities().ToAsyncEnumerable(), cancellationToken);
        await AtomicFile.WriteAsync(Next("expected.json"), (output, _) =>
        {
            summary.WriteTo(output);
            return Task.CompletedTask;
        }, cancellationToken);
        return files;

        string Next(string name)
        {
            files.Add(Path.Combine(folder, name));
            return files[^1];
        }
    }
}
