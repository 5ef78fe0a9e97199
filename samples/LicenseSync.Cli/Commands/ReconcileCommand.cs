using System.CommandLine;
using LicenseSync.Cli.Inputs;
using LicenseSync.Cli.Terminal;
using LicenseSync.Reconciliation;
using LicenseSync.Reports;

namespace LicenseSync.Cli.Commands;

/// <summary><c>reconcile</c>: how many licenses are consumed, and why.</summary>
internal static class ReconcileCommand
{
    private static readonly ReconcileInputs Inputs = new();
    private static readonly Option<string> Format = Options.Format(ReportFormats.Names);
    private static readonly Option<string> Table = Options.Choice("--table", "What --format csv writes: a row for each person, suggestion, or server account compared with GitHub's count.", ReportFormats.Tables);
    private static readonly Option<string?> Out = new("--out") { HelpName = "FILE", Description = "Write the answer to a file, which keeps its old content when anything fails; '-' is standard output." };

    public static Command Create()
    {
        var command = new Command("reconcile", "Matches server accounts with cloud accounts and counts the licenses they consume.");
        Inputs.AddTo(command);
        command.Options.Add(Format);
        command.Options.Add(Table);
        command.Options.Add(Out);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string? path = parsed.GetValue(Out) is { } given and not "-" ? Options.CheckValue(given) : null;
        string format = parsed.GetRequiredValue(Format);
        if (format != "csv" && parsed.GetResult(Table) is { Implicit: false })
        {
            throw new CliException(ExitCode.WrongUsage, "--table goes with --format csv");
        }

        ReconciliationResult result = await Inputs.ReconcileAsync(parsed, cancellationToken);
        string table = parsed.GetRequiredValue(Table);
        await Output.WriteAsync(path, ReportFormats.WriterOf(format, table, ReportOf(result, format, table), forTerminal: path is null && Screen.IsOutput), cancellationToken);
        return ExitCode.Done;
    }

    // What only some formats show is worked out only for them.
    private static ReconciliationReport ReportOf(ReconciliationResult result, string format, string table) => (format, table) switch
    {
        ("text", _) or ("csv", "people") => new() { Result = result },
        _ => new() { Result = result, Comparison = result.CompareWithReport(), Suggestions = result.Suggestions },
    };
}
