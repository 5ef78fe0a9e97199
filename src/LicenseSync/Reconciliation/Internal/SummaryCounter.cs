using LicenseSync.Matching;

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
                if (HoldsSubscription(data, data.Accounts[account].PrimaryEmail))
                {
                    return true;
                }
            }
        }

        return false;
    }

    public static ReconciliationSummary Count(ReconciliationData data)
    {
        var counter = new LicenseCounter(data, data.PersonCount);
        for (int account = 0; account < data.Accounts.Length; account++)
        {
            ref readonly ServerAccountEntry entry = ref data.Accounts[account];
            counter.Add(data.PersonOfAccount[account], entry.Consumes, data.RuleOfAccount[account] != ReconciliationData.Unmatched, entry.PrimaryEmail);
        }

        return counter.ToSummary();
    }

    /// <summary>Every cloud account consumes (C2); an invitation does where the option says so (C3).</summary>
    public static bool ConsumesByItself(ReconciliationData data, int person) =>
        person < data.FirstInvitation || (data.IsInvitation(person) && data.CountsInvitations);

    /// <summary>Whether a person's own row names a Visual Studio subscription (C5).</summary>
    public static bool HasVisualStudioRow(ReconciliationData data, int person) =>
        person < data.FirstInvitation ? data.Cloud.Accounts[person].IsVisualStudio
        : person < data.FirstServerOnly && data.InvitationOf(person).IsVisualStudio;

    /// <summary>Whether a subscription names a primary email, which takes it where there is no cloud account (C5).</summary>
    public static bool HoldsSubscription(ReconciliationData data, TextRef primaryEmail) =>
        data.Cloud.SubscriptionEmails.Count > 0 && !primaryEmail.IsNone && data.Cloud.SubscriptionEmails.Find(primaryEmail) != TextTable.None;
}
