using System.Text;
using System.Text.Json;

namespace LicenseSync.IO;

/// <summary>Tells the kind of a file from its first bytes.</summary>
internal static class KindDetector
{
    private static readonly HashSet<string> InstanceKeys =
        ["instance", "serverid", "hostname", "publickey", "httponly", "license", "features", "version"];

    private static readonly HashSet<string> LicenseColumns =
    [
        "license_type", "license_status", "visual_studio_license_status", "visual_studio_subscription_email", "visual_studio_subscription_user",
        "enterprise_server_user_ids", "enterprise_server_user", "total_user_accounts", "enterprise_role", "enterprise_roles", "member_roles",
    ];

    private static readonly HashSet<string> UserReportColumns = ["email", "role", "suspended", "dormant", "last_active", "raw_login"];

    /// <summary>The kind, or <see cref="FileKind.Unknown"/>.</summary>
    /// <param name="prefix">The first bytes of the plain content, cut anywhere.</param>
    public static FileKind Detect(ReadOnlySpan<byte> prefix)
    {
        if (prefix.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            prefix = prefix[3..];
        }

        int start = prefix.IndexOfAnyExcept(" \t\r\n"u8);
        return start < 0 ? FileKind.Unknown
            : prefix[start] is (byte)'{' or (byte)'[' ? DetectJson(prefix[start..])
            : DetectCsv(prefix);
    }

    private static FileKind DetectJson(ReadOnlySpan<byte> json)
    {
        var keys = new HashSet<string>();
        var recordKeys = new HashSet<string>();
        int root = json[0] == (byte)'[' ? 2 : 1;
        string current = "";
        Span<char> folded = stackalloc char[JsonKey.MaxLength];
        var reader = new Utf8JsonReader(json, isFinalBlock: false, new(new JsonReaderOptions { MaxDepth = int.MaxValue }));
        bool isText = false;
        try
        {
            while (reader.Read())
            {
                isText |= current == "users" && reader.CurrentDepth == root && reader.TokenType == JsonTokenType.String;
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == root)
                {
                    current = new(folded[..JsonKey.Fold(reader.ValueSpan, folded)]);
                    keys.Add(current);
                }
                else if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == root + 2 && current == "users")
                {
                    recordKeys.Add(new(folded[..JsonKey.Fold(reader.ValueSpan, folded)]));
                }
                else if (reader.CurrentDepth == root && reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
                {
                    current = "";
                }
            }
        }
        catch (JsonException)
        {
            // Malformed from here on: the reader of the kind will say so.
        }

        // A long text is not a token yet where the prefix cuts it.
        isText |= current == "users" && reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == root
            && json[(int)reader.BytesConsumed..].TrimStart(": \t\r\n"u8).StartsWith("\""u8);
        return isText ? FileKind.ServerUsage : KindOf(keys, recordKeys);
    }

    private static FileKind KindOf(HashSet<string> keys, HashSet<string> recordKeys) =>
        keys.Contains("externalidentities") || keys.Contains("resources") ? FileKind.Identities
        : keys.Contains("totalseatsconsumed") || keys.Contains("totalseatspurchased") ? FileKind.ConsumedLicenses
        : keys.Contains("instance") || keys.Contains("serverid") || keys.Contains("hostname") ? FileKind.ServerUsage
        : recordKeys.Any(IsConsumedLicenseKey) ? FileKind.ConsumedLicenses
        : recordKeys.Count > 0 || keys.Overlaps(InstanceKeys) ? FileKind.ServerUsage
        : FileKind.Unknown;

    private static bool IsConsumedLicenseKey(string key) =>
        key.StartsWith("githubcom", StringComparison.Ordinal) || key.StartsWith("enterpriseserver", StringComparison.Ordinal)
        || key.StartsWith("visualstudio", StringComparison.Ordinal) || key is "licensetype" or "totaluseraccounts";

    private static FileKind DetectCsv(ReadOnlySpan<byte> csv)
    {
        int end = csv.IndexOfAny("\r\n"u8);
        string header = Encoding.UTF8.GetString(end < 0 ? csv : csv[..end]);
        char separator = ",;\t".MaxBy(candidate => header.Count(c => c == candidate));
        HashSet<string> columns = [.. header.Split(separator).Select(Normalize)];
        return (columns.Contains("login") || columns.Contains("handle_or_email")) && columns.Overlaps(LicenseColumns) ? FileKind.LicenseReport
            : columns.Contains("login") && columns.Contains("id") && columns.Overlaps(UserReportColumns) ? FileKind.ServerUserReport
            : FileKind.Unknown;
    }

    /// <summary>A column's name as it is compared: lower case, other than letters and digits as one <c>_</c>, without <c>github_com_</c> or <c>github_</c> (formats 5).</summary>
    private static string Normalize(string column)
    {
        var name = new StringBuilder();
        foreach (char c in column.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                name.Append(c);
            }
            else if (name.Length > 0 && name[^1] != '_')
            {
                name.Append('_');
            }
        }

        string normalized = name.ToString().TrimEnd('_');
        string prefix = normalized.StartsWith("github_com_", StringComparison.Ordinal) ? "github_com_"
            : normalized.StartsWith("github_", StringComparison.Ordinal) ? "github_"
            : "";
        return normalized[prefix.Length..];
    }
}
