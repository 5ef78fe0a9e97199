using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LicenseSync.Accounts;
using LicenseSync.Matching;
using LicenseSync.Reconciliation;
using LicenseSync.Tests.Reconciliation.Oracle;

namespace LicenseSync.Tests.Reconciliation;

/// <summary>The laws of semantics G, on hostile worlds full of look-alikes.</summary>
public class SuggestionLawTests
{
    private const int Runs = 400;

    private static readonly string[] LocalParts = ["ana.lopez", "ana.lopes", "ana.lopez+x", "anna.lopez", "bo.smith", "BO.smith+y", "bo.smith1", "bo.smith2", "é.lopez"];
    private static readonly string[] Domains = ["x.example", "X.example", "y.example", "bücher.example", "xn--bcher-kva.example"];

    private static readonly Gen<string> Address = from local in Gen.Elements(LocalParts) from domain in Gen.Elements(Domains) select $"{local}@{domain}";
    private static readonly Gen<string> Name = Gen.Elements("Ana Lopez", "ana lopez", "Bo Smith", "", null!);

    private static Arbitrary<World> Worlds { get; } = Arb.From(
        from world in Generators.Worlds.Generator
        from servers in Gen.CollectToArray(world.Servers, Decorate)
        from rows in Gen.CollectToArray(world.Rows, Decorate)
        select world with { Servers = [.. servers], Rows = [.. rows] },
        Generators.Worlds.Shrinker);

    [Property(MaxTest = Runs)]
    public Property Suggestions_AnyWorld_NeverChangeTotals() => Prop.ForAll(Worlds, world =>
    {
        ReconciliationOptions without = Engine.OptionsOf(world);
        without.SuggestionRules.Clear();
        ReconciliationResult result = Engine.Run(world);
        _ = result.Suggestions.Count;
        return result.Summary == Engine.Run(world, without).Summary && result.Summary == result.WhatIf([]).Summary;
    });

    [Property(MaxTest = Runs)]
    public Property WhatIf_AnySubset_FreesExactlyWhatItPromises() => Prop.ForAll(
        (from world in Worlds.Generator from mask in Gen.Choose(0, 255) select (world, mask)).ToArbitrary(),
        pair =>
        {
            ReconciliationResult result = Engine.Run(pair.world);
            List<Suggestion> accepted = [.. result.Suggestions.Where((_, index) => (pair.mask >> (index % 8) & 1) == 1)];
            WhatIfResult whatIf = result.WhatIf(accepted);
            return whatIf.LicensesFreed == accepted.Sum(suggestion => suggestion.Frees)
                && whatIf.Summary.LicensesConsumed == result.Summary.LicensesConsumed - whatIf.LicensesFreed
                && whatIf.Summary.Matched + whatIf.Summary.NotMatched + whatIf.Summary.CannotTell == result.Summary.ServerAccounts;
        });

    [Property(MaxTest = Runs)]
    public Property Suggestions_AnyWorld_SuggestNoAccountTwice() => Prop.ForAll(Worlds, world =>
    {
        ReconciliationResult result = Engine.Run(world);
        List<int> people = [.. result.Suggestions.Select(suggestion => suggestion.Person)];
        return people.Distinct().Count() == people.Count
            && result.Suggestions.All(suggestion => suggestion.Person != suggestion.TargetPerson && suggestion.Frees == 1)
            && result.Suggestions.All(suggestion => suggestion.ServerAccounts.All(id => result.FindByServerUserId(id).Any(person => person.GitHubComLogin is null && person.ConsumesLicense)));
    });

    [Property(MaxTest = Runs)]
    public Property Suggestions_AnyOrder_AreTheSame() => Prop.ForAll(
        (from world in Worlds.Generator.Select(Variations.WithoutRepetitions)
         from servers in Gen.Shuffle(world.Servers.ToArray())
         from rows in Gen.Shuffle(world.Rows.ToArray())
         from identities in Gen.Shuffle(world.Identities.ToArray())
         select (world, other: world with
         {
             Servers = [.. servers.Select(server => server with { Accounts = [.. server.Accounts.Reverse()] })],
             Rows = rows,
             Identities = identities,
         })).ToArbitrary(),
        pair =>
        {
            string one = Said(Engine.Run(pair.world)), other = Said(Engine.Run(pair.other));
            return (one == other).Label($"one says{Environment.NewLine}{one}{Environment.NewLine}the other{Environment.NewLine}{other}");
        });

    /// <summary>Pair by pair, by the words of semantics G: what is suggested has the evidence it claims, and nothing that has any is left out without a reason.</summary>
    [Property(MaxTest = Runs)]
    public Property Suggestions_AnyWorld_AreWhatComparingAllPairsFinds() => Prop.ForAll(Worlds, generated =>
    {
        // The comparison finds an account again by its file's name.
        World world = generated with { Servers = [.. generated.Servers.Select((server, number) => server with { SourceName = $"{number}-{server.SourceName}" })] };
        ReconciliationResult result = Engine.Run(world);
        List<NaiveSuggestions.Party> parties = NaiveSuggestions.Parties(world, result);
        HashSet<string> domains = NaiveSuggestions.Domains(world);
        string unfounded = string.Join("; ", result.Suggestions
            .Where(suggestion => !parties.Any(account => account.Id == suggestion.ServerAccounts[0].ToString() && parties.Any(target =>
                target.Text == suggestion.Target && target.Person != account.Person && NaiveSuggestions.Has(suggestion.Code, account, target, parties, domains))))
            .Select(suggestion => suggestion.ToString()));
        List<NaiveSuggestions.Party> missed = [.. parties.Where(account => account.Id is not null && account.IsAlone && !result.Suggestions.Any(suggestion => suggestion.Accounts.Contains(account.Text))
            && SuggestionRules.Default.Any(rule => parties.Any(target => target.Person != account.Person && NaiveSuggestions.Has(rule.Code, account, target, parties, domains))))];
        return (unfounded.Length == 0).Label($"unfounded: {unfounded}").And((missed.Count == 0).Label($"missed: {string.Join("; ", missed.Select(account => account.Text))}"));
    });

    private static Gen<WorldServer> Decorate(WorldServer server) =>
        from accounts in Gen.CollectToArray(server.Accounts, account =>
            from name in Name
            from primary in Address
            from secondary in Address
            from keeps in Gen.Choose(0, 3)
            select account with
            {
                ProfileName = name,
                Emails = keeps == 0 ? account.Emails : [new ServerAccountEmail { Address = primary, IsPrimary = true }, new ServerAccountEmail { Address = secondary, IsPrimary = false }],
            })
        select server with { Accounts = [.. accounts] };

    private static Gen<ConsumedLicense> Decorate(ConsumedLicense row) =>
        from name in Name
        from verified in Address
        from keeps in Gen.Choose(0, 2)
        select row with { GitHubComName = name, GitHubComVerifiedDomainEmails = keeps == 0 ? row.GitHubComVerifiedDomainEmails : [verified] };

    private static string Said(ReconciliationResult result) =>
        string.Join(Environment.NewLine, result.Suggestions.Select(suggestion => $"{suggestion.Code} {string.Join(' ', suggestion.Accounts)} {suggestion.Action} {suggestion.Fingerprint}"));
}
