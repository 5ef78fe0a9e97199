using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.Cli.Commands;

/// <summary>What a file holds, counted while it is read.</summary>
internal sealed class Inspection(FileKind kind)
{
    private readonly List<(string Name, long Value)> _counts = [];

    public FileKind Kind { get; } = kind;

    public bool IsEncrypted { get; set; }

    public ServerInstance? Instance { get; set; }

    public DiagnosticCollection Findings { get; } = [];

    public IReadOnlyList<(string Name, long Value)> Counts => _counts;

    public void Add(string name, long? value)
    {
        if (value is { } known)
        {
            _counts.Add((name, known));
        }
    }

    public async Task CountAsync(IAsyncEnumerable<ServerAccount> accounts)
    {
        long all = 0, suspended = 0, admins = 0, dormant = 0, withoutEmail = 0;
        await foreach (ServerAccount account in accounts)
        {
            all++;
            suspended += account.IsSuspended ? 1 : 0;
            admins += account.IsSiteAdmin is true ? 1 : 0;
            dormant += account.IsDormant is true ? 1 : 0;
            withoutEmail += account.PrimaryEmail is null ? 1 : 0;
        }

        _counts.AddRange([("accounts", all), ("suspended", suspended), ("site_admins", admins), ("dormant", dormant), ("without_primary_email", withoutEmail)]);
    }

    public async Task CountAsync(IAsyncEnumerable<ConsumedLicense> rows)
    {
        var byKind = new long[Enum.GetValues<ConsumedLicenseKind>().Length];
        long all = 0;
        await foreach (ConsumedLicense row in rows)
        {
            all++;
            byKind[(int)row.Kind]++;
        }

        _counts.AddRange(
        [
            ("rows", all),
            ("cloud_accounts", byKind[(int)ConsumedLicenseKind.CloudAccount]),
            ("pending_invitations", byKind[(int)ConsumedLicenseKind.PendingInvitation]),
            ("server_only_people", byKind[(int)ConsumedLicenseKind.ServerOnlyPerson]),
            ("visual_studio_subscribers", byKind[(int)ConsumedLicenseKind.VisualStudioSubscriber]),
            ("unclassified", byKind[(int)ConsumedLicenseKind.Unclassified]),
        ]);
    }

    public async Task CountAsync(IAsyncEnumerable<ExternalIdentity> identities)
    {
        long all = 0, withLogin = 0, scimUsers = 0;
        await foreach (ExternalIdentity identity in identities)
        {
            all++;
            withLogin += string.IsNullOrWhiteSpace(identity.GitHubComLogin) ? 0 : 1;
            scimUsers += identity.IsScimUser ? 1 : 0;
        }

        _counts.AddRange([("identities", all), ("with_login", withLogin), ("scim_users", scimUsers)]);
    }
}
