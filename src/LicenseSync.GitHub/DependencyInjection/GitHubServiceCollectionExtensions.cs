using System.Diagnostics.CodeAnalysis;
using System.Net;
using LicenseSync.GitHub;
using LicenseSync.GitHub.Delivery;
using LicenseSync.GitHub.Http;
using LicenseSync.Transport;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers clients of GitHub's APIs. Handlers that a host adds to the builders see each attempt of each request.</summary>
public static class GitHubServiceCollectionExtensions
{
    private const string TargetClient = "LicenseSync.UsageFileTarget";

    /// <summary>Registers <see cref="GitHubEnterpriseCloudClient"/> (singleton), also as <see cref="IConsumedLicensesSource"/>, and its external identities as <see cref="IIdentitySource"/>, where there is none yet.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets the options; checked when the host starts.</param>
    /// <returns>The builder of its HTTP client.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHttpClientBuilder AddGitHubEnterpriseCloud(this IServiceCollection services, Action<GitHubEnterpriseCloudOptions> configure)
    {
        IHttpClientBuilder builder = AddCloud(services, Options.Options.DefaultName, configure);
        services.TryAddSingleton(provider => CreateCloud(provider, Options.Options.DefaultName));
        services.TryAddSingleton<IConsumedLicensesSource>(provider => provider.GetRequiredService<GitHubEnterpriseCloudClient>());
        services.TryAddSingleton(provider => provider.GetRequiredService<GitHubEnterpriseCloudClient>().ExternalIdentities);
        return builder;
    }

    /// <summary>Registers a <see cref="GitHubEnterpriseCloudClient"/> (keyed singleton) for one of several enterprises.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="name">The key of the service.</param>
    /// <param name="configure">Sets the options; checked when the host starts.</param>
    /// <returns>The builder of its HTTP client.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHttpClientBuilder AddGitHubEnterpriseCloud(this IServiceCollection services, string name, Action<GitHubEnterpriseCloudOptions> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        IHttpClientBuilder builder = AddCloud(services, name, configure);
        services.TryAddKeyedSingleton(name, (provider, _) => CreateCloud(provider, name));
        return builder;
    }

    /// <summary>Registers a <see cref="GitHubEnterpriseServerClient"/> (keyed singleton) for one instance, and adds it to the host's <see cref="IServerUsageSource"/>s.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="name">Names the instance: the key of the service and the source's <see cref="IServerUsageSource.Name"/>.</param>
    /// <param name="configure">Sets the options; checked when the host starts.</param>
    /// <returns>The builder of its HTTP client.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHttpClientBuilder AddGitHubEnterpriseServer(this IServiceCollection services, string name, Action<GitHubEnterpriseServerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<GitHubEnterpriseServerOptions>(name).Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GitHubEnterpriseServerOptions>, GitHubEnterpriseServerOptionsValidator>());
        services.TryAddKeyedSingleton(name, (provider, _) => new GitHubEnterpriseServerClient(
            name, Http(provider, ServerClient(name)), Named<GitHubEnterpriseServerOptions>(provider, name), Time(provider), Logger<GitHubEnterpriseServerClient>(provider)));
        services.AddSingleton<IServerUsageSource>(provider => provider.GetRequiredKeyedService<GitHubEnterpriseServerClient>(name));
        return AddClient(services, ServerClient(name), provider =>
        {
            GitHubEnterpriseServerOptions options = Named<GitHubEnterpriseServerOptions>(provider, name);
            return ClientSettings.From(options, options.Url!, options.UserName);
        });
    }

    /// <summary>Registers <see cref="HttpUsageFileTarget"/> (singleton), also as <see cref="IUsageFileTarget"/>, where there is none yet.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets the options; checked when the host starts.</param>
    /// <returns>The builder of its HTTP client.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHttpClientBuilder AddHttpUsageFileTarget(this IServiceCollection services, Action<HttpUsageFileTargetOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<HttpUsageFileTargetOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HttpUsageFileTargetOptions>, HttpUsageFileTargetOptionsValidator>());
        services.TryAddSingleton(provider => new HttpUsageFileTarget(Http(provider, TargetClient), Target(provider), Time(provider)));
        services.TryAddSingleton<IUsageFileTarget>(provider => provider.GetRequiredService<HttpUsageFileTarget>());
        return AddClient(services, TargetClient, provider => Target(provider).ToSettings());

        static HttpUsageFileTargetOptions Target(IServiceProvider provider) => Named<HttpUsageFileTargetOptions>(provider, Options.Options.DefaultName);
    }

    private static string CloudClient(string name) => $"LicenseSync.GitHub.Cloud:{name}";

    private static string ServerClient(string name) => $"LicenseSync.GitHub.Server:{name}";

    private static IHttpClientBuilder AddCloud(IServiceCollection services, string name, Action<GitHubEnterpriseCloudOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<GitHubEnterpriseCloudOptions>(name).Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GitHubEnterpriseCloudOptions>, GitHubEnterpriseCloudOptionsValidator>());
        return AddClient(services, CloudClient(name), provider =>
        {
            GitHubEnterpriseCloudOptions options = Named<GitHubEnterpriseCloudOptions>(provider, name);
            return ClientSettings.From(options, options.ApiUrl!);
        });
    }

    private static GitHubEnterpriseCloudClient CreateCloud(IServiceProvider provider, string name) =>
        new(Http(provider, CloudClient(name)), Named<GitHubEnterpriseCloudOptions>(provider, name), Time(provider), Logger<GitHubEnterpriseCloudClient>(provider));

    private static IHttpClientBuilder AddClient(IServiceCollection services, string name, Func<IServiceProvider, ClientSettings> settings)
    {
        IHttpClientBuilder builder = services.AddHttpClient(name)
            // The client lives as long as the host; connections are renewed here, so that changes in DNS are seen.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.All,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                UseCookies = false,
            });
        builder.AddResilienceHandler("licensesync", (pipeline, context) => RetryRules.Configure(pipeline, settings(context.ServiceProvider), Time(context.ServiceProvider)));
        return builder
            .AddHttpMessageHandler(provider => new RedirectHandler(settings(provider)))
            .AddHttpMessageHandler(provider => new TokenHandler(settings(provider)));
    }

    private static HttpClient Http(IServiceProvider provider, string name) => provider.GetRequiredService<IHttpClientFactory>().CreateClient(name);

    private static TOptions Named<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(IServiceProvider provider, string name)
        where TOptions : class => provider.GetRequiredService<IOptionsMonitor<TOptions>>().Get(name);

    private static TimeProvider Time(IServiceProvider provider) => provider.GetService<TimeProvider>() ?? TimeProvider.System;

    private static ILogger Logger<T>(IServiceProvider provider) => provider.GetService<ILogger<T>>() ?? NullLogger<T>.Instance;
}
