using Microsoft.Playwright;

namespace LicenseSync.Web.Tests.Browsing;

/// <summary>A tab, and what its console complained about: scripts that failed, breaches of the content security policy, answers that were errors.</summary>
internal sealed class Tab : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    public Tab(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => Complaints.Add(error);
    }

    public IPage Page { get; }

    public List<string> Complaints { get; } = [];

    /// <summary>Opens the setup link, and makes the first account as a person does.</summary>
    public async Task SetUpAsync(TestPage page)
    {
        await Page.GotoAsync(page.SetupPath);
        await Page.GetByLabel("User name").FillAsync(TestPage.Owner);
        await Page.GetByLabel("Password").FillAsync(TestPage.Password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Make the account" }).ClickAsync();
        await HeadingAsync("Licenses");
    }

    /// <summary>Chooses files and sends the form.</summary>
    public async Task UploadAsync(params string[] names)
    {
        await Page.GotoAsync("/uploads/new");
        await Page.GetByLabel("Drop files here, or choose them").SetInputFilesAsync(names.Select(Samples.PathOf));
        await Page.GetByRole(AriaRole.Button, new() { Name = "Upload and check" }).ClickAsync();
        await Page.WaitForURLAsync(url => url.Contains("/uploads/", StringComparison.Ordinal) && !url.EndsWith("/new", StringComparison.Ordinal));
    }

    public async Task AcceptAsync()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Accept the files" }).ClickAsync();
        await HeadingAsync("Licenses");
    }

    public async Task AddSampleWorldAsync()
    {
        await UploadAsync(Samples.World);
        await Page.GetByLabel("Host name of the instance").FillAsync("acquired.ghes.example");
        await AcceptAsync();
    }

    /// <summary>Waits for a page by its whole heading: "Licenses" stands in "Sign in to LicenseSync", too.</summary>
    public Task HeadingAsync(string text) => Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = text, Exact = true }).WaitForAsync();

    /// <summary>The number under a name on the page.</summary>
    public async Task<string> FigureAsync(string name) =>
        (await Page.Locator(".tile", new() { Has = Page.Locator("dt", new() { HasTextString = name }) }).Locator("dd").First.TextContentAsync())!;

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
