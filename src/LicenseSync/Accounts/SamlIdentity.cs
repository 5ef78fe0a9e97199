namespace LicenseSync.Accounts;

/// <summary>What a SAML identity provider says of a person (GraphQL: <c>ExternalIdentitySamlAttributes</c>).</summary>
public sealed record SamlIdentity
{
    /// <summary>The SAML NameID; null when unknown.</summary>
    public string? NameId { get; init; }

    /// <summary>The user name; null when unknown.</summary>
    public string? Username { get; init; }

    /// <summary>Given name; null when unknown.</summary>
    public string? GivenName { get; init; }

    /// <summary>Family name; null when unknown.</summary>
    public string? FamilyName { get; init; }

    /// <summary>Emails, in the provider's order.</summary>
    public IReadOnlyList<IdentityEmail> Emails { get; init; } = [];

    /// <summary>Attributes, in the provider's order; names may repeat.</summary>
    public IReadOnlyList<SamlAttribute> Attributes { get; init; } = [];

    /// <summary>What else the file says of it, in its order.</summary>
    public IReadOnlyList<AdditionalProperty> AdditionalProperties { get; init; } = [];

    /// <summary>A placeholder: names and addresses never reach logs by accident.</summary>
    /// <returns><c>SAML identity</c>.</returns>
    public override string ToString() => "SAML identity";
}
