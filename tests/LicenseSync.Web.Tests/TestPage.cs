using LicenseSync.Web.Security;
using LicenseSync.Web.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseSync.Web.Tests;

/// <summary>The licensing page on loopback, as it starts without configuration, with data of its own.</summary>
internal sealed class TestPage : IAsyncDisposable
{
    public const string Owner = "owner";
    public const string Password = "correct horse battery";

    private readonly Folder? _folder;
    private readonly WebApplication _application;

    private TestPage(WebApplication application, Folder? folder)
    {
        _application = application;
        _folder = folder;
    }

    public Uri Url => new(_application.Urls.First());

    public IServiceProvider Services => _application.Services;

    public WebStore Store => Services.GetRequiredService<WebStore>();

    public string SetupPath => Services.GetRequiredService<FirstStart>().SetupPath!;

    public static Task<TestPage> StartAsync(params (string Name, string Value)[] settings)
    {
        var folder = new Folder();
        return StartAsync(folder.Path, folder, settings);
    }

    /// <summary>Starts with data that stays.</summary>
    public static Task<TestPage> StartInAsync(string folder, params (string Name, string Value)[] settings) => StartAsync(folder, null, settings);

    public Client NewClient() => new(Url);

    /// <summary>A program with a token of its own.</summary>
    public async Task<Client> NewProgramAsync()
    {
        string token = ApiTokenHandler.Prefix + Secret.Create();
        await Store.AddTokenAsync(Guid.NewGuid().ToString("N"), Secret.Hash(token), "tests", Owner, CancellationToken.None);
        return new Client(Url, token);
    }

    /// <summary>Makes the first account, and signs in with it.</summary>
    public async Task<Client> SetUpAsync()
    {
        Client client = NewClient();
        using HttpResponseMessage response = await client.PostAsync(
            SetupPath, "/setup", ("code", SetupPath.Split('=')[1]), ("name", Owner), ("password", Password));
        Assert.Equal("/", response.Headers.Location?.OriginalString);
        return client;
    }

    public Task StopAsync() => _application.StopAsync();

    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            await _application.StopAsync(soon.Token);
        }
        catch (OperationCanceledException)
        {
            // A request that a test left open does not end by itself.
        }

        await _application.DisposeAsync();
        for (int attempts = 1; _folder is not null; attempts++)
        {
            try
            {
                _folder.Dispose();
                return;
            }
            catch (IOException) when (attempts < 50)
            {
                await Task.Delay(100); // what did not end in time may write once more
            }
        }
    }

    private static async Task<TestPage> StartAsync(string path, Folder? folder, (string Name, string Value)[] settings)
    {
        WebApplication application = LicensingPage.Build(
            ["--urls=http://127.0.0.1:0", $"--LicenseSync:DataFolder={path}", "--Logging:LogLevel:Default=Error", .. settings.Select(setting => $"--LicenseSync:{setting.Name}={setting.Value}")]);
        await application.StartAsync();
        return new(application, folder);
    }
}
