using System.Text.Json.Nodes;

namespace LicenseSync.Samples.Tests;

/// <summary>What people see, and what of the input may reach their terminal.</summary>
public sealed class TextTests : IDisposable
{
    // A terminal escape, a right-to-left override, a C1 control, a line break, a line separator, a zero-width joiner.
    private const string Hostile = "a\\u001b[31m\\u202eb\\u009bc\\nd\\u2028e\\u200df";

    private static readonly Lazy<Task<(int ExitCode, string Output, string Error)>> PlainText = new(() => Cli.RunAsync(["reconcile", .. Cli.SampleWorld]));

    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("validate", "ghes.json")]
    [InlineData("inspect", "ghes.json")]
    [InlineData("reconcile", "--server", "ghes.json", "--cloud", "cloud.json")]
    [InlineData("explain", "e@octo.example", "--server", "ghes.json", "--cloud", "cloud.json")]
    [InlineData("inspect", "cut.json")]
    [InlineData("validate", "a\u001b[31m\u202e\n.json")]
    [InlineData("explain", "\u001b\u202e", "--server", "ghes.json", "--cloud", "cloud.json")]
    [InlineData("re\u001bconcile\u202e")]
    public async Task AnyCommand_HostileText_NothingRawReachesTheTerminal(params string[] arguments)
    {
        _folder.Write("ghes.json", $$"""
            {"instance":{"server_id":"{{Hostile}}","host_name":"{{Hostile}}","version":"{{Hostile}}","features":["{{Hostile}}"],"http_only":5},
             "users":[{"user_id":1,"login":"{{Hostile}}","emails":["e@octo.example"]},{"user_id":2,"{{Hostile}}":1,"emails":[{"{{Hostile}}":1,"email":"x"}]}]}
            """);
        _folder.Write("cloud.json", $$"""
            {"users":[{"github_com_login":"{{Hostile}}","github_com_verified_domain_emails":["e@octo.example"],"enterprise_server_user_ids":["{{Hostile}}"]},
                      {"github_com_login":"other","github_com_verified_domain_emails":["e@octo.example"]}]}
            """);
        _folder.Write("cut.json", $$"""{"users":[{"{{Hostile}}":{"{{Hostile}}":""");

        (_, string output, string error) = await Cli.RunAsync([.. arguments.Select(argument => argument.EndsWith(".json", StringComparison.Ordinal) ? _folder[argument] : argument)]);

        Assert.NotEmpty(output + error);
        Assert.DoesNotContain(output + error, c => c is not '\n' && (char.IsControl(c) || char.GetUnicodeCategory(c)
            is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.LineSeparator));
        Assert.True(error.Length == 0 || error.IndexOf('\n', StringComparison.Ordinal) == error.Length - 1);
    }

    [Fact]
    public async Task Reconcile_HostileNamesAsJson_AreEscaped()
    {
        string server = _folder.Write("ghes.json", $$"""{"instance":{"host_name":"{{Hostile}}"},"users":[{"user_id":1,"email":"e@octo.example"}]}""");

        (_, string output, _) = await Cli.RunAsync(["reconcile", "--server", server, "--cloud", "samples/data/consumed-licenses.json", "--format", "json"]);

        Assert.Equal($"a\u001b[31m\u202eb\u009bc\nd\u2028e\u200df:1", (string)JsonNode.Parse(output)!["unmatched"]![0]!["enterprise_server_user_id"]!);
        Assert.All(output.TrimEnd('\n'), c => Assert.InRange(c, ' ', '~'));
    }

    // A login that a spreadsheet would run as a formula.
    [Fact]
    public async Task Reconcile_FormulaAsCsv_IsNeutralized()
    {
        string cloud = _folder.Write("cloud.json", """{"users":[{"github_com_login":"=1+1"}]}""");

        (_, string output, _) = await Cli.RunAsync(["reconcile", "--server", "samples/data/ghes-lab.json", "--cloud", cloud, "--format", "csv"]);

        Assert.Contains("\n\"'=1+1\",,enterprise,true,0,\r\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LC_ALL=C")]
    [InlineData("TERM=xterm-256color COLORTERM=truecolor")]
    [InlineData("NO_COLOR=1")]
    [InlineData("FORCE_COLOR=1 CLICOLOR_FORCE=1 GITHUB_ACTIONS=true")]
    public async Task Reconcile_OutputIsNoTerminal_IsTheSamePlainTextEverywhere(string environment)
    {
        string command = $"$licensesync reconcile {string.Join(' ', Cli.SampleWorld)}";

        (_, string expected, _) = await PlainText.Value;
        (int exitCode, string output, string error) = await Cli.ShellAsync($"export {environment}; {command}");

        Assert.Equal((0, expected, ""), (exitCode, output, error));
        Assert.DoesNotContain('\u001b', output);
        Assert.Contains("│ Licenses consumed            │ 51 │", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_LongFindings_EachOnOneLine()
    {
        (_, string output, _) = await Cli.RunAsync(["validate", "samples/data/ghes-invalid.json"]);

        string[] lines = output.TrimEnd('\n').Split('\n');
        Assert.Equal(16, lines.Length);
        Assert.All(lines, line => Assert.StartsWith("samples/data/ghes-invalid.json:", line, StringComparison.Ordinal));
        Assert.Equal("samples/data/ghes-invalid.json:9: error LS2001 The user id 1 stands twice in this file; the first account is kept. ($.users[1].user_id, byte 272)", lines[2]);
    }

    [Fact]
    public async Task Validate_ManyFindings_ShowsSomeAndCountsTheRest()
    {
        string file = _folder.Write("ghes.json", $$"""{"instance":{"server_id":"x"},"users":[{{string.Join(',', Enumerable.Range(1, 5_000).Select(id => $$"""{"user_id":{{id}}}"""))}}]}""");

        (int exitCode, string output, _) = await Cli.RunAsync(["validate", file]);

        Assert.Equal(0, exitCode);
        Assert.Equal(102, output.TrimEnd('\n').Split('\n').Length);
        Assert.EndsWith("\n… and 4,900 more\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_ErrorBehindManyFindings_StandsBeforeThem()
    {
        string file = _folder.Write("ghes.json", $$"""{"instance":{"server_id":"x"},"users":[{{string.Join(',', Enumerable.Range(1, 5_000).Select(id => $$"""{"user_id":{{id}}}"""))}},{"user_id":1}]}""");

        (int exitCode, string output, _) = await Cli.RunAsync(["validate", file]);

        string[] lines = output.TrimEnd('\n').Split('\n');
        Assert.Equal(1, exitCode);
        Assert.Equal(102, lines.Length);
        Assert.Contains(": error LS2001 ", lines[1], StringComparison.Ordinal);
        Assert.Contains(": warning ", lines[2], StringComparison.Ordinal);
        Assert.Contains("users[0]", lines[2], StringComparison.Ordinal);
    }
}
