using LicenseSync.IO;
using LicenseSync.LicenseReports;
using LicenseSync.UsageFiles;

namespace LicenseSync.Cli.Generation;

/// <summary>Writes a generated world to a folder.</summary>
public static class WorldFiles
{
    /// <summary>Writes one usage export per instance, the license data, the identities, the expected totals and, where there are mismatches, the truth about them; files of these names are replaced.</summary>
    /// <param name="world">The world; it is made while it is written, and never held.</param>
    /// <param name="folder">The folder; created where missing.</param>
    /// <param name="cancellationToken">Ends the work; the file it ends at keeps its old content.</param>
    /// <returns>The paths of the files.</returns>
    public static async Task<IReadOnlyList<string>> WriteAsync(WorldGenerator world, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(world);
        Directory.CreateDirectory(folder);
        List<string> files = [];
        for (int instance = 0; instance < world.Instances; instance++)
        {
            await UsageFileWriter.WriteFileAsync(NewFile($"ghes-{instance + 1}.json"), world.Instance(instance), world.ServerAccounts(instance).ToAsyncEnumerable(), cancellationToken);
        }

        WorldSummary summary = world.Summarize();
        await ConsumedLicensesWriter.WriteFileAsync(
            NewFile("consumed-licenses.json"), world.ConsumedLicenses().ToAsyncEnumerable(), world.TotalSeatsConsumed, summary.LicensesPurchased, cancellationToken);
        await IdentityWriter.WriteFileAsync(NewFile("identities.json"), world.Identities().ToAsyncEnumerable(), cancellationToken);
        await AtomicFile.WriteAsync(NewFile("expected.json"), summary.WriteAsync, cancellationToken);
        if (world.HasMismatches)
        {
            await AtomicFile.WriteAsync(NewFile("truth.json"), (stream, token) => WorldTruth.WriteAsync(world.PlantedPairs(), stream, token), cancellationToken);
        }

        return files;

        string NewFile(string name)
        {
            files.Add(Path.Combine(folder, name));
            return files[^1];
        }
    }
}
