using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using LicenseSync.Accounts;
using LicenseSync.GitHub.Http;
using LicenseSync.GitHub.Paging;
using LicenseSync.LicenseReports;

namespace LicenseSync.GitHub.GraphQL;

/// <summary>Makes identities of GraphQL's <c>ExternalIdentity</c> nodes with the library's own reader, some at a time; one that came before is left out.</summary>
internal static class IdentityNodes
{
    private const int Batch = 100;

    public static async IAsyncEnumerable<ExternalIdentity> ReadAsync(IAsyncEnumerable<JsonElement> nodes, Findings findings, string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var texts = new List<string>(Batch);
        await foreach (JsonElement node in nodes.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (Json.Property(node, "guid").AsText() is not { } guid || seen.Add(guid))
            {
                texts.Add(node.GetRawText());
            }

            if (texts.Count == Batch)
            {
                await foreach (ExternalIdentity identity in ParseAsync(texts, findings, name, cancellationToken).ConfigureAwait(false))
                {
                    yield return identity;
                }

                texts.Clear();
            }
        }

        await foreach (ExternalIdentity identity in ParseAsync(texts, findings, name, cancellationToken).ConfigureAwait(false))
        {
            yield return identity;
        }
    }

    private static async IAsyncEnumerable<ExternalIdentity> ParseAsync(List<string> nodes, Findings findings, string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var document = new MemoryStream(Encoding.UTF8.GetBytes($"{{\"external_identities\":[{string.Join(',', nodes)}]}}"));
        IdentityFile file = await IdentityFile.OpenAsync(document, new() { SourceName = name, OnDiagnostic = findings.Report }, cancellationToken: cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            await foreach (ExternalIdentity identity in file.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return identity;
            }
        }
    }
}
