using FsCheck;
using FsCheck.Fluent;
using LicenseSync.Accounts;
using LicenseSync.Tests.Reconciliation.Oracle;
using Outcome = LicenseSync.Tests.Reconciliation.Oracle.Outcome;

namespace LicenseSync.Tests.Reconciliation;

/// <summary>The laws are worth what the worlds they are tested on are worth.</summary>
public class GeneratorTests
{
    private static readonly (string Name, Func<World, Outcome, bool> Occurs)[] Situations =
    [
        .. Enum.GetValues<ConsumedLicenseKind>().Select(kind => ($"A4 {kind}", new Func<World, Outcome, bool>((world, _) => world.Rows.Any(row => row.Kind == kind)))),
        .. new[] { "saml_name", "saml_emailaddress", "username", "name_id", "emails", "verified_email", "pending_invitation", "server_primary_email" }
            .Select(rule => ($"D {rule}", new Func<World, Outcome, bool>((_, outcome) => outcome.People.Any(person => person.Matches.Any(match => match.Rule == rule))))),
        ("A1 replaced", (world, _) => world.Servers.Where(server => server.Instance.ServerId.HasValue).GroupBy(server => server.Instance.ServerId).Any(group => group.Count() > 1)),
        ("A5 merged", (world, outcome) => world.Rows.Count(row => row.Kind == ConsumedLicenseKind.CloudAccount) > outcome.Summary.CloudAccounts),
        ("A7 SCIM user linked", (world, _) => NaiveReconciler.Offers(world).Count != NaiveReconciler.Offers(world with { Identities = [.. world.Identities.Where(identity => !identity.IsScimUser)] }).Count),
        ("C3 dropped", (world, outcome) => world.Rows.Any(row => row.Kind == ConsumedLicenseKind.PendingInvitation) && !outcome.People.Any(person => person.IsPending)),
        ("C5 server-only subscriber", (_, outcome) => outcome.People.Any(person => person.Login is null && person.Accounts.Count > 0 && person.LicenseType == "visual_studio_subscription")),
        ("C5 nobody consumes", (_, outcome) => outcome.People.Any(person => !person.Consumes)),
        ("D9 first", (world, outcome) => !world.LeaveAmbiguities && outcome.Ambiguities.Count > 0),
        ("D9 none", (world, outcome) => world.LeaveAmbiguities && outcome.Ambiguities.Count > 0),
        ("D10", (_, outcome) => outcome.People.Any(person => person.Login is not null && !person.IsPending && person.Accounts.Count > 1)),
        ("D14 not matched", (_, outcome) => outcome.Summary.NotMatched > 0),
        ("D14 cannot tell with an address", (_, outcome) => outcome.Unmatched.Any(account => account.Outcome == "cannot_tell" && account.Tried.Count > 0)),
    ];

    [Fact]
    public void Worlds_AThousand_ReachEverySituationOften()
    {
        List<(World World, Outcome Outcome)> worlds = [.. Generators.Worlds.Generator
            .Sample(1_000, new Rnd(1), 50)
            .Select(world => (world, NaiveReconciler.Reconcile(world)))];

        Assert.Equal(1_000, worlds.Count);
        IEnumerable<string> rare = Situations
            .Select(situation => (situation.Name, Count: worlds.Count(world => situation.Occurs(world.World, world.Outcome))))
            .Where(situation => situation.Count < 15)
            .Select(situation => $"{situation.Name}: {situation.Count}");

        Assert.Empty(rare);
    }
}
