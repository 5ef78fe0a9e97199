using LicenseSync.Diagnostics;
using LicenseSync.GitHub.Http;

namespace LicenseSync.GitHub.Paging;

/// <summary>Which page comes next: the link, or the next number where there is no link that leads on (formats 1).</summary>
/// <param name="byNumber">The page of a number, from 1.</param>
/// <param name="pageSize">How many rows a full page has.</param>
/// <param name="settings">Which address may be asked.</param>
/// <param name="findings">Where to tell of links that go round.</param>
/// <param name="name">What is read, for messages.</param>
internal sealed class PageWalk(Func<int, Uri> byNumber, int pageSize, ClientSettings settings, Findings findings, string name)
{
    private const int MaxBarrenPages = 10;

    private readonly HashSet<string> _visited = [byNumber(1).AbsoluteUri];
    private int _barren;

    /// <summary>The number of the page that is read, from 1.</summary>
    public int Number { get; private set; } = 1;

    /// <summary>Goes on after a page.</summary>
    /// <param name="link">Its <c>next</c> link.</param>
    /// <param name="rows">How many rows it had.</param>
    /// <param name="fresh">How many of them had not come before.</param>
    /// <param name="missing">Whether the totals promise more than has come; null where there are no totals.</param>
    /// <returns>The next page; null after the last.</returns>
    public Uri? After(Uri? link, int rows, int fresh, bool? missing)
    {
        if (link is not null && !settings.IsSameOrigin(link))
        {
            throw new TransportException("The next page is on another address; the token is not sent there.", name);
        }

        Number++;
        _barren = fresh == 0 ? _barren + 1 : 0;
        if (link is not null && _visited.Add(link.AbsoluteUri))
        {
            return _barren < MaxBarrenPages ? link : throw new TransportException($"{MaxBarrenPages} pages in a row brought nothing new. Try again later.", name) { IsTransient = true };
        }

        bool goesRound = link is not null;
        if (goesRound)
        {
            findings.Report(DiagnosticDescriptors.OverlappingPages, "The link to the next page leads back to one that was read; pages are asked for by number from here.", name);
        }

        bool goesOn = rows > 0 && fresh > 0 && (goesRound || (missing ?? (rows >= pageSize)));
        Uri? next = goesOn ? byNumber(Number) : null;
        return next is not null && _visited.Add(next.AbsoluteUri) ? next : null;
    }
}
