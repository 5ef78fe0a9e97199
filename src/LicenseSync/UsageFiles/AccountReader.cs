using System.Globalization;
using System.Text.Json;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.UsageFiles;

/// <summary>Makes accounts of the records of one usage file: aliases (formats 6), duplicates (semantics A2), emails (B2 to B4), suspension (C1).</summary>
internal sealed class AccountReader
{
    private readonly JsonScanner _scanner;
    private readonly RawAccount _raw;
    private readonly AccountEmailReader _emails;
    private readonly PlainAccountReader _plain;
    private readonly AccountFields _fields = new();
    private readonly Getter<long?> _getUserId;
    private readonly Getter<string?> _getLogin;
    private readonly Getter<string?> _getText;
    private readonly Getter<bool?> _getBoolean;
    private readonly Getter<DateTimeOffset?> _getDate;
    private ServerAccount? _account;
    private byte[] _encoded = [];
    private bool _isEncoded;

    /// <summary>Reads from a scanner's records.</summary>
    /// <param name="scanner">The scanner.</param>
    /// <param name="maxEmails"><see cref="ReaderOptions.MaxEmailsPerAccount"/>.</param>
    public AccountReader(JsonScanner scanner, int maxEmails)
    {
        _scanner = scanner;
        _raw = new(scanner, maxEmails);
        _emails = new(scanner, _raw);
        _plain = new(maxEmails);
        _getUserId = (JsonPart part, out long? id) => AccountValues.GetUserId(scanner, part, out id);
        _getLogin = (JsonPart part, out string? login) => AccountValues.GetLogin(scanner, part, out login);
        _getText = scanner.GetText;
        _getBoolean = scanner.GetBoolean;
        _getDate = scanner.GetDate;
    }

    private delegate ValueFault Getter<T>(JsonPart part, out T value);

    /// <summary>The accounts that were read (semantics A2).</summary>
    public ServerAccountKeys Keys { get; set; } = new();

    /// <summary>The number of the record that was read last, from 1, among all that the scanner came to.</summary>
    public long RecordNumber => _scanner.Records;

    /// <summary>Reads the scanner's current record.</summary>
    /// <returns>False for one that is skipped: no object, without a key, or a duplicate; that is reported.</returns>
    public bool Read()
    {
        (_account, _isEncoded) = (null, false);
        if (_scanner.Gaps is { } gaps && _plain.TryRead(gaps, _scanner.Value, _fields) && Keys.Add(_fields.UserId, login: null))
        {
            if (_fields.Primary < 0)
            {
                _emails.ReportNoPrimary();
            }

            return true;
        }

        _account = ReadGenerally();
        return _account is not null;
    }

    /// <summary>The account that was read last, as strings.</summary>
    public ServerAccount ToAccount() => _account ?? (_fields.HasRest ? ReadAgain() : _fields.ToAccount(_scanner.Value));

    /// <summary>The account that was read last, as bytes.</summary>
    public AccountFields Fields
    {
        get
        {
            if (_account is not null && !_isEncoded)
            {
                _encoded = _fields.Encode(_account, _encoded);
                _isEncoded = true;
            }

            return _fields;
        }
    }

    /// <summary>What the places in <see cref="Fields"/> refer to.</summary>
    public ReadOnlySpan<byte> Source => _isEncoded ? _encoded : _scanner.Value;

    /// <summary>The record as it stands in the file.</summary>
    public ReadOnlySpan<byte> Json => _scanner.Value;

    private ServerAccount? ReadGenerally()
    {
        if (_scanner.Whole.Kind != JsonTokenType.StartObject)
        {
            _scanner.Report(DiagnosticDescriptors.NotARecord, 0, "An account must be an object; the element is skipped.");
            return null;
        }

        _raw.Read();
        long? userId = ChooseUserId();
        string? login = ChooseLogin();
        return IsNew(userId, login) ? Build(userId, login) : null;
    }

    // The keys know it already, and there is nothing to report.
    private ServerAccount ReadAgain()
    {
        _raw.Read();
        return Build(ChooseUserId(), ChooseLogin());
    }

    private long? ChooseUserId() => Choose(AccountKey.UserId, AccountKey.DatabaseId, _getUserId, "a user id: a whole number of 0 or more");

    private string? ChooseLogin() => Choose(AccountKey.Login, AccountKey.Handle, _getLogin, "a login as a text");

    private ServerAccount Build(long? userId, string? login)
    {
        bool isSuspended = ReadSuspended(out DateTimeOffset? suspendedAt);
        return new()
        {
            UserId = userId,
            Login = login,
            ProfileName = Choose(AccountKey.ProfileName, AccountKey.FullName, _getText, "a name as a text"),
            IsSiteAdmin = ReadSiteAdmin(),
            CreatedAt = Choose(AccountKey.RemoteCreatedAt, AccountKey.CreatedAt, _getDate, JsonScanner.DateExpected),
            Emails = _emails.Read(),
            IsSuspended = isSuspended,
            SuspendedAt = suspendedAt,
            IsDormant = Choose(AccountKey.Dormant, AccountKey.IsDormant, _getBoolean, JsonScanner.BooleanExpected),
            UsesAdvancedSecurity = Choose(AccountKey.AdvancedSecurity, AccountKey.AdvancedSecurityLicenseUser, _getBoolean, JsonScanner.BooleanExpected),
            UsesCodeSecurity = Choose(AccountKey.CodeSecurity, AccountKey.CodeSecurityLicenseUser, _getBoolean, JsonScanner.BooleanExpected),
            UsesSecretProtection = Choose(AccountKey.SecretProtection, AccountKey.SecretProtectionLicenseUser, _getBoolean, JsonScanner.BooleanExpected),
            AdditionalProperties = KeepRest(),
        };
    }

