using System.Text.Json;
using System.Text.Json.Serialization;

namespace LicenseSync.Cli.Syncing;

/// <summary>What <c>--config</c> holds, as it is written. Paths are relative to its folder; secrets are names of environment variables.</summary>
internal sealed record SyncConfiguration
{
    // What has a default is set, not initialized: deserialization takes defaults from nowhere else.
    public required StateSettings State { get; init; }

    public required IReadOnlyList<InstanceSettings> Instances { get; init; }

    public required TargetSettings Target { get; init; }

    public CloudSettings? Cloud { get; init; }

    public ScheduleSettings Schedule { get; set; } = new();

    /// <summary>Reads a file; what is wrong with it is told with its place.</summary>
    public static async Task<SyncConfiguration> ReadAsync(string path, CancellationToken cancellationToken)
    {
        byte[] json;
        try
        {
            json = await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception exception) when (FileFailure.IsOne(exception))
        {
            throw FileFailure.CannotRead(path, exception);
        }

        try
        {
            ReadOnlySpan<byte> text = json.AsSpan().StartsWith("\uFEFF"u8) ? json.AsSpan(3) : json;
            return JsonSerializer.Deserialize(text, SyncConfigurationJson.Default.SyncConfiguration) ?? throw Invalid(path, "it is null");
        }
        catch (JsonException exception)
        {
            string place = exception.LineNumber is { } line ? $"line {line + 1}, {exception.Path}" : exception.Path ?? "$";
            throw Invalid(path, $"{Reason(exception)} ({place})");
        }
    }

    public static CliException Invalid(string path, string reason) => new(ExitCode.No, $"the configuration '{path}' is not valid: {reason}");

    // .NET appends the place in its own words, and names its types.
    private static string Reason(JsonException exception)
    {
        string message = exception.Message.Split(" Path: ")[0].TrimEnd('.');
        return message.Contains("could not be mapped", StringComparison.Ordinal) ? "a property is of no known name"
            : message.Contains("missing required properties", StringComparison.Ordinal) ? $"missing: {message[(message.LastIndexOf(':') + 1)..].Trim()}"
            : message.Contains("could not be converted", StringComparison.Ordinal) ? "a value has the wrong type"
            : message.Split('|')[0].Trim().TrimEnd('.');
    }
}

/// <summary>Where the state of sync is kept: one of the two.</summary>
internal sealed record StateSettings
{
    public string? Sqlite { get; init; }

    public string? PostgresqlEnv { get; init; }

    /// <summary>How long a run that was killed keeps others from running.</summary>
    public double LeaseSeconds { get; set; } = 120;
}

/// <summary>Where the usage of an instance comes from: a file, a command's output, or the site-admin report at a URL.</summary>
internal sealed record InstanceSettings
{
    public required string Name { get; init; }

    public string? File { get; init; }

    public IReadOnlyList<string>? Command { get; init; }

    public Uri? Url { get; init; }

    public string? UserName { get; init; }

    public string? TokenEnv { get; init; }
}

/// <summary>Where usage files go, a folder or a URL, and what of them.</summary>
internal sealed record TargetSettings
{
    public string? Folder { get; init; }

    public string? Url { get; init; }

    public string? Method { get; init; }

    public string? TokenEnv { get; init; }

    /// <summary><c>as_it_is</c>, <c>minimized</c> or <c>pseudonymized</c>.</summary>
    public string Content { get; set; } = "as_it_is";

    public string? PseudonymKeyEnv { get; init; }
}

/// <summary>What to reconcile with: the enterprise's API, or files.</summary>
internal sealed record CloudSettings
{
    public Uri ApiUrl { get; set; } = new("https://api.github.com");

    public string? Enterprise { get; init; }

    public string? TokenEnv { get; init; }

    /// <summary>Whether SAML and SCIM identities are read from the API, too.</summary>
    public bool Identities { get; set; } = true;

    public IReadOnlyList<string> Files { get; set; } = [];

    public IReadOnlyList<string> IdentityFiles { get; set; } = [];
}

internal sealed record ScheduleSettings
{
    public double IntervalHours { get; set; } = 7 * 24;

    public double JitterMinutes { get; set; } = 15;

    public double RetryMinutes { get; set; } = 60;
}

[JsonSerializable(typeof(SyncConfiguration))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    RespectNullableAnnotations = true,
    AllowTrailingCommas = true)]
internal sealed partial class SyncConfigurationJson : JsonSerializerContext;
