using System.Text;
using LicenseSync.Diagnostics;
using LicenseSync.IO;
using LicenseSync.Reconciliation;
using LicenseSync.Tests.Reconciliation.Oracle;
using static LicenseSync.Tests.Reconciliation.SmallWorld;

namespace LicenseSync.Tests.Reconciliation;

public class SuggestionDecisionsTests
{
    private static readonly World TwoPairs = new World()
        .Server("h", Account(1, "ana+h@x.example"), Account(2, "bo+h@x.example"))
        .Rows(Cloud("ana", "ana@x.example"), Cloud("bo", "bo@x.example"));

    [Fact]
    public async Task Save_ThenLoad_GivesTheSameDecisions()
    {
        ReconciliationResult result = TwoPairs.Result();
        var decisions = new SuggestionDecisions();
        decisions.Set(result.Suggestions[0], DecisionChoice.Accept, "asked her");
        decisions.AddUndecided(result.Suggestions);
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        try
        {
            await decisions.SaveAsync(path);
            SuggestionDecisions loaded = await SuggestionDecisions.LoadAsync(path);

            Assert.Equal(decisions.Items.Select(Describe), loaded.Items.Select(Describe));
            Assert.Equal([DecisionChoice.Accept, DecisionChoice.Undecided], loaded.Items.Select(item => item.Choice));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Write_WhatAPersonAdded_IsKept()
    {
        const string Text = """
            {"decisions":[
            {"code":"same_login","accounts":["h:1","ana"],"decision":"reject","ticket":{"id":42}}]}

            """;

        Assert.Equal(Text.ReplaceLineEndings("\n"), await WriteAsync(await LoadAsync(Text)));
    }

    [Fact]
    public void Review_Rejected_IsNotSuggestedAgainUnderAnyCode()
    {
        World world = new World().Server("h", Account(1, "ana+h@x.example") with { Login = "ana" }).Rows(Cloud("ana", "ana@x.example"));
        ReconciliationResult result = world.Result();
        var decisions = new SuggestionDecisions();
        decisions.Set(result.Suggestions[0], DecisionChoice.Reject);

        SuggestionReview review = result.Review(decisions);

        Assert.Empty(review.Suggestions);
        Assert.Empty(review.StaleDecisions);
    }

    [Fact]
    public void Review_Rejected_LeavesRoomForTheNextBest()
    {
        World world = new World().Server("h", Account(1, "ana+h@x.example") with { Login = "ana" }).Rows(Cloud("ana"), Cloud("other", "ana@x.example"));
        ReconciliationResult result = world.Result();
        var decisions = new SuggestionDecisions();
        decisions.Set(Assert.Single(result.Suggestions), DecisionChoice.Reject);

        Suggestion next = Assert.Single(result.Review(decisions).Suggestions);

        Assert.Equal(("same_login", "ana"), (next.Code, next.TargetLogin));
    }

    [Fact]
    public void Review_Accepted_FeedsTheWhatIfRun()
    {
        ReconciliationResult result = TwoPairs.Result();
        var decisions = new SuggestionDecisions();
        decisions.Set(result.Suggestions[1], DecisionChoice.Accept);

        SuggestionReview review = result.Review(decisions);

        Assert.Equal("bo", Assert.Single(review.Accepted).TargetLogin);
        Assert.Equal(1, result.WhatIf(review.Accepted).LicensesFreed);
        Assert.Equal(2, review.Suggestions.Count);
    }

    [Fact]
    public void Review_AccountChangedSince_IsReportedAndNotApplied()
    {
        var decisions = new SuggestionDecisions();
        foreach (Suggestion suggestion in TwoPairs.Result().Suggestions)
        {
            decisions.Set(suggestion, suggestion.TargetLogin == "ana" ? DecisionChoice.Accept : DecisionChoice.Reject);
        }

        World changed = new World()
            .Server("h", Account(1, "ana+h@x.example") with { Login = "somebody-else" }, Account(2, "bo+h@x.example"))
            .Rows(Cloud("ana", "ana@x.example"), Cloud("bo", "bo@x.example", "bo@home.example"));
        SuggestionReview review = changed.Result().Review(decisions);

        Assert.Empty(review.Accepted);
        Assert.Equal(2, review.Suggestions.Count);
        Assert.Equal([(DecisionChoice.Accept, true), (DecisionChoice.Reject, true)], review.StaleDecisions.Select(stale => (stale.Decision.Choice, stale.AccountsChanged)));
    }

    [Fact]
    public void Review_AcceptedAndNotSuggestedAnyMore_IsReported()
    {
        var decisions = new SuggestionDecisions();
        decisions.Set(TwoPairs.Result().Suggestions[0], DecisionChoice.Accept);

        SuggestionReview review = new World().Server("h", Account(1, "ana@x.example")).Rows(Cloud("ana", "ana@x.example")).Result().Review(decisions);

        Assert.False(Assert.Single(review.StaleDecisions).AccountsChanged);
    }

    [Fact]
    public void Review_LetterCaseOrOrderOfAddressesChanged_StillApplies()
    {
        World world = new World().Server("h", Account(1, "ana+h@x.example")).Rows(Cloud("ana", "ana@x.example", "al@x.example"));
        var decisions = new SuggestionDecisions();
        decisions.Set(Assert.Single(world.Result().Suggestions), DecisionChoice.Accept);

        World same = new World().Server("H", Account(1, "ANA+h@x.example")).Rows(Cloud("Ana", "AL@x.example", "ana@X.example"));

        Assert.Single(same.Result().Review(decisions).Accepted);
    }

    [Theory]
    [InlineData("""{"decisions":[{"accounts":["h:1"],"decision":"accept"}]}""", "LS1011", "$.decisions[0]")]
    [InlineData("""{"decisions":[{"accounts":["h:1","ana"],"decision":"yes"}]}""", "LS1011", "$.decisions[0].decision")]
    [InlineData("""{"decisions":[{"accounts":["h:1","ana"],"decision":true}]}""", "LS1010", "$.decisions[0].decision")]
    [InlineData("""{"decisions":[7]}""", "LS1013", "$.decisions[0]")]
    [InlineData("""{"decision":[]}""", "LS1015", "$")]
    [InlineData("""{"decisions":[""", "LS1002", "$.decisions")]
    [InlineData("", "LS1003", "$")]
    public async Task Load_WhatCannotBeUnderstood_IsRefusedWithItsPlace(string text, string code, string path)
    {
        InputFormatException refused = await Assert.ThrowsAsync<InputFormatException>(() => LoadAsync(text));

        Assert.Equal((code, path, "decisions.json"), (refused.Diagnostic.Code, refused.Diagnostic.Position.Path, refused.Diagnostic.Position.Source));
    }

    [Fact]
    public async Task Load_SeveralAboutOnePair_TheLastCounts()
    {
        SuggestionDecisions decisions = await LoadAsync("""{"decisions":[{"accounts":["h:1","ana"],"decision":"accept"},{"accounts":["H:1","ANA"],"decision":"Reject"}]}""");

        Assert.Equal(DecisionChoice.Reject, Assert.Single(decisions.Items).Choice);
    }

    private static Task<SuggestionDecisions> LoadAsync(string text) =>
        SuggestionDecisions.LoadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), new ReaderOptions { SourceName = "decisions.json" });

    private static async Task<string> WriteAsync(SuggestionDecisions decisions)
    {
        using var stream = new MemoryStream();
        await decisions.WriteAsync(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Describe(SuggestionDecision item) => $"{item.Code} {string.Join(' ', item.Accounts)} {item.Choice} {item.Fingerprint} {item.Note}";
}
