using System.Globalization;
using CsvHelper;
using LicenseSync.Accounts;
using LicenseSync.IO;

namespace LicenseSync.LicenseReports;

/// <summary>Writes license reports (CSV) with today's headers (GitHub Docs, "License reports reference"), row by row. The same rows give the same bytes.</summary>
/// <remarks>
/// UTF-8 without a byte-order mark, comma, CRLF after every row, quotes where needed (and around a cell with outer white space), flags as <c>true</c> and <c>false</c>, lists joined with <c>, </c>.
/// All columns are always written, the older Advanced Security one between today's. What CSV cannot tell apart is read back the same: an empty text as null, a list's texts trimmed and
/// split at commas. The deprecated singular role is written where there are no roles. An additional property named like a known column that is empty goes there; any other needs
/// a column of its own, see <see cref="LicenseReportWriterOptions.AdditionalColumns"/>. Totals have no place in the report. Safe for use by several threads.
/// </remarks>
public static class LicenseReportWriter
{
    /// <summary>Writes a report.</summary>
    /// <param name="destination">Where to; stays open.</param>
    /// <param name="rows">The rows, in the order they are written; enumerated once.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the writing; what is written so far stays.</param>
    /// <returns>A task that ends when all rows are written and flushed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> or <paramref name="rows"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A row has an additional property without a column; the message names it.</exception>
    public static Task WriteAsync(
        Stream destination,
        IAsyncEnumerable<ConsumedLicense> rows,
        LicenseReportWriterOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(rows);
        options ??= new();
        return CoreAsync(destination, rows, options.NeutralizesFormulas, options.AdditionalColumns?.ToArray(), cancellationToken);
    }

    /// <summary>Writes a file, which is complete or absent: on failure or cancellation what stood there stays.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="rows">The rows, in the order they are written; enumerated once.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <returns>A task that ends when the file is there.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> or <paramref name="rows"/> is null, or the path is empty.</exception>
    /// <exception cref="InvalidOperationException">A row has an additional property without a column; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written, or is a directory.</exception>
    public static Task WriteFileAsync(
        string path,
        IAsyncEnumerable<ConsumedLicense> rows,
        LicenseReportWriterOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(rows);
        return AtomicFile.WriteAsync(path, (stream, token) => WriteAsync(stream, rows, options, token), cancellationToken);
    }

    private static async Task CoreAsync(Stream destination, IAsyncEnumerable<ConsumedLicense> rows, bool neutralizesFormulas, string[]? additional, CancellationToken cancellationToken)
    {
        var csv = CsvWriter.Create(
            destination,
            new()
            {
                NewLine = "\r\n",
                Quoting = CsvQuoting.WhenNeededOrWhitespace,
                Injection = neutralizesFormulas ? CsvInjection.Escape : CsvInjection.None,

            },
            leaveOpen: true);
        await using (csv.ConfigureAwait(false))
        {
            var cells = new LicenseReportCells();
            long row = 0;
            await foreach (ConsumedLicense license in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                cells.Fill(license);
                if (row++ == 0)
                {
                    additional ??= [.. cells.Unplaced.Select(property => property.Name)];
                    await csv.WriteRecordAsync([.. LicenseReportColumns.Headers, .. additional], cancellationToken).ConfigureAwait(false);
                }

                Write(csv, cells, additional!, row);
                await csv.EndRecordAsync(cancellationToken).ConfigureAwait(false);
            }

            if (row == 0)
            {
                await csv.WriteRecordAsync([.. LicenseReportColumns.Headers, .. additional ?? []], cancellationToken).ConfigureAwait(false);
            }

            await csv.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static void Write(CsvWriter csv, LicenseReportCells cells, string[] additional, long row)
    {
        for (int i = 0; i < LicenseReportColumns.Headers.Length; i++)
        {
            if (cells.PutBack[i] is { } property)
            {
                csv.WriteField(JsonQuoted.ToCell(property.RawValue.Span));
            }
            else
            {
                csv.WriteField(cells.Texts[i]);
            }
        }

        foreach (string column in additional)
        {
            int index = cells.Unplaced.FindIndex(property => property.Name == column);
            if (index < 0)
            {
                csv.WriteField("");
                continue;
            }

            csv.WriteField(JsonQuoted.ToCell(cells.Unplaced[index].RawValue.Span));
            cells.Unplaced.RemoveAt(index);
        }

        if (cells.Unplaced.Count > 0)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"Row {row} has the property '{cells.Unplaced[0].Name}', for which the report has no column. Name it in {nameof(LicenseReportWriterOptions)}.{nameof(LicenseReportWriterOptions.AdditionalColumns)}."));
        }
    }
}
