using System.IO.Pipelines;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;
using LicenseSync.LicenseReports;

namespace LicenseSync.Tests.LicenseReports;

public sealed class ConsumedLicensesFileTests
{
    [Fact]
    public async Task ReadAsync_PublishedExample_ReadsAndWarnsOfTheRowCountOnly()
    {
        // formats.md 2: two rows for 5,000 seats, an empty text where the schema wants a boolean, the deprecated singular role.
        Outcome<ConsumedLicense> read = await Inputs.LicensesAsync(Inputs.File("licenses-published-example.json"), new() { Mode = ReadingMode.Strict });
        Assert.Equal("LS3005 $ :", read.Report);
        Assert.Equal(DiagnosticSeverity.Warning, read.Findings[0].Severity);
        Assert.Equal([ConsumedLicenseKind.CloudAccount, ConsumedLicenseKind.ServerOnlyPerson], read.Records.Select(row => row.Kind));
        Assert.Equal([true, null], read.Records.Select(row => row.GitHubComTwoFactorAuth));
        Assert.Equal(["owner", null], read.Records.Select(row => row.GitHubComEnterpriseRole));
        Assert.Equal([null, "bo@octo-corp.example"], read.Records.Select(row => row.EnterpriseServerPrimaryEmails.SingleOrDefault()));
        Assert.All(read.Records, row => Assert.Empty(row.AdditionalProperties));
    }

    [Fact]
    public async Task ReadAsync_Recording_EveryFieldIsRead()
    {
        // formats.md 2: the other spelling of the server emails, nulls, an extra field.
        Outcome<ConsumedLicense> read = await Inputs.LicensesAsync(Inputs.File("licenses-recording.json"), new() { Mode = ReadingMode.Strict });
        ConsumedLicense cy = read.Records[0];
        Assert.Equal("", read.Report);
        Assert.Equal(("octo-cy", null, "https://github.example/octo-cy"), (cy.GitHubComLogin, cy.GitHubComName, cy.GitHubComProfile));
        Assert.Equal((true, true, false, false), (cy.GitHubComUser, cy.EnterpriseServerUser, cy.VisualStudioSubscriptionUser, cy.GitHubComTwoFactorAuth));
        Assert.Equal((LicenseType.Enterprise, "2026-03-01", 2), (cy.LicenseType, cy.GitHubComTwoFactorAuthRequiredByDate, cy.TotalUserAccounts));
        Assert.Equal(["octo-org:Member", "Member", "octo-lab", "cy@octo-corp.example"], [.. cy.GitHubComMemberRoles, .. cy.GitHubComEnterpriseRoles, .. cy.GitHubComOrgsWithPendingInvites, .. cy.EnterpriseServerPrimaryEmails]);
        Assert.Equal(ServerUserId.From("GHES.octo-corp.example", 41), Assert.Single(cy.EnterpriseServerUserIds));
        Assert.Equal("\"seat_color\"={\"shade\":[1, 2.50]}", Describe.One(Assert.Single(cy.AdditionalProperties)));
        Assert.Equal(("Matched to Cloud", "eli@octo-corp.example"), (read.Records[2].VisualStudioLicenseStatus, read.Records[2].VisualStudioSubscriptionEmail));
    }

    [Fact]
    public async Task ReadAsync_Recording_RowsWithPendingRolesOnlyAreInvitations()
    {
        // A4
        Outcome<ConsumedLicense> read = await Inputs.LicensesAsync(Inputs.File("licenses-recording.json"));
        Assert.Equal([ConsumedLicenseKind.CloudAccount, ConsumedLicenseKind.PendingInvitation, ConsumedLicenseKind.CloudAccount], read.Records.Select(row => row.Kind));
    }

