using System.CommandLine;
using LicenseSync.Cli.Inputs;
using LicenseSync.GitHub;
using LicenseSync.IO;
using LicenseSync.LicenseReports;

namespace LicenseSync.Cli.Commands;

/// <summary><c>fetch</c>: what GitHub's APIs say, as files that the other commands read. Each is complete or absent.</summary>
internal static class FetchCommand
{
    public static Command Create() => new("fetch", "Gets license data, sync status, identities, server accounts or subscriptions from GitHub's APIs.")
    {
        ToFile("consumed-licenses", "The consumed licenses: one document with the totals and each user once.", (client, file, token) => client.DownloadConsumedLicensesAsync(file, token)),
        ToFile("sync-status", "The last license sync of each instance.", (client, file, token) => client.DownloadLicenseSyncStatusAsync(file, token)),
        ToFile("identities", "SAML and SCIM identities with the logins they belong to.", (client, file, token) => IdentityWriter.WriteAsync(file, client.ExternalIdentities.ReadAsync(token), token)),
        ServerAccounts(),
        ToFile("visual-studio-subscriptions", "The Visual Studio subscriptions and whom they are matched with.", (client, file, token) => client.DownloadVisualStudioSubscriptionsAsync(file, token)),
    };

    private static Command ToFile(string name, string description, Func<GitHubEnterpriseCloudClient, Stream, CancellationToken, Task> download) =>
        Create(name, description, "FILE", "Where to write; what stands there stays until all has arrived.", (client, path, cancellationToken) =>
            AtomicFile.WriteAsync(path, (file, token) => download(client, file, token), cancellationToken));

    private static Command ServerAccounts() =>
        Create("server-accounts", "The accounts that each instance has uploaded, as one usage export per instance.", "DIR", "Folder for the files; created where missing.", ServerAccountFiles.WriteAsync);

    private static Command Create(string name, string description, string outName, string outDescription, Func<GitHubEnterpriseCloudClient, string, CancellationToken, Task> write)
    {
        var remote = new RemoteInputs();
        var output = new Option<string>("--out") { HelpName = outName, Required = true, Description = outDescription };
        var command = new Command(name, description);
        remote.AddTo(command);
        command.Options.Add(output);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string path = Options.CheckValue(parsed.GetRequiredValue(output));
            await remote.UseAsync(parsed, async client =>
            {
                try
                {
                    await write(client, path, cancellationToken);
                }
                catch (Exception exception) when (FileFailure.IsOne(exception))
                {
                    throw FileFailure.CannotWrite(path, exception);
                }
            });
            return ExitCode.Done;
        });
        return command;
    }
}
