using System.Globalization;
using LicenseSync.Accounts;
using LicenseSync.Reconciliation;
using LicenseSync.Tests.Reconciliation.Oracle;

namespace LicenseSync.Tests.Reconciliation;

/// <summary>The codes of semantics G in the most obvious way, for any two accounts.</summary>
internal static class NaiveSuggestions
{
    /// <summary>An account that consumes: of a person without a cloud account, or that with a login.</summary>
    public sealed record Party(int Person, string? Id, string Text, string? Login, string? Name, bool IsCloud, IReadOnlyList<string> Addresses, IReadOnlyList<string> Secondary, IReadOnlyList<string> Hosts)
    {
        /// <summary>Whether its person is this account only, so that it may be suggested to anybody.</summary>
        public required bool IsAlone { get; init; }
    }

    public static List<Party> Parties(World world, ReconciliationResult result)
    {
        var parties = new List<Party>();
        IReadOnlyList<(string? Login, string Step, string Address)> offers = NaiveReconciler.Offers(world);
        for (int number = 0; number < result.People.Count; number++)
        {
            Person person = result.People[number];
            if (!person.ConsumesLicense)
            {
                continue;
            }

            string[] hosts = [.. person.ServerAccounts.Select(account => account.Id.HostName)];
            if (person.GitHubComLogin is { } login)
            {
                string? name = person.IsPendingInvitation ? null
                    : world.Rows.Where(row => row.Kind == ConsumedLicenseKind.CloudAccount && Same(row.GitHubComLogin!.Trim(), login)).Select(row => row.GitHubComName).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
                string[] addresses = person.IsPendingInvitation
                    ? login.Contains('@', StringComparison.Ordinal) ? [login.Trim()] : []
                    : [.. offers.Where(offer => offer.Step != "pending_invitation" && offer.Login is not null && Same(offer.Login, login)).Select(offer => offer.Address.Trim())];
                parties.Add(new(number, null, login, login, name?.Trim(), !person.IsPendingInvitation, addresses, [], hosts) { IsAlone = false });
            }
            else if (!person.IsPendingInvitation)
            {
                parties.AddRange(person.ServerAccounts.Select(account =>
                {
                    ServerAccount source = world.Servers.Where(server => server.SourceName == account.Record.Source).Select(server => server.Accounts.ElementAtOrDefault(account.Record.Record - 1)).OfType<ServerAccount>()
                        .First(candidate => candidate.PrimaryEmail == account.PrimaryEmail && candidate.Login == account.Login);
                    string[] primary = account.PrimaryEmail is { } email ? [email.Value] : [];
                    string[] secondary = [.. source.Emails.Where(other => EmailAddress.TryParse(other.Address, out EmailAddress parsed) && parsed != account.PrimaryEmail).Select(other => other.Address.Trim())];
                    return new Party(number, account.Id.ToString(), account.Id.ToString(), account.Login, source.ProfileName?.Trim(), false, primary, secondary, hosts) { IsAlone = person.ServerAccounts.Count == 1 };
                }));
            }
        }

        return parties;
    }

    public static HashSet<string> Domains(World world) =>
        new([.. world.EnterpriseDomains.Select(domain => domain.Trim()), .. world.Rows.SelectMany(row => row.GitHubComVerifiedDomainEmails).Where(email => email.Contains('@', StringComparison.Ordinal)).Select(email => DomainOf(email.Trim()))], StringComparer.OrdinalIgnoreCase);

    public static bool Has(string code, Party account, Party target, IReadOnlyList<Party> parties, HashSet<string> domains)
    {
        return code switch
        {
            "secondary_email" => target.IsCloud && account.Secondary.Any(secondary => target.Addresses.Any(address => Same(secondary, address))),
            "normalized_email" => Any((one, other) => !Same(one, other) && Same(Normalize(one), Normalize(other))),
            "domain_alias" => Any((one, other) => Same(LocalOf(one), LocalOf(other)) && LocalOf(one).Trim().Length > 0 && !Same(DomainOf(one), DomainOf(other)) && domains.Contains(DomainOf(one)) && domains.Contains(DomainOf(other))),
            "same_login" => !string.IsNullOrWhiteSpace(account.Login) && target.Login is not null && Same(account.Login.Trim(), target.Login.Trim()),
            "similar_email" => Any((one, other) => Same(DomainOf(one), DomainOf(other)) && LocalOf(one).Length >= 5 && LocalOf(other).Length >= 5 && IsOneTypo(LocalOf(one).ToUpperInvariant(), LocalOf(other).ToUpperInvariant())),
            "same_name" => !string.IsNullOrWhiteSpace(account.Name) && target.Name is not null && Same(account.Name, target.Name)
                && parties.Where(party => party.Name is not null && Same(party.Name, account.Name)).Select(party => party.Person).Distinct().Count() == 2
                && !account.Hosts.Intersect(target.Hosts, StringComparer.OrdinalIgnoreCase).Any()
                && !Any((one, other) => Same(DomainOf(one), DomainOf(other))),
            _ => throw new ArgumentOutOfRangeException(nameof(code)),
        };

        bool Any(Func<string, string, bool> isAlike) => account.Addresses.Any(one => target.Addresses.Any(other => isAlike(one, other)));
    }

    private static bool IsOneTypo(string one, string other)
    {
        // All texts one typo away, written down.
        IEnumerable<string> shorter = Enumerable.Range(0, one.Length).Where(i => !char.IsDigit(one[i])).Select(i => one.Remove(i, 1));
        IEnumerable<string> longer = Enumerable.Range(0, other.Length).Where(i => !char.IsDigit(other[i]) && other.Remove(i, 1) == one).Select(_ => other);
        IEnumerable<string> replaced = one.Length == other.Length
            ? Enumerable.Range(0, one.Length).Where(i => one[i] != other[i] && !char.IsDigit(one[i]) && !char.IsDigit(other[i])).Select(i => one.Remove(i, 1).Insert(i, other[i].ToString()))
            : [];
        IEnumerable<string> swapped = Enumerable.Range(0, Math.Max(one.Length - 1, 0)).Where(i => one[i] != one[i + 1] && !char.IsDigit(one[i]) && !char.IsDigit(one[i + 1]))
            .Select(i => one.Remove(i, 2).Insert(i, $"{one[i + 1]}{one[i]}"));
        return one != other && shorter.Concat(longer).Concat(replaced).Concat(swapped).Contains(other);
    }

    private static string Normalize(string address)
    {
        string local = LocalOf(address), domain = DomainOf(address);
        int tag = local.IndexOf('+', StringComparison.Ordinal);
        try
        {
            domain = domain.All(char.IsAscii) ? domain : new IdnMapping().GetAscii(domain.ToLowerInvariant());
        }
        catch (ArgumentException)
        {
            // Not a domain that can be folded.
        }

        return $"{(tag > 0 ? local[..tag] : local)}@{domain}";
    }

    private static string LocalOf(string address) => address[..address.LastIndexOf('@')];

    private static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
