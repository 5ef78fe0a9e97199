namespace LicenseSync.IO;

/// <summary>The keys of the accounts of one file: the user id, or without one the login, ignoring case (semantics A2).</summary>
internal sealed class ServerAccountKeys
{
    private readonly UserIdSet _userIds = new();
    private readonly HashSet<string> _logins = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Remembers an account.</summary>
    /// <returns>False when the key was there already.</returns>
    public bool Add(long? userId, string? login) => userId is { } id ? _userIds.Add(id) : _logins.Add((login ?? "").Trim());

    /// <summary>Remembers the accounts of another part of the file, unless one of them was there already.</summary>
    /// <param name="others">Their keys; given up.</param>
    /// <returns>False when one was there; then none is remembered.</returns>
    public bool TryTakeOver(ServerAccountKeys others)
    {
        if (_logins.Overlaps(others._logins) || !_userIds.TryTakeOver(others._userIds))
        {
            return false;
        }

        _logins.UnionWith(others._logins);
        return true;
    }
}
