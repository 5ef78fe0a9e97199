using System.Data.Common;

namespace LicenseSync.Web.Storage;

// Who gets in.
internal sealed partial class WebStore
{
    public async Task<bool> HasOwnersAsync(CancellationToken cancellationToken) =>
        (await database.QueryAsync("SELECT 1 FROM owners LIMIT 1", _ => 1, cancellationToken)).Count > 0;

    public Task<List<OwnerAccount>> GetOwnersAsync(CancellationToken cancellationToken) =>
        database.QueryAsync("SELECT name, password_hash, created_at FROM owners ORDER BY name", ReadOwner, cancellationToken);

    public async Task<OwnerAccount?> FindOwnerAsync(string name, CancellationToken cancellationToken) =>
        (await database.QueryAsync("SELECT name, password_hash, created_at FROM owners WHERE name = @name", ReadOwner, cancellationToken, ("name", name))).FirstOrDefault();

    /// <summary>Makes an account and uses the link up, or does neither.</summary>
    public Task<OwnerCreation> CreateOwnerAsync(string name, string passwordHash, string linkHash, CancellationToken cancellationToken) => database.InTransactionAsync(
        async statements =>
        {
            List<(string? By, DateTimeOffset ExpiresAt)> links = await statements.QueryAsync(
                "DELETE FROM links WHERE hash = @hash AND expires_at > @now RETURNING created_by, expires_at",
                row => (row.TextOrNull(0), row.Time(1)), cancellationToken, ("hash", linkHash), ("now", Now));
            if (links.Count == 0)
            {
                return OwnerCreation.LinkIsUsedUp;
            }

            int made = await statements.ExecuteAsync(
                "INSERT INTO owners (name, password_hash, created_at) VALUES (@name, @password, @now) ON CONFLICT (name) DO NOTHING",
                cancellationToken, ("name", name), ("password", passwordHash), ("now", Now));
            if (made == 0)
            {
                await statements.ExecuteAsync(
                    "INSERT INTO links (hash, created_by, expires_at) VALUES (@hash, @by, @expires)",
                    cancellationToken, ("hash", linkHash), ("by", links[0].By), ("expires", links[0].ExpiresAt));
                return OwnerCreation.NameIsTaken;
            }

            // The links that other replicas printed at their first start are used up with the first of them.
            await statements.ExecuteAsync("DELETE FROM links WHERE created_by IS NULL", cancellationToken);
            await AuditAsync(statements, name, AuditAction.OwnerAdded, name, cancellationToken);
            return OwnerCreation.Created;
        },
        cancellationToken);

    /// <summary>Removes an owner and whatever lets it in; the last one stays.</summary>
    public Task<bool> RemoveOwnerAsync(string name, string who, CancellationToken cancellationToken) => database.InTransactionAsync(
        async statements =>
        {
            int removed = await statements.ExecuteAsync("DELETE FROM owners WHERE name = @name AND (SELECT COUNT(*) FROM owners) > 1", cancellationToken, ("name", name));
            if (removed == 0)
            {
                return false;
            }

            await statements.ExecuteAsync("DELETE FROM sessions WHERE owner = @name AND is_local = 1", cancellationToken, ("name", name));
            await statements.ExecuteAsync("DELETE FROM api_tokens WHERE created_by = @name", cancellationToken, ("name", name));
            await statements.ExecuteAsync("DELETE FROM links WHERE created_by = @name", cancellationToken, ("name", name));
            await AuditAsync(statements, who, AuditAction.OwnerRemoved, name, cancellationToken);
            return true;
        },
        cancellationToken);

