using System.Text;
using LicenseSync.Accounts;
using LicenseSync.IO;

namespace LicenseSync.LicenseReports;

/// <summary>One row without strings: what it says, and where its texts are in its bytes. Used again for the next row.</summary>
internal sealed class ConsumedLicenseSpans
{
    private readonly TextSpan[] _texts = new TextSpan[(int)ConsumedLicenseField.Count];
    private readonly (int First, int Count)[] _lists = new (int, int)[(int)ConsumedLicenseField.Count];
    private readonly (byte[] Bytes, string Text)[] _last = new (byte[], string)[(int)ConsumedLicenseField.Count];
    private readonly Utf8StringCache _repeated = new();
    private TextSpan[] _elements = new TextSpan[16];
    private int _elementCount;

    public JsonFlag GitHubComUser { get; set; }

    public JsonFlag EnterpriseServerUser { get; set; }

    public JsonFlag VisualStudioSubscriptionUser { get; set; }

    public JsonFlag TwoFactorAuth { get; set; }

    public int? TotalUserAccounts { get; set; }

    /// <summary>Whether there is more than the fields say.</summary>
    public bool HasRest { get; set; }

    /// <summary>A text; empty where there is none.</summary>
    public TextSpan this[ConsumedLicenseField field]
    {
        get => _texts[(int)field];
        set => _texts[(int)field] = value;
    }

    /// <summary>The elements of a list.</summary>
    public ReadOnlySpan<TextSpan> ListOf(ConsumedLicenseField list) => _elements.AsSpan(_lists[(int)list].First, _lists[(int)list].Count);

    /// <summary>Forgets the row.</summary>
    public void Clear()
    {
        GitHubComUser = EnterpriseServerUser = VisualStudioSubscriptionUser = TwoFactorAuth = default;
        TotalUserAccounts = null;
        HasRest = false;
        Array.Clear(_texts);
        Array.Clear(_lists);
        _elementCount = 0;
    }

    /// <summary>Adds an element to a list, whose elements come one after another.</summary>
    /// <returns>How many the list has now.</returns>
    public int AddTo(ConsumedLicenseField list, TextSpan element)
    {
        if (_elementCount == _elements.Length)
        {
            Array.Resize(ref _elements, _elementCount * 2);
        }

        ref (int First, int Count) range = ref _lists[(int)list];
        range.First = range.Count == 0 ? _elementCount : range.First;
        _elements[_elementCount++] = element;
        return ++range.Count;
    }

