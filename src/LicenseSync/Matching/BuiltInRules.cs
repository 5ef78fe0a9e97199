using LicenseSync.Accounts;

namespace LicenseSync.Matching;

// SAML attribute names compare whole, ignoring case; the short names count at the step of the property they stand for (semantics D).
file static class SamlAttributes
{
    public static void AddTo(MatchAddresses addresses, ExternalIdentity identity, string name)
    {
        foreach (SamlAttribute attribute in identity.SamlIdentity?.Attributes ?? [])
        {
            if (string.Equals(attribute.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                addresses.Add(attribute.Value);
            }
        }
    }
}

internal sealed class SamlNameRule() : MatchRule("saml_name")
{
    public override string Description => "the SAML attribute \"name\" of a linked identity";

    internal override CloudAddresses CloudAddresses => CloudAddresses.None;

    public override void CollectAddresses(ExternalIdentity identity, MatchAddresses addresses) =>
        SamlAttributes.AddTo(addresses, identity, SamlAttribute.NameClaim);
}

internal sealed class SamlEmailAddressRule() : MatchRule("saml_emailaddress")
{
    public override string Description => "the SAML attribute \"emailaddress\" of a linked identity";

    internal override CloudAddresses CloudAddresses => CloudAddresses.None;

    public override void CollectAddresses(ExternalIdentity identity, MatchAddresses addresses) =>
        SamlAttributes.AddTo(addresses, identity, SamlAttribute.EmailAddressClaim);
}

internal sealed class UsernameRule() : MatchRule("username")
{
    public override string Description => "the SAML or SCIM user name of a linked identity";

    internal override CloudAddresses CloudAddresses => CloudAddresses.None;

    // Ignoring case, this is also SCIM's "userName".
    public override void CollectAddresses(ExternalIdentity identity, MatchAddresses addresses)
    {
        addresses.Add(identity.SamlIdentity?.Username);
        addresses.Add(identity.ScimIdentity?.UserName);
        SamlAttributes.AddTo(addresses, identity, "username");
    }
}

internal sealed class NameIdRule() : MatchRule("name_id")
{
    public override string Description => "the SAML NameID of a linked identity or cloud account";

    internal override CloudAddresses CloudAddresses => CloudAddresses.SamlNameId;

    public override void CollectAddresses(CloudAccount account, MatchAddresses addresses) => addresses.Add(account.SamlNameId);

    public override void CollectAddresses(ExternalIdentity identity, MatchAddresses addresses)
    {
        addresses.Add(identity.SamlIdentity?.NameId);
        SamlAttributes.AddTo(addresses, identity, "NameID");
    }
}

internal sealed class EmailsRule() : MatchRule("emails")
{
    public override string Description => "the SAML or SCIM emails of a linked identity";

    internal override CloudAddresses CloudAddresses => CloudAddresses.None;

    public override void CollectAddresses(ExternalIdentity identity, MatchAddresses addresses)
    {
        AddAll(identity.SamlIdentity?.Emails);
        AddAll(identity.ScimIdentity?.Emails);
        SamlAttributes.AddTo(addresses, identity, "emails");

        void AddAll(IReadOnlyList<IdentityEmail>? emails)
        {
            foreach (IdentityEmail email in emails ?? [])
            {
                addresses.Add(email.Value);
            }
        }
    }
}

internal sealed class VerifiedEmailRule() : MatchRule("verified_email")
{
    public override string Description => "the verified emails of a cloud account";

    internal override CloudAddresses CloudAddresses => CloudAddresses.VerifiedEmails;

    public override void CollectAddresses(CloudAccount account, MatchAddresses addresses)
    {
        foreach (string email in account.VerifiedEmails)
        {
            addresses.Add(email);
        }
    }
}

internal sealed class PendingInvitationRule() : MatchRule("pending_invitation")
{
    public override string Description => "the email of a pending invitation";

    internal override CloudAddresses CloudAddresses => CloudAddresses.None;

    public override void CollectAddresses(PendingInvitation invitation, MatchAddresses addresses)
    {
        if (invitation.Email is { } email)
        {
            addresses.Add(email);
        }
    }
}