    public Task<int> AddLinkAsync(string hash, string? createdBy, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        database.ExecuteAsync("INSERT INTO links (hash, created_by, expires_at) VALUES (@hash, @by, @expires)", cancellationToken, ("hash", hash), ("by", createdBy), ("expires", expiresAt));

    public async Task<bool> IsLinkValidAsync(string hash, CancellationToken cancellationToken) =>
        (await database.QueryAsync("SELECT 1 FROM links WHERE hash = @hash AND expires_at > @now", _ => 1, cancellationToken, ("hash", hash), ("now", Now))).Count > 0;

    public Task<int> AddSessionAsync(string hash, string owner, bool isLocal, DateTimeOffset expiresAt, CancellationToken cancellationToken) => database.ExecuteAsync(
        "INSERT INTO sessions (hash, owner, is_local, expires_at) VALUES (@hash, @owner, @local, @expires)",
        cancellationToken, ("hash", hash), ("owner", owner), ("local", isLocal), ("expires", expiresAt));

    public async Task<bool> IsSessionValidAsync(string hash, CancellationToken cancellationToken) =>
        (await database.QueryAsync("SELECT 1 FROM sessions WHERE hash = @hash AND expires_at > @now", _ => 1, cancellationToken, ("hash", hash), ("now", Now))).Count > 0;

    public Task<int> EndSessionAsync(string hash, CancellationToken cancellationToken) =>
        database.ExecuteAsync("DELETE FROM sessions WHERE hash = @hash", cancellationToken, ("hash", hash));

    public Task<int> RemoveExpiredAsync(CancellationToken cancellationToken) => database.InTransactionAsync(
        async statements =>
            await statements.ExecuteAsync("DELETE FROM sessions WHERE expires_at <= @now", cancellationToken, ("now", Now))
            + await statements.ExecuteAsync("DELETE FROM links WHERE expires_at <= @now", cancellationToken, ("now", Now)),
        cancellationToken);

    public Task<List<ApiToken>> GetTokensAsync(CancellationToken cancellationToken) =>
        database.QueryAsync("SELECT id, name, created_by, created_at, last_used_at FROM api_tokens ORDER BY created_at, id", ReadToken, cancellationToken);

    public Task<int> AddTokenAsync(string id, string hash, string name, string who, CancellationToken cancellationToken) => database.InTransactionAsync(
        async statements =>
        {
            await statements.ExecuteAsync(
                "INSERT INTO api_tokens (id, hash, name, created_by, created_at) VALUES (@id, @hash, @name, @by, @now)",
                cancellationToken, ("id", id), ("hash", hash), ("name", name), ("by", who), ("now", Now));
            return await AuditAsync(statements, who, AuditAction.TokenCreated, name, cancellationToken);
        },
        cancellationToken);

    public Task<bool> RemoveTokenAsync(string id, string who, CancellationToken cancellationToken) => database.InTransactionAsync(
        async statements =>
        {
            List<string> names = await statements.QueryAsync("DELETE FROM api_tokens WHERE id = @id RETURNING name", row => row.Text(0), cancellationToken, ("id", id));
            if (names.Count > 0)
            {
                await AuditAsync(statements, who, AuditAction.TokenRemoved, names[0], cancellationToken);
            }

            return names.Count > 0;
        },
        cancellationToken);

    /// <summary>Finds the token of a hash, and notes to the hour that it was used.</summary>
    public async Task<ApiToken?> UseTokenAsync(string hash, CancellationToken cancellationToken)
    {
        ApiToken? token = (await database.QueryAsync(
            "SELECT id, name, created_by, created_at, last_used_at FROM api_tokens WHERE hash = @hash", ReadToken, cancellationToken, ("hash", hash))).FirstOrDefault();
        if (token is not null && (token.LastUsedAt is null || Now - token.LastUsedAt > TimeSpan.FromHours(1)))
        {
            await database.ExecuteAsync("UPDATE api_tokens SET last_used_at = @now WHERE id = @id", cancellationToken, ("now", Now), ("id", token.Id));
        }

        return token;
    }

    public List<string> GetDataProtectionKeys() =>
        database.QueryAsync("SELECT xml FROM data_protection_keys", row => row.Text(0), CancellationToken.None).GetAwaiter().GetResult();

    public void AddDataProtectionKey(string name, string xml) => database.ExecuteAsync(
        "INSERT INTO data_protection_keys (name, xml) VALUES (@name, @xml) ON CONFLICT (name) DO NOTHING", CancellationToken.None, ("name", name), ("xml", xml)).GetAwaiter().GetResult();

    private static OwnerAccount ReadOwner(DbDataReader row) => new(row.Text(0), row.Text(1), row.Time(2));

    private static ApiToken ReadToken(DbDataReader row) => new(row.Text(0), row.Text(1), row.Text(2), row.Time(3), row.TimeOrNull(4));
}

/// <summary>What became of an account that was to be made.</summary>
internal enum OwnerCreation
{
    Created,
    LinkIsUsedUp,
    NameIsTaken,
}
