using System.IO.Pipelines;
using System.Text;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;
using LicenseSync.Tests.IO;
using LicenseSync.UsageFiles;

namespace LicenseSync.Tests.UsageFiles;

public sealed class UsageFileTests
{
    [Theory]
    [InlineData("wrapped")]
    [InlineData("flat-users-first")]
    [InlineData("encrypted")]
    public async Task Read_GoldenFile_GivesWhatIsExpected(string name)
    {
        // formats 6: wrapped or flat, users first or last, aliases, encrypted.
        string expected = await File.ReadAllTextAsync(Usage.Golden(name + ".expected.txt"));
        Assert.Equal(expected, await Usage.DescribeAsync(File.OpenRead(Usage.Golden(name + ".json"))));
    }

    [Fact]
    public async Task Read_PlantedDefects_ReportsEachWithPathLineAndByte()
    {
        string described = await Usage.DescribeAsync(File.OpenRead(Usage.Golden("defects.json")));
        Assert.Equal(await File.ReadAllTextAsync(Usage.Golden("defects.expected.txt")), described);
    }

    [Fact]
    public async Task OpenAsync_ByteOrderMark_IsSkippedAndCounted()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Usage.OneAccount("\"user_id\":-1"))];
        (_, _, string findings) = await Usage.ReadAsync(new MemoryStream(bytes));
        Assert.Equal("LS1011 $.users[0].user_id 1:53\nLS2002 $.users[0] 1:42\n", findings);
    }

    [Fact]
    public async Task OpenAsync_Gzip_ReadsTheSame()
    {
        byte[] plain = await File.ReadAllBytesAsync(Usage.Golden("wrapped.json"));
        string unpacked = await Usage.DescribeAsync(new ChunkedStream(Json.Gzip(plain), 3));
        Assert.Equal(await Usage.DescribeAsync(new MemoryStream(plain)), unpacked);
    }

    [Fact]
    public async Task OpenAsync_PipeReader_ReadsTheSame()
    {
        byte[] plain = await File.ReadAllBytesAsync(Usage.Golden("wrapped.json"));
        await using UsageFile file = await UsageFile.OpenAsync(PipeReader.Create(new ChunkedStream(plain, 7)));
        await file.ReadToEndAsync();
        Assert.Equal("ghes.octo-corp.example", file.Instance!.HostName);
    }

    [Fact]
    public async Task OpenAsync_Path_NamesTheFileInPositions()
    {
        string path = Usage.Golden("defects.json");
        var exception = await Assert.ThrowsAsync<InputFormatException>(() => UsageFile.OpenAsync(path, new ReaderOptions { Mode = ReadingMode.Strict }));
        Assert.Equal((path, "$.instance.server_id", 1L, 27L), (exception.Position.Source, exception.Position.Path, exception.Position.Line, exception.Position.ByteOffset));
    }

    [Fact]
    public async Task OpenAsync_Directory_IsAnIOProblem() =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => UsageFile.OpenAsync(AppContext.BaseDirectory));

    [Fact]
    public async Task Instance_UsersFirst_IsKnownAtTheEnd()
    {
        await using UsageFile file = await UsageFile.OpenAsync(Usage.Golden("flat-users-first.json"));
        Assert.Null(file.Instance);
        await file.ReadToEndAsync();
        Assert.Equal("old.octo-corp.example", file.Instance?.HostName);
    }

    [Fact]
    public async Task Instance_UsersLast_IsKnownAtOnce()
    {
        await using UsageFile file = await UsageFile.OpenAsync(Usage.Golden("wrapped.json"));
        Assert.Equal("ghes.octo-corp.example", file.Instance?.HostName);
    }

    [Fact]
    public async Task ReadAccountsAsync_Encrypted_NamesTheWaysOut()
    {
        // A3
        await using UsageFile file = await UsageFile.OpenAsync(Usage.Golden("encrypted.json"));
        Assert.True(file.IsEncrypted);
        var exception = Assert.Throws<EncryptedUsersException>(() => file.ReadAccountsAsync());
        Assert.Contains("user report", exception.Message, StringComparison.Ordinal);
        Assert.Equal(("$.users", 1L, 75L), (exception.Position.Path, exception.Position.Line, exception.Position.ByteOffset));
    }

    [Fact]
    public async Task CopyEncryptedUsersAsync_ManyMegabytes_AreStreamed()
    {
        // A3: any size; MaxRecordBytes and MaxStringBytes do not apply to it, and what follows has its right position.
        byte[] start = Encoding.UTF8.GetBytes("{\"users\":\"");
        byte[] users = new byte[5_000_000];
        Array.Fill(users, (byte)'Q');
        byte[] whole = [.. start, .. users, .. "\",\n\"http_only\":3}"u8];
        var options = new ReaderOptions { MaxRecordBytes = 64, MaxStringBytes = 64 };
        Assert.Equal($"LS1010 $.http_only 2:{10 + users.Length + 15}", (await Usage.DescribeAsync(new MemoryStream(whole), options)).Split('\n')[0]);
        await using UsageFile file = await UsageFile.OpenAsync(new MemoryStream(whole), options);
        Assert.Equal(users.Length, await file.CopyEncryptedUsersAsync(Stream.Null));
    }

    [Theory]
    [InlineData("é")]
    [InlineData("\\ud800")]
    public async Task CopyEncryptedUsersAsync_NotAscii_IsReportedOnce(string odd)
    {
        string described = await Usage.DescribeAsync(Json.Stream("{\"users\":\"QQ" + odd + odd + "\"}"));
        Assert.Single(described.Split('\n'), line => line.StartsWith("LS1011 $.users", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{\"users\":\"QQ\\x\"}", 13)]
    [InlineData("{\"users\":\"QQ\\u00g0\"}", 16)]
    [InlineData("{\"users\":\"QQ\n\"}", 12)]
    public async Task CopyEncryptedUsersAsync_MalformedText_IsRefused(string text, int offset) =>
        Assert.Equal($"LS1001 $.users 1:{offset}\n", await Usage.DescribeAsync(Json.Stream(text)));

    [Fact]
    public async Task CopyEncryptedUsersAsync_NotEncrypted_IsRefused()
    {
        await using UsageFile file = await UsageFile.OpenAsync(Usage.Golden("wrapped.json"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => file.CopyEncryptedUsersAsync(Stream.Null));
    }

    [Fact]
    public async Task ReadAccountsAsync_Twice_IsRefused()
    {
        await using UsageFile file = await UsageFile.OpenAsync(Usage.Golden("wrapped.json"));
        _ = file.ReadAccountsAsync();
        Assert.Throws<InvalidOperationException>(() => file.ReadAccountsAsync());
    }

    [Fact]
    public async Task ReadToEndAsync_AfterSomeAccounts_ChecksTheRest()
    {
        await using UsageFile file = await UsageFile.OpenAsync(Json.Stream("""{"users":[{"id":1},{"id":2}],"version":"9"} x"""));
        await foreach (ServerAccount account in file.ReadAccountsAsync())
        {
            Assert.Equal(1, account.UserId);
            break;
        }

        var exception = await Assert.ThrowsAsync<InputFormatException>(() => file.ReadToEndAsync());
        Assert.Equal(("LS1001", 44L), (exception.Diagnostic.Code, exception.Position.ByteOffset));
    }

    [Fact]
    public async Task ReadToEndAsync_AfterDispose_IsRefused()
    {
        UsageFile file = await UsageFile.OpenAsync(Usage.Golden("wrapped.json"));
        await file.DisposeAsync();
        await file.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => file.ReadToEndAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DisposeAsync_LeaveOpen_DecidesOverTheStream(bool leaveOpen)
    {
        MemoryStream stream = Json.Stream(Usage.OneAccount("\"id\":1"));
        await (await UsageFile.OpenAsync(stream, leaveOpen: leaveOpen)).DisposeAsync();
        Assert.Equal(leaveOpen, stream.CanRead);
    }

    [Fact]
    public async Task OpenAsync_Refused_ClosesTheStream()
    {
        MemoryStream stream = Json.Stream("{}");
        await Assert.ThrowsAsync<InputFormatException>(() => UsageFile.OpenAsync(stream));
        Assert.False(stream.CanRead);
    }

    [Fact]
    public async Task Progress_LargeFile_IsToldNowAndThenAndAtTheEnd()
    {
        string text = Usage.OneAccount("\"id\":1,\"x\":\"" + new string('x', 900_000) + "\"");
        var told = new List<ReadProgress>();
        await using UsageFile file = await UsageFile.OpenAsync(Json.Stream(text), new ReaderOptions { Progress = new Told(told) });
        await file.ReadToEndAsync();
        Assert.Equal(new ReadProgress(text.Length, 1), told[^1]);
        Assert.Equal(told.OrderBy(progress => progress.Bytes), told);
    }

    [Fact]
    public async Task OpenAsync_OptionOutOfRange_NamesIt()
    {
        var exception = await Assert.ThrowsAsync<ArgumentException>(() => UsageFile.OpenAsync(Stream.Null, new ReaderOptions { MaxDepth = 2 }));
        Assert.Equal("MaxDepth", exception.ParamName);
    }

    private sealed class Told(List<ReadProgress> told) : IProgress<ReadProgress>
    {
        public void Report(ReadProgress value) => told.Add(value);
    }
}
