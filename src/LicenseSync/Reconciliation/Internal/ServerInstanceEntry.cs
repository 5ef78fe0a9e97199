using LicenseSync.Accounts;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>One usage file or other source of one instance's accounts (semantics A1).</summary>
internal sealed class ServerInstanceEntry
{
    public required int Number { get; init; }

    public required string? Source { get; init; }

    /// <summary>The name the caller gave, the second choice for the host (A1).</summary>
    public string? GivenName { get; init; }

    public ServerId ServerId { get; set; }

    /// <summary>The host shown (A1), fixed by <see cref="NameFrom"/>.</summary>
    public string HostName { get; private set; } = "";

    /// <summary>What hosts are ordered and compared by (E).</summary>
    public string HostKey { get; private set; } = "";

    public bool IsEncrypted { get; set; }

    public bool IsReplaced { get; set; }

    public ChunkedList<ServerAccountEntry> Accounts { get; set; } = new();

    /// <summary>In place of <see cref="Accounts"/>, where only the totals are wanted.</summary>
    public ChunkedList<CountedAccount> Counted { get; set; } = new();

    /// <summary>How many accounts were taken.</summary>
    public int Count => Accounts.Count + Counted.Count;

    /// <summary>Takes key and host from the file's header, which may come last.</summary>
    public void NameFrom(ServerInstance? instance)
    {
        ServerId = instance?.ServerId ?? default;
        HostName = FirstOf(instance?.HostName, GivenName, ServerId.ToString(), Path.GetFileNameWithoutExtension(Source), $"instance-{Number + 1}");
        HostKey = HostName.ToLowerInvariant();
    }

    private static string FirstOf(params ReadOnlySpan<string?> names)
    {
        foreach (string? name in names)
        {
            if (!string.IsNullOrWhiteSpace(name))
            {
                return name.Trim();
            }
        }

        return "";
    }
}
