using LicenseSync.Accounts;
using LicenseSync.LicenseReports;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

// Rows that come copied together: what is kept goes from there into the arena, and no string is made.
internal sealed partial class CloudSide
{
    private (string? Name, Dictionary<long, int> Rows) _lastHost = (null, []);
    private int _sized = -1;
    private readonly Reusables<CloudRows> _rows = new(() => new(rules.HasToAsk, detail));

    public override Task ReadAsync(ConsumedLicensesFile file, int source, string? sourceName, CancellationToken cancellationToken) => file.ReadSectionsAsync(
        _rows.Take, (rows, row) => rows.Add(row), (rows, before) => Add(rows, source, before, file.ExpectedRecords, sourceName), cancellationToken);

    private void Add(CloudRows rows, int source, long before, long expected, string? sourceName)
    {
        if (_sized != source)
        {
            _sized = source;
            int capacity = _logins.Count + TextTable.CapacityFor(expected);
            _logins.EnsureCapacity(capacity);
            Accounts.EnsureCapacity(capacity);
        }

        VerifiedDomains.UnionWith(rows.VerifiedDomains);
        for (int index = 0; index < rows.Count; index++)
        {
            if (index % TextTable.Batch == 0)
            {
                Load(rows, index, Math.Min(TextTable.Batch, rows.Count - index));
            }

            CloudRows.Row row = rows[index];
            var key = new AddressIndex.SourceKey(source, (int)(before + row.Record));
            if (rows.LicenseOf(row) is { } license)
            {
                Add(license, key, sourceName);
            }
            else
            {
                Add(rows, row, key, sourceName);
            }
        }

        rows.Clear();
        _rows.Give(rows);
    }

    // What several rows ask of the table is waited for at once.
    private void Load(CloudRows rows, int first, int count)
    {
        for (int index = first; index < first + count; index++)
        {
            if (rows[index].Login != TextBatch.None)
            {
                _logins.Load(rows.Texts, rows[index].Login);
            }
        }
    }

    private void Add(CloudRows rows, in CloudRows.Row row, AddressIndex.SourceKey source, string? sourceName)
    {
        int owner = row.Kind switch
        {
            ConsumedLicenseKind.CloudAccount => AddAccount(rows.Texts, row, source, sourceName),
            ConsumedLicenseKind.PendingInvitation => AddOtherRow(row.Kind, AddInvitation(rows.InvitationOf(row), source)),
            _ => AddOtherRow(row.Kind, invitation: -1),
        };
        ReportUnclassified(row.Kind, source, sourceName);
        if (row.Kind != ConsumedLicenseKind.CloudAccount && row.NameId != TextBatch.None)
        {
            SubscriptionEmails.Add(rows.Texts, row.NameId, out _);
        }

        foreach ((string host, long userId) in rows.ServerUserIdsOf(row))
        {
            if (!ReferenceEquals(host, _lastHost.Name))
            {
                _lastHost = (host, RowsOf(host));
            }

            NoteServerUserId(_lastHost.Rows, host, userId, owner, source, sourceName);
        }
    }

    private int AddAccount(TextBatch batch, in CloudRows.Row row, AddressIndex.SourceKey source, string? sourceName)
    {
        int position = _logins.Add(batch, row.Login, out bool exists);
        bool hasEarlierNameId = exists && !Accounts[position].SamlNameId.IsNone;
        TextRef nameId = default;
        for (int rule = 0; rule < rules.Count; rule++)
        {
            CloudAddresses addresses = rules.AddressesOf(rule);
            if (addresses == CloudAddresses.SamlNameId && !hasEarlierNameId && row.HasNameIdAddress)
            {
                nameId = texts.Add(batch.Utf8Of(row.NameId));
                Addresses.Add(rule, nameId, position, source);
            }
            else if (addresses == CloudAddresses.VerifiedEmails)
            {
                for (int email = row.FirstEmail; email < row.FirstEmail + row.EmailCount; email++)
                {
                    Addresses.Add(rule, texts.Add(batch.Utf8Of(email)), position, source);
                }
            }
        }

        nameId = nameId.IsNone && !hasEarlierNameId && row.NameId != TextBatch.None ? texts.Add(batch.Utf8Of(row.NameId)) : nameId;
        TextRef name = row.Other != TextBatch.None ? texts.Add(batch.Utf8Of(row.Other)) : default;
        AddAccount(position, exists, new(nameId, row.HasLicenseType, row.IsVisualStudio), name, source, sourceName);
        return position;
    }
}
