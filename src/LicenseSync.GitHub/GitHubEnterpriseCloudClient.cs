using LicenseSync.GitHub.GraphQL;
using LicenseSync.GitHub.Http;
using LicenseSync.GitHub.Paging;
using LicenseSync.Transport;
using Microsoft.Extensions.Logging;

namespace LicenseSync.GitHub;

/// <summary>One enterprise on GitHub Enterprise Cloud, on GitHub.com or on GHE.com. Registered by <c>AddGitHubEnterpriseCloud</c>; safe to share.</summary>
/// <remarks>
/// Everything is read page by page, requests go one after another, and each is sent again after what may pass: limits, 5xx, connections that break, answers that break off. The token goes to
/// <see cref="GitHubEnterpriseCloudOptions.ApiUrl"/> only: redirects and links to another address are errors.
/// </remarks>
public sealed partial class GitHubEnterpriseCloudClient : IConsumedLicensesSource, IDisposable
{
    private readonly GitHubEnterpriseCloudOptions _options;
    private readonly string _enterprise;
    private readonly ApiConnection _connection;
    private readonly GraphQLClient _graphQL;
    private readonly Findings _findings;
    private readonly ILogger _logger;
    private readonly Document _syncStatus;
    private readonly WriteGate _writes;

    internal GitHubEnterpriseCloudClient(HttpClient http, GitHubEnterpriseCloudOptions options, TimeProvider time, ILogger logger)
    {
        _options = options;
        _enterprise = Segment.Of(options.Enterprise!, nameof(options));
        _logger = logger;
        _connection = new(http, ClientSettings.From(options, options.ApiUrl!), time);
        _graphQL = new(_connection, GraphQLAddress(_connection.Settings), options.PageSize);
        _findings = new(options.OnDiagnostic, logger);
        _syncStatus = new(_connection, new() { Uri = _connection.Settings.Under($"/enterprises/{_enterprise}/license-sync-status"), Needs = TokenNeeds.SyncStatus });
        _writes = new(_connection);
    }

    /// <summary>The enterprise's slug.</summary>
    public string Enterprise => _options.Enterprise!;

    /// <summary>Frees what the client holds. A container does this.</summary>
    public void Dispose() => _writes.Dispose();

    /// <summary>The enterprise and the address; never the token.</summary>
    /// <returns>For example <c>octo-corp at https://api.github.com/</c>.</returns>
    public override string ToString() => $"{Enterprise} at {_connection.Settings}";

    private static Uri GraphQLAddress(ClientSettings settings)
    {
        const string ServerRest = "/api/v3";
        string address = settings.Address.AbsoluteUri.TrimEnd('/');
        return new(address.EndsWith(ServerRest, StringComparison.Ordinal) ? $"{address[..^ServerRest.Length]}/api/graphql" : $"{address}/graphql");
    }
}
