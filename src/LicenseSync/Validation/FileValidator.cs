using System.Runtime.CompilerServices;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;
using LicenseSync.LicenseReports;
using LicenseSync.UsageFiles;

namespace LicenseSync.Validation;

/// <summary>Finds every problem of a file in one pass. The kind is told from the content. Safe for concurrent use.</summary>
/// <example><code>
/// ValidationResult result = await FileValidator.ValidateAsync("export.json");
/// Assert.True(result.IsValid, result.ToString());
/// </code></example>
public static class FileValidator
{
    private static readonly JsonShape AnyShape = new() { RecordLists = ["users"], AllowsPages = true, AllowsText = true };

    /// <summary>Validates a file.</summary>
    /// <param name="path">The file's path, which is also the source name in positions unless <paramref name="options"/> has one.</param>
    /// <param name="options">Limits, progress and callback, as for reading; null for the defaults. <see cref="ReadingMode.Strict"/> raises the severity of what strict reading refuses.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>What was found. Bad input never throws: what ends the reading is the last finding.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty, or a value of <paramref name="options"/> is out of range.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read, or is a directory.</exception>
    public static Task<ValidationResult> ValidateAsync(string path, ReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ReaderOptions copy = (options ?? new()).CheckedCopy(path);
        return RunAsync(InputFile.OpenFileAsync(path, copy.SourceName, cancellationToken), copy, cancellationToken);
    }

    /// <summary>Validates a stream.</summary>
    /// <param name="stream">The content, plain or gzip; read to its end as far as it can be, and left open.</param>
    /// <param name="options">Limits, progress and callback, as for reading; null for the defaults. <see cref="ReadingMode.Strict"/> raises the severity of what strict reading refuses.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>What was found. Bad input never throws: what ends the reading is the last finding.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentException">A value of <paramref name="options"/> is out of range.</exception>
    public static Task<ValidationResult> ValidateAsync(Stream stream, ReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ReaderOptions copy = (options ?? new()).CheckedCopy();
        return RunAsync(InputFile.OpenAsync(stream, copy.SourceName, leaveOpen: true, cancellationToken), copy, cancellationToken);
    }

    private static async Task<ValidationResult> RunAsync(Task<InputFile> opening, ReaderOptions options, CancellationToken cancellationToken)
    {
        var run = new ValidationRun(options);
        try
        {
            InputFile input = await opening.ConfigureAwait(false);
            await using (input.ConfigureAwait(false))
            {
                run.Kind = input.Kind;
                await ValidateAsync(input, run, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (LicenseSyncException exception)
        {
            run.Add(exception.Diagnostic);
        }

        return run.ToResult();
    }

    private static Task ValidateAsync(InputFile input, ValidationRun run, CancellationToken cancellationToken) => input.Kind switch
    {
        FileKind.ServerUsage => ValidateUsageAsync(input, run, cancellationToken),
        FileKind.ServerUserReport => ValidateUserReportAsync(input, run, cancellationToken),
        FileKind.ConsumedLicenses => ValidateConsumedLicensesAsync(input, run, cancellationToken),
        FileKind.LicenseReport => ValidateLicenseReportAsync(input, run, cancellationToken),
        FileKind.Identities => ValidateIdentitiesAsync(input, run, cancellationToken),
        _ => ValidateUnknownAsync(input, run, cancellationToken),
    };

    private static async Task ValidateUsageAsync(InputFile input, ValidationRun run, CancellationToken cancellationToken)
    {
        UsageFile file = await UsageFile.OpenAsync(input.Content, run.Options, leaveOpen: true, cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            run.Instance = file.Instance;
            run.IsEncrypted = file.IsEncrypted;
            if (file.IsEncrypted)
            {
                run.Add(DiagnosticDescriptors.EncryptedUsers, "The users are encrypted: the file can be kept and uploaded, not reconciled.", file.UsersPosition);
                await file.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await file.ReadSectionsAsync(() => new StrongBox<long>(), (section, _) => section.Value++, section => run.Records += section.Value, cancellationToken).ConfigureAwait(false);
            }

            run.Instance = file.Instance;
            if (file.Instance is { ServerId.HasValue: false })
            {
                run.Add(DiagnosticDescriptors.MissingServerId, "The file names no server_id: it replaces no other file.", new() { Path = "$" });
            }
        }
    }

    private static async Task ValidateUserReportAsync(InputFile input, ValidationRun run, CancellationToken cancellationToken)
    {
        ServerUserReportFile file = await ServerUserReportFile.OpenAsync(input.Content, run.Options, leaveOpen: true, cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            await foreach (ServerAccount _ in file.ReadAccountsAsync(cancellationToken).ConfigureAwait(false))
            {
                run.Records++;
            }
        }
    }

    private static async Task ValidateConsumedLicensesAsync(InputFile input, ValidationRun run, CancellationToken cancellationToken)
    {
        var rows = new LicenseRowChecks(run);
        ConsumedLicensesFile file = await ConsumedLicensesFile.OpenAsync(input.Content, run.Options, leaveOpen: true, cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            await foreach (ConsumedLicense row in file.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                rows.Check(row, file.Position);
            }
        }
    }

    private static async Task ValidateIdentitiesAsync(InputFile input, ValidationRun run, CancellationToken cancellationToken)
    {
        IdentityFile file = await IdentityFile.OpenAsync(input.Content, run.Options, leaveOpen: true, cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            await foreach (ExternalIdentity _ in file.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                run.Records++;
            }
        }
    }

    private static async Task ValidateLicenseReportAsync(InputFile input, ValidationRun run, CancellationToken cancellationToken)
    {
        var rows = new LicenseRowChecks(run);
        LicenseReportFile file = await LicenseReportFile.OpenAsync(input.Content, run.Options, leaveOpen: true, cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            await foreach (ConsumedLicense row in file.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                rows.Check(row, file.Position);
            }
        }
    }

    /// <summary>Says what is wrong with a file of no known kind: no JSON, cut short, or another document.</summary>
    private static async Task ValidateUnknownAsync(InputFile input, ValidationRun run, CancellationToken cancellationToken)
    {
        if (input.LooksLikeJson)
        {
            JsonScanner scanner = await JsonScanner.OpenAsync(input.Content, run.Options, AnyShape, leaveOpen: true, cancellationToken).ConfigureAwait(false);
            await using (scanner.ConfigureAwait(false))
            {
                try
                {
                    while (await scanner.ReadAsync(cancellationToken).ConfigureAwait(false) != JsonEvent.End)
                    {
                    }
                }
                catch (InputFormatException exception) when (exception.Diagnostic.Descriptor == DiagnosticDescriptors.MissingRecords)
                {
                    // A document of another kind, as said below.
                }
            }
        }

        run.Add(
            DiagnosticDescriptors.UnknownKind,
            "The content is no usage export, consumed-licenses answer, license report, user report or list of identities. Check that this is the right file.",
            new() { ByteOffset = 0 });
    }
}
