using LicenseSync.Reconciliation;
using LicenseSync.Sync;
using LicenseSync.Transport;
using LicenseSync.Web.Storage;
using LicenseSync.Web.Uploads;

namespace LicenseSync.Web.Syncing;

/// <summary>Where usage and license data come from and go to: the settings of the worker sample, in the same section.</summary>
internal static class SyncSetup
{
    public static void AddSync(this IServiceCollection services, WebSettings web, IConfiguration configuration)
    {
        IConfigurationSection settings = configuration.GetSection("LicenseSync");
        services.AddLicenseSync(options =>
        {
            foreach (string domain in web.EnterpriseDomains)
            {
                options.EnterpriseDomains.Add(domain);
            }
        });
        AddInstances(services, settings.GetSection("Instances"));
        AddCloud(services, settings.GetSection("Cloud"));
        AddTarget(services, settings.GetSection("Target"));
        services.AddSingleton(provider => new Lazy<UploadService>(provider.GetRequiredService<UploadService>));
        services.AddSingleton<CloudKeeper>();
        services.AddSingleton(PlanOf);
        if (settings.GetSection("Instances").GetChildren().Any() || settings.GetSection("Cloud").Exists())
        {
            services.AddHealthChecks().AddLicenseSync();
            services.AddScheduledLicenseSync(options =>
            {
                settings.GetSection("Schedule").Bind(options);
                options.SpoolFolder = web.SpoolFolder;
            });
        }
        else
        {
            // Nothing to ask every week; uploads are delivered and recorded all the same.
            services.AddSingleton(provider => new SyncRunner(
                provider.GetRequiredService<SyncPlan>(), provider.GetRequiredService<ISyncStateStore>(),
                new() { SpoolFolder = web.SpoolFolder, CreateBuilder = provider.GetRequiredService<ReconciliationBuilder> },
                provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SyncRunner>>()));
        }

        services.AddSingleton<SyncNow>();
        services.AddHostedService(provider => provider.GetRequiredService<SyncNow>());
        services.AddSingleton<Delivery>();
        services.AddHostedService(provider => provider.GetRequiredService<Delivery>());
    }

    private static void AddInstances(IServiceCollection services, IConfigurationSection instances)
    {
        foreach (IConfigurationSection instance in instances.GetChildren())
        {
            if (instance["File"] is { } file)
            {
                services.AddSingleton<IServerUsageSource>(new FileUsageSource(instance.Key, file));
            }
            else if (instance.GetSection("Command").Get<string[]>() is { Length: > 0 } command)
            {
                services.AddSingleton<IServerUsageSource>(new CommandUsageSource(instance.Key, command[0], command.Skip(1)));
            }
            else
            {
                services.AddGitHubEnterpriseServer(instance.Key, options =>
                {
                    options.Url = instance.GetValue<Uri>("Url");
                    options.UserName = instance["UserName"];
                    options.Token = _ => ValueTask.FromResult(instance["Token"] ?? "");
                });
            }
        }
    }

    private static void AddCloud(IServiceCollection services, IConfigurationSection cloud)
    {
        if (cloud.Exists())
        {
            services.AddGitHubEnterpriseCloud(options =>
            {
                options.Enterprise = cloud["Enterprise"];
                options.ApiUrl = cloud.GetValue<Uri>("ApiUrl") ?? options.ApiUrl;
                options.Token = _ => ValueTask.FromResult(cloud["Token"] ?? "");
            });
        }
    }

    private static void AddTarget(IServiceCollection services, IConfigurationSection target)
    {
        if (target["Url"] is { } url)
        {
            services.AddHttpUsageFileTarget(options =>
            {
                options.Url = url;
                options.Token = target["Token"] is { } token ? _ => ValueTask.FromResult(token) : null;
            });
        }
        else if (target["Folder"] is { } folder)
        {
            services.AddSingleton<IUsageFileTarget>(new FolderUsageTarget(folder));
        }
    }

    private static SyncPlan PlanOf(IServiceProvider provider)
    {
        var keeper = provider.GetRequiredService<CloudKeeper>();
        return new()
        {
            Instances = [.. provider.GetServices<IServerUsageSource>()],
            Target = new KeepingTarget(
                provider.GetService<IUsageFileTarget>(), provider.GetRequiredService<WebStore>(), provider.GetRequiredService<UploadReceiver>(), provider.GetRequiredService<Lazy<UploadService>>()),
            CloudLicenses = [.. provider.GetServices<IConsumedLicensesSource>().Select((source, number) => new KeepingLicensesSource(source, keeper, number == 0))],
            Identities = [.. provider.GetServices<IIdentitySource>().Select((source, number) => new KeepingIdentitySource(source, keeper, number == 0))],
        };
    }
}
