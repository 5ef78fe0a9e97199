using System.Text;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;
using LicenseSync.Tests.IO;
using LicenseSync.UsageFiles;

namespace LicenseSync.Tests.UsageFiles;

/// <summary>Limits against hostile input, strict reading and cancellation.</summary>
public sealed class UsageFileLimitTests
{
    [Theory]
    [InlineData("MaxDepth", "\"id\":1,\"x\":[[1]]", "$.users[0].x[0]", 52)]
    [InlineData("MaxDepth", "\"id\":1,\"x\":{\"y\":{}}", "$.users[0].x.y", 56)]
    [InlineData("MaxStringBytes", "\"id\":1,\"login\":\"12345678901\"", "$.users[0].login", 55)]
    [InlineData("MaxStringBytes", "\"id\":1,\"12345678901\":0", "$.users[0].12345678901", 47)]
    [InlineData("MaxEmailsPerAccount", "\"emails\":[\"a@b\",\"c@d\",\"e@f\"]", "$.users[0].emails[2]", 62)]
    [InlineData("MaxRecordBytes", "\"id\":1,\"x\":1234567890123456789012345678901234567890123456789012345678901", "$.users[0]", 39)]
    [InlineData("MaxValuesPerRecord", "\"id\":1,\"x\":[1,2,3,4,5,6,7,8,9]", "$.users[0].x[7]", 66)]
    [InlineData("MaxRecords", "\"id\":1},{\"id\":2},{\"id\":3", "$.users[2]", 57)]
    public async Task Read_PastALimit_NamesTheOptionAndThePlace(string option, string properties, string path, int offset)
    {
        string text = Usage.OneAccount(properties);
        foreach (int size in new[] { 1, 10, 10_000 })
        {
            var options = new ReaderOptions { MaxDepth = 4, MaxStringBytes = 10, MaxEmailsPerAccount = 2, MaxRecordBytes = 70, MaxValuesPerRecord = 12, MaxRecords = 2 };
            var exception = await Assert.ThrowsAsync<InputLimitException>(() => Usage.ReadAsync(new ChunkedStream(Encoding.UTF8.GetBytes(text), size), options));
            Assert.Contains(option + " = ", exception.Message, StringComparison.Ordinal);
            Assert.Equal((path, (long)offset), (exception.Position.Path, exception.Position.ByteOffset));
        }
    }

    [Fact]
    public async Task Read_AtTheLimits_IsAccepted()
    {
        var options = new ReaderOptions { MaxDepth = 4, MaxStringBytes = 10, MaxEmailsPerAccount = 2, MaxRecordBytes = 70, MaxValuesPerRecord = 12, MaxRecords = 1 };
        string properties = "\"id\":1,\"emails\":[\"a@b\",\"c@d\"],\"1234567890\":[\"1234567890\"],\"y\":";
        string text = Usage.OneAccount(properties + new string('1', 68 - properties.Length));
        (_, List<ServerAccount> accounts, _) = await Usage.ReadAsync(text, options);
        Assert.Single(accounts);
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(3_000_000)]
    public async Task Read_VeryDeepNesting_IsRefusedByTheDefaults(int depth)
    {
        string text = "{\"users\":[" + new string('[', depth);
        Assert.Equal($"LS1006 $.users[0]{string.Concat(Enumerable.Repeat("[0]", 62))} 1:{10 + 62}\n", await Usage.DescribeAsync(Json.Stream(text)));
    }

    [Fact]
    public async Task Read_EndlessRecord_IsRefusedWithoutHoldingIt()
    {
        byte[] start = Encoding.UTF8.GetBytes("{\"users\":[{\"x\":\"");
        byte[] bytes = [.. start, .. Enumerable.Repeat((byte)'x', 40 << 20)];
        var exception = await Assert.ThrowsAsync<InputLimitException>(() => Usage.ReadAsync(new MemoryStream(bytes)));
        Assert.Equal(("$.users[0]", 10L), (exception.Position.Path, exception.Position.ByteOffset));
    }

    [Fact]
    public async Task Read_EndlessWhiteSpace_IsRefusedInsideAPropertyOnly()
    {
        string spaces = new(' ', 1_000);
        var options = new ReaderOptions { MaxRecordBytes = 500 };
        Assert.StartsWith("LS1006 $", await Usage.DescribeAsync(Json.Stream("{\"users\"" + spaces + ":[]}"), options), StringComparison.Ordinal);
        Assert.DoesNotContain("LS1006", await Usage.DescribeAsync(Json.Stream(spaces + "{" + spaces + "\"users\":[" + spaces + "]" + spaces + "}" + spaces), options), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"login\":\"o\",\"id\":true", "LS1010")]
    [InlineData("\"login\":\"o\",\"id\":-1", "LS1011")]
    [InlineData("\"id\":1,\"name\":\"\\udfff\"", "LS1007")]
    [InlineData("\"id\":1},{\"id\":1", "LS2001")]
    [InlineData("\"name\":\"o\"", "LS2002")]
    [InlineData("\"id\":1},[],{\"id\":2", "LS1013")]
    public async Task Read_StrictAndAnError_IsRefused(string properties, string code)
    {
        var exception = await Assert.ThrowsAsync<InputFormatException>(() => Usage.ReadAsync(Usage.OneAccount(properties), new ReaderOptions { Mode = ReadingMode.Strict }));
        Assert.Equal((code, DiagnosticSeverity.Error), (exception.Diagnostic.Code, exception.Diagnostic.Severity));
    }

