using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using BenchmarkDotNet.Attributes;
using LicenseSync.Accounts;
using LicenseSync.UsageFiles;

namespace LicenseSync.Benchmarks;

/// <summary>How long does it take to go through the accounts of a usage export? Every way counts the same accounts.</summary>
[MemoryDiagnoser]
public partial class ReadUsageFileBenchmarks
{
    private string _file = "";

    [Params(10_000, 100_000, 1_000_000)]
    public int Accounts { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        (_file, _) = await GeneratedFiles.OfAsync(Accounts);
        await Agreement.CheckOnceAsync(typeof(ReadUsageFileBenchmarks), Accounts, async () => [await DeserializeAsyncEnumerable(), RawUtf8JsonReader(), DuckDB(), await Summary(), await Spans(), await SpansTwoThreads(), await Records(), await RecordsTwoThreads()]);
    }

    /// <summary>What a user would write: source-generated, streaming.</summary>
    [Benchmark(Baseline = true)]
    public async Task<int> DeserializeAsyncEnumerable()
    {
        await using var users = new UsersStream(_file);
        int count = 0;
        await foreach (PlainUser? user in JsonSerializer.DeserializeAsyncEnumerable(users, PlainUserContext.Default.PlainUser))
        {
            count += user!.Emails.Count >= 0 ? 1 : 0;
        }

        return count;
    }

    [Benchmark]
    public int RawUtf8JsonReader() => RawTokens.CountRecords(_file);

    [Benchmark]
    public int DuckDB() => DuckDb.CountUsers(_file);

    /// <summary>The file is checked and its accounts are counted; none is looked at.</summary>
    [Benchmark]
    public async Task<int> Summary()
    {
        await using UsageFile file = await UsageFile.OpenAsync(_file);
        int count = 0;
        while (await file.ReadNextAccountAsync())
        {
            count++;
        }

        return count;
    }

    [Benchmark]
    public async Task<int> Spans()
    {
        await using UsageFile file = await UsageFile.OpenAsync(_file);
        int count = 0;
        while (await file.ReadNextAccountAsync())
        {
            ServerAccountView account = file.CurrentAccount;
            count += account.Login.Length + account.PrimaryEmail.Length >= 0 && account.UserId is not null ? 1 : 0;
        }

        return count;
    }

    [Benchmark]
    public async Task<int> SpansTwoThreads()
    {
        await using UsageFile file = await UsageFile.OpenAsync(_file, new() { MaxParallelism = 2 });
        int count = 0;
        await file.ReadSectionsAsync(
            () => new StrongBox<int>(),
            (section, account) => section.Value += account.Login.Length + account.PrimaryEmail.Length >= 0 && account.UserId is not null ? 1 : 0,
            section => count += section.Value);
        return count;
    }

    [Benchmark]
    public Task<int> Records() => RecordsAsync(threads: 1);

    [Benchmark]
    public Task<int> RecordsTwoThreads() => RecordsAsync(threads: 2);

    private async Task<int> RecordsAsync(int threads)
    {
        await using UsageFile file = await UsageFile.OpenAsync(_file, new() { MaxParallelism = threads });
        int count = 0;
        await foreach (ServerAccount account in file.ReadAccountsAsync())
        {
            count += account.Emails.Count >= 0 ? 1 : 0;
        }

        return count;
    }

    internal sealed class PlainUser
    {
        public long UserId { get; set; }

        public string? Login { get; set; }

        public string? ProfileName { get; set; }

        public bool IsSiteAdmin { get; set; }

        public bool Suspended { get; set; }

        public bool Dormant { get; set; }

        public bool AdvancedSecurity { get; set; }

        public DateTimeOffset? RemoteCreatedAt { get; set; }

        public List<PlainEmail> Emails { get; set; } = [];
    }

    [JsonConverter(typeof(PlainEmailConverter))]
    internal sealed class PlainEmail
    {
        public string? Email { get; set; }

        public bool Primary { get; set; }
    }

    /// <summary>Some emails are bare texts.</summary>
    internal sealed class PlainEmailConverter : JsonConverter<PlainEmail>
    {
        public override PlainEmail Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                return new() { Email = reader.GetString() };
            }

            var email = new PlainEmail();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                bool isAddress = reader.ValueTextEquals("email"u8);
                reader.Read();
                email.Email = isAddress ? reader.GetString() : email.Email;
                email.Primary |= reader.TokenType == JsonTokenType.True;
            }

            return email;
        }

        public override void Write(Utf8JsonWriter writer, PlainEmail value, JsonSerializerOptions options) => throw new NotSupportedException();
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(PlainUser))]
    internal sealed partial class PlainUserContext : JsonSerializerContext;
}