    [Theory]
    [InlineData("{'total_seats_consumed':3,'total_seats_purchased':20,'users':[ANA,BO,CY]}")]
    [InlineData("{'users':[ANA,BO,CY],'total_seats_purchased':20,'total_seats_consumed':'3'}")]
    [InlineData("{'total_seats_consumed':3,'total_seats_purchased':20,'users':[ANA,BO]}{'total_seats_consumed':3,'total_seats_purchased':19,'users':[CY]}")]
    [InlineData("{'total_seats_consumed':2,'users':[ANA,BO]}\n\n{'total_seats_consumed':3,'total_seats_purchased':20,'users':[CY]}\n{'users':[],'total_seats_purchased':null}")]
    [InlineData("[{'total_seats_consumed':3,'total_seats_purchased':0,'users':[ANA]},{'total_seats_purchased':20,'users':[BO,CY]}]")]
    [InlineData("[{'users':[ANA]}]\n[{'total_seats_consumed':3,'total_seats_purchased':20,'users':[BO]},{'users':[CY]}]")]
    public async Task ReadAsync_PagesInEveryForm_AddUpAndTheLargestTotalCounts(string text)
    {
        // A8
        await using ConsumedLicensesFile file = await ConsumedLicensesFile.OpenAsync(new ChunkedStream(Inputs.Bytes(Fill(text))), new() { Mode = ReadingMode.Strict, OnDiagnostic = finding => Assert.Fail(finding.ToString()) });
        List<ConsumedLicense> rows = await Inputs.ListAsync(file.ReadAsync());
        Assert.Equal(["ana", "bo", "cy"], rows.Select(row => row.GitHubComLogin));
        Assert.Equal((3L, 20L), (file.TotalSeatsConsumed, file.TotalSeatsPurchased));
    }

    [Theory]
    [InlineData("{'users':[ANA,BO]}", null, null)]
    [InlineData("{'total_seats_consumed':null,'total_seats_purchased':'','users':[ANA]}", null, null)]
    [InlineData("{'total_seats_purchased':0,'users':[ANA]}", null, 0L)]
    public async Task ReadAsync_TotalsMissing_NullAndZeroIsKnown(string text, long? consumed, long? purchased)
    {
        // A8, E
        await using ConsumedLicensesFile file = await ConsumedLicensesFile.OpenAsync(new ChunkedStream(Inputs.Bytes(Fill(text))));
        await Inputs.ListAsync(file.ReadAsync());
        Assert.Equal((consumed, purchased), (file.TotalSeatsConsumed, file.TotalSeatsPurchased));
    }

    [Theory]
    [InlineData("[ANA,BO]")]
    [InlineData("[ANA]}{'users':[BO]")]
    public async Task ReadAsync_OtherNumberOfRows_WarnsAtTheEnd(string users)
    {
        Outcome<ConsumedLicense> read = await Inputs.LicensesAsync(Fill("{'total_seats_consumed':5,'users':" + users + "}"), new() { Mode = ReadingMode.Strict });
        Assert.Equal(("LS3005 $ :", 2), (read.Report, read.Records.Count));
        Assert.Equal("There are 2 rows, and total_seats_consumed is 5. Check that no page is missing; rows that hold no license make a difference, too.", read.Findings[0].Message);
    }

    [Theory]
    [InlineData("'enterprise_server_emails':['a@x.example']", "a@x.example", "[]")]
    [InlineData("'enterprise_server_primary_emails':['a@x.example']", "a@x.example", "[]")]
    [InlineData("'enterprise_server_emails':[],'enterprise_server_primary_emails':['a@x.example']", "a@x.example", "[]")]
    [InlineData("'enterprise_server_primary_emails':['a@x.example'],'enterprise_server_emails':null", "a@x.example", "['enterprise_server_emails'=null]")]
    [InlineData("'enterprise_server_primary_emails':['a@x.example'],'enterprise_server_emails':['b@x.example']", "a@x.example", "['enterprise_server_emails'=['b@x.example']]")]
    public async Task ReadAsync_BothSpellingsOfServerEmails_FirstWithAnyCountsAndNothingIsLost(string properties, string email, string kept)
    {
        Outcome<ConsumedLicense> read = await Inputs.LicensesAsync(Fill("{'users':[{" + properties + "}]}"));
        Assert.Equal(("", email), (read.Report, Assert.Single(read.Records[0].EnterpriseServerPrimaryEmails)));
        Assert.Equal(Fill(kept), Describe.One(read.Records[0].AdditionalProperties));
    }

