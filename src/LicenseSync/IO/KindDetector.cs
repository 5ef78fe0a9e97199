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
        "licensetype", "licensestatus", "visualstudiolicensestatus", "visualstudiosubscriptionemail", "visualstudiosubscriptionuser",
        "enterpriseserveruserids", "enterpriseserveruser", "totaluseraccounts", "enterpriserole", "enterpriseroles", "memberroles",
    ];

    private static readonly HashSet<string> UserReportColumns = ["email", "role", "suspended", "dormant", "lastactive", "rawlogin"];

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

    /// <summary>Whether a text begins as JSON does, or is blank: the scanner then says what is wrong with it.</summary>
    public static bool LooksLikeJson(ReadOnlySpan<byte> start)
    {
        ReadOnlySpan<byte> text = start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? start[3..] : start;
        int first = text.IndexOfAnyExcept(" \t\r\n"u8);
        return first < 0 || text[first] is (byte)'{' or (byte)'[' || start is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..];
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
        ReadOnlySpan<byte> line = TakeLine(ref csv);
        while (!csv.IsEmpty && (line.Trim(" \t"u8).IsEmpty || line.StartsWith("sep="u8)))
        {
            // Spreadsheets write blank lines, and the separator into a line of its own.
            line = TakeLine(ref csv);
        }

        string header = Encoding.UTF8.GetString(line);
        char separator = ",;\t".MaxBy(candidate => header.Count(c => c == candidate));
        HashSet<string> columns = [.. header.Split(separator).Select(Fold)];
        return (columns.Contains("login") || columns.Contains("handleoremail")) && columns.Overlaps(LicenseColumns) ? FileKind.LicenseReport
            : columns.Contains("login") && columns.Contains("id") && columns.Overlaps(UserReportColumns) ? FileKind.ServerUserReport
            : FileKind.Unknown;
    }

    private static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> text)
    {
        int end = text.IndexOfAny("\r\n"u8);
        ReadOnlySpan<byte> line = end < 0 ? text : text[..end];
        text = end < 0 ? [] : text[(end + 1)..];
        return line;
    }

    /// <summary>A column's name as it is compared: lower-case letters and digits only, without <c>github_com_</c> or <c>github_</c> in front (formats 5).</summary>
    private static string Fold(string column)
    {
        string folded = string.Concat(column.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        string prefix = folded.StartsWith("githubcom", StringComparison.Ordinal) ? "githubcom"
            : folded.StartsWith("github", StringComparison.Ordinal) ? "github"
            : "";
        return folded[prefix.Length..];
    }
}
