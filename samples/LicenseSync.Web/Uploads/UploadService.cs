using LicenseSync.Web.Counting;
using LicenseSync.Web.Storage;
using LicenseSync.Web.Syncing;

namespace LicenseSync.Web.Uploads;

/// <summary>What is done with uploads that have arrived.</summary>
internal sealed class UploadService(WebStore store, IContentStore contents, Delivery delivery, LicenseCounter counter, TimeProvider time, UploadGate gate)
{
    public const int MaxPending = 60;

    private static readonly TimeSpan ReceivingPatience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan PendingPatience = TimeSpan.FromDays(1);

    /// <summary>Accepts an upload.</summary>
    /// <param name="upload">The upload.</param>
    /// <param name="givenName">The instance's name, for a file that names none.</param>
    /// <param name="replaces">Whether license data and identities take the place of what is there, or are added to it.</param>
    /// <param name="who">Who decided.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>What stands against it, in words; null when it is accepted.</returns>
    public async Task<string?> AcceptAsync(Upload upload, string? givenName, bool replaces, string who, CancellationToken cancellationToken)
    {
        // The name of an instance is found and taken in one step: by one after the other.
        using IDisposable _ = await gate.EnterAsync(cancellationToken);
        string? instance = null;
        if (upload.IsUsage)
        {
            instance = InstanceName.Of(upload, await store.GetUploadsAsync(UploadState.Accepted, cancellationToken), givenName);
            if (instance is null)
            {
                return "A user report names no instance: say which one it is of.";
            }

            if (instance.Length > 253 || instance.Any(character => char.IsControl(character) || char.IsWhiteSpace(character)) && upload.HostName is null && upload.ServerId is null)
            {
                return "The name of an instance is its host name, without spaces.";
            }
        }

        if (!upload.IsReadable)
        {
            return "The file cannot be read to its end. Export it again.";
        }

        List<string>? superseded = await store.AcceptAsync(upload, instance, replaces, who, cancellationToken);
        if (superseded is null)
        {
            return "The file was decided about meanwhile.";
        }

        foreach (string id in superseded)
        {
            await contents.DeleteAsync(id, cancellationToken);
        }

        return null;
    }

    /// <summary>Says that all that belongs together was accepted: now it is delivered and counted.</summary>
    public void Accepted()
    {
        delivery.Wake();
        counter.Restart();
    }

    public async Task DiscardAsync(Upload upload, string who, CancellationToken cancellationToken)
    {
        if (await store.DiscardAsync(upload, who, cancellationToken))
        {
            await contents.DeleteAsync(upload.Id, cancellationToken);
        }
    }

    public async Task<bool> RemoveAsync(Upload upload, string who, CancellationToken cancellationToken)
    {
        if (!await store.RemoveUploadAsync(upload, who, cancellationToken))
        {
            return false;
        }

        await contents.DeleteAsync(upload.Id, cancellationToken);
        counter.Restart();
        return true;
    }

    /// <summary>Throws away what will never be whole, and what nobody decided about in a day.</summary>
    /// <param name="isAlone">Whether no other process can be receiving.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task CleanUpAsync(bool isAlone, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        foreach (Upload upload in await store.GetLeftOverAsync(isAlone ? DateTimeOffset.MaxValue : now - ReceivingPatience, now - PendingPatience, cancellationToken))
        {
            await contents.DeleteAsync(upload.Id, cancellationToken);
            await store.DiscardAsync(upload, "licensesync", cancellationToken);
        }

        await store.RemoveExpiredAsync(cancellationToken);
    }
}
