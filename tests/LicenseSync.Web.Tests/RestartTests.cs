using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using LicenseSync.Web.Uploads;

namespace LicenseSync.Web.Tests;

/// <summary>The program as a process: what it prints first, and what is left when it is killed.</summary>
public sealed partial class RestartTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Kill_InTheMiddleOfAnUpload_LeavesNothing()
    {
        using Process process = Start();
        try
        {
            (Uri url, string link) = await AnnouncementAsync(process);
            using var client = new Client(url);
            using HttpResponseMessage made = await client.PostAsync(link, "/setup", ("code", link.Split('=')[1]), ("name", "owner"), ("password", "correct horse battery"));
            await client.AcceptAllAsync(await client.UploadAsync(("first.json", UploadTests.Export("one", "ghes.example", 3, "2026-03-01"))));

            var endless = new EndlessUpload(await client.TokenAsync("/uploads/new"));
            Task<HttpResponseMessage> upload = client.SendAsync(HttpMethod.Post, "/uploads", endless);
            await endless.Sent.Task.WaitAsync(TimeSpan.FromSeconds(30));
            while (Directory.GetFiles(_folder["uploads"]).Length < 2)
            {
                await Task.Delay(20);
            }

            process.Kill();
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => upload);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        await using TestPage again = await TestPage.StartInAsync(_folder.Path);
        Upload counted = Assert.Single(await again.Store.GetUploadsAsync(UploadState.Accepted, CancellationToken.None));
        Assert.Equal("first.json", counted.FileName);
        Assert.Empty(await again.Store.GetUploadsAsync(UploadState.Receiving, CancellationToken.None));
        Assert.Empty(await again.Store.GetUploadsAsync(UploadState.Pending, CancellationToken.None));
        Assert.Equal([counted.Id], Directory.GetFiles(_folder["uploads"]).Select(Path.GetFileName));
        Assert.Null(again.SetupPath);
    }

    [Fact]
    public async Task SecondProcess_OnOneFolder_IsRefused()
    {
        await using TestPage page = await TestPage.StartInAsync(_folder.Path);

        IOException exception = await Assert.ThrowsAsync<IOException>(() => TestPage.StartInAsync(_folder.Path));

        Assert.StartsWith("Another process uses the data folder", exception.Message, StringComparison.Ordinal);
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("dotnet", [Samples.Program, "--urls=http://127.0.0.1:0"]) { RedirectStandardOutput = true, WorkingDirectory = _folder.Path };
        start.Environment["LicenseSync__DataFolder"] = _folder.Path;
        return Process.Start(start)!;
    }

    private static async Task<(Uri Url, string Link)> AnnouncementAsync(Process process)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await process.StandardOutput.ReadLineAsync(timeout.Token) is { } line)
        {
            if (SetupLink().Match(line) is { Success: true } match)
            {
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return (new(match.Groups[1].Value), match.Groups[2].Value);
            }
        }

        throw new InvalidOperationException("The program ended before it printed its link.");
    }

    [GeneratedRegex(@"(http://[^/]+)(/setup\?code=\S+)")]
    private static partial Regex SetupLink();

    /// <summary>A form whose file does not end.</summary>
    private sealed class EndlessUpload : HttpContent
    {
        private const string Boundary = "the-boundary";

        private readonly string _token;

        public EndlessUpload(string token)
        {
            _token = token;
            Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={Boundary}");
        }

        public TaskCompletionSource Sent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            await using var writer = new StreamWriter(stream, leaveOpen: true);
            await writer.WriteAsync($"--{Boundary}\r\nContent-Disposition: form-data; name=\"__RequestVerificationToken\"\r\n\r\n{_token}\r\n");
            await writer.WriteAsync($"--{Boundary}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"endless.json\"\r\n\r\n");
            await writer.WriteAsync("{\"instance\":{\"server_id\":\"two\",\"host_name\":\"lab.example\"},\"users\":[");
            for (int id = 1; ; id++)
            {
                await writer.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{(id == 1 ? "" : ",")}{{\"id\":{id},\"login\":\"u{id}\"}}"));
                if (id % 1_000 == 0)
                {
                    await writer.FlushAsync();
                    Sent.TrySetResult();
                    await Task.Delay(50);
                }
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
