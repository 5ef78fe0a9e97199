using System.Runtime.CompilerServices;
using System.Text.Json;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.GitHub.GraphQL;
using LicenseSync.GitHub.Http;

namespace LicenseSync.GitHub;

public sealed partial class GitHubEnterpriseCloudClient
{
    /// <summary>Reads the instances the enterprise knows, with the state of their last uploads. Token: scope <c>read:enterprise</c>, of an enterprise owner.</summary>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The instances as they arrive.</returns>
    /// <exception cref="TransportException">While reading: GitHub refused or failed.</exception>
    /// <remarks>GitHub Docs, GraphQL API, <c>EnterpriseOwnerInfo.enterpriseServerInstallations</c>.</remarks>
    public async IAsyncEnumerable<ServerInstallation> ReadServerInstallationsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using Deadline deadline = _connection.StartCall(cancellationToken);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await foreach (JsonElement node in _graphQL.ReadAsync(OfServer(GraphQLDocument.ServerInstallations, new("enterprise", Enterprise)), deadline, cancellationToken).ConfigureAwait(false))
        {
            if (ServerNodes.Installation(node) is { } installation && seen.Add(installation.NodeId))
            {
                yield return installation;
            }
        }
    }

    /// <summary>Reads the accounts of an instance as it uploaded them: the way around an encrypted export. Token: scope <c>read:enterprise</c>, of an enterprise owner.</summary>
    /// <param name="installation">The instance.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The accounts as they arrive, with all their emails. GitHub does not say here who is suspended or dormant: all count as consuming (semantics C1).</returns>
    /// <exception cref="ArgumentNullException"><paramref name="installation"/> is null.</exception>
    /// <exception cref="TransportException">While reading: GitHub refused or failed, or fewer accounts arrived than promised.</exception>
    /// <remarks>GitHub Docs, GraphQL API, <c>EnterpriseServerInstallation.userAccounts</c>.</remarks>
    public IAsyncEnumerable<ServerAccount> ReadServerAccountsAsync(ServerInstallation installation, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(installation);
        return ReadAccountsAsync(installation, cancellationToken);
    }

    private static GraphQLQuery OfServer(GraphQLDocument document, GraphQLVariable owner) => new() { Document = document, Variables = [owner], Needs = TokenNeeds.ServerInstallations };

    private async IAsyncEnumerable<ServerAccount> ReadAccountsAsync(ServerInstallation installation, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using Deadline deadline = _connection.StartCall(cancellationToken);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await foreach (JsonElement node in _graphQL.ReadAsync(OfServer(GraphQLDocument.ServerUserAccounts, new("installation", installation.NodeId)), deadline, cancellationToken).ConfigureAwait(false))
        {
            string? id = Json.Property(node, "id").AsText();
            if (id is null || seen.Add(id))
            {
                yield return ServerNodes.Account(node, await EmailsAsync(node, id, deadline, cancellationToken).ConfigureAwait(false));
            }
        }
    }

    private async Task<List<ServerAccountEmail>> EmailsAsync(JsonElement account, string? id, Deadline deadline, CancellationToken cancellationToken)
    {
        JsonElement first = Json.Property(account, "emails");
        List<ServerAccountEmail> emails = [.. GraphQLClient.Nodes(first).Select(ServerNodes.Email).OfType<ServerAccountEmail>()];
        if (id is not null && GraphQLClient.NextCursor(first) is { } cursor)
        {
            GraphQLQuery rest = OfServer(GraphQLDocument.ServerUserAccountEmails, new("account", id)) with { StartsAfter = cursor };
            await foreach (JsonElement node in _graphQL.ReadAsync(rest, deadline, cancellationToken).ConfigureAwait(false))
            {
                if (ServerNodes.Email(node) is { } email)
                {
                    emails.Add(email);
                }
            }
        }

        return emails;
    }
}
