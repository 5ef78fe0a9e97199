namespace LicenseSync.Benchmarks;

/// <summary>A comparison means nothing unless all do the same work.</summary>
internal static class Agreement
{
    private static readonly HashSet<(Type Benchmarks, int Accounts)> Checked = [];

    /// <summary>Runs every way and compares what they count: once for each class and size in a process, although each method is set up anew.</summary>
    public static async Task CheckOnceAsync(Type benchmarks, int accounts, Func<Task<int[]>> count)
    {
        if (Checked.Contains((benchmarks, accounts)))
        {
            return;
        }

        int[] counts = await count();
        if (counts.Distinct().Count() > 1)
        {
            throw new InvalidOperationException($"The ways do not agree: {string.Join(", ", counts)}.");
        }

        Checked.Add((benchmarks, accounts));
    }
}
