using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

// Accounts that come copied together: what is kept goes from there into the arena, and no string is made.
internal sealed partial class ServerSide
{
    private Reusables<ServerRows>? _rows;

    /// <summary>A place to copy accounts to; asked for on any thread.</summary>
    public ServerRows NewRows() => LazyInitializer.EnsureInitialized(ref _rows, () => new(() => new(_exemptLogins, detail))).Take();

    /// <summary>Adds accounts.</summary>
    /// <param name="instance">Their instance.</param>
    /// <param name="rows">The accounts; given up.</param>
    /// <param name="before">How many records stand before those that the accounts count from.</param>
    /// <param name="expected">About how many accounts the instance will have; 0 when unknown.</param>
    public void Add(ServerInstanceEntry instance, ServerRows rows, long before, long expected)
    {
        if (detail == Detail.Totals && instance.Count == 0)
        {
            int capacity = TextTable.CapacityFor(expected);
            addresses.EnsureCapacity(addresses.SlotCount + capacity);
            instance.Counted.EnsureCapacity(capacity);
        }

        Span<int> emails = stackalloc int[TextTable.Batch];
        for (int index = 0; index < rows.Count; index++)
        {
            if (detail != Detail.Totals)
            {
                Add(instance, rows.Texts, rows[index], (int)(before + rows[index].Record));
                continue;
            }

            if (index % TextTable.Batch == 0)
            {
                int count = Math.Min(TextTable.Batch, rows.Count - index);
                for (int next = 0; next < count; next++)
                {
                    emails[next] = rows[index + next].Primary;
                }

                addresses.LoadWanted(rows.Texts, emails[..count]);
            }

            int email = rows[index].Primary;
            instance.Counted.Add(new(email == TextBatch.None ? CountedAccount.NoEmail : addresses.Want(rows.Texts, email), rows[index].Consumes));
        }

        rows.Clear();
        _rows!.Give(rows);
    }

    private void Add(ServerInstanceEntry instance, TextBatch batch, in ServerRows.Row row, int record)
    {
        TextRef primary = Keep(batch, row.Primary);
        int others = 0;
        for (int email = row.FirstEmail; email < row.FirstEmail + row.EmailCount; email++)
        {
            AddSecondaryEmail(Keep(batch, email), primary, ref others);
        }

        EndSecondaryEmails(others);
        instance.Accounts.Add(new(instance.Number, row.UserId, Keep(batch, row.Login), primary, row.IsSuspended, row.Consumes, record, Keep(batch, row.Name), others));
    }

    private TextRef Keep(TextBatch batch, int text) => text == TextBatch.None ? default : texts.Add(batch.Utf8Of(text));
}
