using LicenseSync.Accounts;

namespace LicenseSync.Matching;

internal sealed class SecondaryEmailRule() : SuggestionRule("secondary_email", SuggestionConfidence.Advice)
{
    public override void CollectKeys(SuggestionParty account, IReadOnlySet<string> enterpriseDomains, SuggestionKeys keys)
    {
        foreach (EmailAddress address in account.SecondaryAddresses)
        {
            keys.Add(address.Value);
        }
    }

    public override void CollectTargetKeys(SuggestionParty target, IReadOnlySet<string> enterpriseDomains, SuggestionKeys keys)
    {
        if (target.IsCloudAccount)
        {
            foreach (EmailAddress address in target.Addresses)
            {
                keys.Add(address.Value);
            }
        }
    }

    public override SuggestionEvidence? Compare(SuggestionParty account, SuggestionParty target, IReadOnlySet<string> enterpriseDomains)
    {
        foreach (EmailAddress address in account.SecondaryAddresses)
        {
            if (target.Addresses.Contains(address))
            {
                string orVerify = account.Addresses is [var primary] ? $", or have {target.Login} verify {primary.Value}" : "";
                return new(address.Value, address.Value, $"Make {address.Value} the primary email of {account.Text}{orVerify}.");
            }
        }

        return null;
    }
}

internal sealed class NormalizedEmailRule() : SuggestionRule("normalized_email", SuggestionConfidence.Advice)
{
    public override void CollectKeys(SuggestionParty account, IReadOnlySet<string> enterpriseDomains, SuggestionKeys keys)
    {
        foreach (EmailAddress address in account.Addresses)
        {
            keys.Add(new AddressParts(address).Normalize());
        }
    }

    public override SuggestionEvidence? Compare(SuggestionParty account, SuggestionParty target, IReadOnlySet<string> enterpriseDomains) => AddressEvidence.Find(
        account,
        target,
        (primary, address) => primary != address
            && string.Equals(new AddressParts(primary).Normalize(), new AddressParts(address).Normalize(), StringComparison.OrdinalIgnoreCase));
}

internal sealed class DomainAliasRule() : SuggestionRule("domain_alias", SuggestionConfidence.Advice)
{
    public override void CollectKeys(SuggestionParty account, IReadOnlySet<string> enterpriseDomains, SuggestionKeys keys)
    {
        foreach (EmailAddress address in account.Addresses)
        {
            var parts = new AddressParts(address);
            if (IsOfEnterprise(parts.Domain, enterpriseDomains))
            {
                keys.Add(parts.Local);
            }
        }
    }

    public override SuggestionEvidence? Compare(SuggestionParty account, SuggestionParty target, IReadOnlySet<string> enterpriseDomains) => AddressEvidence.Find(
        account,
        target,
        (primary, address) =>
        {
            AddressParts one = new(primary), other = new(address);
            return one.Local.Trim().Equals(other.Local.Trim(), StringComparison.OrdinalIgnoreCase)
                && !one.Domain.Equals(other.Domain, StringComparison.OrdinalIgnoreCase)
                && IsOfEnterprise(one.Domain, enterpriseDomains)
                && IsOfEnterprise(other.Domain, enterpriseDomains);
        });

    private static bool IsOfEnterprise(ReadOnlySpan<char> domain, IReadOnlySet<string> enterpriseDomains) =>
        enterpriseDomains is HashSet<string> set ? set.GetAlternateLookup<ReadOnlySpan<char>>().Contains(domain) : enterpriseDomains.Contains(domain.ToString());
}

internal sealed class SameLoginRule() : SuggestionRule("same_login", SuggestionConfidence.Review)
{
    public override void CollectKeys(SuggestionParty account, IReadOnlySet<string> enterpriseDomains, SuggestionKeys keys) => keys.Add(account.Login);

    public override SuggestionEvidence? Compare(SuggestionParty account, SuggestionParty target, IReadOnlySet<string> enterpriseDomains) =>
        account.Login is { } login && target.Login is { } other && string.Equals(login.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase)
            ? new(login, other, $"Find out whether {account.Text} (login {login}) and {target.Text} are one person; if so, {AddressEvidence.HowToJoin(account, target)}.")
            : null;
}

