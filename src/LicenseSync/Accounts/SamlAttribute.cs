namespace LicenseSync.Accounts;

/// <summary>One attribute of a SAML assertion. Names may repeat.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1711", Justification = "SAML's own word; it is no System.Attribute.")]
public sealed record SamlAttribute
{
    /// <summary>The name of the claim compared at step D1 (semantics).</summary>
    public const string NameClaim = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name";

    /// <summary>The name of the claim compared at step D2 (semantics).</summary>
    public const string EmailAddressClaim = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress";

    /// <summary>The attribute's name, usually a URI; compared whole, ignoring case.</summary>
    public required string Name { get; init; }

    /// <summary>The value as written; null when the provider sent none.</summary>
    public string? Value { get; init; }

    /// <summary>What else the file says of it, in its order.</summary>
    public IReadOnlyList<AdditionalProperty> AdditionalProperties { get; init; } = [];

    /// <summary>The name; never the value.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;
}
