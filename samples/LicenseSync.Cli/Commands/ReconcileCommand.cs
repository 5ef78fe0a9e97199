using System.CommandLine;
using System.Globalization;
using LicenseSync.Cli.Inputs;
using LicenseSync.Cli.Terminal;
using LicenseSync.Diagnostics;
using LicenseSync.Reconciliation;
using LicenseSync.Reports;

namespace LicenseSync.Cli.Commands;

/// <summary><c>reconcile</c>: how many licenses are consumed, and why.</summary>
internal static class ReconcileCommand
{
    private static readonly ReconcileInputs Inputs = new();
    private static readonly ReviewInputs Reviewing = new();
    private static readonly Option<string> Format = Options.Format(ReportFormats.Names);
    private static readonly Option<string> Table = Options.Choice("--table", "What --format csv writes: a row for each person, suggestion, or server account compared with GitHub's count.", ReportFormats.Tables);
    private static readonly Option<bool> SummaryOnly = new("--summary") { Description = "The totals alone, as text or JSON: faster and in less memory, since nothing else is kept." };
    private static readonly Option<string?> Out = new("--out") { HelpName = "FILE", Description = "Write the answer to a file, which keeps its old content when anything fails; '-' is standard output." };
    private static readonly Option<int?> FailOver = new("--fail-over") { HelpName = "N", Description = "End with exit code 1 when more than N licenses are consumed; the answer is written all the same." };

    public static Command Create()
    {
        var command = new Command("reconcile", "Matches server accounts with cloud accounts and counts the licenses they consume.");
        Inputs.AddTo(command);
        Reviewing.AddTo(command);
        command.Options.Add(SummaryOnly);
        command.Options.Add(Format);
        command.Options.Add(Table);
        command.Options.Add(Out);
        command.Options.Add(FailOver);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string? path = parsed.GetValue(Out) is { } given and not "-" ? Options.CheckValue(given) : null;

        (string format, string table) = (parsed.GetRequiredValue(Format), parsed.GetRequiredValue(Table));
        if (format != "csv" && parsed.GetResult(Table) is { Implicit: false })
        {
            throw new CliException(ExitCode.WrongUsage, "--table goes with --format csv");
        }

        int? limit = parsed.GetValue(FailOver);
        if (parsed.GetValue(SummaryOnly))
        {
            if (!ReportFormats.SummaryNames.Contains(format) || Reviewing.IsGiven(parsed))
            {
                throw new CliException(ExitCode.WrongUsage, "--summary goes with --format text or json, and not with the options about comparison and suggestions");
            }

            (ReconciliationSummary summary, DiagnosticCollection findings) = await Inputs.SummarizeAsync(parsed, cancellationToken);
            await Output.WriteAsync(path, ReportFormats.WriterOf(format, summary, findings, forTerminal: path is null && Screen.IsOutput), cancellationToken);
            return Check(summary, limit);
        }

        ReviewInputs.Review review = await Reviewing.ReadAsync(parsed, cancellationToken);
        ReconciliationResult result = await Inputs.ReconcileAsync(parsed, cancellationToken);
        ReconciliationReport report = await review.ApplyAsync(result, ReportFormats.PartsOf(format, table));
        if (review.SaveTo is { } decisions)
        {
            await Output.WriteAsync(decisions, review.DecisionsAfter(report).WriteAsync, cancellationToken);
        }

        await Output.WriteAsync(path, ReportFormats.WriterOf(format, table, report, forTerminal: path is null && Screen.IsOutput), cancellationToken);
        return Check(result.Summary, limit);
    }

    private static int Check(ReconciliationSummary summary, int? limit) => summary.LicensesConsumed > limit
        ? throw new CliException(ExitCode.No, string.Create(CultureInfo.InvariantCulture, $"{summary.LicensesConsumed} licenses are consumed, more than {limit}"))
        : ExitCode.Done;
}
