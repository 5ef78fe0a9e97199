using LicenseSync.Accounts;

namespace LicenseSync.Benchmarks;

/// <summary>The data of every benchmark: the same accounts each time, four in five of them with a cloud account.</summary>
internal static class World
{
    private const int Seed = 20_26;

    public static ServerInstance Instance { get; } = new() { ServerId = ServerId.Parse("0d9c2f5e-6a51-4c1e-8f1e-5b1c3f7a9d21"), HostName = "ghes.octo-corp.example" };

    public static List<ServerAccount> ServerAccounts(int count)
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(1, count).Select(id => new ServerAccount
        {
            UserId = id,
            Login = $"octo-user-{id}",
            ProfileName = $"Octo User {id}",
            IsSiteAdmin = false,
            IsSuspended = random.Next(50) == 0,
            CreatedAt = new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero),
            Emails = [new() { Address = $"user{id}@octo-corp.example", IsPrimary = true }, new() { Address = $"user{id}@mail.octo-corp.example", IsPrimary = false }],
        })];
    }

    public static List<ConsumedLicense> ConsumedLicenses(int count)
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(1, count).Select(id => new ConsumedLicense
        {
            GitHubComLogin = $"octo-{id}",
            GitHubComUser = true,
            LicenseType = new("Enterprise"),
            GitHubComMemberRoles = ["octo-org:Member"],
            GitHubComSamlNameId = random.Next(3) == 0 ? $"USER{id}@octo-corp.example" : null,
            GitHubComVerifiedDomainEmails = [random.Next(5) == 0 ? $"other{id}@octo-corp.example" : $"user{id}@octo-corp.example"],
        })];
    }
}
