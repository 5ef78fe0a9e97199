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
    private readonly List<TextFingerprint> _emails = [];
    private readonly DomainList _domains = new();

    public ReadOnlySpan<Row> Rows => CollectionsMarshal.AsSpan(_rows);

    /// <summary>The domains of verified emails (D14).</summary>
    public IReadOnlyList<TextFingerprint> VerifiedDomains => _domains.Domains;

    /// <summary>The verified emails of a cloud account.</summary>
    public ReadOnlySpan<TextFingerprint> EmailsOf(in Row row) => CollectionsMarshal.AsSpan(_emails).Slice(row.FirstEmail, row.EmailCount);

    /// <summary>Adds a row.</summary>
    public void Add(ConsumedLicenseView view)
    {
        var row = new Row { Record = view.RecordNumber, Kind = view.Kind, FirstEmail = _emails.Count };
        if (row.HasLogin)
        {
            row.Login = TextFingerprint.OfTrimmed(view.GitHubComLogin);
            row.HasLicenseType = !Utf8Text.IsBlank(view.LicenseType);
            row.IsVisualStudio = CloudRows.IsVisualStudio(view.LicenseType);
        }

        ReadOnlySpan<byte> other = row.Kind == ConsumedLicenseKind.CloudAccount ? view.GitHubComSamlNameId : view.IsVisualStudioSubscriptionUser ? view.VisualStudioSubscriptionEmail : [];
        row.Other = TextFingerprint.OfTrimmed(other);
        row.IsOtherAddress = other.Contains((byte)'@');
        row.IsInvitedEmail = row.Kind == ConsumedLicenseKind.PendingInvitation && view.GitHubComLogin.Contains((byte)'@');

        foreach (ReadOnlySpan<byte> text in view.GitHubComVerifiedDomainEmails)
        {
            ReadOnlySpan<byte> email = ArenaText.Trim(text);
            if (email.Contains((byte)'@'))
            {
                _domains.AddDomainOf(email);
                AddEmail(row, TextFingerprint.Of(email));
            }
        }

        End(row);
    }

    /// <summary>Adds a row that was read already.</summary>
    /// <param name="license">The row.</param>
    /// <param name="record">Its number.</param>
    public void Add(ConsumedLicense license, int record)
    {
        var row = new Row { Record = record, Kind = license.Kind, FirstEmail = _emails.Count };
        if (row.HasLogin)
        {
            row.Login = TextFingerprint.OfTrimmed(license.GitHubComLogin);
            row.HasLicenseType = !string.IsNullOrWhiteSpace(license.LicenseType.Value);
            row.IsVisualStudio = license.LicenseType == LicenseType.VisualStudioSubscription;
        }

        string? other = row.Kind == ConsumedLicenseKind.CloudAccount ? license.GitHubComSamlNameId : license.IsVisualStudioSubscriptionUser ? license.VisualStudioSubscriptionEmail : null;
        row.Other = TextFingerprint.OfTrimmed(other);
        row.IsOtherAddress = EmailAddress.TryParse(other, out _);
        row.IsInvitedEmail = row.Kind == ConsumedLicenseKind.PendingInvitation && EmailAddress.TryParse(license.GitHubComLogin, out _);

        foreach (string text in license.GitHubComVerifiedDomainEmails)
        {
            if (EmailAddress.TryParse(text, out EmailAddress email))
            {
                _domains.AddDomainOf(email.Value);
                AddEmail(row, TextFingerprint.Of(email.Value));
            }
        }

        End(row);
    }

    /// <summary>Forgets the rows, to be used again.</summary>
    public void Clear()
    {
        _rows.Clear();
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
    private void End(Row row)
    {
        row.EmailCount = _emails.Count - row.FirstEmail;
        if (row.HasLogin || row.IsOtherAddress || row.Kind == ConsumedLicenseKind.Unclassified)
        {
            _rows.Add(row);
        }
    }

    /// <summary>A row.</summary>
    internal record struct Row
    {
        /// <summary>The login of a cloud account or invitation, or none.</summary>
        public TextFingerprint Login;

        /// <summary>The NameID of a cloud account; else the email of a Visual Studio subscription; or none.</summary>
        public TextFingerprint Other;

        public long Record;
        public int FirstEmail;
        public int EmailCount;
        public ConsumedLicenseKind Kind;
        public bool IsOtherAddress;
        public bool HasLicenseType;
        public bool IsVisualStudio;

        /// <summary>Whether the login of an invitation is the email that is invited (A4.1).</summary>
        public bool IsInvitedEmail;

        public readonly bool HasLogin => Kind is ConsumedLicenseKind.CloudAccount or ConsumedLicenseKind.PendingInvitation;
    }
}
