using System.Text;
using LicenseSync.Accounts;
using LicenseSync.IO;
using LicenseSync.LicenseReports;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

// Rows as bytes: what is kept goes from the reader's buffer into the arena, and no string is made.
internal sealed partial class CloudSide
{
    private const int StackChars = 256;

    // Whose strings and tables the rows before used: there are few hosts and domains.
    private byte[]? _lastDomain;
    private byte[] _lastHost = [];
    private (string Name, Dictionary<long, int> Rows) _lastHostRows;

    /// <summary>Adds a row. The same as <see cref="Add(ConsumedLicense, AddressIndex.SourceKey, string?)"/>.</summary>
    public void Add(ConsumedLicenseView row, AddressIndex.SourceKey source, string? sourceName)
    {
        if (rules.HasToAsk)
        {
            Add(row.ToLicense(), source, sourceName);
            return;
        }

        ConsumedLicenseKind kind = row.Kind;
        int owner = kind switch
        {
            ConsumedLicenseKind.CloudAccount => AddAccount(row, source, sourceName),
            ConsumedLicenseKind.PendingInvitation => AddOtherRow(kind, AddInvitation(InvitationOf(row), source)),
            _ => AddOtherRow(kind, invitation: -1),
        };
        ReportUnclassified(kind, source, sourceName);
        if (kind != ConsumedLicenseKind.CloudAccount && row.IsVisualStudioSubscriptionUser && row.VisualStudioSubscriptionEmail.Contains((byte)'@'))
        {
            SubscriptionEmails.Add(texts.AddTrimmed(row.VisualStudioSubscriptionEmail), out _);
        }

        Utf8TextList emails = row.GitHubComVerifiedDomainEmails;
        for (int index = 0; index < emails.Count; index++)
        {
            AddDomainOf(emails[index]);
        }

        Utf8TextList ids = row.EnterpriseServerUserIds;
        for (int index = 0; detail != Detail.Totals && index < ids.Count; index++)
        {
            NoteServerUserId(ids[index], owner, source, sourceName);
        }
    }

    private int AddAccount(ConsumedLicenseView row, AddressIndex.SourceKey source, string? sourceName)
    {
        TextRef nameId = texts.AddTrimmed(row.GitHubComSamlNameId);
        var entry = new CloudAccountEntry(
            nameId, !Utf8Text.IsBlank(row.LicenseType), IsVisualStudio(row.LicenseType), source, detail == Detail.Suggestions ? texts.AddTrimmed(row.GitHubComName) : default);
        int position = AddAccount(texts.AddTrimmed(row.GitHubComLogin), entry, sourceName, out bool hasEarlierNameId);
        for (int rule = 0; rule < rules.Count; rule++)
        {
            CloudAddresses addresses = rules.AddressesOf(rule);
            if (addresses == CloudAddresses.SamlNameId && !hasEarlierNameId && row.GitHubComSamlNameId.Contains((byte)'@'))
            {
                Addresses.Add(rule, nameId, position, source);
            }
            else if (addresses == CloudAddresses.VerifiedEmails)
            {
                OfferAll(rule, row.GitHubComVerifiedDomainEmails, position, source);
            }
        }

        return position;
    }

    private void OfferAll(int rule, Utf8TextList emails, int position, AddressIndex.SourceKey source)
    {
        for (int index = 0; index < emails.Count; index++)
        {
            if (emails[index].Contains((byte)'@'))
            {
                Addresses.Add(rule, texts.AddTrimmed(emails[index]), position, source);
            }
        }
    }

    private static PendingInvitation InvitationOf(ConsumedLicenseView row) => new()
    {
        Login = Utf8Text.IsBlank(row.GitHubComLogin) ? null : Encoding.UTF8.GetString(row.GitHubComLogin).Trim(),
        LicenseType = new(row.LicenseType.IsEmpty ? null : Encoding.UTF8.GetString(row.LicenseType)),
    };

    private static bool IsVisualStudio(ReadOnlySpan<byte> licenseType) =>
        !licenseType.SequenceEqual("Enterprise"u8) && LicenseType.AreEqual(new ArenaText(licenseType, isUtf16: false).ToChars(stackalloc char[StackChars]), LicenseType.VisualStudioSubscription.Value);

    private void AddDomainOf(ReadOnlySpan<byte> email)
    {
        int at = email.LastIndexOf((byte)'@');
        if (at < 0 || (_lastDomain is not null && email[(at + 1)..].SequenceEqual(_lastDomain)))
        {
            return;
        }

        AddDomainOf(new ArenaText(email, isUtf16: false).ToChars(stackalloc char[StackChars]).Trim());
        _lastDomain = email[(at + 1)..].ToArray();
    }

    private void NoteServerUserId(ReadOnlySpan<byte> text, int owner, AddressIndex.SourceKey source, string? sourceName)
    {
        if (!Utf8ServerUserId.TryParse(text, out Utf8ServerUserId id))
        {
            if (ServerUserId.Parse(Encoding.UTF8.GetString(text)) is { UserId: { } userId } other)
            {
                NoteServerUserId(RowsOf(other.HostName), other.HostName, userId, owner, source, sourceName);
            }

            return;
        }

        if (!id.HostName.SequenceEqual(_lastHost))
        {
            string hostName = Encoding.ASCII.GetString(id.HostName);
            (_lastHost, _lastHostRows) = (id.HostName.ToArray(), (hostName, RowsOf(hostName)));
        }

        NoteServerUserId(_lastHostRows.Rows, _lastHostRows.Name, id.UserId, owner, source, sourceName);
    }
}
