using System.Net;

namespace LicenseSync.Web.Tests;

/// <summary>Sign-in with an identity provider.</summary>
public sealed class OpenIdConnectTests
{
    private const string OwnersGroup = "license-owners";

    [Fact]
    public async Task SignIn_MemberOfTheOwnersGroup_IsLetIn()
    {
        await using IdentityProvider provider = await IdentityProvider.StartAsync("everybody", OwnersGroup);
        await using TestPage page = await StartAsync(provider);
        using Client client = page.NewClient();

        Assert.Contains("/sign-in/provider", await client.ReadAsync("/sign-in"), StringComparison.Ordinal);
        Assert.Equal("/people", await SignInAsync(client));
        Assert.Contains("ana@octo.example", await client.ReadAsync("/people"), StringComparison.Ordinal);
        using HttpResponseMessage signedOut = await client.PostAsync("/people", "/sign-out");
        using HttpResponseMessage afterwards = await client.GetAsync("/people");
        Assert.Equal((HttpStatusCode.Found, HttpStatusCode.Found), (signedOut.StatusCode, afterwards.StatusCode));
    }

    [Fact]
    public async Task SignIn_SomebodyElseAtTheProvider_IsNotLetIn()
    {
        await using IdentityProvider provider = await IdentityProvider.StartAsync("everybody", OwnersGroup + "-not");
        await using TestPage page = await StartAsync(provider);
        using Client client = page.NewClient();

        Assert.Equal("/sign-in?failed=provider", await SignInAsync(client));
        using HttpResponseMessage people = await client.GetAsync("/people");
        Assert.Equal(HttpStatusCode.Found, people.StatusCode);
        Assert.Contains("does not name you an owner", await client.ReadAsync("/sign-in?failed=provider"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_AnswerThatNobodyAskedFor_IsRefused()
    {
        await using IdentityProvider provider = await IdentityProvider.StartAsync(OwnersGroup);
        await using TestPage page = await StartAsync(provider);
        using Client victim = page.NewClient();
        using Client attacker = page.NewClient();
        string callback = await LocationOfAsync(attacker, await LocationOfAsync(attacker, "/sign-in/provider"));

        using HttpResponseMessage response = await victim.GetAsync(callback);

        Assert.Equal("/sign-in?failed=provider", response.Headers.Location?.OriginalString);
    }

    private static Task<TestPage> StartAsync(IdentityProvider provider) => TestPage.StartAsync(
        ("OpenIdConnect:Authority", provider.Authority), ("OpenIdConnect:ClientId", IdentityProvider.ClientId), ("OpenIdConnect:ClientSecret", IdentityProvider.ClientSecret), ("OpenIdConnect:OwnerValue", OwnersGroup));

    /// <summary>Goes to the provider and back.</summary>
    /// <returns>Where the page then leads.</returns>
    private static async Task<string> SignInAsync(Client client) =>
        await LocationOfAsync(client, await LocationOfAsync(client, await LocationOfAsync(client, "/sign-in/provider?return=/people")));

    private static async Task<string> LocationOfAsync(Client client, string address)
    {
        using HttpResponseMessage response = await client.GetAsync(address);
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        return response.Headers.Location!.OriginalString;
    }
}
