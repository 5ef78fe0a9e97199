using LicenseSync.Accounts;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>Puts together what is known of one account or person. Safe to share.</summary>
internal sealed class Explainer(ReconciliationData data, PersonIndex people, ComparisonData comparison, IReadOnlyList<Suggestion> suggestions)
{
    private readonly ILookup<int, Suggestion> _byPerson = suggestions.ToLookup(suggestion => suggestion.Person);
    private readonly ILookup<int, Suggestion> _byTarget = suggestions.ToLookup(suggestion => suggestion.TargetPerson);

    public ExplainedAccount Explain(int account, PersonServerAccount made, AccountMatch? match, Ambiguity? ambiguity)
    {
        Suggestion? suggestion = _byPerson[data.PersonOfAccount[account]].FirstOrDefault();
        AccountComparison reported = comparison.Of(account);
        return new()
        {
            Account = made,
            Match = match,
            Ambiguity = ambiguity,
            Steps = Steps(account, ambiguity, suggestion),
            Reported = reported,
            Suggestion = suggestion,
            Meaning = ExplanationTexts.MeaningOf(made, match, ambiguity),
            ReportedMeaning = ExplanationTexts.MeaningOf(reported),
            WhatToDo = suggestion?.Action ?? ExplanationTexts.WhatToDo(made, ambiguity),
        };
    }

    public Explanation Complete(int person, Explanation explanation)
    {
        explanation = explanation with { SuggestedHere = [.. _byTarget[person]] };
        return person >= data.FirstServerOnly ? explanation : explanation with
        {
            Offers = [.. OffersOf(person)],
            ReportedAccounts = comparison.ReportedAccountsOf(person),
        };
    }

    private IEnumerable<OfferedAddress> OffersOf(int person) => data.Cloud.Addresses.OffersOf(person)
        .OrderBy(offer => offer.Rule).ThenBy(offer => offer.Address, StringComparer.OrdinalIgnoreCase)
        .Select(offer => new OfferedAddress(data.Rules.NameOf(offer.Rule), EmailAddress.Parse(offer.Address), data.RecordOf(offer.Source)));

    private ExplainedStep[] Steps(int account, Ambiguity? ambiguity, Suggestion? suggestion)
    {
        AddressIndex addresses = data.Cloud.Addresses;
        bool hasEmail = !data.Accounts[account].PrimaryEmail.IsNone;
        AddressIndex.Decision decision = hasEmail ? addresses.DecisionOf(data.SlotOfAccount[account]) : AddressIndex.Decision.None;
        ILookup<int, string>? likely = suggestion is { TargetLogin: not null } ? addresses.OffersOf(suggestion.TargetPerson).ToLookup(offer => offer.Rule, offer => offer.Address) : null;
        var steps = new ExplainedStep[data.Rules.Count + 1];
        for (int rule = 0; rule < data.Rules.Count; rule++)
        {
            int count = addresses.CountAt(rule);
            StepOutcome outcome = !hasEmail ? StepOutcome.NoPrimaryEmail
                : decision.IsHit && rule > decision.Rule ? StepOutcome.AfterDecision
                : decision.IsHit && rule == decision.Rule ? decision.IsAmbiguous ? StepOutcome.Ambiguous : StepOutcome.Hit
                : count == 0 ? StepOutcome.NoAddresses
                : StepOutcome.NoHit;
            steps[rule] = new()
            {
                Rule = data.Rules.NameOf(rule),
                Description = data.Rules.DescriptionOf(rule),
                Outcome = outcome,
                AddressCount = count,
                Candidates = outcome == StepOutcome.Hit ? [data.LoginOf(decision.Candidate) ?? ""] : outcome == StepOutcome.Ambiguous ? ambiguity!.Candidates : [],
                LikelyAddresses = outcome == StepOutcome.NoHit && likely is not null ? [.. likely[rule].Order(StringComparer.OrdinalIgnoreCase).Select(EmailAddress.Parse).Distinct()] : [],
            };
        }

        steps[^1] = ServerStep(account, hasEmail);
        return steps;
    }

    // D8 has no addresses of its own: it looks at the other server accounts that nothing matched.
    private ExplainedStep ServerStep(int account, bool hasEmail)
    {
        bool isMatched = data.RuleOfAccount[account] != ReconciliationData.Unmatched;
        string[] others = isMatched || !hasEmail ? [] : [.. people.AccountsOf(data.PersonOfAccount[account]).ToArray().Where(other => other != account).Select(other => data.IdOf(other).ToString())];
        return new()
        {
            Rule = MatchRules.ServerPrimaryEmail,
            Description = "the primary emails of the other server accounts without a match",
            Outcome = !hasEmail ? StepOutcome.NoPrimaryEmail : isMatched ? StepOutcome.AfterDecision : others.Length > 0 ? StepOutcome.Hit : StepOutcome.NoHit,
            AddressCount = data.UnmatchedWithEmail - (isMatched || !hasEmail ? 0 : 1),
            Candidates = others,
        };
    }
}
