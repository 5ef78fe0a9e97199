using System.Diagnostics;
using LicenseSync.GitHub.Tests.FakeGitHub;
using Xunit.Abstractions;

namespace LicenseSync.GitHub.Tests;

/// <summary>The peak memory of <c>licensesync fetch consumed-licenses</c>: 20,000 users always, more on demand (<c>LICENSESYNC_FETCH_USERS=500000</c>).</summary>
public sealed class FetchMemoryTests(ITestOutputHelper output)
{
    [Fact]
    public async Task ConsumedLicenses_ManyUsers_MemoryStaysSmall()
    {
        int users = int.TryParse(Environment.GetEnvironmentVariable("LICENSESYNC_FETCH_USERS"), out int asked) ? asked : 20_000;
        using var folder = new Folder();
        using FakeEnterprise enterprise = await FakeEnterprise.CreateAsync(new() { Users = users, Instances = 9 }, folder.Path);
        await using FakeServer server = await FakeServer.StartAsync(enterprise.Answer);

        var clock = Stopwatch.StartNew();
        using Process process = Cli.Start(Cli.FetchArguments("consumed-licenses", server.Url, folder["out.json"]), FakeEnterprise.Token);
        Task<string> error = process.StandardError.ReadToEndAsync();
        long peak = 0;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, PeakOf(process.Id));
            await Task.WhenAny(process.WaitForExitAsync(), error, Task.Delay(50));
        }

        long written = new FileInfo(folder["out.json"]).Length;
        output.WriteLine($"{users} users, {written >> 20} MiB, {clock.Elapsed.TotalSeconds:F1} s, peak {peak >> 10} MiB");
        Assert.Equal((0, ""), (process.ExitCode, await error));
        Assert.InRange(peak >> 10, 1, 100 + (users / 5_000));
        Assert.Equal(new FileInfo(folder["consumed-licenses.json"]).Length, written);
    }

    /// <summary>The most memory a process has had so far, in KiB, as the system counts it.</summary>
    private static long PeakOf(int process)
    {
        try
        {
            string line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)) ?? "0";
            return long.Parse(string.Concat(line.Where(char.IsAsciiDigit)), System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0; // it has ended
        }
    }
}
