using System.Diagnostics;

namespace LicenseSync.Samples.Tests.Browsing;

/// <summary>A headless Chromium without a network, driven over its DevTools protocol on the loopback. One page at a time.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly DirectoryInfo _profile;
    private readonly DevTools _tools;

    private Chromium(Process process, DirectoryInfo profile, DevTools tools) => (_process, _profile, _tools) = (process, profile, tools);

    /// <summary>The program; null where none is installed.</summary>
    public static string? Program { get; } = Find();

    public static async Task<Chromium> StartAsync()
    {
        DirectoryInfo profile = Directory.CreateTempSubdirectory("licensesync-browser");
        string[] arguments =
        [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--host-resolver-rules=MAP * ~NOTFOUND", "--remote-debugging-port=0", $"--user-data-dir={profile.FullName}", "about:blank",
        ];
        Process process = Process.Start(new ProcessStartInfo(Program!, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        using var timeout = new CancellationTokenSource(StartTime);
        Uri address = await AddressAsync(process.StandardError, timeout.Token);
        _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        return new(process, profile, await DevTools.ConnectAsync(address, timeout.Token));
    }

    /// <summary>Opens a file and waits until it is loaded.</summary>
    public Task<Page> OpenAsync(string file, int width, bool isDark = false, bool runsScripts = true, string medium = "screen") =>
        Page.OpenAsync(_tools, new Uri(file).AbsoluteUri, width, isDark, runsScripts, medium);

    public async ValueTask DisposeAsync()
    {
        await _tools.DisposeAsync();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _profile.Delete(recursive: true);
    }

    private static async Task<Uri> AddressAsync(StreamReader errors, CancellationToken cancellationToken)
    {
        const string Announcement = "DevTools listening on ";
        while (await errors.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(Announcement, StringComparison.Ordinal))
            {
                return new(line[Announcement.Length..]);
            }
        }

        throw new InvalidOperationException("Chromium ended before it could be reached.");
    }

    private static string? Find() =>
        (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
         from name in (string[])["chromium", "chromium-browser", "google-chrome"]
         let path = Path.Combine(folder, name)
         where folder.Length > 0 && File.Exists(path)
         select path).FirstOrDefault();
}
