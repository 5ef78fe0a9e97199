using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;
using LicenseSync.LicenseReports;
using LicenseSync.UsageFiles;
using LicenseSync.Validation;

namespace LicenseSync.Cli.Commands;

/// <summary>What one file is and holds.</summary>
internal sealed class Inspection
{
    private readonly Dictionary<string, long> _counts = [];

    public required FileKind Kind { get; init; }

    public bool IsEncrypted { get; private set; }

    public ServerInstance? Instance { get; private set; }

    /// <summary>Counts by name, in the order they are to be shown.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    public DiagnosticCollection Diagnostics { get; } = [];

    /// <summary>Reads a file to its end.</summary>
    public static async Task<Inspection> ReadAsync(InputFile file, ReaderOptions options, CancellationToken cancellationToken)
    {
        var inspection = new Inspection { Kind = file.Kind };
        options.OnDiagnostic = diagnostic => inspection.Diagnostics.Add(diagnostic);
        await (file.Kind switch
        {
            FileKind.ServerUsage => inspection.ReadUsageAsync(file, options, cancellationToken),
            FileKind.ServerUserReport => inspection.ReadUserReportAsync(file, options, cancellationToken),
            FileKind.ConsumedLicenses => inspection.ReadConsumedLicensesAsync(file, options, cancellationToken),
            FileKind.LicenseReport => inspection.ReadLicenseReportAsync(file, options, cancellationToken),
            FileKind.Identities => inspection.ReadIdentitiesAsync(file, options, cancellationToken),
            _ => RefuseAsync(file, options, cancellationToken),
        });
        return inspection;
    }

    private async Task ReadUsageAsync(InputFile input, ReaderOptions options, CancellationToken cancellationToken)
    {
        await using UsageFile file = await UsageFile.OpenAsync(input.Content, options, leaveOpen: true, cancellationToken);
        IsEncrypted = file.IsEncrypted;
        if (IsEncrypted)
        {
            _counts["encrypted_bytes"] = await file.CopyEncryptedUsersAsync(Stream.Null, cancellationToken);
        }
        else
        {
            await CountAsync(file, cancellationToken);
        }

        await file.ReadToEndAsync(cancellationToken);
        Instance = file.Instance;
    }

    private async Task ReadUserReportAsync(InputFile input, ReaderOptions options, CancellationToken cancellationToken)
    {
        await using ServerUserReportFile file = await ServerUserReportFile.OpenAsync(input.Content, options, leaveOpen: true, cancellationToken);
        await CountAsync(file.ReadAccountsAsync(cancellationToken));
    }

    private async Task ReadConsumedLicensesAsync(InputFile input, ReaderOptions options, CancellationToken cancellationToken)
    {
        await using ConsumedLicensesFile file = await ConsumedLicensesFile.OpenAsync(input.Content, options, leaveOpen: true, cancellationToken);
        await CountAsync(file.ReadAsync(cancellationToken));
        AddKnown("total_seats_consumed", file.TotalSeatsConsumed);
        AddKnown("total_seats_purchased", file.TotalSeatsPurchased);
    }

    private async Task ReadLicenseReportAsync(InputFile input, ReaderOptions options, CancellationToken cancellationToken)
    {
        await using LicenseReportFile file = await LicenseReportFile.OpenAsync(input.Content, options, leaveOpen: true, cancellationToken);
        await CountAsync(file.ReadAsync(cancellationToken));
    }

    private async Task ReadIdentitiesAsync(InputFile input, ReaderOptions options, CancellationToken cancellationToken)
    {
        await using IdentityFile file = await IdentityFile.OpenAsync(input.Content, options, leaveOpen: true, cancellationToken);
        Start("identities", "linked_to_a_login", "scim_users_without_login", "unlinked");
        await foreach (ExternalIdentity identity in file.ReadAsync(cancellationToken))
        {
            _counts["identities"]++;
            bool isLinked = !string.IsNullOrWhiteSpace(identity.GitHubComLogin);
            _counts[isLinked ? "linked_to_a_login" : identity.IsScimUser ? "scim_users_without_login" : "unlinked"]++;
        }
    }

    // Of a million accounts no string is needed to count them.
    private async Task CountAsync(UsageFile file, CancellationToken cancellationToken)
    {
        (long accounts, long suspended, long dormant, long siteAdmins, long withoutPrimary, long severalEmails) = (0, 0, 0, 0, 0, 0);
        while (await file.ReadNextAccountAsync(cancellationToken))
        {
            ServerAccountView account = file.CurrentAccount;
            accounts++;
            suspended += account.IsSuspended ? 1 : 0;
            dormant += account.IsDormant is true ? 1 : 0;
            siteAdmins += account.IsSiteAdmin is true ? 1 : 0;
            withoutPrimary += account.PrimaryEmail.IsEmpty ? 1 : 0;
            severalEmails += account.EmailCount > 1 ? 1 : 0;
        }

        (_counts["accounts"], _counts["suspended"], _counts["dormant"]) = (accounts, suspended, dormant);
        (_counts["site_admins"], _counts["without_primary_email"], _counts["several_emails"]) = (siteAdmins, withoutPrimary, severalEmails);
    }

    private async Task CountAsync(IAsyncEnumerable<ServerAccount> accounts)
    {
        Start("accounts", "suspended", "dormant", "site_admins", "without_primary_email", "several_emails");
        await foreach (ServerAccount account in accounts)
        {
            _counts["accounts"]++;
            _counts["suspended"] += account.IsSuspended ? 1 : 0;
            _counts["dormant"] += account.IsDormant is true ? 1 : 0;
            _counts["site_admins"] += account.IsSiteAdmin is true ? 1 : 0;
            _counts["without_primary_email"] += account.PrimaryEmail is null ? 1 : 0;
            _counts["several_emails"] += account.Emails.Count > 1 ? 1 : 0;
        }
    }

    private async Task CountAsync(IAsyncEnumerable<ConsumedLicense> rows)
    {
        Start("rows", "cloud_accounts", "pending_invitations", "server_only_people", "visual_studio_subscribers", "unclassified");
        await foreach (ConsumedLicense row in rows)
        {
            _counts["rows"]++;
            _counts[row.Kind switch
            {
                ConsumedLicenseKind.CloudAccount => "cloud_accounts",
                ConsumedLicenseKind.PendingInvitation => "pending_invitations",
                ConsumedLicenseKind.ServerOnlyPerson => "server_only_people",
                ConsumedLicenseKind.VisualStudioSubscriber => "visual_studio_subscribers",
                _ => "unclassified",
            }]++;
        }
    }

    private static async Task RefuseAsync(InputFile file, ReaderOptions options, CancellationToken cancellationToken)
    {
        ValidationResult result = await FileValidator.ValidateAsync(file.Content, options, cancellationToken);
        Diagnostic? first = result.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        throw new CliException(ExitCode.No, $"{file.SourceName}: {first?.Message ?? DiagnosticDescriptors.UnknownKind.Title}");
    }

    private void Start(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            _counts[name] = 0;
        }
    }

    private void AddKnown(string name, long? value)
    {
        if (value is { } known)
        {
            _counts[name] = known;
        }
    }
}
