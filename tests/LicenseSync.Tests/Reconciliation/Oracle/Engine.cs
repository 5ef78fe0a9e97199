using LicenseSync.Accounts;
using LicenseSync.Matching;
using LicenseSync.Reconciliation;

namespace LicenseSync.Tests.Reconciliation.Oracle;

/// <summary>Runs the engine on a world.</summary>
internal static class Engine
{
    /// <summary>The engine's answer, which must be the oracle's.</summary>
    public static Outcome Checked(World world)
    {
        Outcome outcome = Reconcile(world);
        Assert.Equal("", Outcome.Difference(NaiveReconciler.Reconcile(world), outcome));
        return outcome;
    }

    public static Outcome Reconcile(World world) => ToOutcome(Run(world));

    public static ReconciliationResult Run(World world) => Run(world, OptionsOf(world));

    public static ReconciliationResult Run(World world, ReconciliationOptions options) => BuilderOf(world, options).Build();

    /// <summary>A builder that was given everything.</summary>
    public static ReconciliationBuilder BuilderOf(World world, ReconciliationOptions options)
    {
        var builder = new ReconciliationBuilder(options);
        foreach (WorldServer server in world.Servers)
        {
            builder.AddServerAccounts(server.Instance, server.Accounts, server.SourceName);
        }

        builder.AddConsumedLicenses(world.Rows, null, world.TotalSeatsPurchased, "rows.json");
        builder.AddIdentities(world.Identities, "identities.json");
        return builder;
    }

    public static ReconciliationOptions OptionsOf(World world)
    {
        var options = new ReconciliationOptions
        {
            Ambiguity = world.LeaveAmbiguities ? AmbiguityChoice.None : AmbiguityChoice.First,
            CountPendingInvitations = world.CountPendingInvitations,
        };
        options.ExemptLogins.Clear();
        foreach (string login in world.ExemptLogins)
        {
            options.ExemptLogins.Add(login);
        }

        foreach (string domain in world.EnterpriseDomains)
        {
            options.EnterpriseDomains.Add(domain);
        }

        return options;
    }

    public static Outcome ToOutcome(ReconciliationResult result)
    {
        ReconciliationSummary summary = result.Summary;
        return new Outcome(
            new Numbers
            {
                ServerAccounts = summary.ServerAccounts,
                CloudAccounts = summary.CloudAccounts,
                People = summary.People,
                LicensesConsumed = summary.LicensesConsumed,
                EnterpriseLicensesConsumed = summary.EnterpriseLicensesConsumed,
                VisualStudioLicensesConsumed = summary.VisualStudioLicensesConsumed,
                LicensesWithoutSync = summary.LicensesWithoutSync,
                LicensesSaved = summary.LicensesSaved,
                LicensesPurchased = summary.LicensesPurchased,
                LicensesAvailable = summary.LicensesAvailable,
                Matched = summary.Matched,
                NotMatched = summary.NotMatched,
                CannotTell = summary.CannotTell,
            },
            [.. result.People.Select(person => new OutcomePerson(
                person.GitHubComLogin,
                TypeOf(person),
                person.ConsumesLicense,
                person.IsPendingInvitation,
                [.. person.ServerAccounts.Select(account => account.Id.ToString())],
                [.. person.Matches.Select(match => new OutcomeMatch(match.Id.ToString(), match.Rule, match.Email.Value))]))],
            [.. result.Unmatched.Select(account => new OutcomeUnmatched(account.Id.ToString(), account.Outcome == MatchOutcome.NotMatched ? "not_matched" : account.Outcome == MatchOutcome.CannotTell ? "cannot_tell" : "?", account.Tried))],
            [.. result.Ambiguities.Select(ambiguity => new OutcomeAmbiguity(ambiguity.Id.ToString(), ambiguity.Rule, ambiguity.Email.Value, ambiguity.Candidates, ambiguity.Chosen))]);
    }

    // Two types there are, and no third (semantics, Words).
    private static string TypeOf(Person person) =>
        person.LicenseType == LicenseType.Enterprise ? "enterprise"
        : person.LicenseType == LicenseType.VisualStudioSubscription ? "visual_studio_subscription"
        : "?";
}
