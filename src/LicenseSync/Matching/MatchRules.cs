namespace LicenseSync.Matching;

/// <summary>The steps that GitHub documents, and ours.</summary>
/// <remarks>GitHub Docs, "License troubleshooting information for GitHub Enterprise" (semantics D1 to D6); D7 and D8 are ours.</remarks>
public static class MatchRules
{
    /// <summary>The name of step D8, which joins server accounts by equal primary emails and is not a <see cref="MatchRule"/>: it has no candidates on the cloud's side.</summary>
    public const string ServerPrimaryEmail = "server_primary_email";

    /// <summary>D1: the SAML claim <c>…/claims/name</c> of a linked identity.</summary>
    public static MatchRule SamlName { get; } = new SamlNameRule();

    /// <summary>D2: the SAML claim <c>…/claims/emailaddress</c> of a linked identity.</summary>
    public static MatchRule SamlEmailAddress { get; } = new SamlEmailAddressRule();

    /// <summary>D3: the SAML or SCIM user name of a linked identity.</summary>
    public static MatchRule Username { get; } = new UsernameRule();

    /// <summary>D4: the SAML NameID of a linked identity, or of the cloud account's row.</summary>
    public static MatchRule NameId { get; } = new NameIdRule();

    /// <summary>D5: any of the SAML or SCIM emails of a linked identity.</summary>
    public static MatchRule Emails { get; } = new EmailsRule();

    /// <summary>D6: any verified email known for a cloud account.</summary>
    public static MatchRule VerifiedEmail { get; } = new VerifiedEmailRule();

    /// <summary>D7: the email of a pending invitation.</summary>
    public static MatchRule PendingInvitation { get; } = new PendingInvitationRule();

    /// <summary>D1 to D7 in their order.</summary>
    public static IReadOnlyList<MatchRule> Default { get; } = [SamlName, SamlEmailAddress, Username, NameId, Emails, VerifiedEmail, PendingInvitation];
}
