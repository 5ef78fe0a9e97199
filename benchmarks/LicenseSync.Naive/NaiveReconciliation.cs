using System.Text.Json;
using System.Text.Json.Serialization;

namespace LicenseSync.Naive;

/// <summary>What one would write without LicenseSync: both documents as objects, one dictionary of addresses. It knows verified emails, NameIDs and invitations; no evidence, no reasons, no findings, no suggestions.</summary>
public static class NaiveReconciliation
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>How many licenses are consumed.</summary>
    public static async Task<int> CountLicensesAsync(string consumedLicenses, params string[] usageFiles)
    {
        LicenseDocument licenses = await ReadAsync<LicenseDocument>(consumedLicenses);
        var cloud = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var loginByEmail = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (LicenseRow row in licenses.Users.Where(row => row.GithubComUser && !row.IsPending))
        {
            cloud.Add(row.GithubComLogin!);
            foreach (string email in row.GithubComVerifiedDomainEmails.Append(row.GithubComSamlNameId ?? "").Where(email => email.Contains('@')))
            {
                loginByEmail.TryAdd(email, row.GithubComLogin!);
            }
        }

        int invitations = licenses.Users.Count(row => row.IsPending && !cloud.Contains(row.GithubComLogin ?? "") && loginByEmail.TryAdd(row.GithubComLogin ?? "", row.GithubComLogin ?? ""));
        var alone = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        int withoutEmail = 0;
        foreach (string path in usageFiles)
        {
            UsageDocument usage = await ReadAsync<UsageDocument>(path);
            foreach (UsageAccount account in usage.Users.Where(account => !account.Suspended && account.Login != "scim-admin"))
            {
                string? primary = (account.Emails.Find(email => email.Primary) ?? (account.Emails.Count == 1 ? account.Emails[0] : null))?.Email;
                if (primary is null)
                {
                    withoutEmail++;
                }
                else if (!loginByEmail.ContainsKey(primary))
                {
                    alone.Add(primary);
                }
            }
        }

        return cloud.Count + invitations + alone.Count + withoutEmail;
    }

    private static async Task<T> ReadAsync<T>(string path)
    {
        await using FileStream file = File.OpenRead(path);
        return (await JsonSerializer.DeserializeAsync<T>(file, Options))!;
    }
}

internal sealed class LicenseDocument
{
    public List<LicenseRow> Users { get; set; } = [];
}

internal sealed class LicenseRow
{
    public string? GithubComLogin { get; set; }

    public bool GithubComUser { get; set; }

    public bool EnterpriseServerUser { get; set; }

    public bool VisualStudioSubscriptionUser { get; set; }

    public List<string> GithubComMemberRoles { get; set; } = [];

    public List<string> GithubComEnterpriseRoles { get; set; } = [];

    public List<string> GithubComVerifiedDomainEmails { get; set; } = [];

    public string? GithubComSamlNameId { get; set; }

    public bool IsPending =>
        (!GithubComUser && !EnterpriseServerUser && !VisualStudioSubscriptionUser)
        || (GithubComMemberRoles.Count == 0 && GithubComEnterpriseRoles.Count > 0 && GithubComEnterpriseRoles.TrueForAll(role => role.StartsWith("Pending", StringComparison.OrdinalIgnoreCase)));
}

internal sealed class UsageDocument
{
    public List<UsageAccount> Users { get; set; } = [];
}

internal sealed class UsageAccount
{
    public string? Login { get; set; }

    public bool Suspended { get; set; }

    public List<UsageEmail> Emails { get; set; } = [];
}

[JsonConverter(typeof(UsageEmailConverter))]
internal sealed class UsageEmail
{
    public string? Email { get; set; }

    public bool Primary { get; set; }
}

// Some exports write an address as a bare text.
internal sealed class UsageEmailConverter : JsonConverter<UsageEmail>
{
    public override UsageEmail Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new() { Email = reader.GetString() };
        }

        var email = new UsageEmail();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            bool isAddress = reader.ValueTextEquals("email"u8), isFlag = reader.ValueTextEquals("primary"u8);
            reader.Read();
            email.Email = isAddress ? reader.GetString() : email.Email;
            email.Primary = isFlag ? reader.TokenType == JsonTokenType.True : email.Primary;
            reader.TrySkip();
        }

        return email;
    }

    public override void Write(Utf8JsonWriter writer, UsageEmail value, JsonSerializerOptions options) => throw new NotSupportedException();
}
