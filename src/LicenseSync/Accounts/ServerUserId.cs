using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace LicenseSync.Accounts;

/// <summary>Names one account on one instance, as GitHub's reports do: <c>host:id</c> (REST) or <c>id:host:role</c> (CSV) (semantics A6). Equal when host (ignoring case) and id are.</summary>
/// <remarks>An account without a user id is named by its login, <c>host:login</c> (semantics A2). <c>default</c> names nothing.</remarks>
public readonly record struct ServerUserId
{
    private readonly string? _text;

    private ServerUserId(string? text, string? hostName, long? userId, string? login, string? role)
    {
        _text = text;
        HostName = hostName ?? "";
        UserId = userId;
        Login = login;
        Role = role;
    }

    /// <summary>The instance's host name as written; empty when unknown.</summary>
    public string HostName { get; }

    /// <summary>The user id on that instance, 0 or more; null when the account is named by its login, or nothing is known.</summary>
    public long? UserId { get; }

    /// <summary>The login of an account without a user id; else null.</summary>
    public string? Login { get; }

    /// <summary>The role a CSV report adds, for example <c>Member</c>; else null.</summary>
    public string? Role { get; }

    /// <summary>Whether the text was understood (semantics A6); false for one whose first and last part are both numbers, or neither.</summary>
    public bool IsKnown => UserId is not null || Login is not null;

    /// <summary>The text as it came in a report; for an id built by <see cref="From(string, long)"/> the same as <see cref="ToString"/>.</summary>
    public string RawText => _text ?? ToString();

    /// <summary>Names an account by its user id.</summary>
    /// <param name="hostName">The instance's host name.</param>
    /// <param name="userId">The user id, 0 or more.</param>
    /// <returns>The name, printed <c>host:id</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="hostName"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="userId"/> is negative.</exception>
    public static ServerUserId From(string hostName, long userId)
    {
        ArgumentNullException.ThrowIfNull(hostName);
        ArgumentOutOfRangeException.ThrowIfNegative(userId);
        return new(null, hostName, userId, null, null);
    }

    /// <summary>Names an account that has no user id by its login (semantics A2).</summary>
    /// <param name="hostName">The instance's host name.</param>
    /// <param name="login">The login.</param>
    /// <returns>The name, printed <c>host:login</c>.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static ServerUserId From(string hostName, string login)
    {
        ArgumentNullException.ThrowIfNull(hostName);
        ArgumentNullException.ThrowIfNull(login);
        return new(null, hostName, null, login, null);
    }

    /// <summary>Reads what a report writes (semantics A6).</summary>
    /// <param name="text">The text: a first part of digits only means the id comes first, else a last part of digits only means the host comes first.</param>
    /// <param name="serverUserId">The account named; when the text is not understood, one that keeps only <see cref="RawText"/>.</param>
    /// <returns>False when the text is null, blank, or not understood.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out ServerUserId serverUserId)
    {
        string trimmed = text?.Trim() ?? "";
        int first = trimmed.IndexOf(':', StringComparison.Ordinal);
        int last = trimmed.LastIndexOf(':');
        bool idFirst = first > 0 && IsId(trimmed.AsSpan(0, first));
        bool idLast = last > 0 && IsId(trimmed.AsSpan(last + 1));
        serverUserId = new(text, null, null, null, null);
        if (idFirst == idLast || !long.TryParse(idLast ? trimmed.AsSpan(last + 1) : trimmed.AsSpan(0, first), NumberStyles.None, CultureInfo.InvariantCulture, out long id))
        {
            return false;
        }

        string rest = idLast ? trimmed[..last] : trimmed[(first + 1)..];
        int colon = idLast ? -1 : rest.LastIndexOf(':');
        (string host, string? role) = colon < 0 ? (rest, null) : (rest[..colon], rest[(colon + 1)..]);
        if (host.Length == 0)
        {
            return false;
        }

        serverUserId = new(text, host, id, null, role);
        return true;

        static bool IsId(ReadOnlySpan<char> part) => !part.IsEmpty && !part.ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>Reads what a report writes, keeping a text that is not understood (see <see cref="IsKnown"/>).</summary>
    /// <param name="text">The text.</param>
    /// <returns>The account named.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static ServerUserId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _ = TryParse(text, out ServerUserId serverUserId);
        return serverUserId;
    }

    /// <summary>Whether both name one account: host and login compare ignoring case, ids as numbers; texts that are not understood compare as texts.</summary>
    /// <param name="other">The other name.</param>
    /// <returns>True when they do.</returns>
    public bool Equals(ServerUserId other) =>
        IsKnown == other.IsKnown
        && UserId == other.UserId
        && (IsKnown || string.Equals(_text, other._text, StringComparison.Ordinal))
        && string.Equals(HostName ?? "", other.HostName ?? "", StringComparison.OrdinalIgnoreCase)
        && string.Equals(Login, other.Login, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(
        UserId,
        StringComparer.OrdinalIgnoreCase.GetHashCode(HostName ?? ""),
        StringComparer.OrdinalIgnoreCase.GetHashCode(Login ?? ""));

    /// <summary>The form GitHub's API uses: <c>host:id</c>, or <c>host:login</c> for an account without a user id; a text that is not understood as it came.</summary>
    /// <returns>Empty for <c>default</c>.</returns>
    public override string ToString() =>
        UserId is { } id ? string.Create(CultureInfo.InvariantCulture, $"{HostName}:{id}")
        : Login is not null ? $"{HostName}:{Login}"
        : _text ?? "";
}
