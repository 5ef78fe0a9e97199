using LicenseSync.Reconciliation.Internal;

namespace LicenseSync.Reconciliation;

// Counts beside the summary, without making people.
public sealed partial class ReconciliationResult
{
    /// <summary>Counts the matches of <see cref="People"/> by the name of the rule that decided, without making people.</summary>
    /// <returns>Each rule of the options in its order, then step D8, those that decided nothing included; each with the number of server accounts.</returns>
    public IReadOnlyList<KeyValuePair<string, int>> CountMatchesByRule()
    {
        var counts = new int[_data.Rules.Count + 1];
        int[] accountsOfPerson = CountAccounts();
        for (int account = 0; account < _data.Accounts.Length; account++)
        {
            int rule = _data.RuleOfAccount[account];
            if (rule != ReconciliationData.Unmatched)
            {
                counts[rule]++;
            }
            else if (accountsOfPerson[_data.PersonOfAccount[account]] > 1)
            {
                counts[_data.Rules.Count]++;
            }
        }

        return [.. counts.Select((count, rule) => KeyValuePair.Create(_data.Rules.NameOf(rule), count))];
    }

    /// <summary>Counts the people of several accounts (the cloud account or the invitation and server accounts), without making people.</summary>
    /// <returns>The number of people, those who consume no license included.</returns>
    public int CountPeopleWithSeveralAccounts() =>
        CountAccounts().Where((accounts, person) => accounts + (person < _data.FirstServerOnly ? 1 : 0) > 1).Count();

    private int[] CountAccounts()
    {
        var counts = new int[_data.PersonCount];
        foreach (int person in _data.PersonOfAccount)
        {
            counts[person]++;
        }

        return counts;
    }
}
