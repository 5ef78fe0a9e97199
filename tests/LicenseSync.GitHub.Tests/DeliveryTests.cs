using System.Text;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.GitHub.Delivery;
using LicenseSync.GitHub.Tests.FakeGitHub;
using LicenseSync.IO;
using LicenseSync.Reconciliation;
using LicenseSync.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LicenseSync.GitHub.Tests;

/// <summary>Delivery over HTTP, and what of a file is delivered.</summary>
public sealed class DeliveryTests(World world) : IClassFixture<World>
{
    private static readonly byte[] Key = Encoding.UTF8.GetBytes("an invented key of 32 characters");

    [Theory]
    [InlineData(false, "PUT")]
    [InlineData(true, "POST")]
    public async Task Deliver_ServerFails_WholeFileSentAgainUnderOneKey(bool usesPost, string method)
    {
        await using FakeServer server = await FakeServer.StartAsync(_ => new() { Status = 201 });
        server.Fail("", _ => FakeAnswer.Json("", 503));
        server.Fail("", Faults.Resets);
        using ServiceProvider services = Services($"{server.Url}usage/{{instance}}", usesPost);

        await services.GetRequiredService<IUsageFileTarget>().DeliverAsync(Delivery());

        Assert.Equal(3, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.Equal(
            (method, "/usage/ghes main", "id-1", "Bearer t", 300_000),
            (request.Method, request.Path, request.Header("Idempotency-Key"), request.Header("Authorization"), request.Body.Length)));
    }

    [Fact]
    public async Task Deliver_Refused_IsAnError()
    {
        await using FakeServer server = await FakeServer.StartAsync(_ => FakeAnswer.Json("", 403));
        using ServiceProvider services = Services(server.Url.AbsoluteUri, usesPost: false);

        Assert.Equal(403, (await Assert.ThrowsAsync<TransportException>(() => services.GetRequiredService<IUsageFileTarget>().DeliverAsync(Delivery()))).StatusCode);
    }

    [Theory]
    [InlineData("http://intake.example/")]
    [InlineData("https://{instance}.example/")]
    [InlineData("https://intake.example:{id}/")]
    [InlineData("ftp://intake.example/")]
    [InlineData("nothing")]
    public void Target_UrlThatIsNoGood_IsRefused(string url)
    {
        using ServiceProvider services = Services(url, usesPost: false);

        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IUsageFileTarget>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Transform_ExportReconciled_SameTotalsAndNothingElseIsSaid(bool pseudonyms)
    {
        var names = new EmailPseudonyms(Key);
        var builder = new ReconciliationBuilder();
        for (int number = 1; number <= 3; number++)
        {
            using var reduced = new MemoryStream();
            await using (FileStream source = File.OpenRead(Path.Combine(world.Files, $"ghes-{number}.json")))
            {
                await (pseudonyms ? UsageTransform.PseudonymizeAsync(source, reduced, names) : UsageTransform.MinimizeAsync(source, reduced));
            }

            string text = Encoding.UTF8.GetString(reduced.ToArray());
            Assert.DoesNotContain("profile_name", text, StringComparison.Ordinal);
            Assert.DoesNotContain("public_key", text, StringComparison.Ordinal);
            reduced.Position = 0;
            await using InputFile file = await InputFile.OpenAsync(reduced, leaveOpen: true);
            await builder.AddServerFileAsync(file);
        }

        builder.AddConsumedLicenses(world.Generator.ConsumedLicenses().Select(row => !pseudonyms ? row : row with
        {
            GitHubComLogin = row.GitHubComLogin?.Contains('@', StringComparison.Ordinal) is true ? names.Of(row.GitHubComLogin) : row.GitHubComLogin,
            GitHubComSamlNameId = names.Of(row.GitHubComSamlNameId ?? ""),
            GitHubComVerifiedDomainEmails = [.. row.GitHubComVerifiedDomainEmails.Select(names.Of)],
            VisualStudioSubscriptionEmail = names.Of(row.VisualStudioSubscriptionEmail ?? ""),
        }), world.Generator.TotalSeatsConsumed);
        builder.AddIdentities(world.Generator.Identities().Select(identity => !pseudonyms ? identity : Pseudonymous(identity, names)));
        ReconciliationSummary summary = builder.Build().Summary;

        var expected = world.Generator.Summarize();
        Assert.Equal(
            (expected.LicensesConsumed, expected.LicensesWithoutSync, expected.VisualStudioLicensesConsumed, expected.Matched, expected.NotMatched, expected.CannotTell),
            (summary.LicensesConsumed, summary.LicensesWithoutSync, summary.VisualStudioLicensesConsumed, summary.Matched, summary.NotMatched, summary.CannotTell));
    }

    [Fact]
    public async Task Transform_Encrypted_IsRefused() => await Assert.ThrowsAsync<EncryptedUsersException>(() =>
        UsageTransform.MinimizeAsync(new MemoryStream("""{"instance":{"server_id":"x"},"users":"AAAA"}"""u8.ToArray()), Stream.Null));

    [Fact]
    public void Pseudonyms_LetterCaseAndSpace_DoNotMatter()
    {
        var names = new EmailPseudonyms(Key);
        var hidden = new EmailPseudonyms(Key, hidesDomains: true);

        Assert.Equal(names.Of("ada@octo.example"), names.Of(" Ada@OCTO.example "));
        Assert.EndsWith("@octo.example", names.Of("Ada@octo.example"), StringComparison.Ordinal);
        Assert.DoesNotContain("octo", hidden.Of("Ada@octo.example"), StringComparison.Ordinal);
        Assert.NotEqual(names.Of("ada@octo.example"), new EmailPseudonyms(Key.AsSpan(1)).Of("ada@octo.example"));
        Assert.DoesNotContain('@', names.Of("no address"));
        Assert.Throws<ArgumentException>(() => new EmailPseudonyms(Key.AsSpan(0, 15)));
    }

    private static ExternalIdentity Pseudonymous(ExternalIdentity identity, EmailPseudonyms names) => identity with
    {
        SamlIdentity = identity.SamlIdentity! with
        {
            NameId = names.Of(identity.SamlIdentity.NameId ?? ""),
            Username = names.Of(identity.SamlIdentity.Username ?? ""),
            Emails = [.. identity.SamlIdentity.Emails.Select(email => email with { Value = names.Of(email.Value!) })],
            Attributes = [.. identity.SamlIdentity.Attributes.Select(attribute => attribute with { Value = names.Of(attribute.Value!) })],
        },
        ScimIdentity = identity.ScimIdentity is null ? null : identity.ScimIdentity with
        {
            UserName = names.Of(identity.ScimIdentity.UserName ?? ""),
            Emails = [.. identity.ScimIdentity.Emails.Select(email => email with { Value = names.Of(email.Value!) })],
        },
    };

    private static UsageDelivery Delivery() => new()
    {
        Id = "id-1",
        InstanceName = "ghes main",
        ContentHash = "00",
        Length = 300_000,
        OpenAsync = _ => Task.FromResult<Stream>(new MemoryStream(new byte[300_000])),
    };

    private static ServiceProvider Services(string url, bool usesPost)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new TestTime(TimeSpan.FromMinutes(10), TimeSpan.FromHours(2)));
        services.AddHttpUsageFileTarget(options => (options.Url, options.UsesPost, options.Token) = (url, usesPost, _ => ValueTask.FromResult("t")));
        return services.BuildServiceProvider();
    }
}
