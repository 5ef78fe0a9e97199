using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;
using LicenseSync.LicenseReports;
using LicenseSync.Tests.Transport;
using LicenseSync.Tests.UsageFiles;
using LicenseSync.UsageFiles;

namespace LicenseSync.Tests.IO;

/// <summary>A file that is read in several places at the same time gives the same accounts, rows, findings and errors as one that is read from front to back.</summary>
public sealed class RecordSectionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Property(MaxTest = 600)]
    public Property Read_AnyUsageFile_IsTheSameInSections() => Prop.ForAll(
        JsonRecordParserTests.Bytes.ToArbitrary(), Gen.Choose(1, 300).ToArbitrary(), (bytes, sectionBytes) => AssertAccountsAsync(bytes, sectionBytes));

    [Property(MaxTest = 300)]
    public Property Read_AnyConsumedLicenses_AreTheSameInSections() => Prop.ForAll(
        JsonRecordParserTests.Bytes.ToArbitrary(), Gen.Choose(1, 300).ToArbitrary(), Gen.Choose(1, 3).ToArbitrary(), async (bytes, sectionBytes, pages) =>
        {
            await AssertRowsAsync(bytes, sectionBytes);
            await AssertRowsAsync([.. Enumerable.Repeat(bytes, pages).SelectMany(page => page)], sectionBytes);
            await AssertRowsAsync([.. "["u8, .. bytes, .. ",\n"u8, .. bytes, .. "]"u8], sectionBytes);
        });

    [Fact]
    public async Task Read_PlacesThatLookLikeTheStartOfARecord_FoolNobody()
    {
        // The bytes a record begins with stand in texts (escaped), in nested objects, and alone.
        string[] odd =
        [
            "\"x\":\"},{\\\"user_id\\\":7,\"", "\"x\":[{\"user_id\":1},{\"user_id\":2,\"login\":\"nested\"}]", "\"x\":{\"user_id\":3}", "\"{\\\"user_id\\\":\":1", "\"x\":\"{\\\"user_id\\\":\"", "\"y\":[[],[{\"user_id\":{\"user_id\":4}}]]",
        ];
        byte[] bytes = Encoding.UTF8.GetBytes("{\"users\":[" + string.Join(",\n", Enumerable.Range(0, 120).Select(id => $$"""{"user_id":{{id}},"login":"u{{id}}",{{odd[id % odd.Length]}},"email":"u{{id}}@x.example"}""")) + "]}");
        for (int sectionBytes = 1; sectionBytes <= 160; sectionBytes++)
        {
            await AssertAccountsAsync(bytes, sectionBytes);
        }
    }

    [Fact]
    public async Task Read_AccountsThatStandTwice_AreFoundAcrossSections()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("{\"users\":[" + string.Join(",\n", Enumerable.Range(0, 200).Select(id => id % 40 < 38 ? $$"""{"user_id":{{id}},"email":"u{{id}}@x.example"}""" : $$"""{"user_id":{{id % 20}},"email":"again@x.example"}""")) + "]}");
        Assert.Equal(10, (await AssertAccountsAsync(bytes, 90)).Split('\n').Count(line => line.Contains("stands twice", StringComparison.Ordinal)));
        byte[] named = Encoding.UTF8.GetBytes("{\"users\":[" + string.Join(",\n", Enumerable.Range(0, 200).Select(id => $$"""{"login":"u{{id % 150}}","email":"u{{id}}@x.example"}""")) + "]}");
        await AssertAccountsAsync(named, 90);
    }

    [Theory]
    [InlineData((byte)'"')]
    [InlineData((byte)'{')]
    [InlineData((byte)']')]
    [InlineData((byte)'\n')]
    [InlineData((byte)0xC3)]
    public async Task Read_AnyByteChanged_IsTheSameInSections(byte change)
    {
        byte[] bytes = Encoding.UTF8.GetBytes("{\"users\":[" + string.Join(",\n", Enumerable.Range(0, 14).Select(id => $$"""{"user_id":{{id}},"email":"é{{id}}@x.example"}""")) + "],\n\"instance\":{\"host_name\":\"h\"}}");
        for (int at = 0; at < bytes.Length; at++)
        {
            byte before = bytes[at];
            bytes[at] = change;
            await AssertAccountsAsync(bytes, 60);
            bytes[at] = before;
        }
    }

    [Fact]
    public async Task Read_EveryTruncation_IsTheSameInSections()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("{\"users\":[" + string.Join(",\n", Enumerable.Range(0, 14).Select(id => $$"""{"user_id":{{id}},"email":"u{{id}}@x.example"}""")) + "]}");
        for (int length = 0; length <= bytes.Length; length++)
        {
            await AssertAccountsAsync(bytes[..length], 70);
        }
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("\"profile_name\":\"Ann\",", "\"profile_name\":null,\"suspended\":false,")]
    [InlineData("\"profile_name\":\"Ann\",", "\"profile_name\":\"\",")]
    public async Task ReadSections_LargeFile_IsReadInSeveralAtATime(string start, string firstStart)
    {
        string path = Write(Encoding.UTF8.GetBytes(
            "{\"users\":[" + string.Join(",\n", Enumerable.Range(0, 3_000).Select(id => $$"""{{{(id == 0 ? firstStart : start)}}"user_id":{{id}},"login":"u{{id}}"}""")) + "]}"));
        (int ends, int accounts) = (0, 0);
        await using UsageFile file = await UsageFile.OpenAsync(path, new() { MaxParallelism = 2, SectionBytes = 4_000 });
        await file.ReadSectionsAsync(() => new List<long>(), (section, account) => section.Add(account.UserId!.Value), section =>
        {
            Assert.Equal(Enumerable.Range(accounts, section.Count).Select(id => (long)id), section);
            (ends, accounts) = (ends + 1, accounts + section.Count);
        });
        Assert.Equal(3_000, accounts);
        Assert.True(ends > 20, $"{ends} sections");
    }

    [Fact]
    public async Task ReadSections_WhatIsMadeFails_Throws()
    {
        string path = Write(ManyAccounts(3_000));
        await using UsageFile file = await UsageFile.OpenAsync(path, new() { MaxParallelism = 2, SectionBytes = 4_000 });
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => file.ReadSectionsAsync(() => 0, (_, account) => _ = account.UserId == 2_000 ? throw new InvalidTimeZoneException() : 0, _ => { }));
    }

    [Fact]
    public async Task ReadSections_Cancelled_Ends()
    {
        string path = Write(ManyAccounts(3_000));
        using var stop = new CancellationTokenSource();
        await using UsageFile file = await UsageFile.OpenAsync(path, new() { MaxParallelism = 2, SectionBytes = 4_000 });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => file.ReadSectionsAsync(() => 0, (_, _) => { }, _ => stop.Cancel(), stop.Token));
    }

    [Fact]
    public async Task ReadAccounts_LeftEarly_LetsTheFileBeClosed()
    {
        string path = Write(ManyAccounts(3_000));
        await using (UsageFile file = await UsageFile.OpenAsync(path, new() { MaxParallelism = 2, SectionBytes = 4_000 }))
        {
            await foreach (ServerAccount account in file.ReadAccountsAsync())
            {
                if (account.UserId == 500)
                {
                    break;
                }
            }
        }

        File.Delete(path);
    }

    [Fact]
    public async Task ReadSections_TooManyRecords_ThrowsAtTheSamePlace()
    {
        byte[] bytes = ManyAccounts(500);
        for (int max = 480; max <= 500; max += 5)
        {
            await AssertAccountsAsync(bytes, 1_000, options => options.MaxRecords = max);
        }
    }

    [Fact]
    public async Task ReadSections_StreamThatStandsInTheMiddleOfAFile_CountsFromThere()
    {
        string path = Write([.. new byte[1_000], .. ManyAccounts(300)]);
        await using FileStream stream = File.OpenRead(path);
        stream.Position = 1_000;
        int count = 0;
        await using UsageFile file = await UsageFile.OpenAsync(stream, new() { MaxParallelism = 2, SectionBytes = 1_000 });
        await file.ReadSectionsAsync(() => new List<long>(), (section, account) => section.Add(account.UserId!.Value), section => count += section.Count);
        Assert.Equal(300, count);
    }

    private static byte[] ManyAccounts(int count) =>
        Encoding.UTF8.GetBytes("{\"instance\":{\"server_id\":\"s\"},\"users\":[" + string.Join(",\n", Enumerable.Range(0, count).Select(id => $$"""{"user_id":{{id}},"login":"u{{id}}","email":"u{{id}}@x.example"}""")) + "]}");

    private string Write(byte[] bytes)
    {
        string path = Path.Combine(_folder.Path, Guid.NewGuid().ToString("N"));
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private async Task<string> AssertAccountsAsync(byte[] bytes, int sectionBytes, Action<ReaderOptions>? change = null)
    {
        string path = Write(bytes);
        string expected = "";
        foreach (ReadingMode mode in new[] { ReadingMode.Strict, ReadingMode.Lenient })
        {
            expected = await AccountsAsync(Options(mode, 1), async (file, accounts) =>
            {
                while (await file.ReadNextAccountAsync())
                {
                    accounts.Add((file.RecordNumber, file.CurrentAccount.ToAccount()));
                }
            });
            Assert.Equal(expected, await AccountsAsync(Options(mode, 3), (file, accounts) => file.ReadSectionsAsync(
                () => new List<(long, ServerAccount)>(),
                (section, account) => section.Add((account.RecordNumber, account.ToAccount())),
                (section, before) => accounts.AddRange(section.Select(account => (before + account.Item1, account.Item2))),
                default)));
            Assert.Equal(await AccountsAsync(Options(mode, 1), RecordsAsync), await AccountsAsync(Options(mode, 3), RecordsAsync));
        }

        File.Delete(path);
        return expected;

        static async Task RecordsAsync(UsageFile file, List<(long, ServerAccount)> accounts)
        {
            await foreach (ServerAccount account in file.ReadAccountsAsync())
            {
                accounts.Add((0, account));
            }
        }

        ReaderOptions Options(ReadingMode mode, int parallelism)
        {
            var options = new ReaderOptions { Mode = mode, MaxParallelism = parallelism, SectionBytes = sectionBytes };
            change?.Invoke(options);
            return options;
        }

        Task<string> AccountsAsync(ReaderOptions options, Func<UsageFile, List<(long, ServerAccount)>, Task> readAsync) => OutcomeAsync<ServerAccount>(options, async (accounts, options) =>
        {
            await using UsageFile file = await UsageFile.OpenAsync(path, options);
            await (file.IsEncrypted ? file.ReadToEndAsync() : readAsync(file, accounts));
            accounts.Add((0, new() { Login = Usage.Describe(file.Instance!) }));
        });
    }

    private async Task AssertRowsAsync(byte[] bytes, int sectionBytes)
    {
        string path = Write(bytes);
        foreach (ReadingMode mode in new[] { ReadingMode.Lenient, ReadingMode.Strict })
        {
            string expected = await OutcomeAsync<ConsumedLicense>(new() { Mode = mode }, async (rows, options) =>
            {
                await using ConsumedLicensesFile file = await ConsumedLicensesFile.OpenAsync(path, options);
                while (await file.ReadNextRowAsync())
                {
                    rows.Add((file.RecordNumber, file.CurrentRow.ToLicense()));
                }

                rows.Add((file.TotalSeatsConsumed ?? 0, new()));
            });
            Assert.Equal(expected, await OutcomeAsync<ConsumedLicense>(new() { Mode = mode, MaxParallelism = 3, SectionBytes = sectionBytes }, async (rows, options) =>
            {
                await using ConsumedLicensesFile file = await ConsumedLicensesFile.OpenAsync(path, options);
                await file.ReadSectionsAsync(
                    () => new List<(long, ConsumedLicense)>(),
                    (section, row) => section.Add((row.RecordNumber, row.ToLicense())),
                    (section, before) => rows.AddRange(section.Select(row => (before + row.Item1, row.Item2))),
                    default);
                rows.Add((file.TotalSeatsConsumed ?? 0, new()));
            }));
        }

        File.Delete(path);
    }

    // Findings come with the section they are in, so they stand apart here.
    private static async Task<string> OutcomeAsync<T>(ReaderOptions options, Func<List<(long, T)>, ReaderOptions, Task> readAsync)
    {
        var findings = new StringBuilder();
        options.OnDiagnostic = finding => findings.Append(finding).Append(' ').Append(finding.Message).Append(' ').Append(finding.Position).Append('\n');
        List<(long, T)> records = [];
        try
        {
            await readAsync(records, options);
        }
        catch (LicenseSyncException exception)
        {
            findings.Append(exception.Diagnostic).Append(' ').Append(exception.Diagnostic.Message).Append(' ').Append(exception.Diagnostic.Position).Append('\n');
        }

        return findings + string.Join('\n', records.Select(record => $"{record.Item1} {LicenseReports.Describe.One(record.Item2)}"));
    }
}
