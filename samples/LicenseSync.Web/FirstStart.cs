using LicenseSync.Web.Security;
using LicenseSync.Web.Storage;
using LicenseSync.Web.Uploads;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace LicenseSync.Web;

/// <summary>Makes tables, throws away what a restart interrupted, and prints where the page is and, as long as nobody has an account, the one-time link to the first.</summary>
internal sealed class FirstStart(
    WebSettings settings, WebStore store, Database database, IServiceProvider services, IServer server, OwnerService owners, IHostApplicationLifetime lifetime, ILogger<FirstStart> logger) : IHostedService, IDisposable
{
    private FileStream? _lock;

    /// <summary>The link to the first account, without the address; null when there are accounts.</summary>
    public string? SetupPath { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        PrivateFolder.Create(settings.DataFolder);
        PrivateFolder.Create(settings.SpoolFolder);
        if (!database.IsPostgreSql)
        {
            LockFolder();
        }

        await store.PrepareAsync(settings.Schema + "_web", cancellationToken);
        await services.GetRequiredService<UploadService>().CleanUpAsync(isAlone: !database.IsPostgreSql, cancellationToken);
        SetupPath = await store.HasOwnersAsync(cancellationToken) || settings.OpenIdConnect.IsOn ? null : await owners.CreateLinkAsync(createdBy: null, cancellationToken);
        lifetime.ApplicationStarted.Register(Announce);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _lock?.Dispose();

    private void LockFolder()
    {
        try
        {
            _lock = new(Path.Combine(settings.DataFolder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new IOException($"Another process uses the data folder {settings.DataFolder}. Stop it, or set LicenseSync:DataFolder; several replicas need PostgreSQL (LicenseSync:ConnectionString).", exception);
        }
    }

    private void Announce()
    {
        ICollection<string> addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        string address = settings.PublicUrl?.GetLeftPart(UriPartial.Authority) ?? addresses.FirstOrDefault() ?? "";
        Console.Out.WriteLine($"The licensing page: {address}/");
        Console.Out.WriteLine(database.IsPostgreSql ? "Data: PostgreSQL" : $"Data: {settings.DataFolder}");
        if (SetupPath is not null)
        {
            Console.Out.WriteLine($"Nobody has an account yet. Open this link once, within a day, to make yours: {address}{SetupPath}");
        }

        foreach (string open in addresses.Where(open => open.StartsWith("http:", StringComparison.Ordinal) && !settings.IsPublic && Uri.TryCreate(open, UriKind.Absolute, out Uri? uri) && !uri.IsLoopback))
        {
            Log.ListensUnencrypted(logger, open);
        }
    }
}