    /// <summary>The row as strings.</summary>
    /// <param name="source">What the places refer to.</param>
    public ConsumedLicense ToLicense(ReadOnlySpan<byte> source) => new()
    {
        GitHubComLogin = TextOf(source, ConsumedLicenseField.GitHubComLogin),
        GitHubComName = TextOf(source, ConsumedLicenseField.GitHubComName),
        GitHubComProfile = TextOf(source, ConsumedLicenseField.GitHubComProfile),
        GitHubComUser = GitHubComUser.Value,
        EnterpriseServerUser = EnterpriseServerUser.Value,
        VisualStudioSubscriptionUser = VisualStudioSubscriptionUser.Value,
        LicenseType = new(RepeatedOf(source, ConsumedLicenseField.LicenseType)),
        GitHubComMemberRoles = RepeatedListOf(source, ConsumedLicenseField.MemberRoles),
        GitHubComEnterpriseRoles = RepeatedListOf(source, ConsumedLicenseField.EnterpriseRoles),
        GitHubComEnterpriseRole = RepeatedOf(source, ConsumedLicenseField.EnterpriseRole),
        GitHubComVerifiedDomainEmails = ListOf(source, ConsumedLicenseField.VerifiedDomainEmails),
        GitHubComSamlNameId = TextOf(source, ConsumedLicenseField.SamlNameId),
        GitHubComOrgsWithPendingInvites = RepeatedListOf(source, ConsumedLicenseField.OrgsWithPendingInvites),
        GitHubComTwoFactorAuth = TwoFactorAuth.Value,
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
        Clear();
        var texts = new Utf8Appender(buffer);
        (GitHubComUser, EnterpriseServerUser) = (JsonFlag.Of(license.GitHubComUser), JsonFlag.Of(license.EnterpriseServerUser));
        (VisualStudioSubscriptionUser, TwoFactorAuth) = (JsonFlag.Of(license.VisualStudioSubscriptionUser), JsonFlag.Of(license.GitHubComTwoFactorAuth));
        TotalUserAccounts = license.TotalUserAccounts;
        this[ConsumedLicenseField.GitHubComLogin] = texts.Append(license.GitHubComLogin);
        this[ConsumedLicenseField.GitHubComName] = texts.Append(license.GitHubComName);
        this[ConsumedLicenseField.GitHubComProfile] = texts.Append(license.GitHubComProfile);
        this[ConsumedLicenseField.LicenseType] = texts.Append(license.LicenseType.Value);
        this[ConsumedLicenseField.EnterpriseRole] = texts.Append(license.GitHubComEnterpriseRole);
        this[ConsumedLicenseField.SamlNameId] = texts.Append(license.GitHubComSamlNameId);
        this[ConsumedLicenseField.TwoFactorAuthRequiredByDate] = texts.Append(license.GitHubComTwoFactorAuthRequiredByDate);
        this[ConsumedLicenseField.VisualStudioLicenseStatus] = texts.Append(license.VisualStudioLicenseStatus);
        this[ConsumedLicenseField.VisualStudioSubscriptionEmail] = texts.Append(license.VisualStudioSubscriptionEmail);
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
        foreach (string element in elements)
        {
            AddTo(list, texts.Append(element));
        }
    }

    private string? TextOf(ReadOnlySpan<byte> source, ConsumedLicenseField field) =>
        _texts[(int)field] is { Length: > 0 } text ? Encoding.UTF8.GetString(source.Slice(text.Start, text.Length)) : null;

    private string? RepeatedOf(ReadOnlySpan<byte> source, ConsumedLicenseField field) => _texts[(int)field] is { Length: > 0 } text ? Repeated(source, field, text) : null;

    private string[] ListOf(ReadOnlySpan<byte> source, ConsumedLicenseField list)
    {
        ReadOnlySpan<TextSpan> elements = ListOf(list);
        string[] texts = elements.IsEmpty ? [] : new string[elements.Length];
        for (int index = 0; index < texts.Length; index++)
        {
            texts[index] = Encoding.UTF8.GetString(source.Slice(elements[index].Start, elements[index].Length));
        }

        return texts;
    }

    private string[] RepeatedListOf(ReadOnlySpan<byte> source, ConsumedLicenseField list)
    {
        ReadOnlySpan<TextSpan> elements = ListOf(list);
        string[] texts = elements.IsEmpty ? [] : new string[elements.Length];
        for (int index = 0; index < texts.Length; index++)
        {
            texts[index] = Repeated(source, list, elements[index]);
        }

        return texts;
    }

    private ServerUserId[] IdsOf(ReadOnlySpan<byte> source)
    {
        ReadOnlySpan<TextSpan> elements = ListOf(ConsumedLicenseField.ServerUserIds);
        ServerUserId[] ids = elements.IsEmpty ? [] : new ServerUserId[elements.Length];
        for (int index = 0; index < ids.Length; index++)
        {
            ids[index] = ServerUserId.Parse(Encoding.UTF8.GetString(source.Slice(elements[index].Start, elements[index].Length)));
        }

        return ids;
    }

    // As a rule it is the text of the row before.
    private string Repeated(ReadOnlySpan<byte> source, ConsumedLicenseField field, TextSpan text)
    {
        ReadOnlySpan<byte> bytes = source.Slice(text.Start, text.Length);
        ref (byte[] Bytes, string Text) last = ref _last[(int)field];
        if (last.Text is null || !bytes.SequenceEqual(last.Bytes))
        {
            last = (bytes.ToArray(), _repeated.Get(bytes));
        }

        return last.Text;
    }
}
