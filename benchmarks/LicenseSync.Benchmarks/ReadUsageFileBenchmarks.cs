using System.Text.Json;
using System.Text.Json.Serialization;
using BenchmarkDotNet.Attributes;
using LicenseSync.Accounts;
using LicenseSync.UsageFiles;

namespace LicenseSync.Benchmarks;

/// <summary>How long does it take to go through the accounts of a usage export?</summary>
[MemoryDiagnoser]
public partial class ReadUsageFileBenchmarks
{
    private byte[] _file = [];

    [Params(10_000, 100_000)]
    public int Accounts { get; set; }

    [GlobalSetup]
    public void Setup() => _file = World.UsageFileBytes(Accounts);

    /// <summary>What a user would write: the whole document at once, into plain classes.</summary>
    [Benchmark(Baseline = true)]
    public async Task<int> JsonSerializerWholeDocument()
    {
        using var stream = new MemoryStream(_file);
        PlainFile file = (await JsonSerializer.DeserializeAsync(stream, PlainContext.Default.PlainFile))!;
        return file.Users.Count(user => user.Emails.Exists(email => email.Primary));
    }

    [Benchmark]
    public async Task<int> UsageFileAccounts()
    {
        using var stream = new MemoryStream(_file);
        await using UsageFile file = await UsageFile.OpenAsync(stream);
        int withEmail = 0;
        await foreach (ServerAccount account in file.ReadAccountsAsync())
        {
            withEmail += account.PrimaryEmail is null ? 0 : 1;
        }

        return withEmail;
    }

    internal sealed class PlainFile
    {
        public List<PlainUser> Users { get; set; } = [];
    }

    internal sealed class PlainUser
    {
        public long UserId { get; set; }

        public string? Login { get; set; }

        public string? ProfileName { get; set; }

        public bool IsSiteAdmin { get; set; }

        public bool Suspended { get; set; }

        public DateTimeOffset? RemoteCreatedAt { get; set; }

        public List<PlainEmail> Emails { get; set; } = [];
    }

    internal sealed class PlainEmail
    {
        public string? Email { get; set; }

        public bool Primary { get; set; }
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(PlainFile))]
    internal sealed partial class PlainContext : JsonSerializerContext;
}
