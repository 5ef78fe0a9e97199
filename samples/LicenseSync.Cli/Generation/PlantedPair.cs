namespace LicenseSync.Cli.Generation;

/// <summary>Two accounts of a world that look like one person's and consume two licenses.</summary>
public sealed record PlantedPair
{
    /// <summary>The evidence it was planted with: a code of semantics G.</summary>
    public required string Kind { get; init; }

    /// <summary>The server account as <c>host:id</c>, then the cloud login or the other server account it looks like.</summary>
    public required IReadOnlyList<string> Accounts { get; init; }

    /// <summary>Whether they are two people in truth.</summary>
    public required bool IsDecoy { get; init; }
}
