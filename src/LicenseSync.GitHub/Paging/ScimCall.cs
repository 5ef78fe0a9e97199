using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.GitHub.Http;
using LicenseSync.LicenseReports;
using Microsoft.Extensions.Logging;

namespace LicenseSync.GitHub.Paging;

/// <summary>One reading of a SCIM list (RFC 7644; GitHub Docs, "REST API endpoints for SCIM"): the next page begins behind what came, whatever was asked for.</summary>
internal sealed class ScimCall(ApiConnection connection, string path, string needs, int pageSize, Findings findings, ILogger logger)
{
    private string Name => $"GET {connection.Settings.Under(path)}";

    public async IAsyncEnumerable<ExternalIdentity> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using Deadline deadline = connection.StartCall(cancellationToken);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        long start = 1, repeated = 0;
        int pages = 0;
        Page page;
        do
        {
            page = await FetchAsync(start, deadline).ConfigureAwait(false);
            pages++;
            foreach (ExternalIdentity identity in page.Identities)
            {
                if (identity.ScimIdentity?.Id is not { } id || seen.Add(id))
                {
                    yield return identity;
                }
                else
                {
                    repeated++;
                }
            }

            start += page.Resources;
        }
        while (page.Resources > 0 && !(start > page.Total));

        Finish(start - 1 - repeated, page.Total, repeated);
        Log.Read(logger, start - 1 - repeated, pages, Name);
    }

    private void Finish(long arrived, long? total, long repeated)
    {
        if (repeated > 0)
        {
            findings.Report(DiagnosticDescriptors.OverlappingPages, string.Create(CultureInfo.InvariantCulture, $"{repeated} users came more than once and count once."), Name);
        }

        if (total > arrived)
        {
            throw new TransportException(string.Create(CultureInfo.InvariantCulture, $"totalResults is {total}, and {arrived} users arrived: some are missing. Try again later."), Name) { IsTransient = true };
        }
    }

    private Task<Page> FetchAsync(long start, Deadline deadline) => connection.SendAsync(
        new() { Uri = connection.Settings.Under(string.Create(CultureInfo.InvariantCulture, $"{path}?startIndex={start}&count={pageSize}")), Needs = needs, Accept = "application/scim+json" },
        async (_, body, token) =>
        {
            byte[] bytes = await Document.ReadAsync(body, Name, token).ConfigureAwait(false);
            var found = new List<Diagnostic>();
            List<ExternalIdentity> identities = [];
            IdentityFile file = await IdentityFile.OpenAsync(new MemoryStream(bytes), new() { SourceName = Name, OnDiagnostic = found.Add }, cancellationToken: token).ConfigureAwait(false);
            await using (file.ConfigureAwait(false))
            {
                await foreach (ExternalIdentity identity in file.ReadAsync(token).ConfigureAwait(false))
                {
                    identities.Add(identity);
                }
            }

            found.ForEach(findings.Report);
            using var document = JsonDocument.Parse(bytes);
            JsonElement resources = Json.Property(document.RootElement, "Resources");
            return new Page(identities, resources.ValueKind == JsonValueKind.Array ? resources.GetArrayLength() : 0, Json.Property(document.RootElement, "totalResults").AsInt64());
        },
        deadline);

    private sealed record Page(List<ExternalIdentity> Identities, int Resources, long? Total);
}