    private bool IsNew(long? userId, string? login)
    {
        if (userId is null && login is null)
        {
            _scanner.Report(DiagnosticDescriptors.MissingAccountKey, 0, "The account has neither a user id nor a login; it is skipped. Export the file again.");
            return false;
        }

        if (Keys.Add(userId, login))
        {
            return true;
        }

        if (userId is { } id)
        {
            ReportDuplicate(AccountKey.UserId, AccountKey.DatabaseId, string.Create(CultureInfo.InvariantCulture, $"The user id {id} stands twice in this file; the first account is kept."));
        }
        else
        {
            ReportDuplicate(AccountKey.Login, AccountKey.Handle, "The login of an account without a user id stands twice in this file; the first account is kept.");
        }

        return false;
    }

    private void ReportDuplicate(AccountKey first, AccountKey last, string message)
    {
        int offset = 0;
        for (AccountKey key = last; key >= first; key--)
        {
            JsonPart value = _raw[key].Value;
            offset = value.Kind != JsonTokenType.None && AccountValues.IsUsable(_scanner, key, value) ? value.Start : offset;
        }

        _scanner.Report(DiagnosticDescriptors.DuplicateUserId, offset, message);
    }

    /// <summary>The first of a field's aliases that can be used. The others are kept aside; where none can be used, each is reported.</summary>
    private T? Choose<T>(AccountKey first, AccountKey last, Getter<T> get, string expected)
    {
        T? chosen = default;
        bool isChosen = false;
        bool hasOthers = false;
        for (AccountKey key = first; key <= last; key++)
        {
            RawProperty property = _raw[key];
            if (property.Value.Kind == JsonTokenType.None || property.Value.IsMissing)
            {
                continue;
            }

            if (!isChosen && get(property.Value, out T value).IsNone && value is not null)
            {
                chosen = value;
                isChosen = true;
            }
            else
            {
                _raw.Rest.Add(property);
                hasOthers = true;
            }
        }

        for (AccountKey key = first; hasOthers && !isChosen && key <= last; key++)
        {
            JsonPart value = _raw[key].Value;
            if (value.Kind != JsonTokenType.None)
            {
                _scanner.IsUsable(get(value, out _), value, expected);
            }
        }

        return chosen;
    }

    private bool? ReadSiteAdmin()
    {
        bool? isSiteAdmin = Choose(AccountKey.IsSiteAdmin, AccountKey.Admin, _getBoolean, JsonScanner.BooleanExpected);
        RawProperty role = _raw[AccountKey.Role];
        bool? isAdminRole = role.Value.Kind == JsonTokenType.None ? null : AccountValues.IsAdminRole(_scanner, role.Value);
        if (role.Value.Kind != JsonTokenType.None && !role.Value.IsMissing && (isSiteAdmin is not null || isAdminRole is null))
        {
            _raw.Rest.Add(role);
        }

        return isSiteAdmin ?? isAdminRole;
    }

    /// <summary>Any field that says so suspends the account (semantics C1).</summary>
    private bool ReadSuspended(out DateTimeOffset? suspendedAt)
    {
        bool isSuspended = false;
        for (AccountKey key = AccountKey.Suspended; key <= AccountKey.IsSuspended; key++)
        {
            RawProperty flag = _raw[key];
            if (flag.Value.Kind == JsonTokenType.None)
            {
                continue;
            }

            if (_scanner.TryGetBoolean(flag.Value, out bool? says))
            {
                isSuspended |= says is true;
            }
            else
            {
                _raw.Rest.Add(flag);
            }
        }

        suspendedAt = null;
        RawProperty date = _raw[AccountKey.SuspendedAt];
        if (date.Value.Kind != JsonTokenType.None && !_scanner.TryGetDate(date.Value, out suspendedAt))
        {
            _raw.Rest.Add(date);
            isSuspended |= AccountValues.SaysSuspended(_scanner, date.Value);
        }

        return isSuspended || suspendedAt is not null;
    }

    private AdditionalProperty[] KeepRest()
    {
        if (_raw.Rest.Count == 0)
        {
            return [];
        }

        _raw.SortRest();
        var kept = new AdditionalProperty[_raw.Rest.Count];
        for (int i = 0; i < kept.Length; i++)
        {
            kept[i] = _scanner.Keep(_raw.Rest[i].Name, _raw.Rest[i].Value);
        }

        return kept;
    }
}
