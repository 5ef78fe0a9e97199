namespace LicenseSync.Accounts;

/// <summary>One email of a server account, as the file writes it.</summary>
public sealed record ServerAccountEmail
{
    /// <summary>The address as written; may be no email at all (semantics B4).</summary>
    public required string Address { get; init; }

    /// <summary>Whether the file flags it as primary; null when the file has no flag.</summary>
    public bool? IsPrimary { get; init; }

    /// <summary>What else the file says of it, in its order; empty when nothing.</summary>
    public IReadOnlyList<AdditionalProperty> AdditionalProperties { get; init; } = [];

    /// <summary>A placeholder: addresses never reach logs or messages by accident.</summary>
    /// <returns><c>(email address)</c>, with <c>, primary</c> where flagged.</returns>
    public override string ToString() => IsPrimary is true ? "(email address, primary)" : "(email address)";
}
