namespace LicenseSync.Reconciliation.Internal;

/// <summary>Who consumes, of which type, and the totals (semantics C, E).</summary>
internal static class SummaryCounter
{
    public static bool Consumes(ReconciliationData data, int person, ReadOnlySpan<int> members)
    {
        if (ConsumesByItself(data, person))
        {
            return true;
        }

        foreach (int account in members)
        {
            if (data.Accounts[account].Consumes)
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsVisualStudio(ReconciliationData data, int person, ReadOnlySpan<int> members)
    {
        if (HasVisualStudioRow(data, person))
        {
            return true;
        }

        if (person >= data.FirstInvitation)
        {
            foreach (int account in members)
            {
                if (HoldsSubscription(data, account))
                {
                    return true;
                }
            }
        }

        return false;
    }

    public static ReconciliationSummary Count(ReconciliationData data)
    {
        var consumes = new bool[data.PersonCount];
        var isVisualStudio = new bool[data.PersonCount];
        int alone = 0;
        for (int person = 0; person < data.FirstServerOnly; person++)
        {
            consumes[person] = ConsumesByItself(data, person);
            isVisualStudio[person] = HasVisualStudioRow(data, person);
            alone += consumes[person] ? 1 : 0;
        }

        int matched = 0, notMatched = 0;
        for (int account = 0; account < data.Accounts.Length; account++)
        {
            int person = data.PersonOfAccount[account];
            bool consumesItself = data.Accounts[account].Consumes;
            alone += consumesItself ? 1 : 0;
            consumes[person] |= consumesItself;
            isVisualStudio[person] |= person >= data.FirstInvitation && HoldsSubscription(data, account);
            switch (data.OutcomeOf(account))
            {
                case Matching.MatchOutcome.Matched:
                    matched++;
                    break;
                case Matching.MatchOutcome.NotMatched:
                    notMatched++;
                    break;
            }
        }

        int consumed = 0, visualStudio = 0;
        for (int person = 0; person < data.PersonCount; person++)
        {
            consumed += consumes[person] ? 1 : 0;
            visualStudio += consumes[person] && isVisualStudio[person] ? 1 : 0;
        }

        return new()
        {
            ServerAccounts = data.Accounts.Length,
            CloudAccounts = data.Cloud.Accounts.Count,
            People = consumed,
            LicensesConsumed = consumed,
            EnterpriseLicensesConsumed = consumed - visualStudio,
            VisualStudioLicensesConsumed = visualStudio,
            LicensesWithoutSync = alone,
            LicensesPurchased = data.Cloud.SeatsPurchased,
            Matched = matched,
            NotMatched = notMatched,
            CannotTell = data.Accounts.Length - matched - notMatched,
        };
    }

    // C2, C3: every cloud account consumes; an invitation does where the option says so.
    private static bool ConsumesByItself(ReconciliationData data, int person) =>
        person < data.FirstInvitation || (data.IsInvitation(person) && data.CountsInvitations);

    private static bool HasVisualStudioRow(ReconciliationData data, int person) =>
        person < data.FirstInvitation ? data.Cloud.Accounts[person].IsVisualStudio
        : person < data.FirstServerOnly && data.InvitationOf(person).IsVisualStudio;

    // C5: without a cloud account, a primary email that a subscription names takes that subscription.
    private static bool HoldsSubscription(ReconciliationData data, int account) =>
        data.Cloud.SubscriptionEmails.Count > 0 && data.Accounts[account].PrimaryEmail is { IsNone: false } email && data.Cloud.SubscriptionEmails.Find(email) != Matching.TextTable.None;
}
