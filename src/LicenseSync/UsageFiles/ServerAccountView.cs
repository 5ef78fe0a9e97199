using LicenseSync.Accounts;
using LicenseSync.IO;

namespace LicenseSync.UsageFiles;

/// <summary>The account a <see cref="UsageFile"/> stands at, as UTF-8 bytes in its buffer: nothing is made of it unless asked for. Valid until the next account is asked for or the file is closed.</summary>
/// <remarks>It says the same as the <see cref="ServerAccount"/> of the same record (<see cref="ToAccount"/>). Texts are decoded: escapes are resolved.</remarks>
/// <example><code>
/// while (await file.ReadNextAccountAsync(cancellationToken))
/// {
///     ServerAccountView account = file.CurrentAccount;
///     suspended += account.IsSuspended ? 1 : 0;
/// }
/// </code></example>
public readonly ref struct ServerAccountView
{
    private readonly AccountReader _reader;
    private readonly AccountFields _fields;
    private readonly ReadOnlySpan<byte> _source;

    internal ServerAccountView(AccountReader reader)
    {
        _reader = reader;
        _fields = reader.Fields;
        _source = reader.Source;
    }

    /// <summary>The number of its record, from 1, among those its reader came to.</summary>
    internal long RecordNumber => _reader.RecordNumber;

    /// <summary>The user id on its instance, 0 or more (semantics A2); null when the file gives none.</summary>
    public long? UserId => _fields.UserId;

    /// <summary>The login, UTF-8; empty when the file gives none.</summary>
    public ReadOnlySpan<byte> Login => TextOf(_fields.Login);

    /// <summary>The display name, UTF-8; empty when unknown.</summary>
    public ReadOnlySpan<byte> ProfileName => TextOf(_fields.ProfileName);

    /// <summary>Whether it is a site administrator; null when unknown.</summary>
    public bool? IsSiteAdmin => _fields.IsSiteAdmin.Value;

    /// <summary>Whether any field of the file says that it is suspended; false when the file does not say (semantics C1).</summary>
    public bool IsSuspended => _fields.IsSuspended;

    /// <summary>When it was suspended; null when it is not, or unknown.</summary>
    public DateTimeOffset? SuspendedAt => _fields.SuspendedAtOf(_source);

    /// <summary>Whether it is dormant; null when unknown.</summary>
    public bool? IsDormant => _fields.IsDormant.Value;

    /// <summary>When it was created; null when unknown.</summary>
    public DateTimeOffset? CreatedAt => _fields.CreatedAtOf(_source);

    /// <summary>Whether it uses an Advanced Security license; null when unknown.</summary>
    public bool? UsesAdvancedSecurity => _fields.UsesAdvancedSecurity.Value;

    /// <summary>Whether it uses a Code Security license; null when unknown.</summary>
    public bool? UsesCodeSecurity => _fields.UsesCodeSecurity.Value;

    /// <summary>Whether it uses a Secret Protection license; null when unknown.</summary>
    public bool? UsesSecretProtection => _fields.UsesSecretProtection.Value;

    /// <summary>How many emails it has.</summary>
    public int EmailCount => _fields.EmailCount;

    /// <summary>The one address that is compared (semantics B2), UTF-8, as written; empty when there is none.</summary>
    public ReadOnlySpan<byte> PrimaryEmail => _fields.Primary < 0 ? [] : GetEmail(_fields.Primary);

    /// <summary>The record as it stands in the file: one JSON object, UTF-8 as far as the file is, unknown properties included.</summary>
    public ReadOnlySpan<byte> Json => _reader.Json;

    /// <summary>An email's address, UTF-8, as written.</summary>
    /// <param name="index">Its position in the file's order, from 0, below <see cref="EmailCount"/>.</param>
    /// <returns>The address; what has no <c>@</c> is among them (semantics B4).</returns>
    /// <exception cref="IndexOutOfRangeException">There is no such email.</exception>
    public ReadOnlySpan<byte> GetEmail(int index) => TextOf(_fields.AddressOf(index));

    /// <summary>Whether an email is flagged primary; null when it has no flag.</summary>
    /// <param name="index">Its position in the file's order, from 0, below <see cref="EmailCount"/>.</param>
    /// <returns>The flag.</returns>
    /// <exception cref="IndexOutOfRangeException">There is no such email.</exception>
    public bool? IsEmailPrimary(int index) => _fields.FlagOf(index).Value;

    /// <summary>The account as a model of its own, which stays.</summary>
    /// <returns>The account, unknown properties included.</returns>
    public ServerAccount ToAccount() => _reader.ToAccount();

    /// <summary>The user id, or a placeholder: logins, names and addresses never reach logs by accident.</summary>
    /// <returns>For example <c>server account 7</c>.</returns>
    public override string ToString() => new ServerAccount { UserId = UserId }.ToString();

    private ReadOnlySpan<byte> TextOf(TextSpan text) => _source.Slice(text.Start, text.Length);
}
