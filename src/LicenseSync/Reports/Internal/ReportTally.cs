using LicenseSync.Reconciliation;

namespace LicenseSync.Reports.Internal;

/// <summary>What reports say of people and is not in the summary: made in one pass over all of them, of which only the first are kept.</summary>
internal sealed class ReportTally
{
    private readonly Dictionary<(string Host, string ServerId), InstanceTally> _instances = [];

    private ReportTally()
    {
    }

    /// <summary>The instances in the order of accounts (semantics E).</summary>
    public IReadOnlyList<InstanceTally> Instances { get; private set; } = [];

    /// <summary>Pending invitations that count as people.</summary>
    public int PendingInvitations { get; private set; }

    /// <summary>How many people have several accounts.</summary>
    public int PeopleWithSeveralAccounts { get; private set; }

    /// <summary>The first of the people with several accounts, in the order of people.</summary>
    public List<Person> FirstPeople { get; } = [];

    /// <summary>Reads everybody once.</summary>
    /// <param name="result">The reconciliation.</param>
    /// <param name="maxPeople">How many people to keep.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static ReportTally Of(ReconciliationResult result, int maxPeople, CancellationToken cancellationToken)
    {
        var tally = new ReportTally();
        foreach (Person person in result.People)
        {
            cancellationToken.ThrowIfCancellationRequested();
            tally.Add(person, maxPeople);
        }

        tally.Instances = [.. tally._instances.OrderBy(instance => instance.Key.Host, StringComparer.Ordinal).ThenBy(instance => instance.Key.ServerId, StringComparer.Ordinal).Select(instance => instance.Value)];
        return tally;
    }

    /// <summary>How many accounts a person has: server accounts, and the cloud account or invitation.</summary>
    public static int AccountsOf(Person person) => person.ServerAccounts.Count + (IsInCloud(person) ? 1 : 0);

    private static bool IsInCloud(Person person) => person.HasCloudAccount || person.IsPendingInvitation;

    private void Add(Person person, int maxPeople)
    {
        PendingInvitations += person.IsPendingInvitation ? 1 : 0;
        if (AccountsOf(person) > 1)
        {
            PeopleWithSeveralAccounts++;
            if (FirstPeople.Count < maxPeople)
            {
                FirstPeople.Add(person);
            }
        }

        // The cloud account, else the first server account that consumes, takes the person's license: the others are covered by it.
        bool hasLicense = IsInCloud(person);
        foreach (PersonServerAccount account in person.ServerAccounts)
        {
            InstanceTally instance = InstanceOf(account);
            instance.Accounts++;
            if (account.ConsumesLicense)
            {
                instance.Consuming++;
                instance.Covered += hasLicense ? 1 : 0;
                hasLicense = true;
            }
        }
    }

    private InstanceTally InstanceOf(PersonServerAccount account)
    {
        (string, string) key = (account.Id.HostName.ToLowerInvariant(), account.ServerId.ToString().ToLowerInvariant());
        if (!_instances.TryGetValue(key, out InstanceTally? instance))
        {
            _instances.Add(key, instance = new(account.Id.HostName));
        }

        return instance;
    }
}

/// <summary>The accounts of one instance.</summary>
/// <param name="hostName">Its host as printed.</param>
internal sealed class InstanceTally(string hostName)
{
    public string HostName { get; } = hostName;

    /// <summary>All server accounts.</summary>
    public int Accounts { get; set; }

    /// <summary>Those that consume a license by themselves: neither suspended nor exempt.</summary>
    public int Consuming { get; set; }

    /// <summary>Those of them that share a license which another account of the person takes: what license sync saves here.</summary>
    public int Covered { get; set; }
}
