using System.Diagnostics;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;
using LicenseSync.LicenseReports;
using LicenseSync.Reconciliation.Internal;
using LicenseSync.UsageFiles;

namespace LicenseSync.Reconciliation;

// What comes from files: the kind is told from the content, and the file is streamed.
public sealed partial class ReconciliationBuilder
{
    /// <summary>Adds the server accounts of one instance from a file: a GHES usage export, or a GHES user report (CSV) where the export is encrypted.</summary>
    /// <param name="path">The file, plain or gzip.</param>
    /// <param name="hostName">The instance's name where the file gives no host name (semantics A1); null for none.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A task that ends when all accounts are taken.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read, or is a directory.</exception>
    /// <exception cref="InputFormatException">The file is of another kind, malformed or truncated, or refused by strict mode.</exception>
    /// <exception cref="InputLimitException">A limit of the options is passed.</exception>
    public Task AddServerFileAsync(string path, string? hostName = null, CancellationToken cancellationToken = default) =>
        WithFileAsync(path, file => AddServerFileAsync(file, hostName, cancellationToken), cancellationToken);

    /// <summary>Adds the server accounts of one instance from an opened input. See <see cref="AddServerFileAsync(string, string?, CancellationToken)"/>.</summary>
    /// <param name="file">The input; left open.</param>
    /// <param name="hostName">The instance's name where the file gives no host name (semantics A1); null for none.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A task that ends when all accounts are taken.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="file"/> is null.</exception>
    /// <exception cref="InputFormatException">The input is of another kind, malformed or truncated, or refused by strict mode.</exception>
    /// <exception cref="InputLimitException">A limit of the options is passed.</exception>
    public Task AddServerFileAsync(InputFile file, string? hostName = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Kind switch
        {
            FileKind.ServerUsage => AddUsageFileAsync(file, hostName, cancellationToken),
            FileKind.ServerUserReport => AddUserReportAsync(file, hostName, cancellationToken),
            FileKind.Unknown when file.LooksLikeJson => AddUsageFileAsync(file, hostName, cancellationToken),
            FileKind.Unknown => AddUserReportAsync(file, hostName, cancellationToken),
            _ => throw WrongKind(file, "a GHES usage export or user report"),
        };
    }

    /// <summary>Adds license data from a file: the consumed-licenses API's answer (JSON, semantics A8) or a license report (CSV).</summary>
    /// <param name="path">The file, plain or gzip.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A task that ends when all rows are taken.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read, or is a directory.</exception>
    /// <exception cref="InputFormatException">The file is of another kind, malformed or truncated, or refused by strict mode.</exception>
    /// <exception cref="InputLimitException">A limit of the options is passed.</exception>
    public Task AddCloudFileAsync(string path, CancellationToken cancellationToken = default) =>
        WithFileAsync(path, file => AddCloudFileAsync(file, cancellationToken), cancellationToken);

    /// <summary>Adds license data from an opened input. See <see cref="AddCloudFileAsync(string, CancellationToken)"/>.</summary>
    /// <param name="file">The input; left open.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A task that ends when all rows are taken.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="file"/> is null.</exception>
    /// <exception cref="InputFormatException">The input is of another kind, malformed or truncated, or refused by strict mode.</exception>
    /// <exception cref="InputLimitException">A limit of the options is passed.</exception>
    public Task AddCloudFileAsync(InputFile file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Kind switch
        {
            FileKind.ConsumedLicenses => AddConsumedLicensesFileAsync(file, cancellationToken),
            FileKind.LicenseReport => AddLicenseReportAsync(file, cancellationToken),
            FileKind.Unknown when file.LooksLikeJson => AddConsumedLicensesFileAsync(file, cancellationToken),
            FileKind.Unknown => AddLicenseReportAsync(file, cancellationToken),
            _ => throw WrongKind(file, "GHEC license data"),
        };
    }

    /// <summary>Adds external identities from a file: SCIM list responses or a document of <c>external_identities</c> (semantics A7).</summary>
    /// <param name="path">The file, plain or gzip.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A task that ends when all identities are taken.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read, or is a directory.</exception>
    /// <exception cref="InputFormatException">The file is of another kind, malformed or truncated, or refused by strict mode.</exception>
    /// <exception cref="InputLimitException">A limit of the options is passed.</exception>
    public Task AddIdentityFileAsync(string path, CancellationToken cancellationToken = default) =>
        WithFileAsync(path, file => AddIdentityFileAsync(file, cancellationToken), cancellationToken);

    /// <summary>Adds external identities from an opened input. See <see cref="AddIdentityFileAsync(string, CancellationToken)"/>.</summary>
    /// <param name="file">The input; left open.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A task that ends when all identities are taken.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="file"/> is null.</exception>
    /// <exception cref="InputFormatException">The input is of another kind, malformed or truncated, or refused by strict mode.</exception>
    /// <exception cref="InputLimitException">A limit of the options is passed.</exception>
    public Task AddIdentityFileAsync(InputFile file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Kind is FileKind.Identities or FileKind.Unknown
            ? AddIdentitiesAsync(file, cancellationToken)
            : throw WrongKind(file, "a list of SAML or SCIM identities");
    }

