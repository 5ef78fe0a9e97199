using CsvHelper;

namespace LicenseSync.Reports.Internal;

/// <summary>What the CSV documents have in common: a header, a row for each item, booleans as JSON writes them, and no cell that a spreadsheet would run.</summary>
internal static class CsvReport
{
    /// <summary>Writes a document. Items are read one by one and not held.</summary>
    public static async Task WriteAsync<T>(
        Stream destination, string[] columns, IEnumerable<T> items, Action<CsvWriter, T> write, bool neutralizeFormulas, CancellationToken cancellationToken)
    {
        var options = new CsvWriterOptions
        {
            Injection = neutralizeFormulas ? CsvInjection.Escape : CsvInjection.None,
            TrueValue = "true",
            FalseValue = "false",
        };
        var csv = CsvWriter.Create(destination, options, leaveOpen: true);
        await using (csv.ConfigureAwait(false))
        {
            foreach (string column in columns)
            {
                csv.WriteField(column);
            }

            await csv.EndRecordAsync(cancellationToken).ConfigureAwait(false);
            foreach (T item in items)
            {
                write(csv, item);
                await csv.EndRecordAsync(cancellationToken).ConfigureAwait(false);
            }

            await csv.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
