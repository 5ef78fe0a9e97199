namespace LicenseSync.Accounts;

/// <summary>What SCIM provisioning says of a person: a SCIM user (RFC 7643), or GraphQL's <c>ExternalIdentityScimAttributes</c>.</summary>
public sealed record ScimIdentity
{
    /// <summary>The SCIM id, a GUID; null when unknown.</summary>
    public string? Id { get; init; }

    /// <summary>The provider's own id; null when unknown.</summary>
    public string? ExternalId { get; init; }

    /// <summary><c>userName</c> (GraphQL <c>username</c>); null when unknown.</summary>
    public string? UserName { get; init; }

    /// <summary>Display name; null when unknown.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Given name; null when unknown.</summary>
    public string? GivenName { get; init; }

    /// <summary>Family name; null when unknown.</summary>
    public string? FamilyName { get; init; }

    /// <summary>Whether the user is active; null when unknown. Matching does not use it (semantics A7).</summary>
    public bool? IsActive { get; init; }

    /// <summary>Emails, in the provider's order.</summary>
    public IReadOnlyList<IdentityEmail> Emails { get; init; } = [];

    /// <summary>What else the file says of it, in its order.</summary>
    public IReadOnlyList<AdditionalProperty> AdditionalProperties { get; init; } = [];

    /// <summary>A placeholder: names and addresses never reach logs by accident.</summary>
    /// <returns><c>SCIM identity</c>.</returns>
    public override string ToString() => "SCIM identity";
}
