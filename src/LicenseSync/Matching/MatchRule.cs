using LicenseSync.Accounts;

namespace LicenseSync.Matching;

/// <summary>One step of matching (semantics D): the addresses that a server account's primary email is compared with at this step. Derive from it to add a step; it needs one override.</summary>
/// <remarks>Rules are asked once per row, identity and invitation while these are read, so they must not keep state; a rule without state is safe to share.</remarks>
public abstract class MatchRule
{
    /// <summary>Names the rule.</summary>
    /// <param name="name">The name that evidence and reports print, for example <c>verified_email</c>; not blank, and not <see cref="MatchRules.ServerPrimaryEmail"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is blank or reserved.</exception>
    protected MatchRule(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (name == MatchRules.ServerPrimaryEmail)
        {
            throw new ArgumentException($"'{name}' is reserved for semantics D8.", nameof(name));
        }

        Name = name;
    }

    /// <summary>The name that evidence and reports print.</summary>
    public string Name { get; }

    /// <summary>What the primary email is compared with, in words that stand behind "compared with", for example <c>a verified email of a cloud account</c>.</summary>
    /// <value><see cref="Name"/> unless overridden.</value>
    public virtual string Description => Name;

    /// <summary>What of a cloud account's row the rule offers; for one written elsewhere it has to be asked, with everything made that it may look at.</summary>
    internal virtual CloudAddresses CloudAddresses => CloudAddresses.Ask;

    /// <summary>Offers addresses of a cloud account's own row. Does nothing unless overridden.</summary>
    /// <param name="account">The account.</param>
    /// <param name="addresses">Takes the addresses.</param>
    public virtual void CollectAddresses(CloudAccount account, MatchAddresses addresses)
    {
    }

    /// <summary>Offers addresses of an external identity, which count for the cloud accounts it is linked to (semantics A7). Does nothing unless overridden.</summary>
    /// <param name="identity">The identity.</param>
    /// <param name="addresses">Takes the addresses.</param>
    public virtual void CollectAddresses(ExternalIdentity identity, MatchAddresses addresses)
    {
    }

    /// <summary>Offers addresses of a pending invitation. Does nothing unless overridden.</summary>
    /// <param name="invitation">The invitation.</param>
    /// <param name="addresses">Takes the addresses.</param>
    public virtual void CollectAddresses(PendingInvitation invitation, MatchAddresses addresses)
    {
    }

    /// <summary>The rule's name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;
}
