using LicenseSync.Reconciliation.Internal;

namespace LicenseSync.Reconciliation;

// What to change, and what it would free (semantics G).
public sealed partial class ReconciliationResult
{
    private readonly Lazy<IReadOnlyList<Suggestion>> _suggestions;

    /// <summary>Accounts that are probably one person but consume two licenses: the strongest kind of evidence first, then in the order of accounts. Found in nearly linear time when first read. No account is suggested twice, so that the licenses freed add up.</summary>
    public IReadOnlyList<Suggestion> Suggestions => _suggestions.Value;

    /// <summary>Applies earlier decisions: what was rejected is not suggested again, so that the next likely person may be.</summary>
    /// <param name="decisions">The decisions.</param>
    /// <returns>The suggestions that are left, those that were accepted, and the decisions that were not applied.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="decisions"/> is null.</exception>
    public SuggestionReview Review(SuggestionDecisions decisions)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        var applied = new HashSet<SuggestionDecision>(ReferenceEqualityComparer.Instance);
        var changed = new HashSet<SuggestionDecision>(ReferenceEqualityComparer.Instance);
        IReadOnlyList<Suggestion> suggestions = SuggestionEngine.Run(_data, _people.Value, _data.SuggestionRules, suggestion => Is(suggestion, DecisionChoice.Reject));
        List<Suggestion> accepted = [.. suggestions.Where(suggestion => Is(suggestion, DecisionChoice.Accept))];
        return new()
        {
            Suggestions = suggestions,
            Accepted = accepted,
            StaleDecisions = [.. decisions.Items
                .Where(decision => changed.Contains(decision) || (decision.Choice == DecisionChoice.Accept && !applied.Contains(decision)))
                .Select(decision => new StaleDecision(decision, changed.Contains(decision)))],
        };

        bool Is(Suggestion suggestion, DecisionChoice choice)
        {
            if (decisions.Find(suggestion) is not { } decision || decision.Choice != choice)
            {
                return false;
            }

            // A decision without a fingerprint was written by hand: there is nothing to compare.
            bool isSame = decision.Fingerprint is null || decision.Fingerprint == suggestion.Fingerprint;
            (isSame ? applied : changed).Add(decision);
            return isSame;
        }
    }

    /// <summary>Counts as if accounts that were suggested to be one person were one.</summary>
    /// <param name="accepted">Suggestions of this result, in any order; each counts once.</param>
    /// <returns>The totals then, and the difference.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="accepted"/> is null.</exception>
    /// <exception cref="ArgumentException">A suggestion is of another result, or two of them suggest one account to two people.</exception>
    public WhatIfResult WhatIf(IEnumerable<Suggestion> accepted)
    {
        ArgumentNullException.ThrowIfNull(accepted);
        var applied = new SortedDictionary<int, Suggestion>();
        foreach (Suggestion suggestion in accepted)
        {
            if (suggestion.Owner != _data)
            {
                throw new ArgumentException("A suggestion is of another reconciliation.", nameof(accepted));
            }

            if (!applied.TryAdd(suggestion.Person, suggestion) && applied[suggestion.Person].TargetPerson != suggestion.TargetPerson)
            {
                throw new ArgumentException("Two suggestions put one account with two people.", nameof(accepted));
            }
        }

        ReconciliationSummary summary = SummaryCounter.Count(Joined(applied.Values));
        return new() { Summary = summary, Applied = [.. applied.Values], LicensesFreed = Summary.LicensesConsumed - summary.LicensesConsumed };
    }

    private ReconciliationData Joined(IEnumerable<Suggestion> suggestions)
    {
        var groups = new DisjointSets(_data.PersonCount);
        foreach (Suggestion suggestion in suggestions)
        {
            groups.Join(suggestion.Person, suggestion.TargetPerson);
        }

        // People with a login have the smaller numbers, so the first of a group is the one with a login, if there is one.
        var firstOf = new int[_data.PersonCount];
        Array.Fill(firstOf, -1);
        for (int person = 0; person < firstOf.Length; person++)
        {
            ref int first = ref firstOf[groups.Find(person)];
            first = first < 0 ? person : first;
        }

        int[] people = [.. _data.PersonOfAccount.Select(person => firstOf[groups.Find(person)])];
        int[] rules = [.. _data.RuleOfAccount.Select((rule, account) => rule == ReconciliationData.Unmatched && people[account] < _data.FirstServerOnly ? 0 : rule)];
        return _data with { PersonOfAccount = people, RuleOfAccount = rules };
    }
}
