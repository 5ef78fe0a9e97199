namespace LicenseSync.Cli.Generation;

/// <summary>What a generated world is made of. The same values give the same bytes on every machine.</summary>
public sealed record WorldOptions
{
    /// <summary>The most <see cref="Users"/> there can be.</summary>
    public const int MaxUsers = 100_000_000;

    /// <summary>The most <see cref="Instances"/> there can be.</summary>
    public const int MaxInstances = 1_000;

    /// <summary>The number of server accounts, and of cloud accounts.</summary>
    /// <value>0 to 100,000,000.</value>
    public required int Users { get; init; }

    /// <summary>The number of GHES instances the server accounts are spread over.</summary>
    /// <value>3 by default; 1 to 1,000.</value>
    public int Instances { get; init; } = 3;

    /// <summary>The share of server accounts whose person has a cloud account.</summary>
    /// <value>0.8 by default; 0 to 1.</value>
    public double Overlap { get; init; } = 0.8;

    /// <summary>The share of server accounts without a cloud account that take part in mismatches: most are one person's with another account that no rule finds, some only look so.</summary>
    /// <value>0 by default; 0 to 1.</value>
    public double Mismatches { get; init; }

    /// <summary>Picks one of many like worlds.</summary>
    /// <value>1 by default.</value>
    public long Seed { get; init; } = 1;
}
