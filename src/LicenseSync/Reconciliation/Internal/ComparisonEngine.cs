namespace LicenseSync.Reconciliation.Internal;

/// <summary>Compares GitHub's grouping of server accounts with ours (semantics F) in linear time, sorting aside.</summary>
internal static class ComparisonEngine
{
    public const int None = -1;

    public static ComparisonData Run(ReconciliationData ours, PersonIndex people, CloudSide reported, int licensesConsumed)
    {
        ReportedRows rows = ReportedRows.From(ours, reported);
        ComparedAccounts compared = ComparedAccounts.Merge(ours, reported);
        int[] rowOfAccount = compared.RowOfAccount;
        var states = new ComparisonState[ours.Accounts.Length];
        int[] accountsOfRow = CountByRow(compared, rows.Count);
        var rowsOfPerson = new Dictionary<int, int>();
        for (int person = 0; person < ours.PersonCount; person++)
        {
            Compare(person);
        }

        return new(ours, people, rows, compared, states, LicenseDifferences.Find(ours, people, rows, compared))
        {
            LicensesConsumed = licensesConsumed,
            ReportedLicensesConsumed = reported.SeatsConsumed ?? rows.Licenses,
        };

        void Compare(int person)
        {
            // Both sides' groups: the server accounts and the login, as far as each side knows them.
            ReadOnlySpan<int> members = people.AccountsOf(person);
            if (members.IsEmpty)
            {
                return;
            }

            rowsOfPerson.Clear();
            int known = 0;
            for (int index = 0; index < members.Length; index++)
            {
                int row = rowOfAccount[members[index]];
                if (row != None && !(index > 0 && compared.IsSameId(members[index - 1], members[index])))
                {
                    rowsOfPerson[row] = rowsOfPerson.GetValueOrDefault(row) + 1;
                    known++;
                }
            }

            int ownLogin = rows.RowOfPerson[person] is >= 0 and int ownRow && rows.HasLogin(ownRow) ? 1 : 0;
            foreach (int account in members)
            {
                int row = rowOfAccount[account];
                if (row == None)
                {
                    states[account] = ComparisonState.NotInReport;
                }
                else if (ours.Accounts[account].IsSuspended)
                {
                    states[account] = ComparisonState.NotInExport;
                }
                else
                {
                    bool isLoginKnown = rows.PersonOfRow[row] != None && rows.HasLogin(row);
                    int common = rowsOfPerson[row] + (isLoginKnown && rows.PersonOfRow[row] == person ? 1 : 0);
                    int theirs = accountsOfRow[row] + (isLoginKnown ? 1 : 0);
                    states[account] = StateOf(known + ownLogin, theirs, common);
                }
            }
        }
    }

    private static ComparisonState StateOf(int ours, int theirs, int common) =>
        common == ours && common == theirs ? ComparisonState.Agree
        : common == theirs ? ComparisonState.OnlyOurs
        : common == ours ? ComparisonState.OnlyGitHub
        : ComparisonState.Differ;

    // Two instances of one host may have one id twice (A1); the report has it once.
    private static int[] CountByRow(ComparedAccounts compared, int rowCount)
    {
        var counts = new int[rowCount];
        for (int account = 0; account < compared.RowOfAccount.Length; account++)
        {
            if (compared.RowOfAccount[account] != None && !(account > 0 && compared.IsSameId(account - 1, account)))
            {
                counts[compared.RowOfAccount[account]]++;
            }
        }

        return counts;
    }
}
