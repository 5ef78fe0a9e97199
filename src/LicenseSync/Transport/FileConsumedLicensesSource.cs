using System.Runtime.CompilerServices;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;
using LicenseSync.LicenseReports;

namespace LicenseSync.Transport;

/// <summary>License data in a file: consumed licenses (JSON) or a license report (CSV), plain or gzip; the kind is told from the content. Safe to share.</summary>
public sealed class FileConsumedLicensesSource : IConsumedLicensesSource
{
    private const int PageSize = 1_000;

    private readonly string _path;
    private readonly ReaderOptions _options;

    /// <summary>Names the file.</summary>
    /// <param name="path">The file; it need not exist yet.</param>
    /// <param name="options">How to read; null for the defaults. Copied.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty, or a value of <paramref name="options"/> is out of range.</exception>
    public FileConsumedLicensesSource(string path, ReaderOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = path;
        _options = (options ?? new()).CheckedCopy(path);
    }

    /// <summary>Reads the file, 1,000 rows a page; the totals stand on the last page.</summary>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The pages in the file's order, at least one.</returns>
    /// <exception cref="IOException">While reading: the file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">While reading: the file must not be read, or is a directory.</exception>
    /// <exception cref="InputFormatException">While reading: the file is no license data, malformed or truncated, or strict reading refuses it.</exception>
    /// <exception cref="InputLimitException">While reading: a limit of the options is passed.</exception>
    public async IAsyncEnumerable<ConsumedLicensesPage> ReadPagesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        InputFile input = await InputFile.OpenFileAsync(_path, _options.SourceName, cancellationToken).ConfigureAwait(false);
        await using (input.ConfigureAwait(false))
        {
            ConsumedLicensesFile? json = IsReport(input) ? null : await ConsumedLicensesFile.OpenAsync(input.Content, _options, leaveOpen: true, cancellationToken).ConfigureAwait(false);
            IAsyncEnumerable<ConsumedLicense> rows = json?.ReadAsync(cancellationToken) ?? ReadReportAsync(input, cancellationToken);
            var page = new List<ConsumedLicense>(PageSize);
            try
            {
                await foreach (ConsumedLicense row in rows.ConfigureAwait(false))
                {
                    if (page.Count == PageSize)
                    {
                        yield return new() { Rows = page };
                        page = new(PageSize);
                    }

                    page.Add(row);
                }

                yield return new() { Rows = page, TotalSeatsConsumed = json?.TotalSeatsConsumed, TotalSeatsPurchased = json?.TotalSeatsPurchased };
            }
            finally
            {
                if (json is not null)
                {
                    await json.DisposeAsync().ConfigureAwait(false);
                }
            }
        }
    }

    private static bool IsReport(InputFile input) => input.Kind == FileKind.LicenseReport || (input.Kind == FileKind.Unknown && !input.LooksLikeJson);

    private async IAsyncEnumerable<ConsumedLicense> ReadReportAsync(InputFile input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        LicenseReportFile file = await LicenseReportFile.OpenAsync(input.Content, _options, leaveOpen: true, cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            await foreach (ConsumedLicense row in file.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return row;
            }
        }
    }
}
