using System.Runtime.CompilerServices;
using LicenseSync.Accounts;
using LicenseSync.IO;
using LicenseSync.LicenseReports;
using LicenseSync.Reconciliation;
using LicenseSync.UsageFiles;

namespace LicenseSync.Sync;

/// <summary>Usage that was read to its end and is valid.</summary>
/// <param name="Instance">What it says of the instance; null for a user report.</param>
/// <param name="Accounts">How many accounts it has; 0 when they are encrypted.</param>
/// <param name="IsEncrypted">Whether the users are encrypted.</param>
internal sealed record CheckedUsage(ServerInstance? Instance, long Accounts, bool IsEncrypted)
{
    /// <summary>Reads usage to its end; throws what the readers throw when it is not valid.</summary>
    public static async Task<CheckedUsage> ReadAsync(Stream content, string name, ReadingMode mode, CancellationToken cancellationToken)
    {
        InputFile input = await InputFile.OpenAsync(content, name, leaveOpen: false, cancellationToken).ConfigureAwait(false);
        await using (input.ConfigureAwait(false))
        {
            var options = new ReaderOptions { Mode = mode, SourceName = name };
            return input.Kind switch
            {
                FileKind.ServerUsage => await ReadExportAsync(input, options, cancellationToken).ConfigureAwait(false),
                FileKind.ServerUserReport => await ReadReportAsync(input, options, cancellationToken).ConfigureAwait(false),
                FileKind.Unknown when input.LooksLikeJson => await ReadExportAsync(input, options, cancellationToken).ConfigureAwait(false),
                FileKind.Unknown => await ReadReportAsync(input, options, cancellationToken).ConfigureAwait(false),
                _ => throw ReconciliationBuilder.WrongKind(input, "a GHES usage export or user report"),
            };
        }
    }

    private static async Task<CheckedUsage> ReadExportAsync(InputFile input, ReaderOptions options, CancellationToken cancellationToken)
    {
        UsageFile file = await UsageFile.OpenAsync(input.Content, options, leaveOpen: true, cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            long accounts = 0;
            if (file.IsEncrypted)
            {
                await file.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await file.ReadSectionsAsync(() => new StrongBox<long>(), (section, _) => section.Value++, section => accounts += section.Value, cancellationToken).ConfigureAwait(false);
            }

            return new(file.Instance, accounts, file.IsEncrypted);
        }
    }

    private static async Task<CheckedUsage> ReadReportAsync(InputFile input, ReaderOptions options, CancellationToken cancellationToken)
    {
        ServerUserReportFile file = await ServerUserReportFile.OpenAsync(input.Content, options, leaveOpen: true, cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            long accounts = 0;
            await foreach (ServerAccount _ in file.ReadAccountsAsync(cancellationToken).ConfigureAwait(false))
            {
                accounts++;
            }

            return new(null, accounts, false);
        }
    }
}
