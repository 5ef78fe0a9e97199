using System.Runtime.CompilerServices;
using System.Text;
using LicenseSync.Accounts;
using LicenseSync.IO;
using LicenseSync.IO.Internal;

namespace LicenseSync.UsageFiles;

/// <summary>One account without strings: what it says, and where its texts are in its bytes. Used again for the next account.</summary>
/// <remarks>Of an account that was read by its layout nothing is taken out of the record before somebody asks; one that was read as strings is taken apart here.</remarks>
internal sealed class AccountFields
{
    private readonly TextSpan[] _texts = new TextSpan[(int)AccountSlot.Count];
    private readonly JsonFlag[] _flags = new JsonFlag[(int)AccountSlot.Count];
    private readonly List<(TextSpan Address, JsonFlag Flag)> _emails = [];
    private AccountLayout? _layout;
    private JsonRecordGaps _record = new();
    private JsonFlag _role;
    private DateTimeOffset? _createdAt;
    private DateTimeOffset? _suspendedAt;
    private bool _isSuspended;
    private int _primary;

    /// <summary>The user id; null when there is none.</summary>
    public long? UserId { get; private set; }

    /// <summary>The login; empty when there is none.</summary>
    public TextSpan Login => TextOf(AccountSlot.Login);

    /// <summary>The display name; empty when there is none.</summary>
    public TextSpan ProfileName => TextOf(AccountSlot.ProfileName);

    /// <summary>Whether it is a site administrator.</summary>
    public JsonFlag IsSiteAdmin => _layout?[AccountSlot.Role] >= 0 ? _role : FlagOf(AccountSlot.IsSiteAdmin);

    /// <summary>Whether it is suspended.</summary>
    public bool IsSuspended => _layout?.IsSuspended ?? _isSuspended;

    /// <summary>Whether it is dormant.</summary>
    public JsonFlag IsDormant => FlagOf(AccountSlot.Dormant);

    /// <summary>Whether it uses an Advanced Security license.</summary>
    public JsonFlag UsesAdvancedSecurity => FlagOf(AccountSlot.AdvancedSecurity);

    /// <summary>Whether it uses a Code Security license.</summary>
    public JsonFlag UsesCodeSecurity => FlagOf(AccountSlot.CodeSecurity);

    /// <summary>Whether it uses a Secret Protection license.</summary>
    public JsonFlag UsesSecretProtection => FlagOf(AccountSlot.SecretProtection);

    /// <summary>The position of the primary email; -1 when there is none.</summary>
    public int Primary => _layout?.Primary ?? _primary;

    /// <summary>How many emails there are.</summary>
    public int EmailCount => _layout is null ? _emails.Count : _layout.Emails.Length;

    /// <summary>Whether there is more than the fields say.</summary>
    public bool HasRest => _layout?.HasRest == true;

    /// <summary>The address of an email as written, by its position in the file's order.</summary>
    public TextSpan AddressOf(int email) => _layout is null ? _emails[email].Address : _record.TextAt(_layout.Emails[email].Address);

    /// <summary>Whether an email is flagged primary.</summary>
    public JsonFlag FlagOf(int email) => _layout is null ? _emails[email].Flag : _layout.Emails[email].Flag;

    /// <summary>Takes an account that is read by its layout.</summary>
    /// <param name="layout">The layout.</param>
    /// <param name="record">The record; the fields are as long there as it is not used again.</param>
    public void Begin(AccountLayout layout, JsonRecordGaps record) => (_layout, _record) = (layout, record);

    /// <summary>Takes what was worked out of such an account.</summary>
    public void Take(long userId, JsonFlag role) => (UserId, _role) = (userId, role);

    /// <summary>The account as strings.</summary>
    /// <param name="source">What the places refer to.</param>
    public ServerAccount ToAccount(ReadOnlySpan<byte> source)
    {
        var emails = new ServerAccountEmail[EmailCount];
        for (int i = 0; i < emails.Length; i++)
        {
            TextSpan address = AddressOf(i);
            emails[i] = new() { Address = TextEncoding.GetString(source.Slice(address.Start, address.Length)), IsPrimary = FlagOf(i).Value };
        }

        return new()
        {
            UserId = UserId,
            Login = TextOf(source, Login),
            ProfileName = TextOf(source, ProfileName),
            IsSiteAdmin = IsSiteAdmin.Value,
            CreatedAt = CreatedAtOf(source),
            IsSuspended = IsSuspended,
            SuspendedAt = SuspendedAtOf(source),
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
        var texts = new Utf8Appender(buffer);
        _layout = null;
        _emails.Clear();
        (UserId, _isSuspended, _primary) = (account.UserId, account.IsSuspended, -1);
        _flags[(int)AccountSlot.IsSiteAdmin] = JsonFlag.Of(account.IsSiteAdmin);
        _flags[(int)AccountSlot.Dormant] = JsonFlag.Of(account.IsDormant);
        _flags[(int)AccountSlot.AdvancedSecurity] = JsonFlag.Of(account.UsesAdvancedSecurity);
        _flags[(int)AccountSlot.CodeSecurity] = JsonFlag.Of(account.UsesCodeSecurity);
        _flags[(int)AccountSlot.SecretProtection] = JsonFlag.Of(account.UsesSecretProtection);
        (_createdAt, _suspendedAt) = (account.CreatedAt, account.SuspendedAt);
        _texts[(int)AccountSlot.Login] = texts.Append(account.Login);
        _texts[(int)AccountSlot.ProfileName] = texts.Append(account.ProfileName);
        string? primary = account.PrimaryEmail?.Value;
        foreach (ServerAccountEmail email in account.Emails)
        {
            _primary = _primary < 0 && primary is not null && string.Equals(email.Address.Trim(), primary, StringComparison.Ordinal) ? _emails.Count : _primary;
            _emails.Add((texts.Append(email.Address), JsonFlag.Of(email.IsPrimary)));
        }

        return texts.Buffer;
    }

    /// <summary>When it was created; null when unknown.</summary>
    public DateTimeOffset? CreatedAtOf(ReadOnlySpan<byte> source) => _layout is null ? _createdAt : DateOf(source, AccountSlot.CreatedAt);

    /// <summary>When it was suspended; null when it is not, or unknown.</summary>
    public DateTimeOffset? SuspendedAtOf(ReadOnlySpan<byte> source) => _layout is null ? _suspendedAt : DateOf(source, AccountSlot.SuspendedAt);

    private Encoding TextEncoding => _layout is null ? Encoding.UTF8 : _record.TextEncoding;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TextSpan TextOf(AccountSlot slot) => _layout is null ? _texts[(int)slot] : _layout[slot] < 0 ? default : _record.TextAt(_layout[slot]);

    private JsonFlag FlagOf(AccountSlot slot) => _layout is null ? _flags[(int)slot] : _layout.FlagOf(slot);

    private string? TextOf(ReadOnlySpan<byte> source, TextSpan text) => text.Length == 0 ? null : TextEncoding.GetString(source.Slice(text.Start, text.Length));

    private DateTimeOffset? DateOf(ReadOnlySpan<byte> source, AccountSlot slot) =>
        TextOf(slot) is { Length: > 0 } text && IsoDate.TryParseUtc(source.Slice(text.Start - 1, text.Length + 2), out DateTimeOffset date) ? date : null;
}
