// License sync every week in a generic host. The settings are in appsettings.json and the environment: LicenseSync__Cloud__Token is the token of the
// enterprise owner, LicenseSync__Instances__NAME__Token that of an instance. `kill -HUP` is "sync now".
using System.Runtime.InteropServices;
using LicenseSync.Sync;
using LicenseSync.Transport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
IConfigurationSection settings = builder.Configuration.GetSection("LicenseSync");
builder.Services.AddSqliteSyncStateStore(settings["State"] ?? "sync.db");
builder.Services.AddScheduledLicenseSync(options => settings.GetSection("Schedule").Bind(options));

foreach (IConfigurationSection instance in settings.GetSection("Instances").GetChildren())
{
    if (instance["File"] is { } file)
    {
        builder.Services.AddSingleton<IServerUsageSource>(new FileUsageSource(instance.Key, file));
        continue;
    }

    builder.Services.AddGitHubEnterpriseServer(instance.Key, options =>
    {
        options.Url = instance.GetValue<Uri>("Url");
        options.UserName = instance["UserName"];
        options.Token = _ => ValueTask.FromResult(instance["Token"] ?? "");
    });
}

if (settings.GetSection("Cloud") is var cloud && cloud.Exists())
{
    builder.Services.AddGitHubEnterpriseCloud(options =>
    {
        options.Enterprise = cloud["Enterprise"];
        options.ApiUrl = cloud.GetValue<Uri>("ApiUrl") ?? options.ApiUrl;
        options.Token = _ => ValueTask.FromResult(cloud["Token"] ?? "");
    });
}

if (settings["Target:Url"] is { } url)
{
    builder.Services.AddHttpUsageFileTarget(options => options.Url = url);
}
else
{
    builder.Services.AddSingleton<IUsageFileTarget>(new FolderUsageTarget(settings["Target:Folder"] ?? "outbox"));
}

using IHost host = builder.Build();
SyncRunner runner = host.Services.GetRequiredService<SyncRunner>();
using PosixSignalRegistration hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
{
    signal.Cancel = true; // the host goes on
    _ = Task.Run(() => runner.RunAsync()); // what comes of it is in the log, and in the state
});
await host.RunAsync();
