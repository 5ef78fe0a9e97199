using System.CommandLine;
using LicenseSync.Accounts;
using LicenseSync.Cli.Inputs;
using LicenseSync.Cli.Terminal;
using LicenseSync.Matching;
using LicenseSync.Reconciliation;
using LicenseSync.Reports;

namespace LicenseSync.Cli.Commands;

/// <summary><c>explain</c>: whose account this is, and why.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string> Who = new("LOGIN|EMAIL|HOST:ID") { Description = "A login, an email address, or a server account as GitHub's reports name it." };
    private static readonly ReconcileInputs Inputs = new();
    private static readonly Option<string> Format = Options.Format("text", "json");

    public static Command Create()
    {
        var command = new Command("explain", "Tells one person's accounts, why they belong together, and why others do not.") { Who };
        Inputs.AddTo(command);
        command.Options.Add(Format);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string who = parsed.GetRequiredValue(Who);
        ReconciliationResult result = await Inputs.ReconcileAsync(parsed, cancellationToken);
        IReadOnlyList<Person> people = Find(result, who);
        if (people.Count == 0)
        {
            throw new CliException(ExitCode.No, $"nobody has the login, address or server account '{who}'");
        }

        await (parsed.GetValue(Format) == "json"
            ? StandardOutput.WriteAsync((output, token) => WriteJsonAsync(output, result, people, token), cancellationToken)
            : StandardOutput.WriteAsync(Describe(result, people), cancellationToken));
        return ExitCode.Done;
    }

    private static IReadOnlyList<Person> Find(ReconciliationResult result, string who)
    {
        // An invited email is a login too; a login with an @ is looked up as both.
        IEnumerable<Person> found = result.FindByLogin(who) is { } named ? [named] : [];
        if (EmailAddress.TryParse(who, out EmailAddress email))
        {
            found = found.Concat(result.FindByEmail(email));
        }
        else if (who.Contains(':', StringComparison.Ordinal))
        {
            // What is no host:id may be host:login, the name of an account without an id.
            int colon = who.LastIndexOf(':');
            found = found.Concat(result.FindByServerUserId(ServerUserId.TryParse(who, out ServerUserId id) ? id : ServerUserId.From(who[..colon], who[(colon + 1)..])));
        }
        else
        {
            found = found.Concat(result.FindByServerLogin(who));
        }

        return [.. found.DistinctBy(person => (person.CloudRecord, person.ServerAccounts.Count > 0 ? person.ServerAccounts[0].Record : default))];
    }

    private static string Describe(ReconciliationResult result, IReadOnlyList<Person> people)
    {
        var text = new TextDocument(Screen.IsOutput);
        foreach (Person person in people)
        {
            string name = person.GitHubComLogin is { } login ? $"{(person.IsPendingInvitation ? "The pending invitation" : "The cloud account")} {login}"
                : person.IsPendingInvitation ? "A pending invitation without a login" : "A person without a cloud account";
            text.Line($"{name} ({(person.LicenseType == LicenseType.VisualStudioSubscription ? "Visual Studio subscription" : "Enterprise")} license, {(person.ConsumesLicense ? "consumes one" : "consumes none")})");
            if (person.CloudRecord is { } record)
            {
                text.Line($"  from {record}");
            }

            foreach (PersonServerAccount account in person.ServerAccounts)
            {
                AppendAccount(text, result, person, account);
            }
        }

        return text.ToString();
    }

    private static void AppendAccount(TextDocument text, ReconciliationResult result, Person person, PersonServerAccount account)
    {
        string consumes = account.IsSuspended ? "suspended, consumes none by itself" : account.ConsumesLicense ? "would consume one by itself" : "exempt, consumes none by itself";
        text.Line($"  server account {account.Id}{(account.Login is { } login ? $" ({login})" : "")}: {consumes}");
        text.Line($"    from {account.Record}");
        text.Line($"    primary email: {account.PrimaryEmail?.Value ?? "none (it is missing, or several are given and none is flagged)"}");
        foreach (AccountMatch match in person.Matches.Where(match => match.Evidence.ServerRecord == account.Record))
        {
            text.Line($"    matched by {match.Rule}: {match.Email.Value} also stands in {match.Evidence.CandidateRecord}");
        }

        foreach (Ambiguity ambiguity in result.Ambiguities.Where(ambiguity => ambiguity.Id == account.Id && ambiguity.Email == account.PrimaryEmail))
        {
            text.Line($"    several cloud accounts match: {ReconciliationText.DescribeOne(ambiguity)}");
        }

        foreach (UnmatchedAccount unmatched in result.Unmatched.Where(unmatched => unmatched.Record == account.Record))
        {
            string tried = unmatched.Tried.Count == 0 ? "no step was tried" : $"tried without a hit: {string.Join(", ", unmatched.Tried)}";
            text.Line($"    no cloud account; {tried}");
            text.Line(unmatched.Outcome == MatchOutcome.NotMatched
                ? "    not matched: the address lies in a verified domain of the enterprise, so GitHub sees no match either"
                : "    cannot tell: the address lies outside the verified domains (or there is none), so GitHub may match it by an address nobody here can see");
        }
    }

    private static async Task WriteJsonAsync(Stream output, ReconciliationResult result, IReadOnlyList<Person> people, CancellationToken cancellationToken)
    {
        HashSet<SourceRecord> records = [.. people.SelectMany(person => person.ServerAccounts).Select(account => account.Record)];
        await ReconciliationJsonWriter.WritePeopleAsync(
            output, people, result.Unmatched.Where(unmatched => records.Contains(unmatched.Record)), cancellationToken);
        await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }
}