    [Theory]
    [InlineData("\"id\":1", "LS2003")]
    [InlineData("\"id\":1,\"emails\":[\"x\",\"a@b\"]", "LS2005")]
    [InlineData("\"id\":1,\"email\":\"a@b\",\"email\":\"a@b\"", "LS1012")]
    public async Task Read_StrictAndAWarning_IsRead(string properties, string code)
    {
        // A2: warnings never make strict refuse.
        (_, List<ServerAccount> accounts, string findings) = await Usage.ReadAsync(Usage.OneAccount(properties), new ReaderOptions { Mode = ReadingMode.Strict });
        Assert.Single(accounts);
        Assert.StartsWith(code, findings, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"users":null}""", "LS1015 $.users 1:9")]
    [InlineData("""{"users":3}""", "LS1015 $.users 1:9")]
    [InlineData("""{"users":{}}""", "LS1015 $.users 1:9")]
    [InlineData("""{"users":[],"Users":[]}""", "LS1015 $.Users 1:12")]
    [InlineData("""{"users":"QQ","users":"QQ"}""", "LS1015 $.users 1:14")]
    [InlineData("""{"version":"3"}""", "LS1015 $ 1:14")]
    [InlineData("""[{"users":[]}]""", "LS1015 $ 1:0")]
    [InlineData("\"users\"", "LS1015 $ 1:0")]
    [InlineData("3", "LS1015 $ 1:0")]
    [InlineData("", "LS1003 $ 1:0")]
    [InlineData(" \n", "LS1003 $ 2:2")]
    [InlineData("\uFEFF", "LS1003 $ 1:3")]
    public async Task Read_NoListOfUsers_IsRefusedInBothModes(string text, string finding)
    {
        Assert.Contains(finding + "\n", await Usage.DescribeAsync(Json.Stream(text)), StringComparison.Ordinal);
        Assert.Contains(finding + "\n", await Usage.DescribeAsync(Json.Stream(text), new ReaderOptions { Mode = ReadingMode.Strict }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_LoginsWithoutUserId_DuplicateIgnoresCase()
    {
        // A2: an account without a user id has its login as key.
        (_, List<ServerAccount> accounts, string findings) = await Usage.ReadAsync(Usage.OneAccount("\"login\":\"Octo\",\"email\":\"a@b\"},{\"login\":\"oCTO\"},{\"login\":\"octo\",\"id\":1,\"email\":\"a@b\""));
        Assert.Equal([null, 1L], accounts.Select(account => account.UserId));
        Assert.Equal("LS2001 $.users[1].login 1:79\n", findings);
    }

    [Fact]
    public async Task OpenAsync_Cancelled_Stops() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => UsageFile.OpenAsync(Json.Stream("{}"), cancellationToken: new CancellationToken(canceled: true)));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task ReadAccountsAsync_CancelledAfterSome_Stops(int count)
    {
        using var source = new CancellationTokenSource();
        await using UsageFile file = await UsageFile.OpenAsync(Json.Stream(Usage.OneAccount("\"id\":1},{\"id\":2},{\"id\":3")));
        await using IAsyncEnumerator<ServerAccount> accounts = file.ReadAccountsAsync(source.Token).GetAsyncEnumerator();
        for (int i = 0; i < count; i++)
        {
            Assert.True(await accounts.MoveNextAsync());
        }

        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await accounts.MoveNextAsync());
    }

    [Fact]
    public async Task ReadAccountsAsync_CancelledMidRead_Stops()
    {
        using var source = new CancellationTokenSource();
        byte[] bytes = Encoding.UTF8.GetBytes(Usage.OneAccount("\"id\":1,\"x\":\"" + new string('x', 1_000) + "\""));
        await using UsageFile file = await UsageFile.OpenAsync(new ChunkedStream(bytes, 100) { OnRead = read => CancelAt(read, 5, source) });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => file.ReadToEndAsync(source.Token));
    }

    [Fact]
    public async Task ReadAccountsAsync_StreamFails_PassesThrough()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Usage.OneAccount("\"id\":1,\"x\":\"" + new string('x', 1_000) + "\""));
        await using UsageFile file = await UsageFile.OpenAsync(new ChunkedStream(bytes, 100) { OnRead = read => _ = read == 5 ? throw new IOException("gone") : read });
        Assert.Equal("gone", (await Assert.ThrowsAsync<IOException>(() => file.ReadToEndAsync())).Message);
    }

    [Fact]
    public async Task Messages_NeverHoldWhatTheFileSays()
    {
        string messages = "";
        var options = new ReaderOptions { OnDiagnostic = diagnostic => messages += diagnostic };
        await using UsageFile file = await UsageFile.OpenAsync(File.OpenRead(Usage.Golden("defects.json")), options);
        await file.ReadToEndAsync();
        Assert.All(["octo-", "octo-corp", "x.example", "bob", "Nobody", "yesterday", "maybe"], text => Assert.DoesNotContain(text, messages, StringComparison.Ordinal));
    }

    private static void CancelAt(int read, int at, CancellationTokenSource source)
    {
        if (read == at)
        {
            source.Cancel();
        }
    }
}
