using FsCheck;
using FsCheck.Fluent;
using LicenseSync.Accounts;

namespace LicenseSync.Tests.LicenseReports;

/// <summary>Rows, identities and damage for property tests.</summary>
internal static class Generators
{
    private static readonly string[] Pieces =
    [
        "a", "B", "7", "\"", ",", ";", "\n", "\r", "\r\n", "\t", " ", "=", "+", "-", "@", "'", "\\", "/", "<", "&", "\u0001", "\u007f", "\u00a0", "é", "ß", "漢", "😀", "\u2028", "\u202e", "null", "true", "Pending",
    ];

    /// <summary>Any text .NET and JSON agree on, never empty.</summary>
    public static Gen<string> Text { get; } = Gen.Elements(Pieces).NonEmptyListOf().Select(string.Concat);

    private static Gen<string?> OptionalText { get; } = Gen.Frequency((1, Gen.Constant<string?>(null)), (2, Text.Select(text => (string?)text)));

    /// <summary>A text that can stand in a list of a CSV cell: no comma, no white space around it.</summary>
    private static Gen<string> Item { get; } = Text.Select(text => text.Replace(",", ";", StringComparison.Ordinal).Trim()).Where(text => text.Length > 0);

    private static Gen<bool?> Flag { get; } = Gen.Elements<bool?>(null, true, false);

    private static Gen<ServerUserId> Id { get; } = Gen.Elements("ghes.octo-corp.example:7", "71:ghes.octo-corp.example:Member", "8:lab.example", "neither", "1:2").Select(ServerUserId.Parse);

    /// <summary>Rows that hold what CSV can hold: no empty texts, no singular role.</summary>
    public static Gen<ConsumedLicense> CsvRow { get; } = Rows(
        Text.Where(text => text.Trim().Length > 0),
        OptionalText,
        ListOf(Item),
        Gen.Choose(0, 3).Select(count => (IReadOnlyList<AdditionalProperty>)[]));

    /// <summary>Properties that no model knows, with values of every kind.</summary>
    private static Gen<IReadOnlyList<AdditionalProperty>> Additional { get; } = ListOf(
        from name in Text
        from text in Text
        from value in Gen.Elements("null", "1.50", "{\"a\":[1, {}]}", "[]", "false")
        from isText in Gen.Elements(true, false)
        select isText ? AdditionalProperty.From("x" + name, text) : AdditionalProperty.From("x" + name, System.Text.Json.JsonElement.Parse(value)));

    /// <summary>Rows that hold what JSON can hold: no empty texts, which are read as null.</summary>
    public static Gen<ConsumedLicense> JsonRow { get; } =
        from row in Rows(Text, OptionalText, ListOf(Text), Additional)
        from role in OptionalText
        from hasLogin in Gen.Elements(true, false)
        select row with { GitHubComEnterpriseRole = role, GitHubComLogin = hasLogin ? row.GitHubComLogin : null };

    private static Gen<IdentityEmail> Email { get; } =
        from texts in OptionalText.ListOf(2)
        from flag in Flag
        from properties in Additional
        select new IdentityEmail { Value = texts[0], Type = texts[1], IsPrimary = flag, AdditionalProperties = properties };

    private static Gen<SamlAttribute> Attribute { get; } =
        from name in Gen.OneOf(Gen.Constant(SamlAttribute.NameClaim), Text)
        from value in OptionalText
        from properties in Additional
        select new SamlAttribute { Name = name, Value = value, AdditionalProperties = properties };

    private static Gen<SamlIdentity?> Saml { get; } =
        from texts in OptionalText.ListOf(4)
        from emails in ListOf(Email)
        from attributes in ListOf(Attribute)
        from properties in Additional
        from exists in Gen.Elements(true, false)
        select exists
            ? new SamlIdentity { NameId = texts[0], Username = texts[1], GivenName = texts[2], FamilyName = texts[3], Emails = emails, Attributes = attributes, AdditionalProperties = properties }
            : null;

    private static Gen<ScimIdentity?> Scim { get; } =
        from texts in OptionalText.ListOf(6)
        from flag in Flag
        from emails in ListOf(Email)
        from properties in Additional
        from exists in Gen.Elements(true, false)
        select exists
            ? new ScimIdentity
            {
                Id = texts[0],
                ExternalId = texts[1],
                UserName = texts[2],
                DisplayName = texts[3],
                GivenName = texts[4],
                FamilyName = texts[5],
                IsActive = flag,
                Emails = emails,
                AdditionalProperties = properties,
            }
            : null;