    private static async Task WithFileAsync(string path, Func<InputFile, Task> add, CancellationToken cancellationToken)
    {
        InputFile file = await InputFile.OpenAsync(path, cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            await add(file).ConfigureAwait(false);
        }
    }

    private async Task AddUsageFileAsync(InputFile input, string? hostName, CancellationToken cancellationToken)
    {
        using Activity? activity = StartReading(FileKind.ServerUsage);
        UsageFile file = await UsageFile.OpenAsync(input.Content, OptionsFor(input), leaveOpen: true, cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            ServerInstanceEntry entry = _inputs.Servers.Begin(input.SourceName, hostName);
            entry.IsEncrypted = file.IsEncrypted;
            if (file.IsEncrypted)
            {
                await file.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await _inputs.Servers.ReadAsync(entry, file, cancellationToken).ConfigureAwait(false);
            }

            _inputs.Servers.End(entry, file.Instance);
            NoteRead(FileKind.ServerUsage, entry.Count, input.SourceName);
        }
    }

    private async Task AddUserReportAsync(InputFile input, string? hostName, CancellationToken cancellationToken)
    {
        using Activity? activity = StartReading(FileKind.ServerUserReport);
        ServerUserReportFile file = await ServerUserReportFile.OpenAsync(input.Content, OptionsFor(input), leaveOpen: true, cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            ServerInstanceEntry entry = _inputs.Servers.Begin(input.SourceName, hostName);
            await foreach (ServerAccount account in file.ReadAccountsAsync(cancellationToken).ConfigureAwait(false))
            {
                _inputs.Servers.Add(entry, account, (int)file.RecordNumber);
            }

            _inputs.Servers.End(entry, header: null);
            NoteRead(FileKind.ServerUserReport, entry.Count, input.SourceName);
        }
    }

    private async Task AddConsumedLicensesFileAsync(InputFile input, CancellationToken cancellationToken)
    {
        using Activity? activity = StartReading(FileKind.ConsumedLicenses);
        ConsumedLicensesFile file = await ConsumedLicensesFile.OpenAsync(input.Content, OptionsFor(input), leaveOpen: true, cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            int source = AddSource(input.SourceName);
            await _inputs.Cloud.ReadAsync(file, source, input.SourceName, cancellationToken).ConfigureAwait(false);

            _inputs.Cloud.AddTotals(file.TotalSeatsConsumed, file.TotalSeatsPurchased);
            NoteRead(FileKind.ConsumedLicenses, file.RecordNumber, input.SourceName);
        }
    }

    private async Task AddLicenseReportAsync(InputFile input, CancellationToken cancellationToken)
    {
        using Activity? activity = StartReading(FileKind.LicenseReport);
        LicenseReportFile file = await LicenseReportFile.OpenAsync(input.Content, OptionsFor(input), leaveOpen: true, cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            int source = AddSource(input.SourceName);
            await foreach (ConsumedLicense row in file.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                _inputs.Cloud.Add(row, new(source, (int)file.RecordNumber), input.SourceName);
            }

            NoteRead(FileKind.LicenseReport, file.RecordNumber, input.SourceName);
        }
    }

    private async Task AddIdentitiesAsync(InputFile input, CancellationToken cancellationToken)
    {
        using Activity? activity = StartReading(FileKind.Identities);
        IdentityFile file = await IdentityFile.OpenAsync(input.Content, OptionsFor(input), leaveOpen: true, cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            int source = AddSource(input.SourceName);
            await foreach (ExternalIdentity identity in file.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                _inputs.Identities.Add(identity, new(source, (int)file.RecordNumber));
            }

            NoteRead(FileKind.Identities, file.RecordNumber, input.SourceName);
        }
    }

    private ReaderOptions OptionsFor(InputFile input)
    {
        ReaderOptions options = _reading.CheckedCopy();
        options.SourceName = input.SourceName;
        return options;
    }

    private static Activity? StartReading(FileKind kind) =>
        LicenseSyncTelemetry.ActivitySource.StartActivity("licensesync.read")?.SetTag("licensesync.kind", kind.ToString());

    private void NoteRead(FileKind kind, long records, string? source)
    {
        LicenseSyncTelemetry.RecordsRead.Add(records, new KeyValuePair<string, object?>("licensesync.kind", kind.ToString()));
        Log.InputRead(_logger, records, kind, source);
    }

    internal static InputFormatException WrongKind(InputFile file, string wanted) => new(new()
    {
        Descriptor = DiagnosticDescriptors.UnknownKind,
        Severity = DiagnosticSeverity.Error,
        Message = $"The content is {NameOf(file.Kind)}, not {wanted}. Check which file stands where.",
        Position = new() { Source = file.SourceName },
    });

    private static string NameOf(FileKind kind) => kind switch
    {
        FileKind.ServerUsage => "a GHES usage export",
        FileKind.ServerUserReport => "a GHES user report",
        FileKind.ConsumedLicenses => "consumed-licenses data",
        FileKind.LicenseReport => "a license report",
        FileKind.Identities => "a list of identities",
        _ => "of no known kind",
    };
}
