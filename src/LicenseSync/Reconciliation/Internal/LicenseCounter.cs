using System.Collections;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>Counts licenses, account by account (semantics C, E).</summary>
internal sealed class LicenseCounter
{
    private readonly ReconciliationData _data;
    private readonly BitArray _consumes;
    private readonly BitArray _isVisualStudio;
    private int _accounts;
    private int _alone;
    private int _matched;
    private int _notMatched;

    /// <summary>Starts with the people who have a login or an invitation.</summary>
    /// <param name="data">These people.</param>
    /// <param name="maxPersonCount">How many people there are at most, with the server-only ones.</param>
    public LicenseCounter(ReconciliationData data, int maxPersonCount)
    {
        _data = data;
        _consumes = new(maxPersonCount);
        _isVisualStudio = new(maxPersonCount);
        for (int person = 0; person < data.FirstServerOnly; person++)
        {
            _consumes[person] = SummaryCounter.ConsumesByItself(data, person);
            _isVisualStudio[person] = SummaryCounter.HasVisualStudioRow(data, person);
            _alone += _consumes[person] ? 1 : 0;
        }
    }

    /// <summary>Counts a server account.</summary>
    /// <param name="person">Whose it is.</param>
    /// <param name="consumes">Whether it consumes by itself (C1).</param>
    /// <param name="isMatched">Whether one of D1 to D7 decided.</param>
    /// <param name="primaryEmail">Its primary email, or none.</param>
    public void Add(int person, bool consumes, bool isMatched, TextRef primaryEmail)
    {
        _accounts++;
        _alone += consumes ? 1 : 0;
        _consumes[person] |= consumes;
        _isVisualStudio[person] |= person >= _data.FirstInvitation && SummaryCounter.HoldsSubscription(_data, primaryEmail);
        _matched += isMatched ? 1 : 0;
        _notMatched += !isMatched && _data.IsVerified(primaryEmail) ? 1 : 0;
    }

    /// <summary>The totals of all that was counted.</summary>
    public ReconciliationSummary ToSummary()
    {
        int consumed = 0, visualStudio = 0;
        for (int person = 0; person < _consumes.Count; person++)
        {
            consumed += _consumes[person] ? 1 : 0;
            visualStudio += _consumes[person] && _isVisualStudio[person] ? 1 : 0;
        }

        return new()
        {
            ServerAccounts = _accounts,
            CloudAccounts = _data.Cloud.Accounts.Count,
            People = consumed,
            LicensesConsumed = consumed,
            EnterpriseLicensesConsumed = consumed - visualStudio,
            VisualStudioLicensesConsumed = visualStudio,
            LicensesWithoutSync = _alone,
            LicensesPurchased = _data.Cloud.SeatsPurchased,
            Matched = _matched,
            NotMatched = _notMatched,
            CannotTell = _accounts - _matched - _notMatched,
        };
    }
}
