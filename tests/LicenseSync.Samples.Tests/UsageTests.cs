namespace LicenseSync.Samples.Tests;

/// <summary>Command lines that are wrong, and the help that leads to right ones.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("there is no command or option 'recncile'", "recncile")]
    [InlineData("Required command was not provided")]
    [InlineData("Option '--cloud' is required", "reconcile", "--server", "samples/data/ghes-main.json")]
    [InlineData("there is no option '--frmat'", "reconcile", "--server", "samples/data/ghes-main.json", "--cloud", "samples/data/consumed-licenses.json", "--frmat", "json")]
    [InlineData("there is no option '--strct'", "validate", "--strct")]
    [InlineData("'yaml' not recognized. Must be one of: 'text' 'json' 'csv' 'markdown' 'html'", "reconcile", "--server", "a", "--cloud", "b", "--format", "yaml")]
    [InlineData("'second' not recognized", "reconcile", "--server", "a", "--cloud", "b", "--ambiguity", "second")]
    [InlineData("'=x' is neither an existing file nor HOST=FILE", "reconcile", "--server", "=x", "--cloud", "b")]
    [InlineData("'octo' is no domain", "reconcile", "--server", "a", "--cloud", "b", "--enterprise-domain", "octo")]
    [InlineData("--overlap must be from 0 to 1", "generate", "--users", "1", "--overlap", "80", "--out-dir", "x")]
    [InlineData("--mismatches must be from 0 to 1", "generate", "--users", "1", "--mismatches", "1.01", "--out-dir", "x")]
    [InlineData("--mismatches must be from 0 to 1", "generate", "--users", "1", "--mismatches", "-0.1", "--out-dir", "x")]
    [InlineData("'half' is no number that --mismatches can take", "generate", "--users", "1", "--mismatches", "half", "--out-dir", "x")]
    [InlineData("'many' is no number", "generate", "--users", "many", "--out-dir", "x")]
    [InlineData("FILE", "validate")]
    [InlineData("Option '--api-url' is required", "fetch", "consumed-licenses")]
    public async Task AnyCommand_WrongUsage_OneLineAndExitCode2(string message, params string[] arguments)
    {
        (int exitCode, string output, string error) = await Cli.RunAsync(arguments);

        Assert.Equal((2, ""), (exitCode, output));
        Assert.StartsWith("licensesync: ", error, StringComparison.Ordinal);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Equal(error.Length - 1, error.IndexOf('\n', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("licensesync [command] [options]", "--help")]
    [InlineData("licensesync reconcile [options]", "reconcile", "--help")]
    [InlineData("0.1.0", "--version")]
    public async Task AnyCommand_HelpOrVersion_ExitCode0(string part, params string[] arguments)
    {
        (int exitCode, string output, string error) = await Cli.RunAsync(arguments);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains(part, output, StringComparison.Ordinal);
    }
}
