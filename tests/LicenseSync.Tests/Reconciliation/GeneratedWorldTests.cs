using System.Diagnostics;
using System.Globalization;
using LicenseSync.Reconciliation;
using LicenseSync.Tests.Reconciliation.Oracle;
using Xunit.Abstractions;

namespace LicenseSync.Tests.Reconciliation;

/// <summary>
/// A world of any size, reconciled by the library and by the oracle. Runs only on demand, since a million accounts take minutes:
/// <code>
/// licensesync generate --users 1000000 --out-dir world
/// LICENSESYNC_WORLD=$PWD/world dotnet test tests/LicenseSync.Tests -c Release --filter GeneratedWorld --logger "console;verbosity=detailed"
/// </code>
/// </summary>
public class GeneratedWorldTests(ITestOutputHelper output)
{
    private const string Variable = "LICENSESYNC_WORLD";

    // E: every total; D and C3 to C5: every person, unmatched account and ambiguity.
    [WorldFact]
    public async Task Build_GeneratedWorld_SaysWhatTheOracleSays()
    {
        string folder = Environment.GetEnvironmentVariable(Variable)!;
        ReconciliationResult result = await MeasureAsync("library", () => ReconcileAsync(folder));
        output.WriteLine(result.Summary.ToString());

        // People are made when they are read: only now, so that the library's time and memory are its own.
        Outcome expected = await MeasureAsync("oracle", () => Task.Run(() => NaiveReconciler.Reconcile(GeneratedWorld.Read(folder))));
        Outcome actual = Engine.ToOutcome(result);
        output.WriteLine(expected.Summary.ToString());

        Assert.Equal(expected.Summary, actual.Summary);
        Assert.Equal("", Outcome.Difference(expected, actual));
    }

    private static async Task<ReconciliationResult> ReconcileAsync(string folder)
    {
        var builder = new ReconciliationBuilder();
        foreach (string file in GeneratedWorld.ServerFiles(folder))
        {
            await builder.AddServerFileAsync(file);
        }

        await builder.AddCloudFileAsync(GeneratedWorld.CloudFile(folder));
        await builder.AddIdentityFileAsync(GeneratedWorld.IdentityFile(folder));
        return builder.Build();
    }

    private async Task<T> MeasureAsync<T>(string name, Func<Task<T>> run)
    {
        long start = Stopwatch.GetTimestamp();
        T result = await run();
        using var process = Process.GetCurrentProcess();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s, peak of the process so far {process.PeakWorkingSet64 >> 20} MiB"));
        return result;
    }

    private sealed class WorldFactAttribute : FactAttribute
    {
        public WorldFactAttribute() => Skip = Environment.GetEnvironmentVariable(Variable) is null
            ? $"Set {Variable} to a folder that 'licensesync generate' wrote."
            : null;
    }
}
