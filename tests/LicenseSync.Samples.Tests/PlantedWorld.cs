using LicenseSync.Accounts;
using LicenseSync.Cli.Generation;
using LicenseSync.Reconciliation;

namespace LicenseSync.Samples.Tests;

/// <summary>A generated world with mismatches in memory, and plain lookups into it.</summary>
internal sealed class PlantedWorld
{
    private readonly Dictionary<string, ServerAccount> _servers = [];
    private readonly Dictionary<string, ConsumedLicense> _rows;
    private readonly ILookup<string, string> _identityAddresses;

    public PlantedWorld(WorldOptions options)
    {
        var world = new WorldGenerator(options);
        var builder = new ReconciliationBuilder();
        for (int instance = 0; instance < world.Instances; instance++)
        {
            ServerAccount[] accounts = [.. world.ServerAccounts(instance)];
            builder.AddServerAccounts(world.Instance(instance), accounts);
            foreach (ServerAccount account in accounts)
            {
                _servers.Add($"{world.Instance(instance).HostName}:{account.UserId}", account);
            }
        }

        ConsumedLicense[] rows = [.. world.ConsumedLicenses()];
        ExternalIdentity[] identities = [.. world.Identities()];
        builder.AddConsumedLicenses(rows);
        builder.AddIdentities(identities);
        _rows = rows.Where(row => row.Kind == ConsumedLicenseKind.CloudAccount).ToDictionary(row => row.GitHubComLogin!);
        _identityAddresses = identities.SelectMany(AddressesOf).ToLookup(pair => pair.Login, pair => pair.Address);
        Pairs = [.. world.PlantedPairs()];
        Result = builder.Build();
    }

    public IReadOnlyList<PlantedPair> Pairs { get; }

    public ReconciliationResult Result { get; }

    public ServerAccount Server(string id) => _servers[id];

    /// <summary>Whom a printed account, a login or <c>host:id</c>, names.</summary>
    public Person PersonOf(string account) =>
        _servers.ContainsKey(account) ? Assert.Single(Result.FindByServerUserId(ServerUserId.Parse(account))) : Result.FindByLogin(account)!;

    /// <summary>What can be told of the account that a planted one looks like; the addresses in lower case.</summary>
    public (string? Login, string? Name, string[] Addresses) Model(string account)
    {
        if (_servers.TryGetValue(account, out ServerAccount? server))
        {
            return (server.Login, server.ProfileName, server.PrimaryEmail is { } email ? [email.Value.ToLowerInvariant()] : []);
        }

        ConsumedLicense row = _rows[account];
        IEnumerable<string> addresses = [.. row.GitHubComVerifiedDomainEmails, row.GitHubComSamlNameId ?? "", .. _identityAddresses[account]];
        return (row.GitHubComLogin, row.GitHubComName, [.. addresses.Where(address => address.Contains('@', StringComparison.Ordinal)).Select(address => address.ToLowerInvariant())]);
    }

    private static IEnumerable<(string Login, string Address)> AddressesOf(ExternalIdentity identity)
    {
        IEnumerable<string?> addresses =
        [
            identity.SamlIdentity?.NameId, identity.SamlIdentity?.Username, identity.ScimIdentity?.UserName,
            .. identity.SamlIdentity?.Attributes.Select(attribute => attribute.Value) ?? [],
            .. identity.SamlIdentity?.Emails.Select(email => email.Value) ?? [],
            .. identity.ScimIdentity?.Emails.Select(email => email.Value) ?? [],
        ];
        return addresses.OfType<string>().Select(address => (identity.GitHubComLogin ?? "", address));
    }
}
