using System.Runtime.CompilerServices;
using System.Text.Json;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.GitHub.GraphQL;
using LicenseSync.GitHub.Http;
using LicenseSync.GitHub.Paging;
using LicenseSync.Transport;

namespace LicenseSync.GitHub;

public sealed partial class GitHubEnterpriseCloudClient
{
    /// <summary>SAML and SCIM identities with the logins they belong to (GraphQL): those of the enterprise's provider (SAML or OIDC); where it has none, those of every organization with SSO. Token: scope <c>read:enterprise</c>, of an enterprise owner.</summary>
    /// <remarks>GitHub Docs, GraphQL API, <c>EnterpriseOwnerInfo</c> and <c>ExternalIdentity</c>. With SSO at the enterprise its organizations show none, so the enterprise is asked first. Throws <see cref="TransportException"/> while reading.</remarks>
    public IIdentitySource ExternalIdentities => new IdentitySource(token => WithDeadlineAsync(OfEnterpriseAsync, token));

    /// <summary>SCIM users of the enterprise, for managed users. Token: scope <c>scim:enterprise</c>, of the setup user.</summary>
    /// <remarks>GitHub Docs, "REST API endpoints for SCIM" of enterprises. They name no login (semantics A7). Throws <see cref="TransportException"/> while reading.</remarks>
    public IIdentitySource ScimUsers => Scim($"/scim/v2/enterprises/{_enterprise}/Users", TokenNeeds.EnterpriseScim);

    /// <summary>SCIM users of an organization, where the enterprise has no managed users. Token: scope <c>admin:org</c>, authorized for the organization's SSO, of an organization owner.</summary>
    /// <param name="organization">The organization's login.</param>
    /// <returns>The users; throws <see cref="TransportException"/> while reading.</returns>
    /// <exception cref="ArgumentException"><paramref name="organization"/> is empty or no name.</exception>
    /// <remarks>GitHub Docs, "REST API endpoints for SCIM" of organizations.</remarks>
    public IIdentitySource OrganizationScimUsers(string organization) => Scim($"/scim/v2/organizations/{Segment.Of(organization, nameof(organization))}/Users", TokenNeeds.OrganizationScim);

    /// <summary>SAML and SCIM identities of an organization with SSO of its own (GraphQL). Token: scope <c>read:org</c>, of an organization owner.</summary>
    /// <param name="organization">The organization's login.</param>
    /// <returns>The identities, none where it has no provider; throws <see cref="TransportException"/> while reading.</returns>
    /// <exception cref="ArgumentException"><paramref name="organization"/> is empty.</exception>
    /// <remarks>GitHub Docs, GraphQL API, <c>OrganizationIdentityProvider</c>.</remarks>
    public IIdentitySource OrganizationExternalIdentities(string organization)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(organization);
        return new IdentitySource(token => WithDeadlineAsync((deadline, inner) => OfOrganizationAsync(organization, deadline, inner), token));
    }

    private IdentitySource Scim(string path, string needs) => new(token => new ScimCall(_connection, path, needs, _options.PageSize, _findings, _logger).ReadAsync(token));

    private async IAsyncEnumerable<ExternalIdentity> WithDeadlineAsync(
        Func<Deadline, CancellationToken, IAsyncEnumerable<ExternalIdentity>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using Deadline deadline = _connection.StartCall(cancellationToken);
        await foreach (ExternalIdentity identity in read(deadline, cancellationToken).ConfigureAwait(false))
        {
            yield return identity;
        }
    }

    private async IAsyncEnumerable<ExternalIdentity> OfEnterpriseAsync(Deadline deadline, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        bool any = false;
        foreach (GraphQLDocument document in new[] { GraphQLDocument.EnterpriseSamlIdentities, GraphQLDocument.EnterpriseOidcIdentities })
        {
            if (any)
            {
                yield break;
            }

            await foreach (ExternalIdentity identity in ReadAsync(document, new("enterprise", Enterprise), TokenNeeds.EnterpriseIdentities, deadline, cancellationToken).ConfigureAwait(false))
            {
                any = true;
                yield return identity;
            }
        }

        foreach (string organization in any ? [] : await OrganizationsWithSsoAsync(deadline, cancellationToken).ConfigureAwait(false))
        {
            await foreach (ExternalIdentity identity in OfOrganizationAsync(organization, deadline, cancellationToken).ConfigureAwait(false))
            {
                yield return identity;
            }
        }
    }

    private IAsyncEnumerable<ExternalIdentity> OfOrganizationAsync(string organization, Deadline deadline, CancellationToken cancellationToken) =>
        ReadAsync(GraphQLDocument.OrganizationIdentities, new("organization", organization), TokenNeeds.OrganizationIdentities, deadline, cancellationToken);

    private IAsyncEnumerable<ExternalIdentity> ReadAsync(GraphQLDocument document, GraphQLVariable owner, string needs, Deadline deadline, CancellationToken cancellationToken) =>
        IdentityNodes.ReadAsync(
            _graphQL.ReadAsync(new() { Document = document, Variables = [owner], Needs = needs, IsOptional = true }, deadline, cancellationToken), _findings, document.Name, cancellationToken);

    private async Task<SortedSet<string>> OrganizationsWithSsoAsync(Deadline deadline, CancellationToken cancellationToken)
    {
        var organizations = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (string state in new[] { "ENFORCED", "CONFIGURED" })
        {
            var query = new GraphQLQuery { Document = GraphQLDocument.OrganizationsWithSso, Variables = [new("enterprise", Enterprise), new("state", state)], Needs = TokenNeeds.EnterpriseIdentities };
            await foreach (JsonElement node in _graphQL.ReadAsync(query, deadline, cancellationToken).ConfigureAwait(false))
            {
                if (Json.Property(node, "login").AsText() is { } login)
                {
                    organizations.Add(login);
                }
            }
        }

        return organizations;
    }
}
