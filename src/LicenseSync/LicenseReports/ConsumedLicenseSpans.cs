using System.Runtime.CompilerServices;
using System.Text;
using LicenseSync.Accounts;
using LicenseSync.IO;
using LicenseSync.IO.Internal;

namespace LicenseSync.LicenseReports;

/// <summary>One row without strings: what it says, and where its texts are in its bytes. Used again for the next row.</summary>
/// <remarks>Of a row that was read by its layout nothing is taken out of the record before somebody asks; one that was read as strings is taken apart here.</remarks>
internal sealed class ConsumedLicenseSpans
{
    private readonly TextSpan[] _texts = new TextSpan[(int)ConsumedLicenseField.Count];
    private readonly JsonFlag[] _flags = new JsonFlag[(int)ConsumedLicenseField.Count];
    private readonly (int First, int Count)[] _lists = new (int, int)[(int)ConsumedLicenseField.Count];
    private readonly (byte[] Bytes, string Text)[] _last = new (byte[], string)[(int)ConsumedLicenseField.Count];
    private readonly Utf8StringCache _repeated = new();
    private (int Start, int End)[] _elements = new (int, int)[16];
    private int _elementCount;
    private ConsumedLicenseLayout? _layout;
    private JsonRecordGaps _record = new();

    public int? TotalUserAccounts { get; private set; }

    /// <summary>Whether there is more than the fields say.</summary>
    public bool HasRest => _layout?.HasRest == true;

