using System.Buffers;
using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.GitHub.Http;
using LicenseSync.LicenseReports;
using Microsoft.Extensions.Logging;

namespace LicenseSync.GitHub.Paging;

/// <summary>One reading of <c>GET /enterprises/{enterprise}/consumed-licenses</c>: every page, each row once. Pages have no common snapshot, so they overlap and shrink when people come and go.</summary>
internal sealed class ConsumedLicensesCall(ApiConnection connection, string path, int pageSize, bool acceptsFewerRows, Findings findings, ILogger logger)
{
    private readonly SeenRows _seen = new();
    private readonly Dictionary<int, string> _tags = [];
    private int _pages;
    private int _fullPage;
    private bool _hasShrunk;

    public long? TotalSeatsConsumed { get; private set; }

    public long? TotalSeatsPurchased { get; private set; }

    private string Name => $"GET {connection.Settings.Under(path)}";

    private bool IsShort => TotalSeatsConsumed > _seen.Count;

    /// <summary>The pages, without rows that came before. A row whose login came before with other content is given, to be merged (semantics A5).</summary>
    public async IAsyncEnumerable<LicensePage> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using Deadline deadline = connection.StartCall(cancellationToken);

        // Whoever moved to a page that was read already is found by a second reading; pages that have not changed are not sent again.
        int firstPages = 0;
        for (int reading = 1; reading == 1 || (reading == 2 && (_hasShrunk || (IsShort && !acceptsFewerRows))); reading++)
        {
            var walk = new PageWalk(PageUri, pageSize, connection.Settings, findings, Name);
            for (Uri? uri = PageUri(1); uri is not null;)
            {
                LicensePage page = await FetchAsync(uri, reading == 1 ? null : _tags.GetValueOrDefault(walk.Number), deadline).ConfigureAwait(false);
                if (reading == 1 && page.Tag is not null)
                {
                    _tags[walk.Number] = page.Tag;
                }

                _pages++;
                int rows = page.Rows.Count;
                int fresh = _seen.RemoveKnown(page.Rows);
                NoteSize(page, rows);
                TotalSeatsConsumed = Larger(TotalSeatsConsumed, page.TotalSeatsConsumed);
                TotalSeatsPurchased = Larger(TotalSeatsPurchased, page.TotalSeatsPurchased);
                yield return page;

                uri = reading == 1
                    ? walk.After(page.Next, rows, fresh, TotalSeatsConsumed is null ? null : IsShort)
                    : walk.Number < firstPages ? walk.After(page.Next ?? PageUri(walk.Number + 1), rows, rows + 1, IsShort) : null; // pages without news are what is expected here
            }

            firstPages = _pages;
        }

        Finish();
    }

    private static long? Larger(long? a, long? b) => a is null || b > a ? b ?? a : a;

    private Uri PageUri(int number) => connection.Settings.Under(string.Create(CultureInfo.InvariantCulture, $"{path}?per_page={pageSize}&page={number}"));

    private Task<LicensePage> FetchAsync(Uri uri, string? knownTag, Deadline deadline) => connection.SendAsync(
        new() { Uri = uri, Needs = TokenNeeds.ConsumedLicenses, KnownTag = knownTag },
        (response, body, token) => response.StatusCode == HttpStatusCode.NotModified
            ? Task.FromResult(new LicensePage { Rows = [], Next = NextLink.Of(response), Tag = knownTag, IsUnchanged = true })
            : ReadPageAsync(response, body, token),
        deadline);

    private async Task<LicensePage> ReadPageAsync(HttpResponseMessage response, Stream body, CancellationToken cancellationToken)
    {
        var found = new List<Diagnostic>();
        ConsumedLicensesFile file = await ConsumedLicensesFile.OpenAsync(body, new() { SourceName = Name, OnDiagnostic = found.Add }, leaveOpen: true, cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            List<LicenseRow> rows = [];
            var raw = new ArrayBufferWriter<byte>(1 << 10);
            await foreach (ConsumedLicense license in file.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                raw.ResetWrittenCount();
                file.CopyRowTo(raw);
                byte[] bytes = raw.WrittenSpan.ToArray();
                UInt128 content = RowKeys.Hash(bytes);
                rows.Add(new(license, bytes, RowKeys.KeyOf(license, content), content, RowKeys.IsAnonymous(license)));
            }

            // Only now that the page is whole; and one page's rows are never all there are.
            foreach (Diagnostic finding in found.Where(finding => finding.Descriptor != DiagnosticDescriptors.RowCountDiffers))
            {
                findings.Report(finding);
            }

            return new()
            {
                TotalSeatsConsumed = file.TotalSeatsConsumed,
                TotalSeatsPurchased = file.TotalSeatsPurchased,
                Rows = rows,
                Next = NextLink.Of(response),
                Tag = response.Headers.ETag?.ToString(),
            };
        }
    }

    /// <summary>Only the last page has less than the others; another that has lost rows while it was made.</summary>
    private void NoteSize(LicensePage page, int rows)
    {
        _fullPage = Math.Max(_fullPage, rows);
        if (page.Next is not null && !page.IsUnchanged && rows < _fullPage && !_hasShrunk)
        {
            _hasShrunk = true;
            findings.Report(DiagnosticDescriptors.OverlappingPages, "A page in the middle has fewer rows than others; all pages are read a second time.", Name);
        }
    }

    private void Finish()
    {
        if (_seen.Repeated > 0)
        {
            findings.Report(DiagnosticDescriptors.OverlappingPages, string.Create(CultureInfo.InvariantCulture, $"{_seen.Repeated} rows came more than once and count once."), Name);
        }

        if (TotalSeatsConsumed is { } total && total != _seen.Count)
        {
            string message = string.Create(CultureInfo.InvariantCulture, $"total_seats_consumed is {total}, and {_seen.Count} rows arrived");
            if (total > _seen.Count && !acceptsFewerRows)
            {
                throw new TransportException($"{message}: some are missing. Try again later.", Name) { IsTransient = true };
            }

            findings.Report(DiagnosticDescriptors.RowCountDiffers, $"{message}; rows that hold no license make a difference.", Name);
        }

        Log.Read(logger, _seen.Count, _pages, Name);
    }
}
