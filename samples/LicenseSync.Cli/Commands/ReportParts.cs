namespace LicenseSync.Cli.Commands;

/// <summary>What an answer shows on top of the reconciliation, and what is therefore to be worked out.</summary>
[Flags]
internal enum ReportParts
{
    None = 0,

    /// <summary>The comparison with GitHub's count.</summary>
    Comparison = 1,

    /// <summary>Suggestions, and what rests on them.</summary>
    Suggestions = 2,
}
