using System.Runtime.CompilerServices;
using LicenseSync.Accounts;
using LicenseSync.LicenseReports;
using LicenseSync.Transport;
using LicenseSync.Web.Uploads;

namespace LicenseSync.Web.Syncing;

/// <summary>Keeps what a run reads from the cloud, once it was read to its end.</summary>
internal sealed class CloudKeeper(UploadReceiver receiver, Lazy<UploadService> uploads, WebSettings settings)
{
    public async Task KeepAsync(string name, bool replaces, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        PrivateFolder.Create(settings.SpoolFolder);
        string path = Path.Combine(settings.SpoolFolder, Guid.NewGuid().ToString("N"));
        await using var spool = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 << 10, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        await write(spool);
        spool.Position = 0;
        Upload upload = await receiver.ReceiveAsync(spool, name, Guid.NewGuid().ToString("N"), KeepingTarget.Who, UploadOrigin.Sync, instance: null, cancellationToken);
        if (await uploads.Value.AcceptAsync(upload, givenName: null, replaces, KeepingTarget.Who, cancellationToken) is { } reason)
        {
            throw new IOException(reason);
        }
    }
}

/// <summary>License data that a run reads, kept as it goes by. The first source of a run replaces what is there, others add to it.</summary>
internal sealed class KeepingLicensesSource(IConsumedLicensesSource source, CloudKeeper keeper, bool isFirst) : IConsumedLicensesSource
{
    public async IAsyncEnumerable<ConsumedLicensesPage> ReadPagesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var pages = new List<ConsumedLicensesPage>();
        await foreach (ConsumedLicensesPage page in source.ReadPagesAsync(cancellationToken))
        {
            pages.Add(page);
            yield return page;
        }

        await keeper.KeepAsync(
            "consumed-licenses.json", isFirst,
            spool => ConsumedLicensesWriter.WriteAsync(
                spool, pages.SelectMany(page => page.Rows).ToAsyncEnumerable(), pages.Max(page => page.TotalSeatsConsumed), pages.Max(page => page.TotalSeatsPurchased), cancellationToken),
            cancellationToken);
    }
}

/// <summary>Identities that a run reads, kept as they go by.</summary>
internal sealed class KeepingIdentitySource(IIdentitySource source, CloudKeeper keeper, bool isFirst) : IIdentitySource
{
    public async IAsyncEnumerable<ExternalIdentity> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var identities = new List<ExternalIdentity>();
        await foreach (ExternalIdentity identity in source.ReadAsync(cancellationToken))
        {
            identities.Add(identity);
            yield return identity;
        }

        await keeper.KeepAsync("identities.json", isFirst, spool => IdentityWriter.WriteAsync(spool, identities.ToAsyncEnumerable(), cancellationToken), cancellationToken);
    }
}
