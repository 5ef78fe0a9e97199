using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using LicenseSync.Web.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LicenseSync.Web.Tests.Browsing;

/// <summary>How pages look and can be used: axe-core's rules, any width, light and dark. With LICENSESYNC_SCREENSHOTS=1 the pictures are made anew, or in a folder that it names.</summary>
public sealed class LookTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly string Pictures = Path.Combine(Samples.Root, "samples", "LicenseSync.Web", "screenshots");

    [ChromiumTheory]
    [InlineData(Browser.Desktop, false)]
    [InlineData(Browser.Phone, true)]
    public async Task EveryPage_AnyWidthAndColor_KeepsTheRulesOfAccessibility(int width, bool isDark)
    {
        await using TestPage page = await TestPage.StartAsync();
        await using Tab tab = await browser.OpenAsync(page, width, isDark);
        var problems = new List<string>();
        await CheckAsync(tab, "/sign-in", problems);
        await CheckAsync(tab, page.SetupPath, problems);
        await tab.SetUpAsync(page);
        foreach (string path in isDark ? (string[])["/"] : ["/", "/people", "/suggestions", "/comparison", "/instances"])
        {
            await CheckAsync(tab, path, problems); // empty
        }

        await tab.UploadAsync([.. Samples.World, "ghes-invalid.json", "ghes-encrypted.json", "README.md"]);
        await CheckAsync(tab, new Uri(tab.Page.Url).AbsolutePath, problems);
        await tab.AddSampleWorldAsync();
        await AddTrendAsync(page);
        foreach (string path in (string[])["/", "/people", "/people?q=nobody-here", "/person?id=tariq-a", "/person?id=ghes.harbor-robotics.example:30", "/suggestions", "/comparison", "/instances", "/instance?name=acquired.ghes.example", "/uploads/new", "/audit", "/settings", "/nothing-here"])
        {
            await CheckAsync(tab, path, problems);
        }

        Assert.Empty(problems);
    }

    [ChromiumFact]
    public async Task SignIn_ByKeyboardAlone_Works()
    {
        await using TestPage page = await TestPage.StartAsync();
        (await page.SetUpAsync()).Dispose();
        await using Tab tab = await browser.OpenAsync(page);
        await tab.Page.GotoAsync("/");
        await tab.Page.Locator("#name:focus").WaitForAsync(); // by itself, a moment after the page is there
        await tab.Page.Keyboard.TypeAsync(TestPage.Owner);
        await tab.Page.Keyboard.PressAsync("Tab");
        await tab.Page.Keyboard.TypeAsync(TestPage.Password);
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.HeadingAsync("Licenses");
        await tab.Page.Keyboard.PressAsync("Tab");

        Assert.Equal("Skip to content", await tab.Page.EvaluateAsync<string>("document.activeElement.textContent"));
    }

    [ChromiumFact]
    public async Task Pictures_OfThePages_AreSmallAndNotBlank()
    {
        await using TestPage page = await TestPage.StartAsync();
        await using Tab tab = await browser.OpenAsync(page);
        await tab.SetUpAsync(page);
        await tab.AddSampleWorldAsync();
        await AddTrendAsync(page);
        await tab.UploadAsync("ghes-lab.json", "ghes-encrypted.json");
        string review = new Uri(tab.Page.Url).AbsolutePath;
        foreach ((string name, string path, int width, ColorScheme colors) in ((string, string, int, ColorScheme)[])
        [
            ("licenses", "/", Browser.Desktop, ColorScheme.Light), ("licenses-phone", "/", Browser.Phone, ColorScheme.Light), ("people", "/people", Browser.Desktop, ColorScheme.Dark),
            ("people-phone", "/people", Browser.Phone, ColorScheme.Dark), ("person", "/person?id=ghes.harbor-robotics.example:30", Browser.Desktop, ColorScheme.Light),
            ("suggestions", "/suggestions", Browser.Desktop, ColorScheme.Light), ("comparison", "/comparison", Browser.Desktop, ColorScheme.Dark), ("instances", "/instances", Browser.Desktop, ColorScheme.Light),
            ("upload", "/uploads/new", Browser.Desktop, ColorScheme.Light), ("review", review, Browser.Desktop, ColorScheme.Light), ("review-phone", review, Browser.Phone, ColorScheme.Dark),
            ("settings", "/settings", Browser.Desktop, ColorScheme.Light),
        ])
        {
            await tab.Page.SetViewportSizeAsync(width, 720);
            await tab.Page.EmulateMediaAsync(new() { ColorScheme = colors });
            await tab.Page.GotoAsync(path);
            byte[] picture = await tab.Page.ScreenshotAsync();

            Assert.True(picture.Length is > 10_000 and < 150_000, $"{name}: {picture.Length} bytes");
            if (Environment.GetEnvironmentVariable("LICENSESYNC_SCREENSHOTS") is { Length: > 0 } folder)
            {
                string target = folder == "1" ? Pictures : folder;
                Directory.CreateDirectory(target);
                await File.WriteAllBytesAsync(Path.Combine(target, name + ".png"), picture);
            }
        }
    }

    /// <summary>Half a year of counts before the first.</summary>
    private static async Task AddTrendAsync(TestPage page)
    {
        var database = page.Services.GetRequiredService<Database>();
        long[] consumed = [38, 38, 40, 41, 41, 43, 46, 46, 47, 44, 46, 48, 49];
        for (int week = 0; week < consumed.Length; week++)
        {
            await database.ExecuteAsync(
                "INSERT INTO trend (inputs_version, at, consumed, enterprise, visual_studio, saved, purchased, server_accounts, cloud_accounts) VALUES (@version, @at, @consumed, 0, 0, 0, @purchased, 0, 0)",
                CancellationToken.None,
                ("version", week - 100), ("at", TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(14 * (consumed.Length - week))), ("consumed", consumed[week]), ("purchased", week < 5 ? 45L : 50L));
        }
    }

    private static async Task CheckAsync(Tab tab, string path, List<string> problems)
    {
        await tab.Page.GotoAsync(path);
        AxeResult result = await tab.Page.RunAxe();
        problems.AddRange(result.Violations.Select(violation => string.Create(
            CultureInfo.InvariantCulture, $"{path}: {violation.Id}, {violation.Nodes.Length} times: {violation.Nodes[0].Html} {violation.Nodes[0].Any.FirstOrDefault()?.Message}")));
        if (await tab.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
        {
            problems.Add($"{path}: scrolls sideways");
        }
    }
}
