using System.CommandLine;
using LicenseSync.Cli.Commands;
using LicenseSync.LicenseReports;
using LicenseSync.Matching;
using LicenseSync.Reconciliation;
using LicenseSync.Reports;

namespace LicenseSync.Cli.Inputs;

/// <summary>The options of <c>reconcile</c> about what to do: sync status, decisions, what-if.</summary>
internal sealed class ReviewInputs
{
    private const string All = "all";
    private const string Advice = "advice";

    private readonly Option<string?> _syncStatus = new("--sync-status") { HelpName = "FILE", Description = "GitHub's license-sync-status (JSON): names the instances whose last sync is old." };
    private readonly Option<string?> _decisions = new("--decisions") { HelpName = "FILE", Description = "Earlier decisions about suggestions (JSON): what was rejected is not suggested again, what was accepted is counted as a what-if." };
    private readonly Option<string?> _saveDecisions = new("--save-decisions") { HelpName = "FILE", Description = "Write the decisions, with all other suggestions as undecided, to be reviewed in the file." };

    private readonly Option<string[]> _accept = new("--accept")
    {
        HelpName = "CODE",
        Description = $"Count as if all suggestions of a code were accepted: a code of a suggestion, '{Advice}' for those that need no review, or '{All}'.",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_syncStatus);
        command.Options.Add(_decisions);
        command.Options.Add(_saveDecisions);
        command.Options.Add(_accept);
    }

    /// <summary>Whether any of the options is given.</summary>
    public bool IsGiven(ParseResult parsed) =>
        parsed.GetValue(_syncStatus) is not null || parsed.GetValue(_decisions) is not null || parsed.GetValue(_saveDecisions) is not null || parsed.GetValue(_accept) is { Length: > 0 };

    /// <summary>Reads what the options name; before the large files, so that a mistake shows at once.</summary>
    public async Task<Review> ReadAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string[] accepted = parsed.GetValue(_accept) ?? [];
        IEnumerable<string> known = SuggestionRules.Default.Select(rule => rule.Code).Concat([Advice, All]);
        if (accepted.FirstOrDefault(code => !known.Contains(code)) is { } unknown)
        {
            throw new CliException(ExitCode.WrongUsage, $"'{unknown}' is no code of a suggestion; give one of {string.Join(", ", known)}");
        }

        string? save = parsed.GetValue(_saveDecisions) is { } path ? Options.CheckValue(path) : null;
        Input? status = parsed.GetValue(_syncStatus) is { } statusFile ? Input.FromFile(statusFile) : null;
        Input? decisions = parsed.GetValue(_decisions) is { } decisionsFile ? Input.FromFile(decisionsFile) : null;
        if (status is { IsStandardInput: true } || decisions is { IsStandardInput: true })
        {
            throw new CliException(ExitCode.WrongUsage, "'-' (standard input) is for the large files; name a file for the sync status and for decisions");
        }

        return new()
        {
            Status = status is null ? null : await ReadAsync(status, (stream, name) => LicenseSyncStatusFile.ReadAsync(stream, new() { SourceName = name }, cancellationToken)),
            Decisions = decisions is null ? null : await ReadAsync(decisions, (stream, name) => SuggestionDecisions.LoadAsync(stream, new() { SourceName = name }, cancellationToken)),
            SaveTo = save,
            IsAccepted = suggestion => accepted.Contains(suggestion.Code) || accepted.Contains(All) || (accepted.Contains(Advice) && suggestion.Confidence == SuggestionConfidence.Advice),
            AcceptsSome = accepted.Length > 0,
        };

        Task<T> ReadAsync<T>(Input input, Func<Stream, string, Task<T>> read) => input.ReadAsync<T>((Stream stream) => read(stream, input.Name), cancellationToken);
    }

    /// <summary>What the options said, to be applied to a reconciliation.</summary>
    internal sealed class Review
    {
        public required IReadOnlyList<InstanceSyncStatus>? Status { get; init; }

        public required SuggestionDecisions? Decisions { get; init; }

        /// <summary>Where decisions are to be written; null for nowhere.</summary>
        public required string? SaveTo { get; init; }

        public required Func<Suggestion, bool> IsAccepted { get; init; }

        public required bool AcceptsSome { get; init; }

        /// <summary>Compares, suggests, decides and counts what if; no more than is shown or saved.</summary>
        public async Task<ReconciliationReport> ApplyAsync(ReconciliationResult result, ReportParts shown)
        {
            // Neither needs the other, and suggestions leave processors idle now and then.
            Task<LicenseComparison>? comparing = shown.HasFlag(ReportParts.Comparison) ? Task.Run(() => result.CompareWithReport(new() { SyncStatus = Status })) : null;
            var report = new ReconciliationReport { Result = result };
            report = shown.HasFlag(ReportParts.Suggestions) || SaveTo is not null ? WithSuggestions(report) : report;
            return report with { Comparison = comparing is null ? null : await comparing };
        }

        private ReconciliationReport WithSuggestions(ReconciliationReport report)
        {
            ReconciliationResult result = report.Result;
            SuggestionReview? review = Decisions is null ? null : result.Review(Decisions);
            IReadOnlyList<Suggestion> suggestions = review?.Suggestions ?? result.Suggestions;
            return report with
            {
                Suggestions = suggestions,
                WhatIf = review is not null || AcceptsSome ? result.WhatIf([.. review?.Accepted ?? [], .. suggestions.Where(IsAccepted)]) : null,
                StaleDecisions = review?.StaleDecisions ?? [],
            };
        }

        /// <summary>The decisions to be kept: the earlier ones, what this run accepts, and the rest as undecided.</summary>
        public SuggestionDecisions DecisionsAfter(ReconciliationReport report)
        {
            SuggestionDecisions decisions = Decisions ?? new();
            foreach (Suggestion suggestion in report.Suggestions.Where(IsAccepted))
            {
                decisions.Set(suggestion, DecisionChoice.Accept);
            }

            decisions.AddUndecided(report.Suggestions);
            return decisions;
        }
    }
}