    /// <summary>Identities of both kinds; no empty texts, which are read as null.</summary>
    public static Gen<ExternalIdentity> Identity { get; } =
        from texts in OptionalText.ListOf(2)
        from isScimUser in Gen.Elements(true, false)
        from saml in Saml
        from scim in Scim
        from properties in Additional
        select new ExternalIdentity { Guid = texts[0], GitHubComLogin = texts[1], IsScimUser = isScimUser, SamlIdentity = saml, ScimIdentity = scim, AdditionalProperties = properties };

    private static Gen<IReadOnlyList<T>> ListOf<T>(Gen<T> item) => Gen.Choose(0, 3).SelectMany(count => item.ListOf(count)).Select(list => (IReadOnlyList<T>)[.. list]);

    private static Gen<ConsumedLicense> Rows(Gen<string> login, Gen<string?> text, Gen<IReadOnlyList<string>> list, Gen<IReadOnlyList<AdditionalProperty>> additional) =>
        from first in login
        from texts in text.ListOf(11)
        from flags in Flag.ListOf(9)
        from lists in list.ListOf(5)
        from ids in ListOf(Id).ListOf(4)
        from count in Gen.Choose(-1, 5)
        from properties in additional
        select new ConsumedLicense
        {
            GitHubComLogin = first,
            GitHubComName = texts[0],
            GitHubComProfile = texts[1],
            GitHubComUser = flags[0],
            EnterpriseServerUser = flags[1],
            VisualStudioSubscriptionUser = flags[2],
            LicenseType = new(texts[2]),
            GitHubComMemberRoles = lists[0],
            GitHubComEnterpriseRoles = lists[1],
            GitHubComVerifiedDomainEmails = lists[2],
            GitHubComSamlNameId = texts[3],
            GitHubComOrgsWithPendingInvites = lists[3],
            GitHubComTwoFactorAuth = flags[3],
            GitHubComTwoFactorAuthRequiredByDate = texts[4],
            EnterpriseServerUserIds = ids[0],
            EnterpriseServerPrimaryEmails = lists[4],
            VisualStudioLicenseStatus = texts[5],
            VisualStudioSubscriptionEmail = texts[6],
            TotalUserAccounts = count < 0 ? null : count,
            GitHubComCostCenter = texts[7],
            GitHubComAdvancedSecurityLicenseUser = flags[4],
            GitHubComCodeSecurityLicenseUser = flags[5],
            GitHubComSecretProtectionLicenseUser = flags[6],
            GheLicenseActive = flags[7],
            GheLicenseStartDate = texts[8],
            GheLicenseEndDate = texts[9],
            EnterpriseServerAdvancedSecurityUserIds = ids[1],
            EnterpriseServerCodeSecurityUserIds = ids[2],
            EnterpriseServerSecretProtectionUserIds = ids[3],
            AdditionalProperties = properties,
        };

    /// <summary>A file with a few bytes changed, cut out or put in.</summary>
    public static Gen<byte[]> Damaged(byte[] file) =>
        from times in Gen.Choose(1, 6)
        from changes in Gen.Choose(0, file.Length - 1).Zip(Gen.Elements<byte>(0, 9, 10, 13, 32, 34, 44, 58, 59, 91, 92, 93, 123, 125, 0x80, 0xC3, 0xFF, 48, 97)).Zip(Gen.Choose(0, 2)).ListOf(times)
        select changes.Aggregate(file, (bytes, change) => Change(bytes, change.Item1.Item1, change.Item1.Item2, change.Item2));

    /// <summary>Any bytes.</summary>
    public static Gen<byte[]> Anything { get; } = Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf();

    private static byte[] Change(byte[] bytes, int at, byte value, int kind)
    {
        at = Math.Min(at, bytes.Length);
        return kind switch
        {
            0 => [.. bytes[..at], value, .. bytes[at..]],
            1 => [.. bytes[..at], value, .. bytes.Skip(at + 1)],
            _ => [.. bytes[..at], .. bytes.Skip(at + 1 + (value % 7))],
        };
    }
}
