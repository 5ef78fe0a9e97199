using System.Runtime.CompilerServices;
using LicenseSync.Diagnostics;
using LicenseSync.GitHub.Paging;
using LicenseSync.LicenseReports;
using LicenseSync.Transport;

namespace LicenseSync.GitHub;

public sealed partial class GitHubEnterpriseCloudClient
{
    /// <summary>Reads the consumed licenses page by page. Token: scope <c>read:enterprise</c>, of an enterprise admin.</summary>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The pages as they arrive. Rows that come again are left out; a row whose login came before with other content is given, to be merged (semantics A5).</returns>
    /// <exception cref="TransportException">While reading: GitHub refused or failed, or fewer rows arrived than <c>total_seats_consumed</c> promises.</exception>
    /// <remarks>GitHub Docs, REST API, "List enterprise consumed licenses".</remarks>
    public async IAsyncEnumerable<ConsumedLicensesPage> ReadPagesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (LicensePage page in StartConsumedLicenses().ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return new()
            {
                TotalSeatsConsumed = page.TotalSeatsConsumed,
                TotalSeatsPurchased = page.TotalSeatsPurchased,
                Rows = [.. page.Rows.Select(row => row.License)],
            };
        }
    }

    /// <summary>Writes the consumed licenses as one JSON document: the totals, and each row once with every field as GitHub wrote it. Rows of one login that differ are merged (semantics A5). Token: scope <c>read:enterprise</c>, of an enterprise admin.</summary>
    /// <param name="destination">Where to write; left open. Nothing is written until everything has arrived: rows wait in a temporary file.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A task that ends when all is written.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> is null.</exception>
    /// <exception cref="IOException">The destination or the temporary file cannot be written.</exception>
    /// <exception cref="TransportException">GitHub refused or failed, or fewer rows arrived than <c>total_seats_consumed</c> promises.</exception>
    /// <remarks>GitHub Docs, REST API, "List enterprise consumed licenses".</remarks>
    public async Task DownloadConsumedLicensesAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ConsumedLicensesCall call = StartConsumedLicenses();
        var spool = new RowSpool();
        await using (spool.ConfigureAwait(false))
        {
            await foreach (LicensePage page in call.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                foreach (LicenseRow row in page.Rows)
                {
                    await spool.AddAsync(row, cancellationToken).ConfigureAwait(false);
                }
            }

            await spool.WriteAsync(destination, call.TotalSeatsConsumed, call.TotalSeatsPurchased, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What GitHub says of the last license sync of each instance. Token: scope <c>read:enterprise</c>, of an enterprise admin.</summary>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The instances in GitHub's order.</returns>
    /// <exception cref="TransportException">GitHub refused or failed.</exception>
    /// <remarks>GitHub Docs, REST API, "Get a license sync status". Asked for again, an answer that has not changed costs no quota.</remarks>
    public Task<IReadOnlyList<InstanceSyncStatus>> GetLicenseSyncStatusAsync(CancellationToken cancellationToken = default) =>
        _syncStatus.GetAsync(ReadSyncStatusAsync, cancellationToken);

    /// <summary>Writes the license sync status as GitHub writes it. See <see cref="GetLicenseSyncStatusAsync"/>. Token: scope <c>read:enterprise</c>, of an enterprise admin.</summary>
    /// <param name="destination">Where to write; left open.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A task that ends when all is written.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> is null.</exception>
    /// <exception cref="TransportException">GitHub refused or failed.</exception>
    public async Task DownloadLicenseSyncStatusAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        byte[] document = await _syncStatus.GetAsync(
            async (bytes, token) =>
            {
                await ReadSyncStatusAsync(bytes, token).ConfigureAwait(false);
                return bytes;
            },
            cancellationToken).ConfigureAwait(false);
        await destination.WriteAsync(document, cancellationToken).ConfigureAwait(false);
    }

    private ConsumedLicensesCall StartConsumedLicenses() =>
        new(_connection, $"/enterprises/{_enterprise}/consumed-licenses", _options.PageSize, _options.AcceptsFewerRowsThanSeats, _findings, _logger);

    private Task<IReadOnlyList<InstanceSyncStatus>> ReadSyncStatusAsync(byte[] document, CancellationToken cancellationToken) =>
        LicenseSyncStatusFile.ReadAsync(new MemoryStream(document), new() { SourceName = "license-sync-status", OnDiagnostic = _findings.Report }, cancellationToken);
}
