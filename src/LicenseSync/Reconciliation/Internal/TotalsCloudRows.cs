using System.Runtime.InteropServices;
using LicenseSync.Accounts;
using LicenseSync.IO;
using LicenseSync.LicenseReports;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>What some rows of license data say to the totals: made section by section, for <see cref="TotalsCloud"/> to take over in order.</summary>
internal sealed class TotalsCloudRows
{
    private readonly List<Row> _rows = [];
    private readonly List<PendingInvitation> _invitations = [];
    private readonly List<TextFingerprint> _emails = [];
    private readonly DomainList _domains = new();

    public ReadOnlySpan<Row> Rows => CollectionsMarshal.AsSpan(_rows);

    /// <summary>The domains of verified emails (D14).</summary>
    public IReadOnlyList<TextFingerprint> VerifiedDomains => _domains.Domains;

    public PendingInvitation InvitationOf(in Row row) => _invitations[row.Invitation];

    /// <summary>The verified emails of a cloud account.</summary>
    public ReadOnlySpan<TextFingerprint> EmailsOf(in Row row) => CollectionsMarshal.AsSpan(_emails).Slice(row.FirstEmail, row.EmailCount);

    /// <summary>Adds a row.</summary>
    public void Add(ConsumedLicenseView view)
    {
        var row = new Row { Record = view.RecordNumber, Kind = view.Kind, FirstEmail = _emails.Count };
        if (row.Kind == ConsumedLicenseKind.CloudAccount)
        {
            row.Key = TextFingerprint.OfTrimmed(view.GitHubComLogin);
            row.NameId = TextFingerprint.OfTrimmed(view.GitHubComSamlNameId);
            row.HasNameIdAddress = view.GitHubComSamlNameId.Contains((byte)'@');
            row.HasLicenseType = !Utf8Text.IsBlank(view.LicenseType);
            row.IsVisualStudio = CloudRows.IsVisualStudio(view.LicenseType);
        }
        else if (view.IsVisualStudioSubscriptionUser && view.VisualStudioSubscriptionEmail.Contains((byte)'@'))
        {
            row.Key = TextFingerprint.OfTrimmed(view.VisualStudioSubscriptionEmail);
        }

        Utf8TextList emails = view.GitHubComVerifiedDomainEmails;
        for (int index = 0; index < emails.Count; index++)
        {
            ReadOnlySpan<byte> email = ArenaText.Trim(emails[index]);
            if (email.Contains((byte)'@'))
            {
                _domains.AddDomainOf(email);
                AddEmail(row, TextFingerprint.Of(email));
            }
        }

        End(row, row.Kind == ConsumedLicenseKind.PendingInvitation ? CloudRows.InvitationOf(view) : null);
    }

    /// <summary>Adds a row that was read already.</summary>
    /// <param name="license">The row.</param>
    /// <param name="record">Its number.</param>
    public void Add(ConsumedLicense license, int record)
    {
        var row = new Row { Record = record, Kind = license.Kind, FirstEmail = _emails.Count };
        if (row.Kind == ConsumedLicenseKind.CloudAccount)
        {
            row.Key = TextFingerprint.OfTrimmed(license.GitHubComLogin);
            row.NameId = TextFingerprint.OfTrimmed(license.GitHubComSamlNameId);
            row.HasNameIdAddress = EmailAddress.TryParse(license.GitHubComSamlNameId, out _);
            row.HasLicenseType = !string.IsNullOrWhiteSpace(license.LicenseType.Value);
            row.IsVisualStudio = license.LicenseType == LicenseType.VisualStudioSubscription;
        }
        else if (license.IsVisualStudioSubscriptionUser && EmailAddress.TryParse(license.VisualStudioSubscriptionEmail, out EmailAddress subscription))
        {
            row.Key = TextFingerprint.Of(subscription.Value);
        }

        foreach (string text in license.GitHubComVerifiedDomainEmails)
        {
            if (EmailAddress.TryParse(text, out EmailAddress email))
            {
                _domains.AddDomainOf(email.Value);
                AddEmail(row, TextFingerprint.Of(email.Value));
            }
        }

        End(row, row.Kind == ConsumedLicenseKind.PendingInvitation ? PendingInvitation.From(license) : null);
    }

    /// <summary>Forgets the rows, to be used again.</summary>
    public void Clear()
    {
        _rows.Clear();
        _invitations.Clear();
        _emails.Clear();
        _domains.Clear();
    }

    // Only cloud accounts offer their verified emails.
    private void AddEmail(in Row row, TextFingerprint email)
    {
        if (row.Kind == ConsumedLicenseKind.CloudAccount)
        {
            _emails.Add(email);
        }
    }

    // A row of any other kind that names no subscription counts for nothing.
    private void End(Row row, PendingInvitation? invitation)
    {
        row.EmailCount = _emails.Count - row.FirstEmail;
        row.Invitation = _invitations.Count;
        if (invitation is not null)
        {
            _invitations.Add(invitation);
        }

        if (!row.Key.IsNone || row.Kind is ConsumedLicenseKind.PendingInvitation or ConsumedLicenseKind.Unclassified)
        {
            _rows.Add(row);
        }
    }

    /// <summary>A row.</summary>
    internal record struct Row
    {
        /// <summary>The login of a cloud account; else the email of a Visual Studio subscription, or none.</summary>
        public TextFingerprint Key;

        /// <summary>The NameID of a cloud account, or none.</summary>
        public TextFingerprint NameId;

        public long Record;
        public int FirstEmail;
        public int EmailCount;
        public int Invitation;
        public ConsumedLicenseKind Kind;
        public bool HasNameIdAddress;
        public bool HasLicenseType;
        public bool IsVisualStudio;
    }
}
