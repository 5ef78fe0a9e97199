namespace LicenseSync.Web.Storage;

/// <summary>The tables. Secrets (passwords, links, sessions, API tokens) are kept as hashes.</summary>
internal static class Schema
{
    public static IEnumerable<string> Statements(bool isPostgreSql)
    {
        string counted = isPostgreSql ? "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY" : "INTEGER PRIMARY KEY AUTOINCREMENT";
        yield return "CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value BIGINT NOT NULL)";
        yield return "CREATE TABLE IF NOT EXISTS owners (name TEXT PRIMARY KEY, password_hash TEXT NOT NULL, created_at BIGINT NOT NULL)";
        yield return "CREATE TABLE IF NOT EXISTS links (hash TEXT PRIMARY KEY, created_by TEXT, expires_at BIGINT NOT NULL)";
        yield return "CREATE TABLE IF NOT EXISTS sessions (hash TEXT PRIMARY KEY, owner TEXT NOT NULL, is_local BIGINT NOT NULL, expires_at BIGINT NOT NULL)";
        yield return """
            CREATE TABLE IF NOT EXISTS api_tokens (
                id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, name TEXT NOT NULL, created_by TEXT NOT NULL, created_at BIGINT NOT NULL, last_used_at BIGINT)
            """;
        yield return "CREATE TABLE IF NOT EXISTS data_protection_keys (name TEXT PRIMARY KEY, xml TEXT NOT NULL)";
        yield return $"CREATE TABLE IF NOT EXISTS audit (number {counted}, at BIGINT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL)";
        yield return $"""
            CREATE TABLE IF NOT EXISTS uploads (
                number {counted}, id TEXT NOT NULL UNIQUE, batch TEXT NOT NULL, state TEXT NOT NULL, origin TEXT NOT NULL, file_name TEXT NOT NULL, kind TEXT NOT NULL,
                instance TEXT, server_id TEXT, host_name TEXT, version TEXT, features TEXT NOT NULL, bytes BIGINT NOT NULL, sha256 TEXT NOT NULL, records BIGINT NOT NULL,
                is_encrypted BIGINT NOT NULL, is_readable BIGINT NOT NULL, newest_at BIGINT, findings TEXT NOT NULL, finding_count BIGINT NOT NULL, error_count BIGINT NOT NULL,
                created_at BIGINT NOT NULL, created_by TEXT NOT NULL, touched_at BIGINT NOT NULL, decided_at BIGINT, decided_by TEXT, is_delivered BIGINT NOT NULL)
            """;
        yield return "CREATE INDEX IF NOT EXISTS uploads_state ON uploads (state)";
        yield return "CREATE INDEX IF NOT EXISTS uploads_batch ON uploads (batch)";
        yield return $"CREATE TABLE IF NOT EXISTS upload_chunks (upload TEXT NOT NULL, number BIGINT NOT NULL, bytes {(isPostgreSql ? "BYTEA" : "BLOB")} NOT NULL, PRIMARY KEY (upload, number))";
        yield return """
            CREATE TABLE IF NOT EXISTS decisions (
                accounts TEXT PRIMARY KEY, code TEXT NOT NULL, fingerprint TEXT NOT NULL, choice TEXT NOT NULL, decided_at BIGINT NOT NULL, decided_by TEXT NOT NULL)
            """;
        yield return """
            CREATE TABLE IF NOT EXISTS trend (
                inputs_version BIGINT PRIMARY KEY, at BIGINT NOT NULL, consumed BIGINT NOT NULL, enterprise BIGINT NOT NULL, visual_studio BIGINT NOT NULL,
                saved BIGINT NOT NULL, purchased BIGINT, server_accounts BIGINT NOT NULL, cloud_accounts BIGINT NOT NULL)
            """;
    }
}
