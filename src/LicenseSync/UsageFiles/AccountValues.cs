using System.Buffers.Text;
using System.Text.Json;
using LicenseSync.IO;

namespace LicenseSync.UsageFiles;

/// <summary>Reads the values of an account's properties, without reporting.</summary>
internal static class AccountValues
{
    /// <summary>A user id: a whole number of 0 or more, or a text of digits (formats 6).</summary>
    public static ValueFault GetUserId(JsonScanner scanner, JsonPart part, out long? id)
    {
        ValueFault fault = scanner.GetInt64(part, out id);
        ReadOnlySpan<byte> digits = part.Kind == JsonTokenType.String ? scanner.Raw(part)[1..^1] : scanner.Raw(part);
        if (fault.IsNone && id is not null && digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            id = null;
            return new(ValueFaultKind.InvalidValue, part.Start);
        }

        return fault;
    }

    /// <summary>A login; a blank one is missing.</summary>
    public static ValueFault GetLogin(JsonScanner scanner, JsonPart part, out string? login)
    {
        ValueFault fault = scanner.GetText(part, out login);
        login = string.IsNullOrWhiteSpace(login) ? null : login;
        return fault;
    }

    /// <summary>A role: <c>admin</c> is a site administrator, <c>user</c> is none, anything else says nothing.</summary>
    public static bool? IsAdminRole(JsonScanner scanner, JsonPart part)
    {
        _ = scanner.GetText(part, out string? role);
        return string.Equals(role, "admin", StringComparison.OrdinalIgnoreCase) ? true
            : string.Equals(role, "user", StringComparison.OrdinalIgnoreCase) ? false
            : null;
    }

    /// <summary>Whether a <c>suspended_at</c> says that the account is suspended, even if it is no date (semantics C1).</summary>
    public static bool SaysSuspended(JsonScanner scanner, JsonPart part) => part.Kind switch
    {
        JsonTokenType.True => true,
        JsonTokenType.String => !IsBlank(scanner.Raw(part)[1..^1]),
        JsonTokenType.Number => !(Utf8Parser.TryParse(scanner.Raw(part), out double number, out _) && number == 0),
        _ => false,
    };

    /// <summary>Whether a property can be used where it stands twice. Of two that say whether an account is suspended, the one that says so counts (semantics C1).</summary>
    public static bool IsUsable(JsonScanner scanner, AccountKey key, JsonPart value)
    {
        switch (key)
        {
            case AccountKey.SuspendedAt:
                return SaysSuspended(scanner, value);
            case AccountKey.Suspended or AccountKey.IsSuspended:
                return scanner.GetBoolean(value, out bool? says).IsNone && says is true;
            case <= AccountKey.DatabaseId:
                return GetUserId(scanner, value, out long? id).IsNone && id is not null;
            case <= AccountKey.Handle:
                return GetLogin(scanner, value, out string? login).IsNone && login is not null;
            case <= AccountKey.FullName or AccountKey.PrimaryEmail or AccountKey.Email:
                return scanner.GetText(value, out string? text).IsNone && text is not null;
            case AccountKey.Role:
                return IsAdminRole(scanner, value) is not null;
            case AccountKey.RemoteCreatedAt or AccountKey.CreatedAt:
                return scanner.GetDate(value, out DateTimeOffset? date).IsNone && date is not null;
            default:
                return scanner.GetBoolean(value, out bool? flag).IsNone && flag is not null;
        }
    }

    private static bool IsBlank(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept(" \t"u8);
}
