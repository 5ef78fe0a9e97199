using System.Globalization;
using System.Text;
using LicenseSync.IO;
using LicenseSync.Matching;
using LicenseSync.Reconciliation;
using LicenseSync.Sync;
using LicenseSync.Web.Counting;

namespace LicenseSync.Web.Pages;

/// <summary>The words of pages.</summary>
internal static class Show
{
    private const int MaxLength = 160;

    /// <summary>A text from outside: what is invisible and could reorder or hide what stands around it is shown by its number, and nothing is endless.</summary>
    public static string Text(string? text) => Visible(text, MaxLength);

    /// <summary>The same for a sentence.</summary>
    public static string Long(string? text) => Visible(text, 1_000);

    private static string Visible(string? text, int maxLength)
    {
        if (text is null || (text.Length <= maxLength && !text.AsSpan().ContainsAnyExceptInRange(' ', '~')))
        {
            return text ?? "";
        }

        var visible = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (visible.Length > maxLength)
            {
                return visible.Append('…').ToString();
            }

            bool isHidden = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            _ = isHidden ? visible.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}") : visible.Append(rune);
        }

        return visible.ToString();
    }

    public static string Number(long number) => number.ToString("#,0;−#,0", CultureInfo.InvariantCulture);

    public static string Signed(long number) => number.ToString("+#,0;−#,0;0", CultureInfo.InvariantCulture);

    public static string Count(long number, string noun, string? plural = null) => $"{Number(number)} {(number == 1 ? noun : plural ?? noun + "s")}";

    public static string Time(DateTimeOffset? time) => time is { } value ? value.ToUniversalTime().ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture) : "never";

    public static string Bytes(long bytes) => bytes switch
    {
        < 1 << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024d:0.#} KB"),
        >= 1 << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1073741824d:0.#} GB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576d:0.#} MB"),
    };

    public static string Kind(FileKind kind) => kind switch
    {
        FileKind.ServerUsage => "Usage export of an instance",
        FileKind.ServerUserReport => "User report of an instance",
        FileKind.ConsumedLicenses => "Consumed licenses (JSON)",
        FileKind.LicenseReport => "License report (CSV)",
        FileKind.Identities => "SAML and SCIM identities",
        _ => "Unknown file",
    };

    public static string State(UsageState state) => state switch
    {
        UsageState.Synced => "Usage synced",
        UsageState.UsageUploaded => "Usage uploaded",
        _ => "Never synced",
    };

    public static string Filter(PeopleFilter filter) => filter switch
    {
        PeopleFilter.SeveralAccounts => "More than one account",
        PeopleFilter.Unmatched => "Unmatched",
        PeopleFilter.Ambiguous => "Ambiguous",
        PeopleFilter.CannotTell => "Cannot tell",
        PeopleFilter.NoLicense => "No license",
        _ => "Everybody",
    };

    public static string Outcome(MatchOutcome outcome) => outcome switch
    {
        MatchOutcome.Matched => "Matched",
        MatchOutcome.NotMatched => "Unmatched",
        _ => "Cannot tell",
    };

    public static string Step(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Hit => "Equal: decided here",
        StepOutcome.Ambiguous => "Several are equal",
        StepOutcome.NoHit => "Not equal",
        StepOutcome.NoAddresses => "No address to compare with",
        StepOutcome.AfterDecision => "Not tried: decided before",
        _ => "Not tried: no primary email",
    };

    public static string Comparison(ComparisonState state) => state switch
    {
        ComparisonState.Agree => "Same on both sides",
        ComparisonState.OnlyOurs => "More accounts share the license here: the last sync is old, or the address is not verified yet",
        ComparisonState.OnlyGitHub => "More accounts share the license at GitHub: by an address that owners cannot see",
        ComparisonState.Differ => "Shared with different accounts",
        ComparisonState.NotInExport => "Not in the export, or suspended there since the last sync",
        _ => "Not in GitHub’s report: never synced, or suspended",
    };

    public static string Suggestion(string code) => code switch
    {
        "secondary_email" => "Equal, but a secondary address",
        "normalized_email" => "Address written differently",
        "domain_alias" => "Same address, other domain",
        "same_login" => "Same login, other address",
        "similar_email" => "Addresses one typo apart",
        "same_name" => "Same name, other address",
        _ => code,
    };

    /// <summary>The address of a person's page.</summary>
    public static string LinkTo(Person person, int position) =>
        person.GitHubComLogin is { } login ? $"/person?id={Uri.EscapeDataString(login)}"
        : person.ServerAccounts.Count > 0 ? $"/person?id={Uri.EscapeDataString(person.ServerAccounts[0].Id.ToString())}"
        : string.Create(CultureInfo.InvariantCulture, $"/person?at={position}");

    public static string NameOf(Person person) => person.GitHubComLogin ?? (person.ServerAccounts.Count > 0 ? person.ServerAccounts[0].Login ?? person.ServerAccounts[0].Id.ToString() : "Pending invitation");
}
