namespace LicenseSync.Reconciliation.Internal;

/// <summary>Sorts people by login (semantics E): first by the first sixteen letters as one number, then the few that are alike in those by the whole.</summary>
internal static class LoginOrder
{
    public static void Sort(ReconciliationData data, int[] people)
    {
        var prefixes = new UInt128[people.Length];
        for (int index = 0; index < people.Length; index++)
        {
            prefixes[index] = data.LoginPrefixOf(people[index]);
        }

        Array.Sort(prefixes, people);
        Comparison<int> compare = data.CompareByLogin;
        for (int start = 0, end; start < people.Length; start = end)
        {
            for (end = start + 1; end < people.Length && prefixes[end] == prefixes[start]; end++)
            {
            }

            if (end - start > 1)
            {
                people.AsSpan(start..end).Sort(compare);
            }
        }
    }
}
