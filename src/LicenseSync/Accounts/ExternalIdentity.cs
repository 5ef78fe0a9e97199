namespace LicenseSync.Accounts;

/// <summary>A person's identity at the company's identity provider, linked to a cloud account or not (semantics A7).</summary>
public sealed record ExternalIdentity
{
    /// <summary>GitHub's <c>guid</c> of the identity; null when unknown.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1720", Justification = "GitHub's own name of the property.")]
    public string? Guid { get; init; }

    /// <summary>The login of the cloud account that claimed it; null when none did, or for a SCIM user, which names no login.</summary>
    public string? GitHubComLogin { get; init; }

    /// <summary>Whether it came as a SCIM user of a list response: then, without a login, it is linked by <c>github_com_saml_name_id</c> (semantics A7).</summary>
    public bool IsScimUser { get; init; }

    /// <summary>SAML attributes; null when there are none.</summary>
    public SamlIdentity? SamlIdentity { get; init; }

    /// <summary>SCIM attributes; null when there are none.</summary>
    public ScimIdentity? ScimIdentity { get; init; }

    /// <summary>What else the file says of it, in its order.</summary>
    public IReadOnlyList<AdditionalProperty> AdditionalProperties { get; init; } = [];

    /// <summary>The guid: logins, names and addresses never reach logs by accident.</summary>
    /// <returns>For example <c>external identity 5f4e…</c>.</returns>
    public override string ToString() => $"external identity {Guid}";
}
