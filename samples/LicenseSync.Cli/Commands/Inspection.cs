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
    private static readonly string[] AccountCounts = ["accounts", "suspended", "dormant", "site_admins", "without_primary_email", "several_emails"];
    private static readonly string[] RowCounts = ["rows", "cloud_accounts", "pending_invitations", "server_only_people", "visual_studio_subscribers", "unclassified"];

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
        await CountAsync(file, cancellationToken);
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

    // Of a million accounts no string is needed to count them, and they need not be counted one after another.
    private Task CountAsync(UsageFile file, CancellationToken cancellationToken)
    {
        Start(AccountCounts);
        return file.ReadSectionsAsync(
            () => new long[AccountCounts.Length],
            (counts, account) => Count(counts, account.IsSuspended, account.IsDormant, account.IsSiteAdmin, account.PrimaryEmail.IsEmpty, account.EmailCount),
            counts => Add(AccountCounts, counts),
            cancellationToken);
    }

    private async Task CountAsync(IAsyncEnumerable<ServerAccount> accounts)
    {
        Start(AccountCounts);
        long[] counts = new long[AccountCounts.Length];
        await foreach (ServerAccount account in accounts)
        {
            Count(counts, account.IsSuspended, account.IsDormant, account.IsSiteAdmin, account.PrimaryEmail is null, account.Emails.Count);
        }

        Add(AccountCounts, counts);
    }

    private static void Count(long[] counts, bool isSuspended, bool? isDormant, bool? isSiteAdmin, bool hasNoPrimary, int emails)
    {
        counts[0]++;
        counts[1] += isSuspended ? 1 : 0;
        counts[2] += isDormant is true ? 1 : 0;
        counts[3] += isSiteAdmin is true ? 1 : 0;
        counts[4] += hasNoPrimary ? 1 : 0;
        counts[5] += emails > 1 ? 1 : 0;
    }

    private Task CountAsync(ConsumedLicensesFile file, CancellationToken cancellationToken)
    {
        Start(RowCounts);
        return file.ReadSectionsAsync(() => new long[RowCounts.Length], (counts, row) => Count(counts, row.Kind), counts => Add(RowCounts, counts), cancellationToken);
    }

    private async Task CountAsync(IAsyncEnumerable<ConsumedLicense> rows)
    {
        Start(RowCounts);
        long[] counts = new long[RowCounts.Length];
        await foreach (ConsumedLicense row in rows)
        {
            Count(counts, row.Kind);
        }

        Add(RowCounts, counts);
    }

    private static void Count(long[] counts, ConsumedLicenseKind kind)
    {
        counts[0]++;
        counts[kind switch
        {
            ConsumedLicenseKind.CloudAccount => 1,
            ConsumedLicenseKind.PendingInvitation => 2,
            ConsumedLicenseKind.ServerOnlyPerson => 3,
            ConsumedLicenseKind.VisualStudioSubscriber => 4,
            _ => 5,
        }]++;
    }

    private void Add(string[] names, long[] counts)
    {
        for (int index = 0; index < counts.Length; index++)
        {
            _counts[names[index]] += counts[index];
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