    /// <summary>A text; empty where there is none.</summary>
    public TextSpan this[ConsumedLicenseField field]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _layout is null ? _texts[(int)field] : _layout[field] < 0 ? default : _record.TextAt(_layout[field]);
    }

    /// <summary>A flag.</summary>
    public JsonFlag FlagOf(ConsumedLicenseField field) => _layout is null ? _flags[(int)field] : _layout.FlagOf(field);

    /// <summary>Where the elements of a list begin and end, quotes included.</summary>
    public ReadOnlySpan<(int Start, int End)> ListOf(ConsumedLicenseField list)
    {
        (int first, int count) = _layout is null ? _lists[(int)list] : _layout.ListOf(list);
        return (_layout is null ? _elements : _record.Scalars).AsSpan(first, count);
    }

    /// <summary>Takes a row that is read by its layout.</summary>
    /// <param name="layout">The layout.</param>
    /// <param name="record">The record; the fields are as long there as it is not used again.</param>
    /// <param name="totalUserAccounts">The number, which was read.</param>
    public void Begin(ConsumedLicenseLayout layout, JsonRecordGaps record, int? totalUserAccounts) => (_layout, _record, TotalUserAccounts) = (layout, record, totalUserAccounts);

    /// <summary>The row as strings.</summary>
    /// <param name="source">What the places refer to.</param>
    public ConsumedLicense ToLicense(ReadOnlySpan<byte> source) => new()
    {
        GitHubComLogin = TextOf(source, ConsumedLicenseField.GitHubComLogin),
        GitHubComName = TextOf(source, ConsumedLicenseField.GitHubComName),
        GitHubComProfile = TextOf(source, ConsumedLicenseField.GitHubComProfile),
        GitHubComUser = FlagOf(ConsumedLicenseField.GitHubComUser).Value,
        EnterpriseServerUser = FlagOf(ConsumedLicenseField.EnterpriseServerUser).Value,
        VisualStudioSubscriptionUser = FlagOf(ConsumedLicenseField.VisualStudioSubscriptionUser).Value,
        LicenseType = new(RepeatedOf(source, ConsumedLicenseField.LicenseType)),
        GitHubComMemberRoles = RepeatedListOf(source, ConsumedLicenseField.MemberRoles),
        GitHubComEnterpriseRoles = RepeatedListOf(source, ConsumedLicenseField.EnterpriseRoles),
        GitHubComEnterpriseRole = RepeatedOf(source, ConsumedLicenseField.EnterpriseRole),
        GitHubComVerifiedDomainEmails = ListOf(source, ConsumedLicenseField.VerifiedDomainEmails),
        GitHubComSamlNameId = TextOf(source, ConsumedLicenseField.SamlNameId),
        GitHubComOrgsWithPendingInvites = RepeatedListOf(source, ConsumedLicenseField.OrgsWithPendingInvites),
        GitHubComTwoFactorAuth = FlagOf(ConsumedLicenseField.TwoFactorAuth).Value,
        GitHubComTwoFactorAuthRequiredByDate = RepeatedOf(source, ConsumedLicenseField.TwoFactorAuthRequiredByDate),
        EnterpriseServerUserIds = IdsOf(source),
        EnterpriseServerPrimaryEmails = ListOf(source, ConsumedLicenseField.ServerEmails),
        VisualStudioLicenseStatus = RepeatedOf(source, ConsumedLicenseField.VisualStudioLicenseStatus),
        VisualStudioSubscriptionEmail = TextOf(source, ConsumedLicenseField.VisualStudioSubscriptionEmail),
        TotalUserAccounts = TotalUserAccounts,
    };

    /// <summary>Takes a row that was read as strings.</summary>
    /// <param name="license">The row.</param>
    /// <param name="buffer">A buffer to use.</param>
    /// <returns>What the places refer to: the buffer, or a larger one.</returns>
    public byte[] Encode(ConsumedLicense license, byte[] buffer)
    {
        var texts = new Utf8Appender(buffer);
        (_layout, _elementCount) = (null, 0);
        _flags[(int)ConsumedLicenseField.GitHubComUser] = JsonFlag.Of(license.GitHubComUser);
        _flags[(int)ConsumedLicenseField.EnterpriseServerUser] = JsonFlag.Of(license.EnterpriseServerUser);
        _flags[(int)ConsumedLicenseField.VisualStudioSubscriptionUser] = JsonFlag.Of(license.VisualStudioSubscriptionUser);
        _flags[(int)ConsumedLicenseField.TwoFactorAuth] = JsonFlag.Of(license.GitHubComTwoFactorAuth);
        TotalUserAccounts = license.TotalUserAccounts;
        _texts[(int)ConsumedLicenseField.GitHubComLogin] = texts.Append(license.GitHubComLogin);
        _texts[(int)ConsumedLicenseField.GitHubComName] = texts.Append(license.GitHubComName);
        _texts[(int)ConsumedLicenseField.GitHubComProfile] = texts.Append(license.GitHubComProfile);
        _texts[(int)ConsumedLicenseField.LicenseType] = texts.Append(license.LicenseType.Value);
        _texts[(int)ConsumedLicenseField.EnterpriseRole] = texts.Append(license.GitHubComEnterpriseRole);
        _texts[(int)ConsumedLicenseField.SamlNameId] = texts.Append(license.GitHubComSamlNameId);
        _texts[(int)ConsumedLicenseField.TwoFactorAuthRequiredByDate] = texts.Append(license.GitHubComTwoFactorAuthRequiredByDate);
        _texts[(int)ConsumedLicenseField.VisualStudioLicenseStatus] = texts.Append(license.VisualStudioLicenseStatus);
        _texts[(int)ConsumedLicenseField.VisualStudioSubscriptionEmail] = texts.Append(license.VisualStudioSubscriptionEmail);
        AppendAll(ConsumedLicenseField.MemberRoles, license.GitHubComMemberRoles, ref texts);
        AppendAll(ConsumedLicenseField.EnterpriseRoles, license.GitHubComEnterpriseRoles, ref texts);
        AppendAll(ConsumedLicenseField.VerifiedDomainEmails, license.GitHubComVerifiedDomainEmails, ref texts);
        AppendAll(ConsumedLicenseField.OrgsWithPendingInvites, license.GitHubComOrgsWithPendingInvites, ref texts);
        AppendAll(ConsumedLicenseField.ServerUserIds, license.EnterpriseServerUserIds.Select(id => id.RawText), ref texts);
        AppendAll(ConsumedLicenseField.ServerEmails, license.EnterpriseServerPrimaryEmails, ref texts);
        return texts.Buffer;
    }

    private void AppendAll(ConsumedLicenseField list, IEnumerable<string> elements, ref Utf8Appender texts)
    {
        int first = _elementCount;
        foreach (string element in elements)
        {
            if (_elementCount == _elements.Length)
            {
                Array.Resize(ref _elements, _elementCount * 2);
            }

            // As if there were quotes around it.
            TextSpan text = texts.Append(element);
            _elements[_elementCount++] = (text.Start - 1, text.Start + text.Length + 1);
        }

        _lists[(int)list] = (first, _elementCount - first);
    }

    private Encoding TextEncoding => _layout is null ? Encoding.UTF8 : _record.TextEncoding;

    private string? TextOf(ReadOnlySpan<byte> source, ConsumedLicenseField field) =>
        this[field] is { Length: > 0 } text ? TextEncoding.GetString(source.Slice(text.Start, text.Length)) : null;

    private string? RepeatedOf(ReadOnlySpan<byte> source, ConsumedLicenseField field) => this[field] is { Length: > 0 } text ? Repeated(source.Slice(text.Start, text.Length), field) : null;

    private string[] ListOf(ReadOnlySpan<byte> source, ConsumedLicenseField list)
    {
        var elements = new Utf8TextList(source, ListOf(list));
        string[] texts = elements.Count == 0 ? [] : new string[elements.Count];
        for (int index = 0; index < texts.Length; index++)
        {
            texts[index] = TextEncoding.GetString(elements[index]);
        }

        return texts;
    }

    private string[] RepeatedListOf(ReadOnlySpan<byte> source, ConsumedLicenseField list)
    {
        var elements = new Utf8TextList(source, ListOf(list));
        string[] texts = elements.Count == 0 ? [] : new string[elements.Count];
        for (int index = 0; index < texts.Length; index++)
        {
            texts[index] = Repeated(elements[index], list);
        }

        return texts;
    }

    private ServerUserId[] IdsOf(ReadOnlySpan<byte> source)
    {
        var elements = new Utf8TextList(source, ListOf(ConsumedLicenseField.ServerUserIds));
        ServerUserId[] ids = elements.Count == 0 ? [] : new ServerUserId[elements.Count];
        for (int index = 0; index < ids.Length; index++)
        {
            ids[index] = ServerUserId.Parse(TextEncoding.GetString(elements[index]));
        }

        return ids;
    }

    // As a rule it is the text of the row before.
    private string Repeated(ReadOnlySpan<byte> bytes, ConsumedLicenseField field)
    {
        ref (byte[] Bytes, string Text) last = ref _last[(int)field];
        if (last.Text is null || !bytes.SequenceEqual(last.Bytes))
        {
            last = (bytes.ToArray(), _repeated.Get(bytes));
        }

        return last.Text;
    }
}
