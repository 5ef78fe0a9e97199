using System.Collections;

namespace LicenseSync.Diagnostics;

/// <summary>Findings, in the order they came unless something else is said, holding at most a given number of each code and counting the rest, so that a bad file of any size stays readable. Not safe for concurrent writers.</summary>
/// <param name="maxPerCode">How many of one code are held; 1 or more. Default 1,000.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="maxPerCode"/> is less than 1.</exception>
public sealed class DiagnosticCollection(int maxPerCode = DiagnosticCollection.DefaultMaxPerCode) : IReadOnlyList<Diagnostic>
{
    /// <summary>How many findings of one code are held by default.</summary>
    public const int DefaultMaxPerCode = 1_000;

    private readonly int _maxPerCode = maxPerCode >= 1 ? maxPerCode : throw new ArgumentOutOfRangeException(nameof(maxPerCode));
    private readonly List<Diagnostic> _held = [];
    private readonly Dictionary<(string Code, DiagnosticSeverity Severity), long> _counts = [];

    /// <summary>How many are held.</summary>
    public int Count => _held.Count;

    /// <summary>How many were added, those not held included.</summary>
    public long TotalCount => _counts.Values.Sum();

    /// <summary>How many errors were added, those not held included.</summary>
    public long ErrorCount => _counts.Where(count => count.Key.Severity == DiagnosticSeverity.Error).Sum(count => count.Value);

    /// <inheritdoc/>
    public Diagnostic this[int index] => _held[index];

    /// <summary>How many findings of a code were added, those not held included.</summary>
    /// <param name="descriptor">The kind of finding.</param>
    /// <returns>0 when there was none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="descriptor"/> is null.</exception>
    public long CountOf(DiagnosticDescriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        return _counts.Where(count => count.Key.Code == descriptor.Code).Sum(count => count.Value);
    }

    /// <summary>Adds a finding, or only counts it when enough of its code are held.</summary>
    /// <param name="diagnostic">The finding.</param>
    /// <returns>True when it is held, false when it is only counted.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="diagnostic"/> is null.</exception>
    public bool Add(Diagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        ref long count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_counts, (diagnostic.Code, diagnostic.Severity), out _);
        count++;
        if (count > _maxPerCode)
        {
            return false;
        }

        _held.Add(diagnostic);
        return true;
    }

    /// <summary>Puts the findings in the order of their codes, those of one code in the order they came.</summary>
    internal void SortByCode()
    {
        Diagnostic[] sorted = [.. _held.OrderBy(diagnostic => diagnostic.Code, StringComparer.Ordinal)];
        _held.Clear();
        _held.AddRange(sorted);
    }

    /// <inheritdoc/>
    public IEnumerator<Diagnostic> GetEnumerator() => _held.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