internal sealed class SimilarEmailRule() : SuggestionRule("similar_email", SuggestionConfidence.Review)
{
    // Of short names too many are one letter apart; of long ones nobody reads the letters.
    private const int MinLength = 5;
    private const int MaxLength = 64;

    public override void CollectKeys(SuggestionParty account, IReadOnlySet<string> enterpriseDomains, SuggestionKeys keys)
    {
        foreach (EmailAddress address in account.Addresses)
        {
            var parts = new AddressParts(address);
            if (parts.Local.Length is >= MinLength and <= MaxLength)
            {
                keys.AddNeighbors(parts.Local, address.Value.AsSpan(parts.Local.Length));
            }
        }
    }

    public override SuggestionEvidence? Compare(SuggestionParty account, SuggestionParty target, IReadOnlySet<string> enterpriseDomains) => AddressEvidence.Find(
        account,
        target,
        (primary, address) =>
        {
            AddressParts one = new(primary), other = new(address);
            return one.Domain.Equals(other.Domain, StringComparison.OrdinalIgnoreCase)
                && Math.Min(one.Local.Length, other.Local.Length) >= MinLength
                && Typo.IsOne(one.Local, other.Local);
        },
        (primary, address) => $"Look at {primary} of {account.Text} and {address} of {target.Text}: they differ by one character. Correct the wrong one.");
}

internal sealed class SameNameRule() : SuggestionRule("same_name", SuggestionConfidence.Review)
{
    // A third person of the name contradicts.
    public override int MaxPeoplePerKey => 2;

    public override void CollectKeys(SuggestionParty account, IReadOnlySet<string> enterpriseDomains, SuggestionKeys keys) => keys.Add(account.Name);

    public override SuggestionEvidence? Compare(SuggestionParty account, SuggestionParty target, IReadOnlySet<string> enterpriseDomains) =>
        account.Name is { } name && target.Name is { } other && string.Equals(name.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase) && !Contradicts(account, target)
            ? new(name, other, $"Find out whether {account.Text} and {target.Text} are one person, {name.Trim()}; if so, {AddressEvidence.HowToJoin(account, target)}.")
            : null;

    // A person has one account on an instance, and one address in a domain.
    private static bool Contradicts(SuggestionParty account, SuggestionParty target) =>
        account.HostNames.Intersect(target.HostNames, StringComparer.OrdinalIgnoreCase).Any()
        || account.Addresses.Any(one => target.Addresses.Any(other => string.Equals(one.Domain, other.Domain, StringComparison.OrdinalIgnoreCase)));
}

/// <summary>What the rules that compare addresses share.</summary>
file static class AddressEvidence
{
    /// <summary>The first pair of addresses that a test finds alike.</summary>
    public static SuggestionEvidence? Find(
        SuggestionParty account, SuggestionParty target, Func<EmailAddress, EmailAddress, bool> isAlike, Func<string, string, string>? describe = null)
    {
        foreach (EmailAddress primary in account.Addresses)
        {
            foreach (EmailAddress address in target.Addresses)
            {
                if (isAlike(primary, address))
                {
                    return new(primary.Value, address.Value, Describe(primary.Value, address.Value));
                }
            }
        }

        return null;

        string Describe(string primary, string address) =>
            describe is not null ? describe(primary, address)
            : target.ServerAccount is not null ? $"Give {account.Text} ({primary}) and {target.Text} ({address}) the same primary email."
            : $"Make {address} the primary email of {account.Text}, or have {target.Text} verify {primary}.";
    }

    /// <summary>How two accounts of one person are made to match.</summary>
    public static string HowToJoin(SuggestionParty account, SuggestionParty target) =>
        target.ServerAccount is not null ? "give both the same primary email"
        : account.Addresses is [var primary] ? $"have {target.Text} verify {primary.Value}, or make one of its addresses the primary email of {account.Text}"
        : $"make an address of {target.Text} the primary email of {account.Text}";
}
