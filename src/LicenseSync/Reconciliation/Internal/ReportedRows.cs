using LicenseSync.Accounts;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>The rows of GitHub's report as numbers: cloud accounts first, then the others; which person each names, and whether it holds a license.</summary>
internal sealed class ReportedRows
{
    private readonly CloudSide _reported;
    private readonly bool[] _holdsLicense;

    private ReportedRows(ReconciliationData ours, CloudSide reported)
    {
        _reported = reported;
        Count = reported.Accounts.Count + reported.OtherRows.Count;
        _holdsLicense = new bool[Count];
        PersonOfRow = new int[Count];
        RowOfPerson = new int[ours.PersonCount];
        Array.Fill(RowOfPerson, ComparisonEngine.None);
    }

    public int Count { get; }

    /// <summary>The person a row names by its login; none for server-only rows, and for logins that are not known here.</summary>
    public int[] PersonOfRow { get; }

    /// <summary>The row that names a person; none where there is no such row.</summary>
    public int[] RowOfPerson { get; }

    /// <summary>How many licenses the rows hold.</summary>
    public int Licenses { get; private set; }

    public static ReportedRows From(ReconciliationData ours, CloudSide reported)
    {
        var rows = new ReportedRows(ours, reported);
        for (int row = 0; row < rows.Count; row++)
        {
            int person = reported == ours.Cloud ? rows.OwnPersonOf(ours, row) : rows.FindPerson(ours, row);
            rows.PersonOfRow[row] = person;
            if (person != ComparisonEngine.None)
            {
                rows.RowOfPerson[person] = row;
            }

            rows._holdsLicense[row] = rows.Holds(ours, row, person);
            rows.Licenses += rows._holdsLicense[row] ? 1 : 0;
        }

        return rows;
    }

    public bool HoldsLicense(int row) => _holdsLicense[row];

    public static int NumberOf(CloudSide reported, int owner) => owner >= 0 ? owner : reported.Accounts.Count + ~owner;

    /// <summary>The login of a row, as printed; null for server-only rows and invitations without one.</summary>
    public string? LoginOf(int row) =>
        row < _reported.Accounts.Count ? _reported.Texts.Get(_reported.LoginOf(row))
        : OtherOf(row).Invitation is >= 0 and int invitation ? _reported.Invitations[invitation].Invitation.Login
        : null;

    /// <summary>Whether a row has a login.</summary>
    public bool HasLogin(int row) => row < _reported.Accounts.Count || LoginOf(row) is not null;

    private ReportedLicense OtherOf(int row) => _reported.OtherRows[row - _reported.Accounts.Count];

    private int OwnPersonOf(ReconciliationData ours, int row)
    {
        if (row < ours.FirstInvitation)
        {
            return row;
        }

        int kept = OtherOf(row).Invitation is >= 0 and int invitation ? Array.BinarySearch(ours.Invitations, invitation) : -1;
        return kept >= 0 ? ours.FirstInvitation + kept : ComparisonEngine.None;
    }

    private int FindPerson(ReconciliationData ours, int row) => LoginOf(row) is { } login ? ours.FindPerson(login) : ComparisonEngine.None;

    // A row is one license, except what consumes nothing by itself (C4) and what is no person (C3).
    private bool Holds(ReconciliationData ours, int row, int person) =>
        row < _reported.Accounts.Count || OtherOf(row) switch
        {
            { HasServerUserIds: true } or { Kind: ConsumedLicenseKind.ServerOnlyPerson } => true,
            { Kind: ConsumedLicenseKind.PendingInvitation } => ours.CountsInvitations && (_reported != ours.Cloud || person != ComparisonEngine.None),
            _ => false,
        };
}
