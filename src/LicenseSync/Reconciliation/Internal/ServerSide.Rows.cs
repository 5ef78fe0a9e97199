using LicenseSync.Matching;
using LicenseSync.UsageFiles;

namespace LicenseSync.Reconciliation.Internal;

// Accounts that come copied together: what is kept goes from there into the arena, and no string is made.
internal sealed partial class ServerSide
{
    private Reusables<ServerRows>? _rows;

    public override Task ReadAsync(ServerInstanceEntry instance, UsageFile file, CancellationToken cancellationToken) =>
        file.ReadSectionsAsync(NewRows, (rows, account) => rows.Add(account), (rows, before) => Add(instance, rows, before), cancellationToken);

    private ServerRows NewRows() => LazyInitializer.EnsureInitialized(ref _rows, () => new(() => new(_exemptLogins, detail))).Take();

    private void Add(ServerInstanceEntry instance, ServerRows rows, long before)
    {
        for (int index = 0; index < rows.Count; index++)
        {
            Add(instance, rows.Texts, rows[index], (int)(before + rows[index].Record));
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
