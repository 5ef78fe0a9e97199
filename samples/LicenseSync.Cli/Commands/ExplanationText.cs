using System.Globalization;
using LicenseSync.Cli.Terminal;
using LicenseSync.Matching;
using LicenseSync.Reconciliation;
using Spectre.Console;

namespace LicenseSync.Cli.Commands;

/// <summary>One person's story, for people who do not know the rules.</summary>
internal static class ExplanationText
{
    public static string Describe(IReadOnlyList<Explanation> people, bool forTerminal)
    {
        var text = new TextDocument(forTerminal);
        for (int index = 0; index < people.Count; index++)
        {
            if (index > 0)
            {
                text.Line();
            }

            Append(text, people[index]);
        }

        return text.ToString();
    }

    private static void Append(TextDocument text, Explanation explanation)
    {
        Person person = explanation.Person;
        string kind = person.IsPendingInvitation ? "pending invitation" : person.HasCloudAccount ? "cloud account" : "server accounts only";
        string consumes = person.ConsumesLicense ? "consumes one license" : "consumes no license";
        text.Line($"{person.GitHubComLogin ?? (person.IsPendingInvitation ? "(no login)" : "(no cloud account)")}: {kind}, {consumes} ({person.LicenseType})", person.ConsumesLicense ? Color.Green : null);
        if (person.CloudRecord is { } record)
        {
            text.Line($"  read from {record}");
            text.Line(explanation.Offers.Count == 0 ? "  offers no address to match by" : "  can be matched by");
            foreach (OfferedAddress offer in explanation.Offers)
            {
                text.Line($"    {offer.Email.Value} ({offer.Rule}, {offer.Record})");
            }

            text.Line($"  GitHub lists with it: {(explanation.ReportedAccounts.Count == 0 ? "no server account" : string.Join(", ", explanation.ReportedAccounts.Select(id => id.ToString())))}");
        }

        foreach (ExplainedAccount account in explanation.Accounts)
        {
            Append(text, account);
        }

        foreach (Suggestion suggestion in explanation.SuggestedHere)
        {
            text.Line($"  Probably also this person, for one license less ({suggestion.Code}{(suggestion.Confidence == SuggestionConfidence.Review ? ", review first" : "")}):", Color.Yellow);
            text.Line($"    {suggestion.Action}");
        }
    }

    private static void Append(TextDocument text, ExplainedAccount explained)
    {
        PersonServerAccount account = explained.Account;
        string state = account.IsSuspended ? ", suspended: consumes nothing" : account.ConsumesLicense ? "" : ", exempt: consumes nothing";
        text.Line($"  {account.Id} (login {account.Login ?? "unknown"}{state})");
        text.Line($"    read from {account.Record}; primary email {account.PrimaryEmail?.Value ?? "none"}");
        text.Line($"    {explained.Meaning}");
        if (account.PrimaryEmail is { } email)
        {
            text.Line($"    {email.Value} was compared, in this order, with");
            int number = 0;
            foreach (ExplainedStep step in explained.Steps)
            {
                text.Line($"      {++number}. {step.Description} ({step.Rule}): {OutcomeOf(step, explained)}");
            }
        }

        text.Line($"    GitHub's report: {explained.ReportedMeaning}");
        if (explained.Suggestion is { } suggestion)
        {
            text.Line($"    Probably the same person as {suggestion.Target} ({suggestion.Code}{(suggestion.Confidence == SuggestionConfidence.Review ? ", review first" : "")}): {LikenessOf(suggestion)}", Color.Yellow);
        }

        text.Line($"    To do: {explained.WhatToDo}");
    }

    private static string OutcomeOf(ExplainedStep step, ExplainedAccount explained) => step.Outcome switch
    {
        StepOutcome.Hit => $"equal: {string.Join(", ", step.Candidates)}{(explained.Match is { Evidence: { CandidateLogin: not null } evidence } ? $", from {evidence.CandidateRecord}" : "")}",
        StepOutcome.Ambiguous => $"equal to several: {string.Join(", ", step.Candidates)}; {(explained.Ambiguity?.Chosen is { } chosen ? $"taken: {chosen}" : "none taken")}",
        StepOutcome.NoAddresses => "the input holds none",
        StepOutcome.AfterDecision => "not asked any more",
        _ when step.LikelyAddresses.Count > 0 => $"none of {Number(step.AddressCount)} is equal; {explained.Suggestion!.Target} has {string.Join(", ", step.LikelyAddresses.Select(address => address.Value))}",
        _ => $"none of {Number(step.AddressCount)} is equal",
    };

    private static string LikenessOf(Suggestion suggestion) =>
        string.Equals(suggestion.Value, suggestion.TargetValue, StringComparison.OrdinalIgnoreCase) ? $"both have {suggestion.Value}" : $"{suggestion.Value} here, {suggestion.TargetValue} there";

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
