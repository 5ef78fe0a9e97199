using System.Globalization;
using System.Net;
using System.Text.Json;
using LicenseSync.Diagnostics;
using LicenseSync.GitHub.Http;
using LicenseSync.GitHub.Paging;
using LicenseSync.Transport;
using Microsoft.Extensions.Logging;

namespace LicenseSync.GitHub;

/// <summary>One GitHub Enterprise Server instance. Registered by <c>AddGitHubEnterpriseServer</c>; safe to share.</summary>
/// <remarks>As a source of usage it brings the site-admin user report (CSV), which names no instance: its host is the caller's to give (semantics A1).</remarks>
public sealed class GitHubEnterpriseServerClient : IServerUsageSource
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private readonly GitHubEnterpriseServerOptions _options;
    private readonly ApiConnection _connection;
    private readonly Findings _findings;
    private readonly ILogger _logger;
    private readonly Document _license;

    internal GitHubEnterpriseServerClient(string name, HttpClient http, GitHubEnterpriseServerOptions options, TimeProvider time, ILogger logger)
    {
        (Name, _options, _logger) = (name, options, logger);
        _connection = new(http, ClientSettings.From(options, options.Url!, options.UserName), time);
        _findings = new(options.OnDiagnostic, logger);
        _license = new(_connection, new() { Uri = _connection.Settings.Under("/api/v3/enterprise/settings/license"), Needs = TokenNeeds.ServerLicense });
    }

    /// <summary>The name it was registered under.</summary>
    public string Name { get; }

    /// <summary>The instance's host name, for readers of what names none.</summary>
    public string HostName => _options.Url!.Host;

    /// <summary>SCIM users of the instance's enterprise, whose slug must be configured. Token: scope <c>scim:enterprise</c>, of the setup user or an enterprise owner.</summary>
    /// <remarks>GitHub Docs, "REST API endpoints for SCIM" of enterprises. Throws <see cref="TransportException"/> while reading.</remarks>
    /// <exception cref="InvalidOperationException"><see cref="GitHubEnterpriseServerOptions.Enterprise"/> is not set.</exception>
    public IIdentitySource ScimUsers
    {
        get
        {
            string enterprise = _options.Enterprise ?? throw new InvalidOperationException("Set the option Enterprise, the slug on the instance.");
            string path = $"/api/v3/scim/v2/enterprises/{Segment.Of(enterprise, nameof(_options.Enterprise))}/Users";
            return new IdentitySource(token => new ScimCall(_connection, path, TokenNeeds.EnterpriseScim, _options.PageSize, _findings, _logger).ReadAsync(token));
        }
    }

    /// <summary>Opens the report of all users (CSV), waiting until the instance has made it. Token: classic, scope <c>site_admin</c>, of a site administrator whose login is <see cref="GitHubEnterpriseServerOptions.UserName"/>.</summary>
    /// <param name="cancellationToken">Ends the waiting and the reading.</param>
    /// <returns>The report as it arrives; dispose it. Where it breaks off it is asked for again and goes on; reading it throws what this throws.</returns>
    /// <exception cref="TransportException">The instance refused or failed, or the report was not ready in time.</exception>
    /// <remarks>GitHub Docs, "Accessing reports for your instance": 202 while the report is being made.</remarks>
    public async Task<Stream> OpenAsync(CancellationToken cancellationToken = default)
    {
        Deadline deadline = _connection.StartCall(cancellationToken);
        var request = new ApiRequest { Uri = _connection.Settings.Under("/stafftools/reports/all_users.csv"), Accept = "text/csv, */*;q=0.1", Needs = TokenNeeds.Reports, IsUncompressed = true };
        var stream = new ResumedStream(() => OpenReportAsync(request, deadline), request.Name, _options.MaxRetries, wait => _connection.WaitAsync(wait, request.Name, deadline), deadline);
        try
        {
            await stream.StartAsync().ConfigureAwait(false);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>What the instance says of its license. Token: scope <c>site_admin</c>, of a site administrator.</summary>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The license.</returns>
    /// <exception cref="TransportException">The instance refused or failed.</exception>
    /// <remarks>GitHub Docs, REST API of GitHub Enterprise Server, "Get license information". Seats may be a text (<c>unlimited</c>), and the date has two forms.</remarks>
    public Task<ServerLicense> GetLicenseAsync(CancellationToken cancellationToken = default) => _license.GetAsync(
        async (bytes, token) =>
        {
            using JsonDocument document = await Json.ReadAsync(new MemoryStream(bytes), Name, token).ConfigureAwait(false);
            return ReadLicense(document.RootElement);
        },
        cancellationToken);

    /// <summary>The name and the address; never the token.</summary>
    /// <returns>For example <c>main at https://ghes.octo-corp.example/</c>.</returns>
    public override string ToString() => $"{Name} at {_connection.Settings}";

    private static ServerLicense ReadLicense(JsonElement license)
    {
        JsonElement seats = Json.Property(license, "seats");
        JsonElement expires = Json.Property(license, "expire_at");
        return new()
        {
            Seats = seats.AsInt64(),
            IsUnlimited = string.Equals(seats.AsText(), "unlimited", StringComparison.OrdinalIgnoreCase),
            SeatsUsed = Json.Property(license, "seats_used").AsInt64(),
            SeatsAvailable = Json.Property(license, "seats_available").AsInt64(),
            Kind = Json.Property(license, "kind").AsText(),
            DaysUntilExpiration = Json.Property(license, "days_until_expiration").AsInt64(),
            ExpiresAt = DateTimeOffset.TryParseExact(expires.AsText(), "yyyy/MM/dd HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset date) ? date : expires.AsDate(),
        };
    }

    private async Task<Stream> OpenReportAsync(ApiRequest request, Deadline deadline)
    {
        long start = _connection.Time.GetTimestamp();
        TimeSpan pause = FirstPause;
        while (true)
        {
            HttpResponseMessage response = await _connection.OpenAsync(request, deadline).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.Accepted)
            {
                CheckReport(response, request);
                return await _connection.BodyAsync(response, request, deadline.Token).ConfigureAwait(false);
            }

            TimeSpan wait = RateLimits.Told(response, _connection.Time.GetUtcNow()) ?? pause;
            response.Dispose();
            if (_connection.Time.GetElapsedTime(start) + wait > _options.ReportTimeout)
            {
                throw new TransportException(string.Create(CultureInfo.InvariantCulture, $"The report was not ready within {_options.ReportTimeout}. Try again later, or allow more time (ReportTimeout)."), request.Name) { StatusCode = 202, IsTransient = true };
            }

            Log.ReportPending(_logger, request.Name, wait);
            await _connection.WaitAsync(wait, request.Name, deadline).ConfigureAwait(false);
            pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause;
        }
    }

    private static void CheckReport(HttpResponseMessage response, ApiRequest request)
    {
        bool tellsLength = response.Content.Headers.ContentLength is not null || response.Headers.TransferEncodingChunked is true || response.Version.Major > 1;
        string? wrong = response.Content.Headers.ContentType?.MediaType is "text/html" ? $"The instance answered with a web page instead of the report. The token needs {request.Needs}."
            : tellsLength ? null
            : "The answer does not tell its length, so that a report cut short could not be noticed. Check what stands between here and the instance.";
        if (wrong is not null)
        {
            int status = (int)response.StatusCode;
            response.Dispose();
            throw new TransportException(wrong, request.Name) { StatusCode = status };
        }
    }
}
