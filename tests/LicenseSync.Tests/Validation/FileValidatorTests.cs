using System.Text;
using LicenseSync.Diagnostics;
using LicenseSync.IO;
using LicenseSync.Tests.IO;
using LicenseSync.Tests.UsageFiles;
using LicenseSync.Validation;

namespace LicenseSync.Tests.Validation;

public sealed class FileValidatorTests
{
    [Fact]
    public async Task ValidateAsync_ValidUsageFile_SaysWhatItIs()
    {
        ValidationResult result = await FileValidator.ValidateAsync(Usage.Golden("wrapped.json"));
        Assert.True(result.IsValid, result.ToString());
        Assert.Equal((FileKind.ServerUsage, 3L, false, "3.15.2"), (result.Kind, result.Records, result.IsEncrypted, result.Instance?.Version));
        Assert.Equal(["LS2003"], result.Diagnostics.Select(diagnostic => diagnostic.Code));
    }

    [Fact]
    public async Task ValidateAsync_PlantedDefects_AreAllNamedInOnePass()
    {
        ValidationResult result = await FileValidator.ValidateAsync(Usage.Golden("defects.json"));
        string[] expected = [.. (await File.ReadAllLinesAsync(Usage.Golden("defects.expected.txt"))).Where(line => line.StartsWith("LS", StringComparison.Ordinal)), "LS2007 $ :"];
        Assert.False(result.IsValid);
        Assert.Equal(expected, result.Diagnostics.Select(Usage.Line));
        Assert.Equal(4, result.Records);
    }

    [Fact]
    public async Task ValidateAsync_Strict_FindsTheSameWithOtherSeverities()
    {
        MemoryStream file = Json.Stream(Usage.OneAccount("\"id\":1,\"name\":\"\\ud800\",\"email\":\"a@x.example\""));
        ValidationResult lenient = await FileValidator.ValidateAsync(file);
        file.Position = 0;
        ValidationResult strict = await FileValidator.ValidateAsync(file, new ReaderOptions { Mode = ReadingMode.Strict });
        Assert.Equal((true, false), (lenient.IsValid, strict.IsValid));
        Assert.Equal(("LS1007", DiagnosticSeverity.Error, 1L), (Assert.Single(strict.Diagnostics).Code, strict.Diagnostics[0].Severity, strict.Records));
    }

    [Fact]
    public async Task ValidateAsync_Encrypted_IsValidAndSaysSo()
    {
        // A3
        ValidationResult result = await FileValidator.ValidateAsync(Usage.Golden("encrypted.json"));
        Assert.True(result.IsValid);
        Assert.Equal((true, 0L, "3.16"), (result.IsEncrypted, result.Records, result.Instance?.Version));
        Assert.Equal("LS2006 $.users 1:75", Usage.Line(Assert.Single(result.Diagnostics)));
    }

    [Fact]
    public async Task ValidateAsync_NoServerId_IsAWarning()
    {
        // A1
        ValidationResult result = await FileValidator.ValidateAsync(Json.Stream("""{"host_name":"h","users":[]}"""));
        Assert.True(result.IsValid);
        Assert.Equal("LS2007 $ :", Usage.Line(Assert.Single(result.Diagnostics)));
    }

    [Theory]
    [InlineData("""{"instance":{},"users":[{"id":-1},""", "LS1011 $.users[0].id 1:30")]
    [InlineData("""{"instance":{},"users":[{"id":-1},x]}""", "LS1001 $.users[1] 1:34")]
    public async Task ValidateAsync_FatalAfterOthers_IsTheLast(string text, string finding)
    {
        ValidationResult result = await FileValidator.ValidateAsync(Json.Stream(text));
        Assert.False(result.IsValid);
        Assert.Contains(finding, result.Diagnostics.Select(Usage.Line));
        Assert.Contains(result.Diagnostics[^1].Code, (string[])["LS1001", "LS1002"]);
    }

