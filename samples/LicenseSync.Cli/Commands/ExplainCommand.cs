using System.CommandLine;
using LicenseSync.Cli.Inputs;
using LicenseSync.Cli.Terminal;
using LicenseSync.Reconciliation;

namespace LicenseSync.Cli.Commands;

/// <summary><c>explain WHO</c>: why somebody consumes a license.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string> Who = new("LOGIN|EMAIL|HOST:ID") { Description = "A login, an email address, or a server account as GitHub's reports name it." };
    private static readonly ReconcileInputs Inputs = new();
    private static readonly Option<string> Format = Options.Format("text", "json");

    public static Command Create()
    {
        var command = new Command("explain", "Says which accounts are one person, why, and what does not match.") { Who };
        Inputs.AddTo(command);
        command.Options.Add(Format);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string who = Options.CheckValue(parsed.GetRequiredValue(Who).Trim());

        ReconciliationResult result = await Inputs.ReconcileAsync(parsed, cancellationToken);
        IReadOnlyList<Explanation> people = result.Explain(who);
        if (people.Count == 0)
        {
            throw new CliException(ExitCode.No, $"nobody has '{who}' as a login, primary email, matched address or HOST:ID");
        }

        await (parsed.GetValue(Format) == "json"
            ? StandardOutput.WriteAsync((output, token) => ExplanationJson.WriteAsync(output, people, token), cancellationToken)
            : StandardOutput.WriteAsync(ExplanationText.Describe(people, Screen.IsOutput), cancellationToken));
        return ExitCode.Done;
    }
}
