using System.Runtime.InteropServices;
using System.Text;
using LicenseSync.Accounts;
using LicenseSync.IO;
using LicenseSync.LicenseReports;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>What some rows of license data say to the reconciliation, copied together: made section by section, for <see cref="CloudSide"/> to take over in order.</summary>
/// <param name="asks">Whether rules have to be asked about each row, as a model.</param>
/// <param name="detail">How much is kept.</param>
internal sealed class CloudRows(bool asks, Detail detail)
{
    private const int StackChars = 256;

    private readonly List<Row> _rows = [];
    private readonly List<PendingInvitation> _invitations = [];
    private readonly List<ConsumedLicense> _licenses = [];
    private readonly List<(string Host, long UserId)> _serverUserIds = [];
    private readonly Utf8StringCache _repeated = new();
    private string? _lastDomain;

    public TextBatch Texts { get; } = new();

    public int Count => _rows.Count;

    /// <summary>The whole parts after the last <c>@</c> of verified-domain emails (D14).</summary>
    public HashSet<string> VerifiedDomains { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Row this[int index] => _rows[index];

    /// <summary>The whole row, where rules have to be asked.</summary>
    public ConsumedLicense? LicenseOf(Row row) => asks ? _licenses[row.Other] : null;

    public PendingInvitation InvitationOf(Row row) => _invitations[row.Other];

    public ReadOnlySpan<(string Host, long UserId)> ServerUserIdsOf(Row row) =>
        CollectionsMarshal.AsSpan(_serverUserIds).Slice(row.FirstServerUserId, row.ServerUserIdCount);

    /// <summary>Adds a row.</summary>
    public void Add(ConsumedLicenseView view)
    {
        var row = new Row { Record = view.RecordNumber, Kind = view.Kind, Login = TextBatch.None, FirstServerUserId = _serverUserIds.Count };
        if (asks)
        {
            _licenses.Add(view.ToLicense());
            _rows.Add(row with { Other = _licenses.Count - 1 });
            return;
        }

        if (row.Kind == ConsumedLicenseKind.CloudAccount)
        {
            row.HasLicenseType = !Utf8Text.IsBlank(view.LicenseType);
            row.IsVisualStudio = IsVisualStudio(view.LicenseType);
            row.HasNameIdAddress = view.GitHubComSamlNameId.Contains((byte)'@');
            row.Login = Texts.AddTrimmed(view.GitHubComLogin);
            row.NameId = Texts.AddTrimmed(view.GitHubComSamlNameId);
            row.Other = detail == Detail.Suggestions ? Texts.AddTrimmed(view.GitHubComName) : TextBatch.None;
        }
        else if (row.Kind == ConsumedLicenseKind.PendingInvitation)
        {
            row.Other = _invitations.Count;
            _invitations.Add(InvitationOf(view));
        }

        if (row.Kind != ConsumedLicenseKind.CloudAccount)
        {
            row.NameId = view.IsVisualStudioSubscriptionUser ? Texts.AddAddress(view.VisualStudioSubscriptionEmail) : TextBatch.None;
        }

        AddEmails(view.GitHubComVerifiedDomainEmails, ref row);
        foreach (ReadOnlySpan<byte> id in view.EnterpriseServerUserIds)
        {
            AddServerUserId(id);
        }

        row.ServerUserIdCount = _serverUserIds.Count - row.FirstServerUserId;
        _rows.Add(row);
    }

    /// <summary>Forgets the rows, to be used again.</summary>
    public void Clear()
    {
        _rows.Clear();
        _invitations.Clear();
        _licenses.Clear();
        _serverUserIds.Clear();
        VerifiedDomains.Clear();
        _lastDomain = null;
        Texts.Clear();
    }

    private static PendingInvitation InvitationOf(ConsumedLicenseView row) => new()
    {
        Login = Utf8Text.IsBlank(row.GitHubComLogin) ? null : Encoding.UTF8.GetString(row.GitHubComLogin).Trim(),
        LicenseType = new(row.LicenseType.IsEmpty ? null : Encoding.UTF8.GetString(row.LicenseType)),
    };

    /// <summary>Whether a license type is a Visual Studio subscription (semantics C5). First as GitHub spells both on the wire.</summary>
    public static bool IsVisualStudio(ReadOnlySpan<byte> licenseType) =>
        !licenseType.SequenceEqual("Enterprise"u8) && (licenseType.SequenceEqual("Visual Studio subscription"u8) || IsOtherwiseVisualStudio(licenseType));

    private static bool IsOtherwiseVisualStudio(ReadOnlySpan<byte> licenseType) =>
        LicenseType.AreEqual(new ArenaText(licenseType, isUtf16: false).ToChars(stackalloc char[StackChars]), LicenseType.VisualStudioSubscription.Value);

    private void AddEmails(Utf8TextList emails, ref Row row)
    {
        row.FirstEmail = Texts.Count;
        foreach (ReadOnlySpan<byte> email in emails)
        {
            AddDomainOf(email);
            if (row.Kind == ConsumedLicenseKind.CloudAccount)
            {
                Texts.AddAddress(email);
            }
        }

        row.EmailCount = Texts.Count - row.FirstEmail;
    }

    private void AddDomainOf(ReadOnlySpan<byte> email)
    {
        int at = email.LastIndexOf((byte)'@');
        if (at < 0)
        {
            return;
        }

        string domain = _repeated.Get(email[(at + 1)..]);
        if (!ReferenceEquals(domain, _lastDomain))
        {
            _lastDomain = domain;
            VerifiedDomains.Add(domain.TrimEnd());
        }
    }

    private void AddServerUserId(ReadOnlySpan<byte> text)
    {
        if (!Utf8ServerUserId.TryParse(text, out Utf8ServerUserId id))
        {
            if (ServerUserId.Parse(Encoding.UTF8.GetString(text)) is { UserId: { } userId } other)
            {
                _serverUserIds.Add((other.HostName, userId));
            }

            return;
        }

        _serverUserIds.Add((_repeated.Get(id.HostName), id.UserId));
    }

    /// <summary>A row. Texts are numbers in <see cref="Texts"/>, or <see cref="TextBatch.None"/>.</summary>
    internal record struct Row
    {
        public long Record;
        public ConsumedLicenseKind Kind;
        public bool HasLicenseType;
        public bool IsVisualStudio;
        public bool HasNameIdAddress;

        /// <summary>The login of a cloud account.</summary>
        public int Login;

        /// <summary>The NameID of a cloud account; else the email of a Visual Studio subscription, if it is an address.</summary>
        public int NameId;

        /// <summary>The display name of a cloud account; else the number of the invitation; where rules are asked, of the row's model.</summary>
        public int Other;

        public int FirstEmail;
        public int EmailCount;
        public int FirstServerUserId;
        public int ServerUserIdCount;
    }
}