    [Theory]
    [InlineData("", "LS1003")]
    [InlineData("  \n", "LS1003")]
    [InlineData("{", "LS1002")]
    [InlineData("""{"inst""", "LS1002")]
    [InlineData("""{"a":1,}""", "LS1001")]
    [InlineData("{}", "LS1004")]
    [InlineData("""{"message":"Not Found"}""", "LS1004")]
    [InlineData("""{"users":[]}""", "LS1004")]
    [InlineData("[1]", "LS1004")]
    [InlineData("hello", "LS1004")]
    [InlineData("a,b,c\n1,2,3\n", "LS1004")]
    public async Task ValidateAsync_NoKnownKind_SaysWhatIsWrong(string text, string code)
    {
        ValidationResult result = await FileValidator.ValidateAsync(Json.Stream(text));
        Assert.Equal((false, FileKind.Unknown, code), (result.IsValid, result.Kind, Assert.Single(result.Diagnostics).Code));
    }

    [Fact]
    public async Task ValidateAsync_UserReport_NamesDefects()
    {
        ValidationResult result = await FileValidator.ValidateAsync(Json.Stream("id,login,email,role,suspended?\n1,octo-ana,ana@x.example,user,false\n1,octo-ann,ann@x.example,user,maybe\n,,x@x.example,user,false\n"));
        Assert.Equal((FileKind.ServerUserReport, 1L, false), (result.Kind, result.Records, result.IsValid));
        Assert.Equal(["LS1011 suspended? 3:67", "LS2001  3:67", "LS2002  4:103"], result.Diagnostics.Select(Usage.Line));
    }

    [Fact]
    public async Task ValidateAsync_LicenseReport_NamesOddRows()
    {
        // A4.5: unclassified; A5: merged; a server id in two rows.
        ValidationResult result = await FileValidator.ValidateAsync(Json.Stream("""
            GitHub com login,Enterprise server user ids,GitHub com user,Enterprise server user,Visual studio subscription user,License type
            octo-ana,"h.example:1, h.example:1",true,true,false,Enterprise
            Octo-Ana,H.example:1,true,true,false,Enterprise
            ,,true,false,false,Enterprise

            """));
        Assert.Equal((FileKind.LicenseReport, 3L, true), (result.Kind, result.Records, result.IsValid));
        Assert.Equal(["LS3002", "LS3004", "LS3001"], result.Diagnostics.Select(diagnostic => diagnostic.Code));
        Assert.Equal([3L, 3L, 4L], result.Diagnostics.Select(diagnostic => diagnostic.Position.Line));
    }

    [Fact]
    public async Task ValidateAsync_ConsumedLicenses_NamesOddRowsWithTheirPlace()
    {
        // A4.5, A5, A6, A8: rows of two pages; fewer rows than the total is a warning.
        ValidationResult result = await FileValidator.ValidateAsync(Json.Stream("""
            {"total_seats_consumed":9,"users":[{"github_com_login":"octo-ana","github_com_user":true,"enterprise_server_user_ids":["h.example:1","1:2"]}]}
            {"total_seats_consumed":9,"users":[{"github_com_login":"OCTO-ANA","github_com_user":true,"enterprise_server_user_ids":["1:h.example:Member"]},
            {"github_com_user":true,"github_com_verified_domain_emails":["nobody"]}]}
            """));
        Assert.Equal((FileKind.ConsumedLicenses, 3L, true), (result.Kind, result.Records, result.IsValid));
        Assert.Equal(
            ["LS3003 1", "LS3002 2", "LS3004 2", "LS3001 3", "LS2005 3"],
            result.Diagnostics.SkipLast(1).Select(diagnostic => $"{diagnostic.Code} {diagnostic.Position.Line}"));
        Assert.Equal("LS3005", result.Diagnostics[^1].Code);
    }

