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
        int[] slotOf = WantAddresses(cloud, accounts);
        int[] invitations = AddInvitations(cloud, rules);
        var ambiguities = new List<(int, int)>();
        var verifiedDomains = new HashSet<string>(cloud.VerifiedDomains, StringComparer.OrdinalIgnoreCase);
        verifiedDomains.UnionWith(options.EnterpriseDomains.Select(domain => domain.Trim()).Where(domain => domain.Length > 0));

        int[] personOf = new int[accounts.Length];
        int[] ruleOf = new int[accounts.Length];
        var data = new ReconciliationData
        {
            Rules = rules,
            Cloud = cloud,
            Texts = cloud.Texts,
            Servers = servers,
            Sources = sources,
            Instances = instances,
            Accounts = accounts,
            PersonOfAccount = personOf,
            RuleOfAccount = ruleOf,
            SlotOfAccount = slotOf,
            Ambiguities = ambiguities,
            Invitations = invitations,
            PersonCount = 0,
            CountsInvitations = options.CountPendingInvitations,
            Ambiguity = options.Ambiguity,
            VerifiedDomains = verifiedDomains,
            SuggestionRules = [.. options.SuggestionRules],
        };

        int people = data.FirstServerOnly;
        var serverOnlyBySlot = new Dictionary<int, int>();
        Func<int, int, bool> isPreferred = data.IsPreferred;
        for (int account = 0; account < accounts.Length; account++)
        {
            int slot = slotOf[account];
            AddressIndex.Decision decision = slot < 0 ? AddressIndex.Decision.None : cloud.Addresses.Decide(slot, isPreferred);
            if (decision.IsAmbiguous)
            {
                ambiguities.Add((account, decision.Rule));
            }

            if (decision.IsHit && !(decision.IsAmbiguous && options.Ambiguity == AmbiguityChoice.None))
            {
                (personOf[account], ruleOf[account]) = (decision.Candidate, decision.Rule);
            }
            else if (slot >= 0 && options.MatchServerAccountsWithEachOther)
            {
                // D8: the same primary email, the same person.
                ruleOf[account] = ReconciliationData.Unmatched;
                personOf[account] = serverOnlyBySlot.TryGetValue(slot, out int person) ? person : people;
                if (personOf[account] == people)
                {
                    serverOnlyBySlot.Add(slot, people++);
                }
            }
            else
            {
                (personOf[account], ruleOf[account]) = (people++, ReconciliationData.Unmatched);
            }
        }

        return data with { PersonCount = people };
    }

    /// <summary>Tells the index which addresses will be asked for.</summary>
    /// <returns>The slot of each account's primary email; -1 where there is none.</returns>
    private static int[] WantAddresses(CloudSide cloud, ServerAccountEntry[] accounts)
    {
        var slots = new int[accounts.Length];
        cloud.Addresses.EnsureCapacity(accounts.Length + cloud.Invitations.Count);
        Span<TextRef> addresses = stackalloc TextRef[TextTable.Batch];
        Span<int> batch = stackalloc int[TextTable.Batch];
        Span<int> owners = stackalloc int[TextTable.Batch];
        int count = 0;
        for (int account = 0; account < accounts.Length; account++)
        {
            slots[account] = -1;
            if (!accounts[account].PrimaryEmail.IsNone)
            {
                (addresses[count], owners[count]) = (accounts[account].PrimaryEmail, account);
                count++;
            }

            if (count == TextTable.Batch || account == accounts.Length - 1)
            {
                cloud.Addresses.Want(addresses[..count], batch);
                for (; count > 0; count--)
                {
                    slots[owners[count - 1]] = batch[count - 1];
                }
            }
        }

        foreach (InvitationEntry entry in cloud.Invitations)
        {
            if (entry.Invitation.Email is { } email)
            {
                cloud.Addresses.Want(cloud.Texts.Add(email.Value));
            }
        }

        cloud.Addresses.LinkOffers();
        return slots;
    }

    /// <summary>C3: an invitation whose email is an address of a cloud account, or whose login is one, is no person. The others become candidates (D7).</summary>
    private static int[] AddInvitations(CloudSide cloud, RuleSet rules)
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

        // Only now: an invitation's own address must not make another invitation look known.
        for (int number = 0; number < kept.Count; number++)
        {
            InvitationEntry entry = cloud.Invitations[kept[number]];
            rules.Collect(entry.Invitation, cloud.Addresses, cloud.Accounts.Count + number, entry.Source);
        }

        return [.. kept];
    }
}
