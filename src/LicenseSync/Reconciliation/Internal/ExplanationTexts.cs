using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>Outcomes in plain words (semantics B3, C1, D9, D14, F), for people who do not know the rules.</summary>
internal static class ExplanationTexts
{
    public static string MeaningOf(PersonServerAccount account, AccountMatch? match, Ambiguity? ambiguity) => account.Outcome switch
    {
        MatchOutcome.Matched => "Its primary email equals an address of the cloud account or invitation, so they share one license.",
        _ when ambiguity is { Chosen: null } => "Several cloud accounts have its primary email, and none of them was to be taken.",
        _ when account.PrimaryEmail is null => "It has no primary email, so there is nothing to compare, and it consumes a license of its own.",
        _ when match is not null => "No cloud account has its primary email, but other server accounts have it: together they consume one license.",
        MatchOutcome.NotMatched => "No cloud account has its primary email. Its domain is one of the enterprise's verified domains, so GitHub finds no match either.",
        _ => "No cloud account shows its primary email. Its domain is not one of the enterprise's verified domains, where owners see all addresses, so GitHub may know the address and match it.",
    };

    public static string MeaningOf(AccountComparison reported) => reported.State switch
    {
        ComparisonState.Agree => "GitHub groups it with the same accounts.",
        ComparisonState.OnlyOurs => "GitHub does not put it together with all accounts that share its license here: the last sync is older than the match, or the address is not verified yet.",
        ComparisonState.OnlyGitHub => "GitHub puts it together with more accounts than are found here: it used an address that cannot be seen here.",
        ComparisonState.Differ => "GitHub puts it together with other accounts than are found here.",
        ComparisonState.NotInExport when reported.IsSuspended => "GitHub still counts it; it was suspended since the last sync.",
        ComparisonState.NotInExport when reported.IsHostGiven => "GitHub still counts it; it was removed since the last sync.",
        ComparisonState.NotInExport => "GitHub counts it; no export of its instance was given.",
        _ when reported.IsSuspended => "GitHub does not list it, as it should be: it is suspended.",
        _ => "GitHub does not list it: it was never synced.",
    };

    public static string WhatToDo(PersonServerAccount account, Ambiguity? ambiguity) => account switch
    {
        { Outcome: MatchOutcome.Matched } => "Nothing: it costs no license of its own.",
        { ConsumesLicense: false } => "Nothing: it consumes no license.",
        _ when ambiguity is { Chosen: null } => $"Leave {account.PrimaryEmail!.Value.Value} with one cloud account only.",
        { PrimaryEmail: null } => $"Give {account.Id} a primary email that its person has verified on GitHub, or that their SAML or SCIM identity has.",
        { Outcome: MatchOutcome.NotMatched } => $"If its person has a cloud account: have them verify {account.PrimaryEmail!.Value.Value} there, or make an address of the cloud account the primary email of {account.Id}. If not, nothing: it is one person with one license.",
        _ => $"If its person has a cloud account: make a company address of theirs the primary email of {account.Id}, or have them verify {account.PrimaryEmail!.Value.Value}; verify the domain {account.PrimaryEmail.Value.Domain} for the enterprise to see it here.",
    };
}
