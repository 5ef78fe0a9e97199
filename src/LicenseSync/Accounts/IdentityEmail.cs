namespace LicenseSync.Accounts;

/// <summary>One email of a SAML or SCIM identity.</summary>
public sealed record IdentityEmail
{
    /// <summary>The address as written; null when the provider sent none.</summary>
    public string? Value { get; init; }

    /// <summary>Whether the provider flags it as primary; null when it does not say. Matching does not use it (semantics D5).</summary>
    public bool? IsPrimary { get; init; }

    /// <summary>The provider's type, for example <c>work</c>; null when it does not say.</summary>
    public string? Type { get; init; }

    /// <summary>What else the file says of it, in its order.</summary>
    public IReadOnlyList<AdditionalProperty> AdditionalProperties { get; init; } = [];

    /// <summary>A placeholder: addresses never reach logs or messages by accident.</summary>
    /// <returns><c>(email address)</c>.</returns>
    public override string ToString() => "(email address)";
}
