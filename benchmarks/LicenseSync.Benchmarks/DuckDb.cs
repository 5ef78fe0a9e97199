using System.Globalization;
using DuckDB.NET.Data;

namespace LicenseSync.Benchmarks;

/// <summary>Asks files with DuckDB: its own detection of types, and two threads.</summary>
internal static class DuckDb
{
    /// <summary>The elements of a file's <c>users</c>.</summary>
    public static int CountUsers(string path) => Ask("SELECT sum(len(users))::INTEGER FROM read_json($path, maximum_object_size = 2000000000)", ("path", path));

    /// <summary>The rows of a CSV file.</summary>
    public static int CountRows(string path) => Ask("SELECT count(*)::INTEGER FROM read_csv($path, header = true)", ("path", path));

    /// <summary>The licenses that two files come to, as <see cref="Naive.NaiveReconciliation"/> counts them.</summary>
    public static int CountLicenses(string usage, string licenses) => Ask(
        """
        WITH rows AS (SELECT unnest(users) AS r FROM read_json($licenses, maximum_object_size = 2000000000)),
        kinds AS (SELECT r, (NOT r.github_com_user AND NOT r.enterprise_server_user AND NOT r.visual_studio_subscription_user)
            OR (len(r.github_com_member_roles) = 0 AND len(r.github_com_enterprise_roles) > 0 AND len(list_filter(r.github_com_enterprise_roles, lambda role: NOT starts_with(lower(role), 'pending'))) = 0) AS pending FROM rows),
        cloud AS (SELECT r FROM kinds WHERE r.github_com_user AND NOT pending),
        address AS (SELECT DISTINCT lower(email) AS email FROM (SELECT unnest(r.github_com_verified_domain_emails) AS email FROM cloud UNION ALL SELECT r.github_com_saml_name_id FROM cloud) WHERE contains(email, '@')),
        invited AS (SELECT DISTINCT lower(r.github_com_login) AS email FROM kinds WHERE pending AND lower(r.github_com_login) NOT IN (SELECT lower(r.github_com_login) FROM cloud) AND lower(r.github_com_login) NOT IN (SELECT email FROM address)),
        known AS (SELECT email FROM address UNION SELECT email FROM invited),
        accounts AS (SELECT unnest(users) AS u FROM read_json($usage, maximum_object_size = 2000000000)),
        emails AS (SELECT u.login AS login, u.suspended AS suspended, [CASE WHEN json_type(e::JSON) = 'VARCHAR' THEN (e::JSON ->> '$') ELSE (e::JSON ->> 'email') END FOR e IN u.emails] AS all_emails,
            [(e::JSON ->> 'email') FOR e IN u.emails IF json_type(e::JSON) = 'OBJECT' AND (e::JSON ->> 'primary') = 'true'] AS primaries FROM accounts),
        primaries AS (SELECT CASE WHEN len(primaries) > 0 THEN primaries[1] WHEN len(all_emails) = 1 THEN all_emails[1] END AS email FROM emails WHERE NOT suspended AND login <> 'scim-admin')
        SELECT ((SELECT count(DISTINCT lower(r.github_com_login)) FROM cloud) + (SELECT count(*) FROM invited) + (SELECT count(*) FROM primaries WHERE email IS NULL)
            + (SELECT count(DISTINCT lower(email)) FROM primaries WHERE email IS NOT NULL AND lower(email) NOT IN (SELECT email FROM known)))::INTEGER
        """,
        ("usage", usage),
        ("licenses", licenses));

    private static int Ask(string query, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:;threads=2");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // the texts above
        command.CommandText = query;
#pragma warning restore CA2100
        foreach ((string name, string value) in parameters)
        {
            command.Parameters.Add(new DuckDBParameter(name, value));
        }

        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
