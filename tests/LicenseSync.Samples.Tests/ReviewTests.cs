using System.Text.Json;

namespace LicenseSync.Samples.Tests;

/// <summary>What <c>reconcile</c> says to do: GitHub's count, suggestions, decisions, what-if, and a limit for pipelines.</summary>
public class ReviewTests
{
    [Fact]
    public async Task Reconcile_SampleWorld_ShowsGitHubsCountBesideOurs()
    {
        (int exitCode, string output, _) = await Cli.RunAsync(["reconcile", .. Cli.SampleWorld]);

        Assert.Equal(0, exitCode);
        Assert.Contains("GitHub reports 36 licenses consumed, 15 fewer than counted here: accounts explain +17, -2 is not explained by its rows", output, StringComparison.Ordinal);
        Assert.Contains("Probably one person, but two licenses: 4, which would free 4", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secondary_email", 50, 1)]
    [InlineData("advice", 48, 3)]
    [InlineData("all", 47, 4)]
    public async Task Reconcile_Accept_CountsWhatIf(string code, int consumed, int freed)
    {
        (int exitCode, string output, _) = await Cli.RunAsync(["reconcile", .. Cli.SampleWorld, "--accept", code, "--format", "json"]);
        JsonElement whatIf = JsonDocument.Parse(output).RootElement.GetProperty("what_if");

        Assert.Equal(0, exitCode);
        Assert.Equal((consumed, freed), (whatIf.GetProperty("summary").GetProperty("licenses_consumed").GetInt32(), whatIf.GetProperty("licenses_freed").GetInt32()));
    }

    [Fact]
    public async Task Reconcile_SavedDecisions_AreAppliedNextTime()
    {
        using var folder = new Folder();
        string decisions = folder["decisions.json"];
        await Cli.RunAsync(["reconcile", .. Cli.SampleWorld, "--save-decisions", decisions]);
        string text = await File.ReadAllTextAsync(decisions);
        Assert.Equal(4, text.Split("\"undecided\"").Length - 1);

        // The reviewer accepts the first and rejects the others; one of them is about facts that are no longer true.
        int first = text.IndexOf("undecided", StringComparison.Ordinal) + "undecided".Length;
        string decided = text[..first].Replace("undecided", "accept", StringComparison.Ordinal) + text[first..].Replace("undecided", "reject", StringComparison.Ordinal);
        int fingerprint = decided.LastIndexOf("\"fingerprint\":\"", StringComparison.Ordinal) + "\"fingerprint\":\"".Length;
        await File.WriteAllTextAsync(decisions, string.Concat(decided.AsSpan(0, fingerprint), "0000", decided.AsSpan(fingerprint + 4)));
        (int exitCode, string output, _) = await Cli.RunAsync(["reconcile", .. Cli.SampleWorld, "--decisions", decisions, "--format", "json"]);
        JsonElement report = JsonDocument.Parse(output).RootElement;

        Assert.Equal(0, exitCode);
        Assert.Equal(2, report.GetProperty("suggestions").GetArrayLength()); // the accepted one, and the one whose facts have changed
        Assert.Equal(1, report.GetProperty("what_if").GetProperty("licenses_freed").GetInt32());
        Assert.True(Assert.Single(report.GetProperty("stale_decisions").EnumerateArray()).GetProperty("accounts_changed").GetBoolean());
    }

    [Theory]
    [InlineData(51, 0, "")]
    [InlineData(50, 1, "licensesync: 51 licenses are consumed, more than 50\n")]
    public async Task Reconcile_FailOver_EndsAPipeline(int limit, int expected, string message)
    {
        (int exitCode, string output, string error) = await Cli.RunAsync(["reconcile", .. Cli.SampleWorld, "--format", "json", "--fail-over", $"{limit}"]);

        Assert.Equal((expected, message), (exitCode, error.ReplaceLineEndings("\n")));
        Assert.Equal(51, JsonDocument.Parse(output).RootElement.GetProperty("summary").GetProperty("licenses_consumed").GetInt32());
    }

    [Fact]
    public async Task Reconcile_Summary_SaysTheTotalsOfTheWholeAnswer()
    {
        (_, string whole, _) = await Cli.RunAsync(["reconcile", .. Cli.SampleWorld, "--format", "json"]);
        (int exitCode, string output, _) = await Cli.RunAsync(["reconcile", .. Cli.SampleWorld, "--format", "json", "--summary"]);
        (int textCode, string text, _) = await Cli.RunAsync(["reconcile", .. Cli.SampleWorld, "--summary"]);
        (int failed, _, string error) = await Cli.RunAsync(["reconcile", .. Cli.SampleWorld, "--summary", "--fail-over", "50"]);

        Assert.Equal((0, 0, 1), (exitCode, textCode, failed));
        Assert.Equal($"{{\"summary\":{JsonDocument.Parse(whole).RootElement.GetProperty("summary").GetRawText()}}}\n", output);
        Assert.StartsWith("Licenses consumed: 51", text, StringComparison.Ordinal);
        Assert.Contains("Cannot tell", text, StringComparison.Ordinal);
        Assert.Contains("51 licenses are consumed, more than 50", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reconcile_SyncStatus_NamesWhatIsOutOfDate()
    {
        using var folder = new Folder();
        string status = folder["status.json"];
        await File.WriteAllTextAsync(status, """{"server_instances":[{"server_id":"3F6D2C1A-8b40-4e1f-9a57-0c2e5d7b9f11","hostname":"ghes.harbor-robotics.example","last_sync":{"date":"2020-01-05T03:00:00Z","status":"success","error":""}}]}""");

        (_, string output, _) = await Cli.RunAsync(["reconcile", .. Cli.SampleWorld, "--sync-status", status]);

        Assert.Contains("Sync is out of date: ghes.harbor-robotics.example, last 2020-01-05 (success)", output, StringComparison.Ordinal);
        Assert.Contains("Sync is out of date: Lab.harbor-robotics.example, last never", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "no code of a suggestion", "--accept", "everything")]
    [InlineData(2, "--fail-over", "--fail-over", "many")]
    [InlineData(2, "there is no option", "--decisions", "--x")]
    [InlineData(2, "--summary goes with", "--summary", "--format", "csv")]
    [InlineData(2, "--summary goes with", "--summary", "--accept", "all")]
    [InlineData(3, "cannot read 'no-such.json'", "--decisions", "no-such.json")]
    [InlineData(3, "cannot read 'samples'", "--sync-status", "samples")]
    [InlineData(1, "has no list of records ('server_instances')", "--sync-status", "samples/data/expected.json")]
    [InlineData(1, "has no list of records ('decisions')", "--decisions", "samples/data/expected.json")]
    [InlineData(3, "cannot write 'no-such-folder/d.json'", "--save-decisions", "no-such-folder/d.json")]
    public async Task Reconcile_WrongOption_SaysOneLine(int expected, string message, params string[] options)
    {
        (int exitCode, _, string error) = await Cli.RunAsync(["reconcile", .. Cli.SampleWorld, .. options]);

        Assert.Equal(expected, exitCode);
        Assert.Contains(message, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
