using System.Text;
using LicenseSync.Accounts;
using LicenseSync.IO;

namespace LicenseSync.UsageFiles;

/// <summary>One account without strings: what it says, and where its texts are in its bytes. Used again for the next account.</summary>
internal sealed class AccountFields
{
    private AccountEmailSpan[] _emails = new AccountEmailSpan[4];

    // Of an account that was read as strings.
    private DateTimeOffset? _createdAt;
    private DateTimeOffset? _suspendedAt;

    /// <summary>The user id; null when there is none.</summary>
    public long? UserId { get; set; }

    /// <summary>The login; empty when there is none.</summary>
    public TextSpan Login { get; set; }

    /// <summary>The display name; empty when there is none.</summary>
    public TextSpan ProfileName { get; set; }

    /// <summary>Whether it is a site administrator.</summary>
    public JsonFlag IsSiteAdmin { get; set; }

    /// <summary>When it was created: a date in the form of <see cref="IO.IsoDate.TryParseUtc"/>, quotes included; empty when unknown.</summary>
    public TextSpan CreatedAt { get; set; }

    /// <summary>Whether it is suspended.</summary>
    public bool IsSuspended { get; set; }

    /// <summary>When it was suspended, like <see cref="CreatedAt"/>.</summary>
    public TextSpan SuspendedAt { get; set; }

    /// <summary>Whether it is dormant.</summary>
    public JsonFlag IsDormant { get; set; }

    /// <summary>Whether it uses an Advanced Security license.</summary>
    public JsonFlag UsesAdvancedSecurity { get; set; }

    /// <summary>Whether it uses a Code Security license.</summary>
    public JsonFlag UsesCodeSecurity { get; set; }

    /// <summary>Whether it uses a Secret Protection license.</summary>
    public JsonFlag UsesSecretProtection { get; set; }

    /// <summary>The position of the primary email; -1 when there is none.</summary>
    public int Primary { get; set; }

    /// <summary>How many emails there are.</summary>
    public int EmailCount { get; set; }

    /// <summary>The emails in the file's order.</summary>
    public Span<AccountEmailSpan> Emails => _emails.AsSpan(0, EmailCount);

    /// <summary>Whether there is more than the fields say.</summary>
    public bool HasRest { get; set; }

    /// <summary>Forgets the account.</summary>
    public void Clear()
    {
        UserId = null;
        IsSiteAdmin = IsDormant = UsesAdvancedSecurity = UsesCodeSecurity = UsesSecretProtection = default;
        Login = ProfileName = CreatedAt = SuspendedAt = default;
        IsSuspended = HasRest = false;
        (_createdAt, _suspendedAt) = (null, null);
        EmailCount = 0;
        Primary = -1;
    }

    /// <summary>Adds an email.</summary>
    public void AddEmail(AccountEmailSpan email)
    {
        if (EmailCount == _emails.Length)
        {
            Array.Resize(ref _emails, EmailCount * 2);
        }

        _emails[EmailCount++] = email;
    }

    /// <summary>The account as strings.</summary>
    /// <param name="source">What the places refer to.</param>
    public ServerAccount ToAccount(ReadOnlySpan<byte> source)
    {
        var emails = new ServerAccountEmail[EmailCount];
        for (int i = 0; i < emails.Length; i++)
        {
            emails[i] = new() { Address = Encoding.UTF8.GetString(source.Slice(_emails[i].Address.Start, _emails[i].Address.Length)), IsPrimary = _emails[i].Flag.Value };
        }

        return new()
        {
            UserId = UserId,
            Login = TextOf(source, Login),
            ProfileName = TextOf(source, ProfileName),
            IsSiteAdmin = IsSiteAdmin.Value,
            CreatedAt = DateOf(source, CreatedAt),
            IsSuspended = IsSuspended,
            SuspendedAt = DateOf(source, SuspendedAt),
            IsDormant = IsDormant.Value,
            Emails = emails,
            UsesAdvancedSecurity = UsesAdvancedSecurity.Value,
            UsesCodeSecurity = UsesCodeSecurity.Value,
            UsesSecretProtection = UsesSecretProtection.Value,
        };
    }

    /// <summary>Takes an account that was read as strings.</summary>
    /// <param name="account">The account.</param>
    /// <param name="buffer">A buffer to use.</param>
    /// <returns>What the places refer to: the buffer, or a larger one.</returns>
    public byte[] Encode(ServerAccount account, byte[] buffer)
    {
        Clear();
        var texts = new Utf8Appender(buffer);
        (UserId, IsSuspended) = (account.UserId, account.IsSuspended);
        (IsSiteAdmin, IsDormant) = (JsonFlag.Of(account.IsSiteAdmin), JsonFlag.Of(account.IsDormant));
        (UsesAdvancedSecurity, UsesCodeSecurity) = (JsonFlag.Of(account.UsesAdvancedSecurity), JsonFlag.Of(account.UsesCodeSecurity));
        UsesSecretProtection = JsonFlag.Of(account.UsesSecretProtection);
        (_createdAt, _suspendedAt) = (account.CreatedAt, account.SuspendedAt);
        Login = texts.Append(account.Login);
        ProfileName = texts.Append(account.ProfileName);
        string? primary = account.PrimaryEmail?.Value;
        foreach (ServerAccountEmail email in account.Emails)
        {
            Primary = Primary < 0 && primary is not null && string.Equals(email.Address.Trim(), primary, StringComparison.Ordinal) ? EmailCount : Primary;
            AddEmail(new() { Address = texts.Append(email.Address), Flag = JsonFlag.Of(email.IsPrimary) });
        }

        return texts.Buffer;
    }

    /// <summary>When it was created; null when unknown.</summary>
    public DateTimeOffset? CreatedAtOf(ReadOnlySpan<byte> source) => _createdAt ?? DateOf(source, CreatedAt);

    /// <summary>When it was suspended; null when it is not, or unknown.</summary>
    public DateTimeOffset? SuspendedAtOf(ReadOnlySpan<byte> source) => _suspendedAt ?? DateOf(source, SuspendedAt);

    private static string? TextOf(ReadOnlySpan<byte> source, TextSpan text) => text.Length == 0 ? null : Encoding.UTF8.GetString(source.Slice(text.Start, text.Length));

    private static DateTimeOffset? DateOf(ReadOnlySpan<byte> source, TextSpan text) =>
        text.Length > 0 && IsoDate.TryParseUtc(source.Slice(text.Start, text.Length), out DateTimeOffset date) ? date : null;
}
