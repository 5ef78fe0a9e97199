namespace LicenseSync.Benchmarks;

/// <summary>A comparison means nothing unless all do the same work.</summary>
internal static class Agreement
{
    public static void Check(params ReadOnlySpan<int> counts)
    {
        foreach (int count in counts)
        {
            if (count != counts[0])
            {
                throw new InvalidOperationException($"The ways do not agree: {string.Join(", ", counts.ToArray())}.");
            }
        }
    }
}
