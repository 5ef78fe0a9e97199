using LicenseSync.Reports;
using LicenseSync.Tests.Reports;

namespace LicenseSync.Samples.Tests.Browsing;

/// <summary>One browser for a class of tests, started when the first test asks for it, and the reports they look at.</summary>
public sealed class Browser : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("licensesync");
    private readonly Lazy<Task<Chromium>> _chromium = new(Chromium.StartAsync);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_chromium.IsValueCreated)
        {
            await (await _chromium.Value).DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    /// <summary>Opens the report of a world.</summary>
    internal async Task<Page> OpenAsync(string world, int width = 1280, bool isDark = false, bool runsScripts = true, string medium = "screen") =>
        await (await _chromium.Value).OpenAsync(await FileAsync(world), width, isDark, runsScripts, medium);

    private async Task<string> FileAsync(string world)
    {
        string file = Path.Combine(_folder.FullName, $"{world}.html");
        if (!File.Exists(file))
        {
            ReconciliationReport report = world switch
            {
                "sample" => await ReportWorlds.SampleAsync(Cli.Root),
                "hostile" => ReportWorlds.Hostile(),
                _ => ReportWorlds.Large(100_000),
            };
            await using FileStream stream = File.Create(file);
            await HtmlReportWriter.WriteAsync(stream, report);
        }

        return file;
    }
}
