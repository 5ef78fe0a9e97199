using System.CommandLine;
using LicenseSync.Cli.Terminal;
using LicenseSync.Diagnostics;
using LicenseSync.IO;
using LicenseSync.Matching;
using LicenseSync.Reconciliation;

namespace LicenseSync.Cli.Inputs;

/// <summary>The options that <c>reconcile</c> and <c>explain</c> share, and the reconciliation they ask for.</summary>
internal sealed class ReconcileInputs
{
    private readonly Option<string[]> _server = Files("--server", "[HOST=]FILE", "GHES usage exports or user reports, one per instance; '-' is standard input.", required: true);
    private readonly Option<string[]> _cloud = Files("--cloud", "FILE", "Consumed licenses (JSON) or license reports (CSV) of the enterprise.", required: true);
    private readonly Option<string[]> _identities = Files("--identities", "FILE", "SAML and SCIM identities (JSON).", required: false);
    private readonly Option<string[]> _domains = Files("--enterprise-domain", "DOMAIN", "Verified domains of the enterprise beside those the license data shows.", required: false);
    private readonly Option<bool> _strict = Options.Strict();
    private readonly Option<string> _ambiguity = Options.Choice("--ambiguity", "What to do when several cloud accounts match: take the first by login, or none.", "first", "none");

    public void AddTo(Command command)
    {
        command.Options.Add(_server);
        command.Options.Add(_cloud);
        command.Options.Add(_identities);
        command.Options.Add(_domains);
        command.Options.Add(_strict);
        command.Options.Add(_ambiguity);
    }

    /// <summary>Reads all inputs and reconciles them.</summary>
    public async Task<ReconciliationResult> ReconcileAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        (await ReadAsync(parsed, summaryOnly: false, builder => builder.Build(), cancellationToken)).Answer;

    /// <summary>Reads all inputs for their totals alone.</summary>
    public Task<(ReconciliationSummary Answer, DiagnosticCollection Findings)> SummarizeAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        ReadAsync(parsed, summaryOnly: true, builder => builder.BuildSummary(), cancellationToken);

    private async Task<(T Answer, DiagnosticCollection Findings)> ReadAsync<T>(ParseResult parsed, bool summaryOnly, Func<ReconciliationBuilder, T> build, CancellationToken cancellationToken)
    {
        List<Input> servers = [.. parsed.GetRequiredValue(_server).Select(Input.FromHostAndFile)];
        List<Input> clouds = [.. parsed.GetRequiredValue(_cloud).Select(Input.FromFile)];
        List<Input> identities = [.. (parsed.GetValue(_identities) ?? []).Select(Input.FromFile)];
        Input.CheckStandardInput([.. servers, .. clouds, .. identities]);
        var options = new ReconciliationOptions
        {
            Mode = parsed.GetValue(_strict) ? ReadingMode.Strict : ReadingMode.Lenient,
            Ambiguity = parsed.GetValue(_ambiguity) == "none" ? AmbiguityChoice.None : AmbiguityChoice.First,
            SummaryOnly = summaryOnly,
        };
        foreach (string domain in parsed.GetValue(_domains) ?? [])
        {
            options.EnterpriseDomains.Add(Domain(domain));
        }

        return await ReadingProgress.RunAsync(async progress =>
        {
            options.Reading = new() { Progress = progress };
            var builder = new ReconciliationBuilder(options);
            foreach (Input input in servers)
            {
                await ReadAsync(input, file => builder.AddServerFileAsync(file, input.HostName, cancellationToken));
            }

            foreach (Input input in clouds)
            {
                await ReadAsync(input, file => builder.AddCloudFileAsync(file, cancellationToken));
            }

            foreach (Input input in identities)
            {
                await ReadAsync(input, file => builder.AddIdentityFileAsync(file, cancellationToken));
            }

            cancellationToken.ThrowIfCancellationRequested();
            return (build(builder), builder.Diagnostics);

            async Task ReadAsync(Input input, Func<InputFile, Task> add)
            {
                progress?.Begin(input);
                await input.ReadAsync<bool>(
                    async (InputFile file) =>
                    {
                        await add(file);
                        return true;
                    },
                    cancellationToken);
            }
        });
    }

    private static string Domain(string text)
    {
        bool isDomain = text.Contains('.', StringComparison.Ordinal) && !text.Contains('@', StringComparison.Ordinal) && !text.Any(char.IsWhiteSpace);
        return isDomain ? text : throw new CliException(ExitCode.WrongUsage, $"'{text}' is no domain; give one like octo-corp.example");
    }

    private static Option<string[]> Files(string name, string valueName, string description, bool required) => new(name)
    {
        HelpName = valueName,
        Description = description,
        Required = required,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };
}
