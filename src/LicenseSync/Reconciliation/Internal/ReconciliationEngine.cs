using LicenseSync.Accounts;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>Decides which accounts are one person (semantics C3, D) in linear time, sorting aside.</summary>
internal static class ReconciliationEngine
{
    public static ReconciliationData Run(
        CloudSide cloud, ServerSide servers, IReadOnlyList<ServerInstanceEntry> instances, RuleSet rules, ReconciliationOptions options, IReadOnlyList<string?> sources)
    {
        ServerAccountEntry[] accounts = AccountOrder.Sort(instances, servers, cloud.Texts);
        int[] slotOf = WantAddresses(cloud, accounts, options.Reading!.MaxParallelism);
        ReconciliationData data = WithoutAccounts(cloud, servers, instances, rules, options, sources);
        int[] personOf = new int[accounts.Length];
        int[] ruleOf = new int[accounts.Length];
        var ambiguities = new List<(int, int)>();
        var people = new PersonAssigner(data, options.MatchServerAccountsWithEachOther);
        for (int account = 0; account < accounts.Length; account++)
        {
            (personOf[account], ruleOf[account]) = people.Assign(slotOf[account], out AddressIndex.Decision decision);
            if (decision.IsAmbiguous)
            {
                ambiguities.Add((account, decision.Rule));
            }
        }

        return data with
        {
            Accounts = accounts,
            PersonOfAccount = personOf,
            RuleOfAccount = ruleOf,
            SlotOfAccount = slotOf,
            Ambiguities = ambiguities,
            PersonCount = people.PersonCount,
        };
    }

    /// <summary>The people who have a login or an invitation, when all addresses that will be asked for are known.</summary>
    private static ReconciliationData WithoutAccounts(
        CloudSide cloud, ServerSide servers, IReadOnlyList<ServerInstanceEntry> instances, RuleSet rules, ReconciliationOptions options, IReadOnlyList<string?> sources)
    {
        var data = new ReconciliationData
        {
            Rules = rules,
            Cloud = cloud,
            Texts = cloud.Texts,
            Servers = servers,
            Sources = sources,
            Instances = instances,
            Accounts = [],
            PersonOfAccount = [],
            RuleOfAccount = [],
            SlotOfAccount = [],
            Ambiguities = [],
            Invitations = KeepInvitations(cloud),
            PersonCount = 0,
            CountsInvitations = options.CountPendingInvitations,
            Ambiguity = options.Ambiguity,
            VerifiedDomains = VerifiedDomains(cloud, options),
            SuggestionRules = [.. options.SuggestionRules],
            MaxParallelism = options.Reading!.MaxParallelism,
        };
        OfferInvitations(data);
        return data;
    }

    private static HashSet<string> VerifiedDomains(CloudSide cloud, ReconciliationOptions options)
    {
        var domains = new HashSet<string>(cloud.VerifiedDomains, StringComparer.OrdinalIgnoreCase);
        domains.UnionWith(options.EnterpriseDomains.Select(domain => domain.Trim()).Where(domain => domain.Length > 0));
        return domains;
    }

    /// <summary>Tells the index which addresses of accounts and invitations will be asked for.</summary>
    /// <returns>The slot of each account's primary email; -1 where there is none.</returns>
    private static int[] WantAddresses(CloudSide cloud, ServerAccountEntry[] accounts, int maxParallelism)
    {
        var slots = new int[accounts.Length];
        Array.Fill(slots, -1);
        cloud.Addresses.EnsureCapacity(accounts.Length + cloud.Invitations.Count);
        cloud.Addresses.WantAll(accounts.Length, account => accounts[account].PrimaryEmail, (account, slot) => slots[account] = slot, maxParallelism);
        foreach (InvitationEntry entry in cloud.Invitations)
        {
            if (entry.Invitation.Email is { } email)
            {
                cloud.Addresses.Want(cloud.Texts.Add(email.Value));
            }
        }

        cloud.Addresses.LinkOffers(maxParallelism);
        return slots;
    }

    /// <summary>C3: an invitation whose email is an address of a cloud account, or whose login is one, is no person.</summary>
    private static int[] KeepInvitations(CloudSide cloud)
    {
        var kept = new List<int>();
        for (int position = 0; position < cloud.Invitations.Count; position++)
        {
            PendingInvitation invitation = cloud.Invitations[position].Invitation;
            bool isKnown = (invitation.Login is { } login && cloud.TryFind(login, out _))
                || (invitation.Email is { } email && cloud.Addresses.IsOffered(email));
            if (!isKnown)
            {
                kept.Add(position);
            }
        }

        return [.. kept];
    }

    /// <summary>Invitations that are people become candidates (D7). Only now: an invitation's own address must not make another invitation look known.</summary>
    private static void OfferInvitations(ReconciliationData data)
    {
        data.Cloud.Addresses.IsPreferred = (person, other) => data.CompareByLogin(person, other) < 0;
        for (int person = data.FirstInvitation; person < data.FirstServerOnly; person++)
        {
            InvitationEntry entry = data.InvitationOf(person);
            foreach ((int rule, EmailAddress address) in data.Rules.Collect(entry.Invitation))
            {
                data.Cloud.Addresses.Add(rule, address, person, entry.Source);
            }
        }
    }
}
