using System.Text.Json.Nodes;

namespace LicenseSync.Samples.Tests;

public sealed class CommandLineTests : IDisposable
{
    // One run for the tests that look at a part of it each.
    private static readonly Lazy<Task<(int ExitCode, string Output, string Error)>> SampleWorld = new(() => Cli.RunAsync(["reconcile", .. Cli.SampleWorld, "--format", "json"]));

    private readonly string _folder = Directory.CreateTempSubdirectory("licensesync").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("summary")]
    [InlineData("people")]
    [InlineData("unmatched")]
    [InlineData("ambiguities")]
    public async Task Reconcile_SampleWorld_IsTheResultWorkedOutByHand(string part)
    {
        (int exitCode, string output, string error) = await SampleWorld.Value;

        JsonNode expected = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Cli.Root, "samples/data/expected.json")))!;
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(expected[part]!.ToJsonString(), JsonNode.Parse(output)![part]!.ToJsonString());
    }

    // The table of variations in samples/data/README.md.
    [Theory]
    [InlineData(50, 26, "--identities", "samples/data/scim-users.json")]
    [InlineData(52, 24, "--ambiguity", "none")]
    [InlineData(51, 25, "--enterprise-domain", "mailbox.example")]
    [InlineData(52, 32, "--server", "acquired.ghes.example=samples/data/ghes-acquired.csv")]
    public async Task Reconcile_Variation_CountsAsWorkedOutByHand(int consumed, int saved, string option, string value)
    {
        (int exitCode, string output, _) = await Cli.RunAsync(["reconcile", .. Cli.SampleWorld, option, value, "--format", "json"]);

        JsonNode summary = JsonNode.Parse(output)!["summary"]!;
        Assert.Equal((0, consumed, saved), (exitCode, (int)summary["licenses_consumed"]!, (int)summary["licenses_saved"]!));
    }

    [Theory]
    [InlineData(1, 3, 0.8, 400, 0.0)]
    [InlineData(2, 1, 0.0, 150, 0.0)]
    [InlineData(3, 7, 1.0, 1_000, 0.0)]
    [InlineData(4, 3, 0.8, 3_000, 0.4)]
    [InlineData(5, 1, 0.5, 400, 1.0)]
    public async Task Reconcile_GeneratedWorld_FindsWhatItWasBuiltFrom(int seed, int instances, double overlap, int users, double mismatches)
    {
        string[] numbers = [.. new object[] { seed, instances, overlap, users, mismatches }.Select(value => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!)];
        await Cli.RunAsync(
            ["generate", "--users", numbers[3], "--instances", numbers[1], "--overlap", numbers[2], "--mismatches", numbers[4], "--seed", numbers[0], "--out-dir", _folder]);

        (_, string output, _) = await Cli.RunAsync(
        [
            "reconcile", "--server", .. Directory.GetFiles(_folder, "ghes-*.json"), "--cloud", Path.Combine(_folder, "consumed-licenses.json"),
            "--identities", Path.Combine(_folder, "identities.json"), "--format", "json",
        ]);

        JsonNode expected = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "expected.json")))!;
        Assert.Equal(expected["summary"]!.ToJsonString(), JsonNode.Parse(output)!["summary"]!.ToJsonString());
    }

    [Theory]
    [InlineData(2, "reconcile", "--bad")]
    [InlineData(2, "reconcile", "--server", "samples/data/ghes-main.json")]
    [InlineData(2, "reconcile", "--server", "a b=x", "--cloud", "samples/data/consumed-licenses.json")]
    [InlineData(2, "reconcile", "--server", "-", "--cloud", "-")]
    [InlineData(2, "generate", "--users", "-1", "--out-dir", "x")]
    [InlineData(2, "nonsense")]
    [InlineData(3, "validate", "no-such-file.json")]
    [InlineData(3, "validate", "samples")]
    [InlineData(3, "inspect", "samples/data/")]
    [InlineData(1, "inspect", "README.md")]
    [InlineData(1, "reconcile", "--server", "samples/data/ghes-encrypted.json", "--cloud", "samples/data/consumed-licenses.json")]
    [InlineData(1, "reconcile", "--server", "samples/data/consumed-licenses.json", "--cloud", "samples/data/consumed-licenses.json")]
    [InlineData(1, "reconcile", "--strict", "--server", "samples/data/ghes-invalid.json", "--cloud", "samples/data/consumed-licenses.json")]
    public async Task AnyCommand_UnsuitedInput_OneLineOnStderrAndNothingElse(int expected, params string[] arguments)
    {
        (int exitCode, string output, string error) = await Cli.RunAsync(arguments);

        Assert.Equal((expected, ""), (exitCode, output));
        Assert.StartsWith("licensesync: ", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    // A3: the message names the file and the ways out; replaced by a later file it is only a warning (A1).
    [Fact]
    public async Task Reconcile_EncryptedFile_NamesTheWaysOutUnlessReplaced()
    {
        (_, _, string error) = await Cli.RunAsync(["reconcile", .. Cli.SampleWorld, "--server", "samples/data/ghes-encrypted.json"]);
        (int exitCode, string output, _) = await Cli.RunAsync(["reconcile", "--server", "samples/data/ghes-encrypted.json", .. Cli.SampleWorld, "--format", "json"]);

        Assert.Contains("samples/data/ghes-encrypted.json", error, StringComparison.Ordinal);
        Assert.Contains("all_users.csv", error, StringComparison.Ordinal);
        Assert.Equal((0, 51), (exitCode, (int)JsonNode.Parse(output)!["summary"]!["licenses_consumed"]!));
        Assert.Contains("LS5001", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reconcile_FailedWithOut_KeepsTheOldFile()
    {
        string file = Path.Combine(_folder, "out.json");
        await File.WriteAllTextAsync(file, "old");

        (int exitCode, _, _) = await Cli.RunAsync(["reconcile", "--server", "samples/data/ghes-encrypted.json", "--cloud", "samples/data/consumed-licenses.json", "--out", file]);

        Assert.Equal((1, "old"), (exitCode, await File.ReadAllTextAsync(file)));
    }

    [Fact]
    public async Task Validate_InvalidSample_NamesEveryPlantedDefect()
    {
        (int exitCode, string output, _) = await Cli.RunAsync(["validate", "samples/data/ghes-invalid.json", "--format", "json"]);

        JsonNode document = JsonNode.Parse(output)!;
        string[] found = [.. document["diagnostics"]!.AsArray().Select(item => $"{item!["path"]} {item["code"]}")];
        Assert.Equal((1, false, "server-usage"), (exitCode, (bool)document["valid"]!, (string)document["kind"]!));
        Assert.Equal(
            [
                "$.instance.http_only LS1011", "$.users[1].user_id LS2001", "$.users[2] LS2002", "$.users[3].user_id LS1011", "$.users[4].profile_name LS1007",
                "$.users[5].emails LS1010", "$.users[5] LS2003", "$.users[6].login LS1012", "$.users[7] LS1013", "$.users[8].emails[1].email LS2004",
                "$.users[9].emails[0] LS2005", "$.users[9] LS2003", "$.users[10].created_at LS1011", "$.users[11] LS2003", "$ LS2007",
            ],
            found);
    }

    [Fact]
    public async Task Validate_EncryptedFileFromStdin_IsValid()
    {
        byte[] text = await File.ReadAllBytesAsync(Path.Combine(Cli.Root, "samples/data/ghes-encrypted.json"));

        (int exitCode, string output, _) = await Cli.RunAsync(["validate", "-", "--format", "json"], text);

        Assert.Equal(0, exitCode);
        Assert.True((bool)JsonNode.Parse(output)!["encrypted"]!);
    }

    [Fact]
    public async Task Explain_HostileLogin_ReachesTheTerminalEscaped()
    {
        string file = Path.Combine(_folder, "ghes.json");
        await File.WriteAllTextAsync(file, """{"instance":{"server_id":"x","host_name":"h\u001b[31m"},"users":[{"user_id":1,"login":"a\u202eb\nc","emails":["e@octo.example"]}]}""");

        (int exitCode, string output, _) = await Cli.RunAsync(["explain", "e@octo.example", "--server", file, "--cloud", "samples/data/consumed-licenses.json"]);

        Assert.Equal(0, exitCode);
        Assert.Contains("\\u202E", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output);
        Assert.DoesNotContain('\u202e', output);
    }

    [Theory]
    [InlineData("amara-okafor", "(saml_name): equal: amara-okafor, from samples/data/identities.json, record 1")]
    [InlineData("ghes.harbor-robotics.example:30", "none of 14 is equal; tariq-a has tariq.aziz@harbor-robotics.example")]
    [InlineData("ghes.harbor-robotics.example:30", "To do: Make tariq.aziz@harbor-robotics.example the primary email of ghes.harbor-robotics.example:30")]
    [InlineData("tariq-a", "Probably also this person, for one license less (secondary_email):")]
    [InlineData("ghes.harbor-robotics.example:24", "GitHub still counts it; it was suspended since the last sync.")]
    [InlineData("Lab.harbor-robotics.example:visitor", "no cloud account")]
    [InlineData("build@harbor-robotics.example", "taken: atlas-ci")]
    public async Task Explain_LoginEmailOrId_TellsTheReason(string who, string reason)
    {
        (int exitCode, string output, _) = await Cli.RunAsync(["explain", who, .. Cli.SampleWorld]);

        Assert.Equal(0, exitCode);
        Assert.Contains(reason, output, StringComparison.Ordinal);
    }
}
