using LicenseSync.Web.Api;
using LicenseSync.Web.Counting;
using LicenseSync.Web.Pages;
using LicenseSync.Web.Security;
using LicenseSync.Web.Storage;
using LicenseSync.Web.Syncing;
using LicenseSync.Web.Uploads;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace LicenseSync.Web;

/// <summary>Puts the licensing page together.</summary>
internal static class LicensingPage
{
    private const string DefaultAddress = "http://localhost:5080";
    private const long MaxFormBytes = 1 << 20;

    public static WebApplication Build(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        WebSettings settings = WebSettings.From(builder.Configuration);
        ConfigureServer(builder, settings);
        AddServices(builder.Services, settings, builder.Configuration);

        WebApplication application = builder.Build();
        application.UseForwardedHeaders();
        application.UseResponseHeaders();
        application.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            StatusCodeSelector = exception => exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
        });
        application.UseWhen(
            context => !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal),
            pages => pages.UseStatusCodePagesWithReExecute("/error", "?status={0}"));
        if (settings.IsPublic)
        {
            application.UseHsts();
        }

        application.UseRouting();
        application.UseRateLimiter();
        application.UseAuthentication();
        application.UseAuthorization();
        application.UseFormChecks();
        application.MapPages();
        application.MapApi();
        return application;
    }

    private static void ConfigureServer(WebApplicationBuilder builder, WebSettings settings)
    {
        // Addresses of pages hold what people look for: they are not logged.
        // The keys of cookies lie in the database, which is as private as what they guard.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error).AddFilter("System.Net.Http", LogLevel.Warning).AddFilter("Polly", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = MaxFormBytes;
        });
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists() && string.IsNullOrEmpty(builder.Configuration["http_ports"]))
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }

        // Another name than ours in the address is a page of somebody else's that points here.
        builder.Services.PostConfigure<HostFilteringOptions>(options =>
        {
            if (builder.Configuration["AllowedHosts"] is null or "*")
            {
                options.AllowedHosts = ["localhost", "127.0.0.1", "[::1]", .. settings.PublicUrl is { } url ? [url.Host] : Array.Empty<string>()];
            }
        });
        builder.Services.Configure<ForwardedHeadersOptions>(options => options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);
    }

    private static void AddServices(IServiceCollection services, WebSettings settings, IConfiguration configuration)
    {
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<WebMetrics>();
        services.AddSingleton<FirstStart>();
        services.AddHostedService(provider => provider.GetRequiredService<FirstStart>()); // before whatever needs tables
        if (settings.ConnectionString is { Length: > 0 } connectionString)
        {
            services.AddSingleton(_ => Database.OpenPostgreSql(connectionString, settings.Schema + "_web"));
            services.AddSingleton<IContentStore, DatabaseContentStore>();
            services.AddPostgreSqlSyncStateStore(options => (options.ConnectionString, options.Schema) = (connectionString, settings.Schema));
        }
        else
        {
            services.AddSingleton(_ => Database.OpenSqlite(Path.Combine(settings.DataFolder, "web.db")));
            services.AddSingleton<IContentStore>(new FileContentStore(settings.UploadFolder));
            services.AddSqliteSyncStateStore(Path.Combine(settings.DataFolder, "sync.db"));
        }

        services.AddSingleton<WebStore>();
        services.AddSingleton<UploadReceiver>();
        services.AddSingleton<UploadGate>();
        services.AddSingleton<UploadService>();
        services.AddSingleton<LicenseCounter>();
        services.AddHostedService(provider => provider.GetRequiredService<LicenseCounter>());
        services.AddSync(settings, configuration);
        services.AddSingleton<Instances>();
        services.AddSingleton<ScheduleInfo>();

        services.AddSingleton<IXmlRepository, KeyRepository>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options => options.XmlRepository = provider.GetRequiredService<IXmlRepository>()));
        services.AddDataProtection().SetApplicationName("LicenseSync.Web");
        services.AddAccess(settings);
        services.AddRequestRules(settings);
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddPageApi();
        services.AddHealthChecks().AddCheck<StoreHealthCheck>("store");
    }
}
