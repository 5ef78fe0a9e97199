using System.Text;
using LicenseSync.GitHub;
using LicenseSync.GitHub.Delivery;
using LicenseSync.Storage.PostgreSql;
using LicenseSync.Storage.Sqlite;
using LicenseSync.Sync;
using LicenseSync.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LicenseSync.Cli.Syncing;

/// <summary>Makes of a configuration what syncs.</summary>
internal sealed class SyncSetup : IAsyncDisposable
{
    private readonly string _path;
    private readonly string _folder;
    private readonly SyncConfiguration _configuration;
    private readonly ServiceProvider _services;

    private SyncSetup(string path, SyncConfiguration configuration)
    {
        _path = path;
        _folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        _configuration = configuration;
        _services = Services().BuildServiceProvider();
        Schedule = ScheduleOf(configuration.Schedule);
    }

    public SyncSchedule Schedule { get; }

    public static async Task<SyncSetup> ReadAsync(string path, CancellationToken cancellationToken) => new(path, await SyncConfiguration.ReadAsync(path, cancellationToken));

    /// <summary>Makes the runner; tokens and keys are read from the environment.</summary>
    public SyncRunner CreateRunner()
    {
        try
        {
            var plan = new SyncPlan
            {
                Instances = [.. _configuration.Instances.Select(SourceOf)],
                Target = TargetOf(_configuration.Target),
                CloudLicenses = [.. CloudLicenses(_configuration.Cloud)],
                Identities = [.. Identities(_configuration.Cloud)],
            };
            return new(plan, _services.GetRequiredService<ISyncStateStore>(), new() { LeaseDuration = TimeSpan.FromSeconds(_configuration.State.LeaseSeconds) });
        }
        catch (OptionsValidationException exception)
        {
            throw Invalid(exception.Message.TrimEnd('.'));
        }
        catch (ArgumentException exception)
        {
            throw Invalid(exception.Message.Split(" (Parameter")[0].TrimEnd('.'));
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private ServiceCollection Services()
    {
        var services = new ServiceCollection();
        services.AddSingleton(_ => StoreOf(_configuration.State));
        foreach (InstanceSettings instance in _configuration.Instances.Where(instance => instance.Url is not null).DistinctBy(instance => instance.Name))
        {
            services.AddGitHubEnterpriseServer(instance.Name, options =>
            {
                options.Url = instance.Url;
                options.UserName = instance.UserName;
                options.UserAgent = "licensesync";
                options.Token = TokenOf(instance.TokenEnv);
            });
        }

        services.AddGitHubEnterpriseCloud(options =>
        {
            options.ApiUrl = _configuration.Cloud!.ApiUrl;
            options.Enterprise = _configuration.Cloud.Enterprise;
            options.UserAgent = "licensesync";
            options.Token = TokenOf(_configuration.Cloud.TokenEnv);
        });
        services.AddHttpUsageFileTarget(options =>
        {
            TargetSettings target = _configuration.Target;
            options.Url = target.Url;
            options.UsesPost = string.Equals(target.Method, "POST", StringComparison.OrdinalIgnoreCase);
            options.Token = target.TokenEnv is null ? null : TokenOf(target.TokenEnv);
        });
        return services;
    }

    private ISyncStateStore StoreOf(StateSettings state)
    {
        RequireOne("state", ("sqlite", state.Sqlite is not null), ("postgresql_env", state.PostgresqlEnv is not null));
        return state.Sqlite is { } file
            ? new SqliteSyncStateStore(PathOf(file))
            : new PostgreSqlSyncStateStore(SecretOf(state.PostgresqlEnv!));
    }

    private IServerUsageSource SourceOf(InstanceSettings instance)
    {
        string place = $"the instance '{instance.Name}'";
        RequireOne(place, ("file", instance.File is not null), ("command", instance.Command is not null), ("url", instance.Url is not null));
        if (instance.File is { } file)
        {
            return new FileUsageSource(instance.Name, PathOf(file));
        }

        if (instance.Command is { } command)
        {
            return command.Count > 0 ? new CommandUsageSource(instance.Name, command[0], command.Skip(1)) : throw Invalid($"the command of {place} is empty");
        }

        RequireSecret(place, instance.TokenEnv);
        return _services.GetRequiredKeyedService<GitHubEnterpriseServerClient>(instance.Name);
    }

    private IUsageFileTarget TargetOf(TargetSettings settings)
    {
        RequireOne("target", ("folder", settings.Folder is not null), ("url", settings.Url is not null));
        if (settings.Method is { } method && !string.Equals(method, "PUT", StringComparison.OrdinalIgnoreCase) && !string.Equals(method, "POST", StringComparison.OrdinalIgnoreCase))
        {
            throw Invalid("the method of target must be PUT or POST");
        }

        if (settings.TokenEnv is not null)
        {
            RequireSecret("target", settings.TokenEnv);
        }

        IUsageFileTarget target = settings.Folder is { } folder ? new FolderUsageTarget(PathOf(folder)) : _services.GetRequiredService<HttpUsageFileTarget>();
        return settings.Content switch
        {
            "as_it_is" => target,
            "minimized" => new TransformedUsageTarget(target, UsageTransform.MinimizeAsync),
            "pseudonymized" => Pseudonymized(target, new(Encoding.UTF8.GetBytes(SecretOf(settings.PseudonymKeyEnv ?? throw Invalid("pseudonyms need pseudonym_key_env in target"))))),
            _ => throw Invalid("the content of target must be as_it_is, minimized or pseudonymized"),
        };
    }

    private static TransformedUsageTarget Pseudonymized(IUsageFileTarget target, EmailPseudonyms pseudonyms) =>
        new(target, (source, destination, token) => UsageTransform.PseudonymizeAsync(source, destination, pseudonyms, token));

    private IEnumerable<IConsumedLicensesSource> CloudLicenses(CloudSettings? cloud)
    {
        if (cloud is null)
        {
            yield break;
        }

        RequireOne("cloud", ("enterprise", cloud.Enterprise is not null), ("files", cloud.Files.Count > 0));
        foreach (string file in cloud.Files)
        {
            yield return new FileConsumedLicensesSource(PathOf(file));
        }

        if (cloud.Enterprise is not null)
        {
            RequireSecret("cloud", cloud.TokenEnv);
            yield return _services.GetRequiredService<GitHubEnterpriseCloudClient>();
        }
    }

    private IEnumerable<IIdentitySource> Identities(CloudSettings? cloud)
    {
        foreach (string file in cloud?.IdentityFiles ?? [])
        {
            yield return new FileIdentitySource(PathOf(file));
        }

        if (cloud is { Enterprise: not null, Identities: true })
        {
            yield return _services.GetRequiredService<GitHubEnterpriseCloudClient>().ExternalIdentities;
        }
    }

    private SyncSchedule ScheduleOf(ScheduleSettings settings)
    {
        try
        {
            var schedule = new SyncSchedule
            {
                Interval = TimeSpan.FromHours(settings.IntervalHours),
                Jitter = TimeSpan.FromMinutes(settings.JitterMinutes),
                RetryDelay = TimeSpan.FromMinutes(settings.RetryMinutes),
            };
            schedule.GetNext(DateTimeOffset.UnixEpoch, [], DateTimeOffset.UnixEpoch);
            return schedule;
        }
        catch (Exception exception) when (exception is InvalidOperationException or OverflowException or ArgumentException)
        {
            throw Invalid($"the schedule: {(exception is InvalidOperationException ? exception.Message.TrimEnd('.') : "a number is out of its range")}");
        }
    }

    private void RequireOne(string place, params (string Name, bool IsThere)[] choices)
    {
        if (choices.Count(choice => choice.IsThere) != 1)
        {
            throw Invalid($"{place} must have exactly one of {string.Join(", ", choices.Select(choice => choice.Name))}");
        }
    }

    private void RequireSecret(string place, string? variable)
    {
        _ = SecretOf(variable ?? throw Invalid($"{place} needs token_env, the name of an environment variable"));
    }

    private static string SecretOf(string variable) => Environment.GetEnvironmentVariable(variable) is { } secret && !string.IsNullOrWhiteSpace(secret)
        ? secret
        : throw new CliException(ExitCode.WrongUsage, $"the environment variable '{variable}' is not set or empty; the configuration names it");

    private static Func<CancellationToken, ValueTask<string>> TokenOf(string? variable) => _ => ValueTask.FromResult(Environment.GetEnvironmentVariable(variable ?? "") ?? "");

    private string PathOf(string path) => Path.Combine(_folder, path);

    private CliException Invalid(string reason) => SyncConfiguration.Invalid(_path, reason);
}
