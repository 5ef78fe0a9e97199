using System.CommandLine;
using LicenseSync.Cli.Inputs;
using LicenseSync.Cli.Terminal;
using LicenseSync.Matching;
using LicenseSync.Reconciliation;
using Spectre.Console;

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
        IReadOnlyList<Explanation> people = Explanation.Find(result, who);
        if (people.Count == 0)
        {
            throw new CliException(ExitCode.No, $"nobody has '{who}' as a login, primary email, matched address or HOST:ID");
        }

        await (parsed.GetValue(Format) == "json"
            ? StandardOutput.WriteAsync((output, token) => ExplanationJson.WriteAsync(output, people, token), cancellationToken)
            : StandardOutput.WriteAsync(Describe(people), cancellationToken));
        return ExitCode.Done;
    }

    private static string Describe(IReadOnlyList<Explanation> people)
    {
        var text = new TextDocument(Screen.IsOutput);
        foreach ((Person person, IReadOnlyList<AccountExplanation> accounts) in people)
        {
            string kind = person.IsPendingInvitation ? "pending invitation" : person.HasCloudAccount ? "cloud account" : "server accounts only";
            string consumes = person.ConsumesLicense ? "consumes one license" : "consumes no license";
            text.Line($"{person.GitHubComLogin ?? (person.IsPendingInvitation ? "(no login)" : "(no cloud account)")}: {kind}, {consumes} ({person.LicenseType})", person.ConsumesLicense ? Color.Green : null);
            if (person.CloudRecord is { } record)
            {
                text.Line($"  read from {record}");
            }

            foreach (AccountExplanation account in accounts)
            {
                AppendAccount(text, account);
            }
        }

        return text.ToString();
    }

    private static void AppendAccount(TextDocument text, AccountExplanation explanation)
    {
        PersonServerAccount account = explanation.Account;
        string state = account.IsSuspended ? ", suspended: consumes nothing" : account.ConsumesLicense ? "" : ", exempt: consumes nothing";
        text.Line($"  {account.Id} (login {account.Login ?? "unknown"}{state})");
        text.Line($"    read from {account.Record}; primary email {account.PrimaryEmail?.Value ?? "none"}");
        if (explanation.Match is { } match)
        {
            string with = match.Evidence.CandidateLogin is { } login ? $"with {login}" : "with another server account";
            text.Line($"    matched {with} by {match.Rule}: {match.Email.Value}, found in {match.Evidence.CandidateRecord}");
        }

        if (explanation.Ambiguity is { } ambiguity)
        {
            text.Line($"    several candidates: {string.Join(", ", ambiguity.Candidates)}; {(ambiguity.Chosen is null ? "none taken" : $"taken: {ambiguity.Chosen}")}", Color.Yellow);
        }

        if (account.Outcome != MatchOutcome.Matched)
        {
            text.Line($"    no cloud account ({explanation.Outcome.Replace('_', ' ')}); tried: {(explanation.Tried.Count == 0 ? "nothing" : string.Join(", ", explanation.Tried))}");
        }

        text.Line($"    {explanation.Meaning}");
    }
}
