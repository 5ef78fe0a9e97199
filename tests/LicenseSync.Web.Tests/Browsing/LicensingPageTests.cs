using System.Text.Json.Nodes;
using LicenseSync.Cli.Generation;
using LicenseSync.GitHub.Tests.FakeGitHub;
using Microsoft.Playwright;

namespace LicenseSync.Web.Tests.Browsing;

/// <summary>What a person does, in a browser.</summary>
public sealed class LicensingPageTests(Browser browser) : IClassFixture<Browser>
{
    [ChromiumFact]
    public async Task FirstStart_SetupLink_MakesAnAccountAndSaysWhatToDoFirst()
    {
        await using TestPage page = await TestPage.StartAsync();
        await using Tab tab = await browser.OpenAsync(page);
        await tab.Page.GotoAsync("/people");
        await tab.HeadingAsync("Sign in to LicenseSync");

        await tab.SetUpAsync(page);

        await tab.HeadingAsync("Licenses");
        await tab.Page.GetByText("See how many licenses you consume").WaitForAsync();
        Assert.Empty(tab.Complaints);
    }

    [ChromiumTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Upload_ByForm_CountsTheSampleWorld(bool runsScripts)
    {
        await using TestPage page = await TestPage.StartAsync();
        await using Tab tab = await browser.OpenAsync(page, runsScripts: runsScripts);
        await tab.SetUpAsync(page);

        await tab.AddSampleWorldAsync();

        Assert.Equal(("51", "50", "−1", "25"), (await tab.FigureAsync("Consumed"), await tab.FigureAsync("Purchased"), await tab.FigureAsync("Available"), await tab.FigureAsync("Saved by sync")));
        Assert.Empty(tab.Complaints);
    }

    [ChromiumFact]
    public async Task Upload_ByDrop_IsCheckedBeforeItCounts()
    {
        await using TestPage page = await TestPage.StartAsync();
        await using Tab tab = await browser.OpenAsync(page);
        await tab.SetUpAsync(page);
        await tab.Page.GotoAsync("/uploads/new");
        IJSHandle transfer = await tab.Page.EvaluateHandleAsync(
            "text => { const transfer = new DataTransfer(); transfer.items.add(new File([text], 'dropped.json')); return transfer; }", await File.ReadAllTextAsync(Samples.PathOf("ghes-main.json")));

        await tab.Page.DispatchEventAsync(".drop", "dragover", new { dataTransfer = transfer });
        await tab.Page.DispatchEventAsync(".drop", "drop", new { dataTransfer = transfer });

        await tab.HeadingAsync("Check before you accept");
        await tab.Page.GetByRole(AriaRole.Heading, new() { Name = "dropped.json" }).WaitForAsync();
        await tab.AcceptAsync();
        await tab.Page.GetByText("There is no license data yet").WaitForAsync();
        Assert.Empty(tab.Complaints);
    }

    [ChromiumFact]
    public async Task Upload_BrokenFile_ShowsWhereAndOffersNothing()
    {
        await using TestPage page = await TestPage.StartAsync();
        await using Tab tab = await browser.OpenAsync(page);
        await tab.SetUpAsync(page);

        await tab.UploadAsync("README.md");

        await tab.Page.GetByText("Cannot be accepted").WaitForAsync();
        await tab.Page.GetByText("LS1004").WaitForAsync();
        Assert.Equal(0, await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Accept the files" }).CountAsync());
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Discard all" }).ClickAsync();
        await tab.HeadingAsync("Enterprise Server instances");
    }

    [ChromiumFact]
    public async Task Upload_EncryptedFile_IsAcceptedWithTheWayOn()
    {
        await using TestPage page = await TestPage.StartAsync();
        await using Tab tab = await browser.OpenAsync(page);
        await tab.SetUpAsync(page);

        await tab.UploadAsync("ghes-encrypted.json");
        await tab.Page.GetByText("Upload the instance’s user report").WaitForAsync();
        await tab.AcceptAsync();

        await tab.Page.GetByText("Not in the count, since their users are encrypted").WaitForAsync();
        await tab.Page.GotoAsync("/instances");
        await tab.Page.GetByText("encrypted: not counted").WaitForAsync();
    }

    [ChromiumFact]
    public async Task SyncNow_FakeServer_ShowsTheInstanceAsSynced()
    {
        using var folder = new Folder();
        var generator = new WorldGenerator(new() { Users = 200, Seed = 4, Instances = 1 });
        await WorldFiles.WriteAsync(generator, folder.Path);
        using var enterprise = new FakeEnterprise(generator, folder.Path) { ReportDelays = 0 };
        await using FakeServer server = await FakeServer.StartAsync(enterprise.Answer);
        await using TestPage page = await TestPage.StartAsync(SyncTests.Settings(server.Url));
        await using Tab tab = await browser.OpenAsync(page);
        await tab.SetUpAsync(page);

        await tab.Page.GotoAsync("/instances");
        await tab.Page.GetByText("The last one started").WaitForAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Sync now" }).ClickAsync();

        await tab.Page.GetByText("Usage synced").WaitForAsync();
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "consumed-licenses.json" }).WaitForAsync();
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "ghes-1.octo-corp.example" }).ClickAsync();
        await tab.Page.GetByText("configured: synced every week").WaitForAsync();
    }

    [ChromiumFact]
    public async Task Owner_LookingForAPerson_FindsEvidenceAndFreesALicense()
    {
        await using TestPage page = await TestPage.StartAsync();
        await using Tab tab = await browser.OpenAsync(page);
        await tab.SetUpAsync(page);
        await tab.AddSampleWorldAsync();

        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "People", Exact = true }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Searchbox).FillAsync("tariq");
        await tab.Page.GetByRole(AriaRole.Searchbox).PressAsync("Enter");
        await tab.Page.GetByText("2 people found").WaitForAsync();
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "tariq", Exact = true }).ClickAsync();
        await tab.Page.GetByText("Every step that was tried").WaitForAsync();
        await tab.Page.GetByText("Probably one person with").WaitForAsync();
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Suggestions" }).ClickAsync();
        Assert.Equal(("51", "51"), (await tab.FigureAsync("Consumed now"), await tab.FigureAsync("With what is accepted")));

        await tab.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Accept .*:30$") }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Take back") }).WaitForAsync();
        Assert.Equal(("51", "50"), (await tab.FigureAsync("Consumed now"), await tab.FigureAsync("With what is accepted")));
        await tab.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Take back") }).ClickAsync();
        await tab.Page.GetByText("0 suggestions accepted").WaitForAsync();
        Assert.Empty(tab.Complaints);
    }

    [ChromiumFact]
    public async Task Downloads_OfTheCount_AreWhole()
    {
        await using TestPage page = await TestPage.StartAsync();
        await using Tab tab = await browser.OpenAsync(page);
        await tab.SetUpAsync(page);
        await tab.AddSampleWorldAsync();

        string html = await DownloadAsync(tab, "HTML report");
        string csv = await DownloadAsync(tab, "CSV");
        string json = await DownloadAsync(tab, "JSON");

        Assert.EndsWith("</html>", html.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(51, (int)JsonNode.Parse(json)!["summary"]!["licenses_consumed"]!);
        Assert.StartsWith("github_com_login", csv.TrimStart('\uFEFF'), StringComparison.Ordinal);
    }

    [ChromiumFact]
    public async Task SignOut_ThenBack_ShowsNothing()
    {
        await using TestPage page = await TestPage.StartAsync();
        await using Tab tab = await browser.OpenAsync(page);
        await tab.SetUpAsync(page);

        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await tab.HeadingAsync("Sign in to LicenseSync");
        await tab.Page.GotoAsync("/people");

        await tab.HeadingAsync("Sign in to LicenseSync");
    }

    private static async Task<string> DownloadAsync(Tab tab, string link)
    {
        IDownload download = await tab.Page.RunAndWaitForDownloadAsync(() => tab.Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync());
        return await File.ReadAllTextAsync(await download.PathAsync());
    }
}
