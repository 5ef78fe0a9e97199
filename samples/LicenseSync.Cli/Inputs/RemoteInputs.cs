using System.CommandLine;
using LicenseSync.GitHub;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LicenseSync.Cli.Inputs;

/// <summary>The options that every <c>fetch</c> has, and the client they ask for.</summary>
internal sealed class RemoteInputs
{
    private readonly Option<string> _apiUrl = new("--api-url") { HelpName = "URL", Required = true, Description = "Base of the REST API: https://api.github.com, or https://api.SUBDOMAIN.ghe.com." };
    private readonly Option<string> _enterprise = new("--enterprise") { HelpName = "SLUG", Required = true, Description = "The enterprise's slug; on GHE.com the subdomain." };
    private readonly Option<string> _tokenEnvironment = new("--token-env") { HelpName = "NAME", Required = true, Description = "The environment variable that holds the token; the token itself never stands on the command line." };

    public void AddTo(Command command)
    {
        command.Options.Add(_apiUrl);
        command.Options.Add(_enterprise);
        command.Options.Add(_tokenEnvironment);
    }

    /// <summary>Has work done with a client for the enterprise.</summary>
    public async Task UseAsync(ParseResult parsed, Func<GitHubEnterpriseCloudClient, Task> work)
    {
        string enterprise = Options.CheckValue(parsed.GetRequiredValue(_enterprise));
        string variable = Options.CheckValue(parsed.GetRequiredValue(_tokenEnvironment));
        if (!Uri.TryCreate(parsed.GetRequiredValue(_apiUrl), UriKind.Absolute, out Uri? apiUrl))
        {
            throw new CliException(ExitCode.WrongUsage, "--api-url must be a URL such as https://api.github.com");
        }

        if (string.IsNullOrWhiteSpace(Token(variable)))
        {
            throw new CliException(ExitCode.WrongUsage, $"the environment variable '{variable}' is not set or empty; --token-env names the one that holds the token");
        }

        var services = new ServiceCollection();
        services.AddGitHubEnterpriseCloud(options =>
        {
            options.ApiUrl = apiUrl;
            options.Enterprise = enterprise;
            options.UserAgent = "licensesync";
            options.Token = _ => ValueTask.FromResult(Token(variable));
        });
        await using ServiceProvider provider = services.BuildServiceProvider();
        GitHubEnterpriseCloudClient client;
        try
        {
            client = provider.GetRequiredService<GitHubEnterpriseCloudClient>();
        }
        catch (Exception exception) when (exception is OptionsValidationException or ArgumentException)
        {
            throw new CliException(ExitCode.WrongUsage, exception.Message.TrimEnd('.'));
        }

        await work(client);
    }

    private static string Token(string variable) => Environment.GetEnvironmentVariable(variable) ?? "";
}