    [Theory]
    [InlineData("'github_com_login':5", "LS1010 $.users[0].github_com_login 2:31")]
    [InlineData("'github_com_user':'yes'", "LS1011 $.users[0].github_com_user 2:30")]
    [InlineData("'github_com_user':1", "LS1010 $.users[0].github_com_user 2:30")]
    [InlineData("'total_user_accounts':1.5", "LS1011 $.users[0].total_user_accounts 2:34")]
    [InlineData("'total_user_accounts':3000000000", "LS1011 $.users[0].total_user_accounts 2:34")]
    [InlineData("'total_user_accounts':true", "LS1010 $.users[0].total_user_accounts 2:34")]
    [InlineData("'license_type':[]", "LS1010 $.users[0].license_type 2:27")]
    [InlineData("'github_com_member_roles':{}", "LS1010 $.users[0].github_com_member_roles 2:38")]
    [InlineData("'github_com_member_roles':['a',true]", "LS1010 $.users[0].github_com_member_roles[1] 2:43")]
    [InlineData("'enterprise_server_user_ids':['a.example:1',7]", "LS1010 $.users[0].enterprise_server_user_ids[1] 2:56")]
    public async Task ReadAsync_WrongType_ReportedReadAsMissingKeptAndRefusedWhenStrict(string property, string report)
    {
        string text = Fill("{'users':[\n{" + property + "}]}");
        Outcome<ConsumedLicense> lenient = await Inputs.LicensesAsync(text);
        Outcome<ConsumedLicense> strict = await Inputs.LicensesAsync(text, new() { Mode = ReadingMode.Strict });
        Assert.Equal((report, report), (lenient.Report, strict.Report));
        Assert.Equal(Fill("[" + property.Replace("':", "'=", StringComparison.Ordinal) + "]"), Describe.One(lenient.Records[0].AdditionalProperties));
        Assert.IsType<InputFormatException>(strict.Failure);
    }

    [Theory]
    [InlineData("'github_com_name':'A','github_com_name':'B'", "LS1012 $.users[0].github_com_name 2:34")]
    [InlineData("'github_com_name':'A','x':1,'GitHubComName':'B'", "LS1012 $.users[0].GitHubComName 2:40")]
    [InlineData("'github_com_name':null,'github_com_name':'A'", "")]
    public async Task ReadAsync_PropertyTwice_FirstUsableCounts(string properties, string report)
    {
        Outcome<ConsumedLicense> read = await Inputs.LicensesAsync(Fill("{'users':[\n{" + properties + "}]}"), new() { Mode = ReadingMode.Strict });
        Assert.Equal((report, "A"), (read.Report, read.Records[0].GitHubComName));
    }

    [Fact]
    public async Task ReadAsync_UnknownServerUserId_ReportedWhereItStandsAndKept()
    {
        // A6
        Outcome<ConsumedLicense> read = await Inputs.LicensesAsync(Fill("{'users':[\n{'enterprise_server_user_ids':['a.example:1','1:2','71:b.example:Member']}]}"), new() { Mode = ReadingMode.Strict });
        Assert.Equal("LS3003 $.users[0].enterprise_server_user_ids[1] 2:56", read.Report);
        Assert.Equal(["a.example:1", "1:2", "71:b.example:Member"], read.Records[0].EnterpriseServerUserIds.Select(id => id.RawText));
    }

    [Fact]
    public async Task ReadAsync_LoneSurrogatesAndBrokenUtf8_ReportedReadAsMissingAndKept()
    {
        byte[] file = [.. Inputs.Bytes(Fill("{'users':[\n{'github_com_name':'\\ud800','license_type':'a")), 0xFF, .. Inputs.Bytes(Fill("','github_com_login':'\\ud83d\\ude00'}]}"))];
        Outcome<ConsumedLicense> read = await Inputs.LicensesAsync(file);
        Assert.Equal("LS1007 $.users[0].github_com_name 2:31\nLS1008 $.users[0].license_type 2:56", read.Report);
        Assert.Equal((null, null, "\U0001F600"), (read.Records[0].GitHubComName, read.Records[0].LicenseType.Value, read.Records[0].GitHubComLogin));
        Assert.Equal(["github_com_name", "license_type"], read.Records[0].AdditionalProperties.Select(property => property.Name));
    }

    [Fact]
    public async Task ReadAsync_ElementsThatAreNoObjects_SkippedAndReported()
    {
        Outcome<ConsumedLicense> read = await Inputs.LicensesAsync(Fill("{'users':[7,null,ANA]}"));
        Assert.Equal(("LS1013 $.users[0] 1:10\nLS1013 $.users[1] 1:12", "ana"), (read.Report, Assert.Single(read.Records).GitHubComLogin));
    }

    [Theory]
    [InlineData("", "LS1003 $ 1:0")]
    [InlineData(" \n", "LS1003 $ 2:2")]
    [InlineData("{}", "LS1015 $ 1:1")]
    [InlineData("[]", "LS1015 $ 1:2")]
    [InlineData("{'users':null}", "LS1015 $.users 1:9")]
    [InlineData("{'users':{}}", "LS1015 $.users 1:9")]
    [InlineData("{'users':'QUJD'}", "LS1015 $.users 1:9")]
    [InlineData("{'users':[],'users':[]}", "LS1015 $.users 1:12")]
    [InlineData("{'users':[ANA,]}", "LS1001 $.users[1] 1:37")]
    [InlineData("{'users':[]} x", "LS1001 $ 1:13")]
    [InlineData("[{'users':[]},{'total_seats_consumed':1}]", "LS1015 $[1] 1:39")]
    public async Task ReadAsync_NotTheDocument_RefusedInBothModes(string text, string report)
    {
        Assert.Equal(report, (await Inputs.LicensesAsync(Fill(text))).Report);
        Assert.Equal(report, (await Inputs.LicensesAsync(Fill(text), new() { Mode = ReadingMode.Strict })).Report);
    }

