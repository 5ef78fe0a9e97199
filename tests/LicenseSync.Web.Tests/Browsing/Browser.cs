using Microsoft.Playwright;

namespace LicenseSync.Web.Tests.Browsing;

/// <summary>The system's Chromium for a class of tests; nothing is downloaded.</summary>
public sealed class Browser : IAsyncLifetime
{
    public const int Desktop = 1280;
    public const int Phone = 390;

    private static readonly string? Program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "chromium")).FirstOrDefault(File.Exists);

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public static string? SkipReason { get; } = Program is null ? "No chromium on the PATH: install Debian's package 'chromium' to run the tests of the licensing page in a browser." : null;

    public async Task InitializeAsync()
    {
        if (Program is not null)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = ["--no-sandbox", "--disable-gpu"] });
        }
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>Opens a tab of its own, as somebody who has never been here.</summary>
    internal async Task<Tab> OpenAsync(TestPage page, int width = Desktop, bool isDark = false, bool runsScripts = true)
    {
        IBrowserContext context = await _browser!.NewContextAsync(new()
        {
            BaseURL = page.Url.AbsoluteUri,
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = runsScripts,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-US",
        });
        return new(context, await context.NewPageAsync());
    }
}
