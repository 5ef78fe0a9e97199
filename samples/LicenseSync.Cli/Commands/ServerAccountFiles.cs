using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.GitHub;
using LicenseSync.LicenseReports;
using LicenseSync.UsageFiles;

namespace LicenseSync.Cli.Commands;

/// <summary>Writes what GitHub knows of each instance's accounts as a usage export.</summary>
internal static class ServerAccountFiles
{
    /// <summary>Writes <c>server-1.json</c> and so on, in GitHub's order: host names come from outside and name no files.</summary>
    public static async Task WriteAsync(GitHubEnterpriseCloudClient client, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        List<ServerInstallation> installations = [];
        await foreach (ServerInstallation installation in client.ReadServerInstallationsAsync(cancellationToken))
        {
            installations.Add(installation);
        }

        ILookup<string?, InstanceSyncStatus> statuses = (await StatusesAsync(client, cancellationToken)).ToLookup(status => status.HostName, StringComparer.OrdinalIgnoreCase);
        int number = 0;
        foreach (ServerInstallation installation in installations)
        {
            bool isOnlyOne = installations.Count(other => string.Equals(other.HostName, installation.HostName, StringComparison.OrdinalIgnoreCase)) == 1;
            InstanceSyncStatus[] named = [.. statuses[installation.HostName]];
            ServerId serverId = isOnlyOne && installation.HostName is not null && named.Length == 1 ? named[0].ServerId : default;
            await UsageFileWriter.WriteFileAsync(
                Path.Combine(folder, $"server-{++number}.json"), installation.ToInstance(serverId), client.ReadServerAccountsAsync(installation, cancellationToken), cancellationToken);
        }
    }

    /// <summary>The server ids GraphQL does not give; none where the token may not see them.</summary>
    private static async Task<IReadOnlyList<InstanceSyncStatus>> StatusesAsync(GitHubEnterpriseCloudClient client, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetLicenseSyncStatusAsync(cancellationToken);
        }
        catch (TransportException exception) when (exception.StatusCode is 403 or 404)
        {
            return [];
        }
    }
}