    [Theory]
    [InlineData("'x'", "LS1011 $.total_seats_consumed 1:24")]
    [InlineData("-1", "LS1011 $.total_seats_consumed 1:24")]
    [InlineData("[1]", "LS1010 $.total_seats_consumed 1:24")]
    public async Task ReadAsync_TotalThatIsNone_ReportedAndUnknown(string total, string report)
    {
        Outcome<ConsumedLicense> read = await Inputs.LicensesAsync(Fill("{'total_seats_consumed':" + total + ",'users':[]}"));
        Assert.Equal((report, null), (read.Report, read.Failure));
    }

    [Fact]
    public async Task ReadAsync_AnyChunks_SameRowsAndFindings()
    {
        byte[] file = Inputs.Bytes("\uFEFF" + Fill("[{'total_seats_consumed':9,'users':[ANA,7]},\n{'users':[{'github_com_name':5,'x':'\\u00e9'}]}]\n{'users':[BO]}"));
        Outcome<ConsumedLicense> whole = await Inputs.LicensesAsync(file);
        Assert.Equal((3, "LS1013 $[0].users[1] 1:66"), (whole.Records.Count, whole.Report.Split('\n')[0]));
        for (int chunk = 1; chunk <= 64; chunk++)
        {
            Outcome<ConsumedLicense> read = await Inputs.LicensesAsync(file, chunk: chunk);
            Assert.Equal((whole.Report, Describe.All(whole.Records)), (read.Report, Describe.All(read.Records)));
        }
    }

    [Theory]
    [InlineData("licenses-published-example.json")]
    [InlineData("licenses-recording.json")]
    public async Task ReadAsync_CutAnywhere_Refused(string name)
    {
        byte[] file = Inputs.File(name).AsSpan().TrimEnd("\n"u8).ToArray();
        for (int length = 0; length < file.Length; length++)
        {
            Assert.NotNull((await Inputs.LicensesAsync(file[..length])).Failure);
        }
    }

    [Property(MaxTest = 300)]
    public Property ReadAsync_DamagedFiles_ResultOrLicenseSyncException() =>
        Prop.ForAll(Generators.Damaged(Inputs.File("licenses-recording.json")).ToArbitrary(), bytes => Run(bytes) is not null);

    [Property(MaxTest = 300)]
    public Property ReadAsync_AnyBytes_ResultOrLicenseSyncException() =>
        Prop.ForAll(Generators.Anything.ToArbitrary(), bytes => Run([.. Inputs.Bytes(Fill("{'users':[{'github_com_name':'")), .. bytes]) is not null && Run(bytes) is not null);

    [Fact]
    public async Task ReadAsync_Limits_NameTheOptionAndThePlace()
    {
        string text = Fill("{'users':[{'github_com_verified_domain_emails':['a@x','b@x','c@x']},{'y':[[0]]}]}");
        ReaderOptions[] limits = [new() { MaxEmailsPerAccount = 2 }, new() { MaxRecords = 1 }, new() { MaxDepth = 4 }, new() { MaxStringBytes = 32 }, new() { MaxRecordBytes = 56 }];
        string[] reports = await Task.WhenAll(limits.Select(async options => (await Inputs.LicensesAsync(text, options)).Report));
        Assert.Equal(
            [
                "LS1006 $.users[0].github_com_verified_domain_emails[2] 1:60",
                "LS1006 $.users[1] 1:68",
                "LS1006 $.users[1].y[0] 1:74",
                "LS1006 $.users[0].github_com_verified_domain_emails 1:11",
                "LS1006 $.users[0] 1:10",
            ],
            reports);
    }

    [Fact]
    public async Task ReadAsync_LargeFile_IsNeverHeldWhole()
    {
        var stream = new ChunkedStream(Inputs.Bytes(Fill("{'users':[ANA" + string.Concat(Enumerable.Repeat(",\nBO", 100_000)) + "]}")));
        await using ConsumedLicensesFile file = await ConsumedLicensesFile.OpenAsync(stream);
        await using IAsyncEnumerator<ConsumedLicense> rows = file.ReadAsync().GetAsyncEnumerator();
        Assert.True(await rows.MoveNextAsync());
        Assert.InRange(stream.Taken, 1, 400_000);
    }

