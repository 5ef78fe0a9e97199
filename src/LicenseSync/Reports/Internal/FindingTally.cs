using LicenseSync.Diagnostics;

namespace LicenseSync.Reports.Internal;

/// <summary>The findings of one code: how often, and the first ones.</summary>
internal sealed record FindingTally(DiagnosticDescriptor Descriptor, string Severity, long Count, IReadOnlyList<Diagnostic> First)
{
    /// <summary>Groups findings by code, errors first, then in the order of codes.</summary>
    /// <param name="diagnostics">The findings.</param>
    /// <param name="maxEach">How many of each code to keep.</param>
    public static List<FindingTally> Of(DiagnosticCollection diagnostics, int maxEach) =>
    [
        .. diagnostics.GroupBy(diagnostic => diagnostic.Descriptor)
            .OrderByDescending(group => group.Max(diagnostic => diagnostic.Severity))
            .ThenBy(group => group.Key.Code, StringComparer.Ordinal)
            .Select(group => new FindingTally(group.Key, group.First().SeverityName, diagnostics.CountOf(group.Key), [.. group.Take(maxEach)])),
    ];
}
