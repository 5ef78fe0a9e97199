using Microsoft.Data.Sqlite;

namespace LicenseSync.Storage.Sqlite;

/// <summary>The schema, as the migrations that lead to it. A migration that was released is never changed; the next one is added.</summary>
internal static class SqliteSchema
{
    /// <summary>Tells SQLite files of LicenseSync from all others: "LSYN".</summary>
    public const int ApplicationId = 0x4C53594E;

    private static readonly string[] Migrations =
    [
        """
        CREATE TABLE lease (
            only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
            holder TEXT NOT NULL,
            expires_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE schedule (
            only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
            enabled_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE instance (
            name TEXT PRIMARY KEY NOT NULL,
            server_id TEXT,
            host_name TEXT,
            state TEXT NOT NULL,
            last_sync_at INTEGER,
            last_attempt_at INTEGER,
            failure_kind TEXT,
            failure_code TEXT,
            failure_message TEXT,
            accounts INTEGER,
            is_encrypted INTEGER NOT NULL,
            content_hash TEXT,
            last_delivery_id TEXT,
            pending_delivery_id TEXT
        ) STRICT;

        CREATE TABLE run (
            id TEXT PRIMARY KEY NOT NULL,
            started_by TEXT NOT NULL,
            started_at INTEGER NOT NULL,
            ended_at INTEGER,
            outcome TEXT,
            delivered INTEGER NOT NULL,
            unchanged INTEGER NOT NULL,
            failed INTEGER NOT NULL,
            instances_left_out INTEGER,
            server_accounts INTEGER,
            cloud_accounts INTEGER,
            licenses_consumed INTEGER,
            enterprise_licenses_consumed INTEGER,
            visual_studio_licenses_consumed INTEGER,
            licenses_saved INTEGER,
            licenses_purchased INTEGER,
            failure_kind TEXT,
            failure_code TEXT,
            failure_message TEXT
        ) STRICT;

        CREATE INDEX run_started_at ON run (started_at DESC, id);
        """,
    ];

    /// <summary>The version that this code reads and writes.</summary>
    public static int Version => Migrations.Length;

    /// <summary>Whether the file has this version. False for an empty or older one, which <see cref="Migrate"/> is for.</summary>
    /// <exception cref="IOException">It is newer, or another program's.</exception>
    public static bool IsCurrent(SqliteConnection connection, string path) => ReadVersion(connection, path) == Version;

    /// <summary>Brings the file to this version, each step a transaction, so that a process that dies leaves a file of some version. Several processes may do it at once.</summary>
    public static void Migrate(SqliteConnection connection, string path)
    {
        // Not possible in a transaction; it stays with the file. Where the file system cannot do it SQLite keeps its rollback journal, which is as safe and only slower.
        connection.Execute("PRAGMA journal_mode = WAL");
        for (int version = 0; version < Version; version++)
        {
            using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
            if (ReadVersion(connection, path) == version)
            {
                connection.Execute($"{Migrations[version]}; PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {version + 1}");
                transaction.Commit();
            }
        }
    }

    private static long ReadVersion(SqliteConnection connection, string path)
    {
        (long application, long version, long tables) = connection.Query(
            "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema) FROM pragma_application_id, pragma_user_version",
            [],
            row => (row.Number()!.Value, row.Number()!.Value, row.Number()!.Value))[0];
        return application switch
        {
            ApplicationId when version > Version => throw SqliteFailure.Newer(path, version, Version),
            ApplicationId when version > 0 => version,
            0 when version == 0 && tables == 0 => 0,
            _ => throw SqliteFailure.Foreign(path),
        };
    }
}
