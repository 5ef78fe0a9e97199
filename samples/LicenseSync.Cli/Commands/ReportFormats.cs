using System.Text;
using LicenseSync.Cli.Terminal;
using LicenseSync.Diagnostics;
using LicenseSync.Reconciliation;
using LicenseSync.Reports;

namespace LicenseSync.Cli.Commands;

/// <summary>How <c>reconcile</c> writes its answer.</summary>
internal static class ReportFormats
{
    /// <summary>The formats; the first is the default.</summary>
    public static readonly string[] Names = ["text", "json", "csv", "markdown", "html"];

    /// <summary>The formats of the totals alone.</summary>
    public static readonly string[] SummaryNames = ["text", "json"];

    /// <summary>The tables of CSV; the first is the default.</summary>
    public static readonly string[] Tables = ["people", "suggestions", "comparison"];

    /// <summary>What a format shows.</summary>
    public static ReportParts PartsOf(string format, string table) => (format, table) switch
    {
        ("csv", "suggestions") => ReportParts.Suggestions,
        ("csv", "comparison") => ReportParts.Comparison,
        ("csv", _) => ReportParts.None,
        _ => ReportParts.Comparison | ReportParts.Suggestions,
    };

    public static Func<Stream, CancellationToken, Task> WriterOf(string format, string table, ReconciliationReport report, bool forTerminal) => format switch
    {
        "json" => (output, token) => WriteLineAsync(output, stream => ReconciliationJsonWriter.WriteAsync(stream, report, token), token),
        "csv" when forTerminal => (output, token) => ShowCsvAsync(output, table, report, token),
        "csv" => (output, token) => WriteCsvAsync(output, table, report, token),
        "markdown" => (output, token) => MarkdownReportWriter.WriteAsync(output, WithTime(report), cancellationToken: token),
        "html" => (output, token) => HtmlReportWriter.WriteAsync(output, WithTime(report), cancellationToken: token),
        _ => (output, token) => output.WriteAsync(EncodingFor(forTerminal).GetBytes(ReconciliationText.Describe(report, forTerminal)), token).AsTask(),
    };

    public static Func<Stream, CancellationToken, Task> WriterOf(string format, ReconciliationSummary summary, DiagnosticCollection findings, bool forTerminal) => format switch
    {
        "json" => (output, token) => WriteLineAsync(output, stream => ReconciliationJsonWriter.WriteAsync(stream, summary, token), token),
        _ => (output, token) => output.WriteAsync(EncodingFor(forTerminal).GetBytes(ReconciliationText.Describe(summary, findings, forTerminal)), token).AsTask(),
    };

    private static ReconciliationReport WithTime(ReconciliationReport report) => report with { CreatedAt = TimeProvider.System.GetUtcNow() };

    private static async Task WriteLineAsync(Stream output, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        await write(output);
        await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }

    private static Task WriteCsvAsync(Stream output, string table, ReconciliationReport report, CancellationToken cancellationToken) => table switch
    {
        "suggestions" => SuggestionsCsvWriter.WriteAsync(output, report, cancellationToken: cancellationToken),
        "comparison" => ComparisonCsvWriter.WriteAsync(output, report, cancellationToken: cancellationToken),
        _ => ReconciliationCsvWriter.WriteAsync(output, report.Result, cancellationToken: cancellationToken),
    };

    // What a spreadsheet may hold a terminal must not: each line is escaped.
    private static async Task ShowCsvAsync(Stream output, string table, ReconciliationReport report, CancellationToken cancellationToken)
    {
        using var csv = new MemoryStream();
        await WriteCsvAsync(csv, table, report, cancellationToken);
        var text = new TextDocument(forTerminal: false);
        foreach (string line in Encoding.UTF8.GetString(csv.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            text.Line(line.TrimEnd('\r'));
        }

        await output.WriteAsync(EncodingFor(terminal: true).GetBytes(text.ToString()), cancellationToken);
    }

    private static Encoding EncodingFor(bool terminal) => terminal ? Console.OutputEncoding : new UTF8Encoding(false);
}
