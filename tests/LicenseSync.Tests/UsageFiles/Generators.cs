using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using LicenseSync.Accounts;

namespace LicenseSync.Tests.UsageFiles;

/// <summary>Accounts and instances with every field and odd texts.</summary>
internal static class Generators
{
    private static readonly string[] OddTexts =
    [
        "octo", "Octo Ö", "quote\" back\\slash", "line\nfeed\ttab\u0001", "\u2028\uFEFF", "𝔬𝔠𝔱𝔬", " spaces ", "null", "<&'+>", "a@b@x.example", "日本", "\u007F\u0080",
    ];

    public static Gen<string> Text { get; } = Gen.OneOf(
        Gen.Elements(OddTexts),
        Gen.ListOf(Gen.Choose(1, 0xFFFF).Where(c => !char.IsSurrogate((char)c)).Select(c => (char)c)).Select(chars => "t" + string.Concat(chars)));

    public static Gen<string?> OptionalText { get; } = Gen.Frequency((1, Gen.Constant<string?>(null)), (2, Text.Select(text => (string?)text)));

    public static Gen<bool?> Flag { get; } = Gen.Elements<bool?>(null, true, false);

    public static Gen<DateTimeOffset?> Date { get; } =
        from ticks in Gen.Choose(0, int.MaxValue)
        from minutes in Gen.Choose(-14 * 60, 14 * 60)
        from isNull in Gen.Elements(true, false)
        select isNull ? null : (DateTimeOffset?)new DateTimeOffset((ticks * 300_000_001L) + TimeSpan.TicksPerDay, TimeSpan.FromMinutes(minutes));

    public static Gen<IReadOnlyList<AdditionalProperty>> Additional { get; } = Gen.Frequency(
        (2, Gen.Constant<IReadOnlyList<AdditionalProperty>>([])),
        (1, from name in Text
            from json in Gen.Elements("null", "[1, {\"a\" : 2.50}]", "\"x\\u0041\"", "-0.0e5", "{}", "true")
            select (IReadOnlyList<AdditionalProperty>)[Property("x-" + name, json), Property("x-second", json)]));

    public static Gen<ServerAccountEmail> Email { get; } =
        from text in Text
        from isAddress in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        from isPrimary in Flag
        from additional in Additional
        select new ServerAccountEmail { Address = isAddress ? text + "@x.example" : text, IsPrimary = isPrimary, AdditionalProperties = additional };

    public static Gen<ServerAccount> Account { get; } =
        from id in Gen.OneOf(Gen.Constant<long?>(null), Gen.Choose(0, 100).Select(i => (long?)i), Gen.Constant<long?>(long.MaxValue))
        from login in Text
        from hasLogin in Gen.Elements(true, false)
        from name in OptionalText
        from admin in Flag
        from suspended in Gen.Elements(true, false)
        from suspendedAt in Date
        from dormant in Flag
        from createdAt in Date
        from emails in Gen.Resize(Gen.ListOf(Email), 4)
        from advanced in Flag
        from code in Flag
        from secret in Flag
        from additional in Additional
        select new ServerAccount
        {
            UserId = id,
            Login = hasLogin || id is null ? login : null,
            ProfileName = name,
            IsSiteAdmin = admin,
            IsSuspended = suspended || suspendedAt is not null,
            SuspendedAt = suspendedAt,
            IsDormant = dormant,
            CreatedAt = createdAt,
            Emails = [.. emails],
            UsesAdvancedSecurity = advanced,
            UsesCodeSecurity = code,
            UsesSecretProtection = secret,
            AdditionalProperties = additional,
        };

    /// <summary>Accounts of one file: no key twice (semantics A2).</summary>
    public static Gen<List<ServerAccount>> Accounts { get; } = Gen.ListOf(Account).Select(accounts =>
        accounts.DistinctBy(account => account.UserId?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "login " + account.Login!.Trim().ToUpperInvariant()).ToList());

    private static Gen<ServerFeature> Feature { get; } =
        from name in Text
        from date in Date
        from additional in Additional
        select new ServerFeature { Name = name, EnabledAt = date, AdditionalProperties = additional };

    public static Gen<ServerInstance> Instance { get; } =
        from id in OptionalText
        from host in OptionalText
        from version in OptionalText
        from http in Flag
        from hash in OptionalText
        from key in OptionalText
        from features in Gen.Resize(Gen.ListOf(Feature), 3)
        from additional in Additional
        select new ServerInstance
        {
            ServerId = ServerId.TryParse(id, out ServerId serverId) ? serverId : default,
            HostName = host,
            Version = version,
            IsHttpOnly = http,
            LicenseHash = hash,
            PublicKey = key,
            Features = [.. features],
            AdditionalProperties = additional,
        };

    private static AdditionalProperty Property(string name, string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return AdditionalProperty.From(name, document.RootElement);
    }
}