    [Theory]
    [InlineData("""{"external_identities":[{"guid":"g","github_com_login":"octo","saml_identity":{"name_id":"a@x.example"}}]}""", "")]
    [InlineData("""{"external_identities":[{"guid":5,"saml_identity":{"name_id":[1]}}]}""", "LS1010 LS1010")]
    [InlineData("""{"Resources":[{"userName":"\ud800"}]}""", "LS1007")]
    public async Task ValidateAsync_Identities_NamesWhatBreaksTheFormat(string text, string codes)
    {
        // A7: whether an identity is linked cannot be told from one file.
        ValidationResult result = await FileValidator.ValidateAsync(Json.Stream(text));
        Assert.Equal((FileKind.Identities, 1L, codes), (result.Kind, result.Records, string.Join(' ', result.Diagnostics.Select(diagnostic => diagnostic.Code))));
    }

    [Theory]
    [InlineData("""{"total_seats_consumed":1,"users":[{"github_com_login":"octo"}]}""")]
    [InlineData("""{"external_identities":[{"guid":"g"}]}""")]
    public async Task ValidateAsync_EveryTruncation_IsNotValid(string text)
    {
        for (int length = 0; length < text.Length; length++)
        {
            Assert.False((await FileValidator.ValidateAsync(Json.Stream(text[..length]))).IsValid);
        }
    }

    [Fact]
    public async Task ValidateAsync_CsvCutShort_IsNotValid()
    {
        ValidationResult result = await FileValidator.ValidateAsync(Json.Stream("id,login,email,role\n1,octo-ana,\"ana"));
        Assert.Equal("LS1002", result.Diagnostics[^1].Code);
    }

    [Fact]
    public async Task ValidateAsync_DamagedGzip_IsAFinding()
    {
        byte[] damaged = Json.Gzip(await File.ReadAllBytesAsync(Usage.Golden("wrapped.json")))[..^3];
        ValidationResult result = await FileValidator.ValidateAsync(new MemoryStream(damaged));
        Assert.Equal("LS1005", Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public async Task ValidateAsync_PastALimit_IsAFinding()
    {
        ValidationResult result = await FileValidator.ValidateAsync(Usage.Golden("wrapped.json"), new ReaderOptions { MaxRecords = 2 });
        Assert.Equal("LS1006 $.users[2] 16:888", Usage.Line(result.Diagnostics[^1]));
    }

    [Fact]
    public async Task ValidateAsync_Callback_IsToldOfEachFinding()
    {
        List<string> told = [];
        ValidationResult result = await FileValidator.ValidateAsync(Usage.Golden("defects.json"), new ReaderOptions { OnDiagnostic = diagnostic => told.Add(Usage.Line(diagnostic)), SourceName = "other" });
        Assert.Equal(result.Diagnostics.Select(Usage.Line), told);
        Assert.Equal("other", result.Diagnostics[0].Position.Source);
    }

    [Fact]
    public async Task ValidateAsync_Stream_IsLeftOpen()
    {
        MemoryStream stream = Json.Stream("{}");
        await FileValidator.ValidateAsync(stream);
        Assert.True(stream.CanRead);
    }

    [Fact]
    public async Task ValidateAsync_NoSuchFile_IsAnIOProblem() =>
        await Assert.ThrowsAsync<FileNotFoundException>(() => FileValidator.ValidateAsync(Path.Combine(AppContext.BaseDirectory, "none.json")));

    [Fact]
    public async Task ToString_ManyFindings_ListsSomeAndCountsTheRest()
    {
        string accounts = string.Join(',', Enumerable.Range(0, 1_500).Select(i => $"{{\"id\":{i}}}"));
        ValidationResult result = await FileValidator.ValidateAsync(new MemoryStream(Encoding.UTF8.GetBytes("{\"instance\":{\"server_id\":\"s\"},\"users\":[" + accounts + "]}")));
        Assert.StartsWith("valid: ServerUsage, 1500 records\nLS2003 warning: ", result.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("\nand 500 more", result.ToString(), StringComparison.Ordinal);
    }
}
