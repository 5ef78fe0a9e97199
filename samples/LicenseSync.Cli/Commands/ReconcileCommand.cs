using System.CommandLine;
using System.Globalization;
using System.Text;
using LicenseSync.Cli.Inputs;
using LicenseSync.Cli.Terminal;
using LicenseSync.Reconciliation;
using LicenseSync.Reports;

namespace LicenseSync.Cli.Commands;

/// <summary><c>reconcile</c>: how many licenses are consumed, and why.</summary>
internal static class ReconcileCommand
{
    private static readonly ReconcileInputs Inputs = new();
    private static readonly ReviewInputs Reviewing = new();
    private static readonly Option<string> Format = Options.Format("text", "json", "csv");
    private static readonly Option<string?> Out = new("--out") { HelpName = "FILE", Description = "Write the answer to a file, which keeps its old content when anything fails; '-' is standard output." };
    private static readonly Option<int?> FailOver = new("--fail-over") { HelpName = "N", Description = "End with exit code 1 when more than N licenses are consumed; the answer is written all the same." };

    public static Command Create()
    {
        var command = new Command("reconcile", "Matches server accounts with cloud accounts and counts the licenses they consume.");
        Inputs.AddTo(command);
        Reviewing.AddTo(command);
        command.Options.Add(Format);
        command.Options.Add(Out);
        command.Options.Add(FailOver);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string? path = parsed.GetValue(Out) is { } given and not "-" ? Options.CheckValue(given) : null;

        int? limit = parsed.GetValue(FailOver);
        ReviewInputs.Review review = await Reviewing.ReadAsync(parsed, cancellationToken);
        ReconciliationResult result = await Inputs.ReconcileAsync(parsed, cancellationToken);
        ReconciliationReport report = review.Apply(result);
        if (review.SaveTo is { } decisions)
        {
            await Output.WriteAsync(decisions, review.DecisionsAfter(report).WriteAsync, cancellationToken);
        }

        await Output.WriteAsync(path, WriterOf(parsed.GetRequiredValue(Format), report, forTerminal: path is null && Screen.IsOutput), cancellationToken);
        return result.Summary.LicensesConsumed > limit
            ? throw new CliException(ExitCode.No, string.Create(CultureInfo.InvariantCulture, $"{result.Summary.LicensesConsumed} licenses are consumed, more than {limit}"))
            : ExitCode.Done;
    }

    private static Func<Stream, CancellationToken, Task> WriterOf(string format, ReconciliationReport report, bool forTerminal) => format switch
    {
        "json" => (output, token) => WriteJsonAsync(output, report, token),
        "csv" when forTerminal => (output, token) => ShowCsvAsync(output, report.Result, token),
        "csv" => (output, token) => ReconciliationCsvWriter.WriteAsync(output, report.Result, cancellationToken: token),
        _ => (output, token) => output.WriteAsync(EncodingFor(forTerminal).GetBytes(ReconciliationText.Describe(report, forTerminal)), token).AsTask(),
    };

    private static async Task WriteJsonAsync(Stream output, ReconciliationReport report, CancellationToken cancellationToken)
    {
        await ReconciliationJsonWriter.WriteAsync(output, report, cancellationToken);
        await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }

    // What a spreadsheet may hold a terminal must not: each line is escaped.
    private static async Task ShowCsvAsync(Stream output, ReconciliationResult result, CancellationToken cancellationToken)
    {
        using var csv = new MemoryStream();
        await ReconciliationCsvWriter.WriteAsync(csv, result, cancellationToken: cancellationToken);
        var text = new TextDocument(forTerminal: false);
        foreach (string line in Encoding.UTF8.GetString(csv.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            text.Line(line.TrimEnd('\r'));
        }

        await output.WriteAsync(EncodingFor(terminal: true).GetBytes(text.ToString()), cancellationToken);
    }

    private static Encoding EncodingFor(bool terminal) => terminal ? Console.OutputEncoding : new UTF8Encoding(false);
}
