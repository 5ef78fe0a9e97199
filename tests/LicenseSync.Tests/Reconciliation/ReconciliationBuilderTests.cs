using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.Reconciliation;

namespace LicenseSync.Tests.Reconciliation;

public class ReconciliationBuilderTests
{
    private static readonly ServerInstance Instance = new() { ServerId = ServerId.Parse("1"), HostName = "ghes.example" };

    [Fact]
    public void Build_AccountWithVerifiedEmail_CountsOnePerson()
    {
        var builder = new ReconciliationBuilder();
        builder.AddServerAccounts(Instance, [Account(7, "ada@octo.example")]);
        builder.AddConsumedLicenses([Cloud("ada", "ADA@octo.example")], totalSeatsPurchased: 5);

        ReconciliationResult result = builder.Build();

        Assert.Equal(1, result.Summary.LicensesConsumed);
        Assert.Equal(1, result.Summary.LicensesSaved);
        Assert.Equal(4, result.Summary.LicensesAvailable);
        Person person = Assert.Single(result.People);
        Assert.Equal(("ada", "ghes.example:7", "verified_email"), (person.GitHubComLogin, person.Matches[0].Id.ToString(), person.Matches[0].Rule));
    }

    [Fact]
    public void Build_NothingAdded_IsEmpty()
    {
        ReconciliationResult result = new ReconciliationBuilder().Build();

        Assert.Equal(0, result.Summary.LicensesConsumed);
        Assert.Empty(result.People);
    }

    [Fact]
    public void Build_SummaryOnly_OnlyTheSummaryCanBeBuilt()
    {
        var builder = new ReconciliationBuilder(new() { SummaryOnly = true });
        builder.AddServerAccounts(Instance, [Account(7, "ada@octo.example"), Account(7, "bob@octo.example")]);
        builder.AddConsumedLicenses([Cloud("ada", "ada@octo.example")]);

        Assert.Throws<InvalidOperationException>(builder.Build);
        Assert.Equal(1, builder.BuildSummary().LicensesConsumed);
        Assert.Equal(1, builder.Diagnostics.CountOf(DiagnosticDescriptors.DuplicateUserId));
        Assert.Throws<InvalidOperationException>(builder.BuildSummary);
        Assert.Equal(0, new ReconciliationBuilder().BuildSummary().LicensesConsumed);
    }

    [Fact]
    public void FindBy_LoginEmailAndId_FindTheSamePerson()
    {
        var builder = new ReconciliationBuilder();
        builder.AddServerAccounts(Instance, [Account(9, "bob@octo.example"), Account(7, "ada@octo.example")]);
        builder.AddConsumedLicenses([Cloud("ada", "ada@octo.example")]);
        ReconciliationResult result = builder.Build();

        Assert.Equal("ada", result.FindByLogin("ADA")!.GitHubComLogin);
        Assert.Equal("ada", Assert.Single(result.FindByEmail(EmailAddress.Parse("Ada@octo.example"))).GitHubComLogin);
        Assert.Equal("ada", Assert.Single(result.FindByServerUserId(ServerUserId.Parse("GHES.example:7"))).GitHubComLogin);
        Assert.Null(Assert.Single(result.FindByServerUserId(ServerUserId.Parse("9:ghes.example:Member"))).GitHubComLogin);
        Assert.Empty(result.FindByServerUserId(ServerUserId.Parse("ghes.example:8")));
    }

    private static ServerAccount Account(long id, string email) => new() { UserId = id, Emails = [new() { Address = email, IsPrimary = true }] };

    private static ConsumedLicense Cloud(string login, string email) => new() { GitHubComLogin = login, GitHubComVerifiedDomainEmails = [email] };
}
