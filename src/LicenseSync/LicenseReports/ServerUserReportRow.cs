using LicenseSync.Accounts;
using LicenseSync.Diagnostics;

namespace LicenseSync.LicenseReports;

/// <summary>Makes the accounts of a user report.</summary>
internal sealed class ServerUserReportRow
{
    private static readonly string[] Known = ["createdat", "id", "login", "email", "role", "suspended", "dormant"];

    private readonly CsvRecords _records;
    private readonly CsvRow _row;
    private readonly Dictionary<string, int[]> _columns;

    /// <summary>Finds the columns of a report.</summary>
    /// <exception cref="InputFormatException">It is no user report: it lacks the login, or everything else.</exception>
    public ServerUserReportRow(CsvRecords records)
    {
        _records = records;
        _columns = Known.ToDictionary(key => key, key => Enumerable.Range(0, records.Headers.Count).Where(i => records.Headers[i].Key == key).ToArray(), StringComparer.Ordinal);
        if (!IsReport(records.Headers.Select(header => header.Key)))
        {
            throw records.Fatal(
                DiagnosticDescriptors.UnknownKind,
                "The file is not a user report: it lacks the column 'login', or all of 'id', 'email', 'suspended?' and 'dormant?'. Download all_users.csv from the instance's site-admin reports.");
        }

        foreach ((_, int[] columns) in _columns)
        {
            foreach (int column in columns.Skip(1))
            {
                records.Report(DiagnosticDescriptors.DuplicateProperty, "The column stands twice; the first cell that can be used counts, the others are kept as additional properties.", column);
            }
        }

        _row = new(records, [.. Enumerable.Range(0, records.Headers.Count).Where(i => !_columns.Values.Any(columns => columns.FirstOrDefault(-1) == i))]);
    }

    /// <summary>Whether a key of <see cref="CsvHeaderKey"/> is that of a column of the report.</summary>
    public static bool IsKnown(string key) => Known.Contains(key, StringComparer.Ordinal);

    /// <summary>Whether the keys of a header are those of a user report.</summary>
    public static bool IsReport(IEnumerable<string> keys)
    {
        var all = keys.ToHashSet(StringComparer.Ordinal);
        return all.Contains("login") && (all.Contains("id") || all.Contains("email") || all.Contains("suspended") || all.Contains("dormant"));
    }

    /// <summary>The current row.</summary>
    public ServerAccount Read()
    {
        string? email = _row.Text(_columns["email"]);
        string? role = _row.RepeatedText(_columns["role"]);
        bool? isAdmin =
            "admin".Equals(role?.Trim(), StringComparison.OrdinalIgnoreCase) ? true
            : "user".Equals(role?.Trim(), StringComparison.OrdinalIgnoreCase) ? false
            : null;
        if (role is not null && isAdmin is null)
        {
            _row.Keep(_columns["role"][0]);
        }

        if (email is not null && !EmailAddress.TryParse(email, out _))
        {
            _records.Report(DiagnosticDescriptors.NotAnEmail, "The email has no '@': it never matches.", _columns["email"][0]);
        }

        var account = new ServerAccount
        {
            UserId = _row.Id(_columns["id"]),
            Login = _row.Text(_columns["login"]),
            IsSiteAdmin = isAdmin,
            IsSuspended = _row.Flag(_columns["suspended"]) ?? false,
            IsDormant = _row.Flag(_columns["dormant"]),
            CreatedAt = _row.Time(_columns["createdat"]),
            Emails = email is null ? [] : [new() { Address = email, IsPrimary = true }],
            AdditionalProperties = _row.AdditionalProperties(),
        };
        if (account.PrimaryEmail is null)
        {
            _records.Report(DiagnosticDescriptors.NoPrimaryEmail, $"The {account} has no primary email: it matches nothing.");
        }

        return account;
    }
}