    [Fact]
    public async Task ReadAsync_CanceledBetweenRows_StopsThere()
    {
        using var source = new CancellationTokenSource();
        await using ConsumedLicensesFile file = await ConsumedLicensesFile.OpenAsync(new ChunkedStream(Inputs.File("licenses-recording.json")), cancellationToken: source.Token);
        await using IAsyncEnumerator<ConsumedLicense> rows = file.ReadAsync(source.Token).GetAsyncEnumerator(CancellationToken.None);
        Assert.True(await rows.MoveNextAsync());
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await rows.MoveNextAsync());
    }

    [Fact]
    public async Task ReadAsync_ClosedBetweenRows_IsNoEnd()
    {
        // What is cut off is never taken for a shorter file.
        ConsumedLicensesFile file = await ConsumedLicensesFile.OpenAsync(new ChunkedStream(Inputs.File("licenses-recording.json")));
        await using IAsyncEnumerator<ConsumedLicense> rows = file.ReadAsync().GetAsyncEnumerator();
        Assert.True(await rows.MoveNextAsync());
        await file.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await rows.MoveNextAsync());
    }

    [Fact]
    public async Task ReadAsync_Twice_Refused()
    {
        await using ConsumedLicensesFile file = await ConsumedLicensesFile.OpenAsync(new ChunkedStream(Inputs.File("licenses-recording.json")));
        _ = file.ReadAsync();
        Assert.Throws<InvalidOperationException>(() => file.ReadAsync());
    }

    [Fact]
    public async Task OpenAsync_PipeAndGzipAndPath_SameRows()
    {
        byte[] bytes = Inputs.File("licenses-recording.json");
        string expected = Describe.All((await Inputs.LicensesAsync(bytes)).Records);
        string path = Path.Combine(AppContext.BaseDirectory, "LicenseReports", "Files", "licenses-recording.json");
        await using ConsumedLicensesFile piped = await ConsumedLicensesFile.OpenAsync(PipeReader.Create(new MemoryStream(bytes)));
        await using ConsumedLicensesFile opened = await ConsumedLicensesFile.OpenAsync(path);
        Assert.Equal(expected, Describe.All(await Inputs.ListAsync(piped.ReadAsync())));
        Assert.Equal(expected, Describe.All(await Inputs.ListAsync(opened.ReadAsync())));
        Assert.Equal(expected, Describe.All((await Inputs.LicensesAsync(IO.Json.Gzip(bytes), chunk: 7)).Records));
    }

    [Fact]
    public async Task OpenAsync_Refused_ClosesTheStreamUnlessItIsToStayOpen()
    {
        var kept = new ChunkedStream("{}"u8.ToArray());
        var closed = new ChunkedStream("{}"u8.ToArray());
        await Assert.ThrowsAsync<InputFormatException>(() => ConsumedLicensesFile.OpenAsync(kept, leaveOpen: true));
        await Assert.ThrowsAsync<InputFormatException>(() => ConsumedLicensesFile.OpenAsync(closed));
        Assert.Equal((false, true), (kept.IsDisposed, closed.IsDisposed));
    }

    /// <summary>A text whose quotes are easier to read in C#.</summary>
    private static string Fill(string text) => text
        .Replace("ANA", "{'github_com_login':'ana'}", StringComparison.Ordinal)
        .Replace("BO", "{'github_com_login':'bo'}", StringComparison.Ordinal)
        .Replace("CY", "{'github_com_login':'cy'}", StringComparison.Ordinal)
        .Replace('\'', '"');

    private static Outcome<ConsumedLicense> Run(byte[] bytes) => Inputs.LicensesAsync(bytes).GetAwaiter().GetResult();

    [Fact]
    public async Task ReadNextRowAsync_WaysOfReadingMixed_RefusedAndNoRowBeforeTheFirst()
    {
        await using ConsumedLicensesFile file = await ConsumedLicensesFile.OpenAsync(new ChunkedStream(Inputs.File("licenses-recording.json")));
        Assert.Throws<InvalidOperationException>(() => file.CurrentRow.Kind);
        Assert.True(await file.ReadNextRowAsync());
        Assert.StartsWith("consumed license (", file.CurrentRow.ToString(), StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => file.ReadAsync());
        while (await file.ReadNextRowAsync())
        {
        }

        Assert.Throws<InvalidOperationException>(() => file.CurrentRow.Kind);
        Assert.False(await file.ReadNextRowAsync());
        await file.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await file.ReadNextRowAsync());
    }
}
