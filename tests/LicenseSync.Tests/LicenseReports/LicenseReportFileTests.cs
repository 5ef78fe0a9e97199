using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;
using LicenseSync.LicenseReports;

namespace LicenseSync.Tests.LicenseReports;

public sealed class LicenseReportFileTests
{
    private const string Small = "GitHub com login,GitHub com user,Total user accounts,Other\nana,true,1,x\nbo,false,2,y\n";

    [Theory]
    [InlineData("report-snake-case.csv")]
    [InlineData("report-snake-case-singular.csv")]
    [InlineData("report-ghe-com.csv")]
    [InlineData("report-tabs.csv")]
    [InlineData("report-spreadsheet.csv")]
    public async Task ReadAsync_EveryGenerationOfHeaders_SameRows(string file)
    {
        // formats.md 5; what only one of them has is looked at in tests of its own.
        Outcome<ConsumedLicense> expected = await Inputs.ReportAsync(Inputs.File("report-current.csv"));
        Outcome<ConsumedLicense> read = await Inputs.ReportAsync(Inputs.File(file), new() { Mode = ReadingMode.Strict });
        Assert.Equal("", read.Report);
        Assert.Equal(
            Describe.All(expected.Records),
            Describe.All(read.Records.Select(row => row with { AdditionalProperties = [], GheLicenseActive = null, GheLicenseStartDate = null, GheLicenseEndDate = null })));
    }

    [Fact]
    public async Task ReadAsync_CurrentHeaders_EveryFieldIsRead()
    {
        Outcome<ConsumedLicense> read = await Inputs.ReportAsync(Inputs.File("report-current.csv"));
        ConsumedLicense ana = read.Records[0];
        Assert.Equal("", read.Report);
        Assert.Equal(("octo-ana", "Ana Octo", "https://github.example/octo-ana"), (ana.GitHubComLogin, ana.GitHubComName, ana.GitHubComProfile));
        Assert.Equal((true, true, false), (ana.GitHubComUser, ana.EnterpriseServerUser, ana.VisualStudioSubscriptionUser));
        Assert.Equal(LicenseType.Enterprise, ana.LicenseType);
        Assert.Equal(["octo-org:Owner", "octo-lab:Member"], ana.GitHubComMemberRoles);
        Assert.Equal(["Owner", "Member"], ana.GitHubComEnterpriseRoles);
        Assert.Equal(["ana@octo-corp.example", "ana.octo@octo-corp.example"], ana.GitHubComVerifiedDomainEmails);
        Assert.Equal(("ana@octo-corp.example", true, "2026-03-01"), (ana.GitHubComSamlNameId, ana.GitHubComTwoFactorAuth, ana.GitHubComTwoFactorAuthRequiredByDate));
        Assert.Equal(["octo-new"], ana.GitHubComOrgsWithPendingInvites);
        Assert.Equal(("R&D", true, false), (ana.GitHubComCostCenter, ana.GitHubComCodeSecurityLicenseUser, ana.GitHubComSecretProtectionLicenseUser));
        Assert.Equal(["ghes.octo-corp.example:41", "lab.octo-corp.example:7"], ana.EnterpriseServerUserIds.Select(id => id.ToString()));
        Assert.Equal(["ana@octo-corp.example"], ana.EnterpriseServerPrimaryEmails);
        Assert.Equal("Member", ana.EnterpriseServerAdvancedSecurityUserIds.Single().Role);
        Assert.Single(ana.EnterpriseServerCodeSecurityUserIds);
        Assert.Empty(ana.EnterpriseServerSecretProtectionUserIds);
        Assert.Equal(("Matched", "ana.vs@octo-corp.example", 3), (ana.VisualStudioLicenseStatus, ana.VisualStudioSubscriptionEmail, ana.TotalUserAccounts));
    }

    [Fact]
    public async Task ReadAsync_CurrentHeaders_RowsAreOfTheirKinds()
    {
        // A4
        Outcome<ConsumedLicense> read = await Inputs.ReportAsync(Inputs.File("report-current.csv"));
        Assert.Equal(
            [ConsumedLicenseKind.CloudAccount, ConsumedLicenseKind.ServerOnlyPerson, ConsumedLicenseKind.PendingInvitation, ConsumedLicenseKind.VisualStudioSubscriber],
            read.Records.Select(row => row.Kind));
    }

    [Fact]
    public async Task ReadAsync_OldestHeaders_FlagsAreDerived()
    {
        // A4: the oldest generation has no flags.
        Outcome<ConsumedLicense> read = await Inputs.ReportAsync(Inputs.File("report-oldest.csv"), new() { Mode = ReadingMode.Strict });
        Assert.All(read.Records, row => Assert.Equal((null, null, null), (row.GitHubComUser, row.EnterpriseServerUser, row.VisualStudioSubscriptionUser)));
        Assert.Equal(("octo-ana", "Ana Octo", "Matched"), (read.Records[0].GitHubComLogin, read.Records[0].GitHubComName, read.Records[0].VisualStudioLicenseStatus));
        Assert.Equal(ConsumedLicenseKind.CloudAccount, read.Records[0].Kind);
        Assert.All(read.Records.Skip(1), row => Assert.Equal(ConsumedLicenseKind.PendingInvitation, row.Kind));
    }

    [Fact]
    public async Task ReadAsync_GheComWording_ItsOwnColumnsAreRead()
    {
        Outcome<ConsumedLicense> read = await Inputs.ReportAsync(Inputs.File("report-ghe-com.csv"));
        Assert.All(read.Records, row => Assert.Equal((true, "2026-01-01", "2026-12-31"), (row.GheLicenseActive, row.GheLicenseStartDate, row.GheLicenseEndDate)));
    }

    [Fact]
    public async Task ReadAsync_OlderAdvancedSecurityColumn_IsRead()
    {
        Outcome<ConsumedLicense> read = await Inputs.ReportAsync(Inputs.File("report-advanced-security.csv"));
        Assert.Equal([true, null, null, null], read.Records.Select(row => row.GitHubComAdvancedSecurityLicenseUser));
    }

    [Fact]
    public async Task ReadAsync_SpreadsheetFile_UnknownColumnIsKeptAndBlankRowsAreNot()
    {
        Outcome<ConsumedLicense> read = await Inputs.ReportAsync(Inputs.File("report-spreadsheet.csv"));
        Assert.Equal(4, read.Records.Count);
        Assert.All(read.Records, row => Assert.Equal("seen; \"ok\"\nsecond line", Assert.Single(row.AdditionalProperties).ToJsonElement().GetString()));
    }

    [Theory]
    [InlineData("\uFEFFsep=;\r\ngithub_com_login;other\r\nana;b,c\r\n")]
    [InlineData("\n\ngithub_com_login\tother\n\nana\tb,c\n\t\n\n")]
    [InlineData("other,github_com_login\r\n\"b,c\",ana")]
    [InlineData("\"other\";\"github_com_login\"\n\"b,c\";ana\n")]
    public async Task ReadAsync_SeparatorsAndLineEnds_AreFound(string text)
    {
        Outcome<ConsumedLicense> read = await Inputs.ReportAsync(text);
        Assert.Equal(("", "ana"), (read.Report, Assert.Single(read.Records).GitHubComLogin));
        Assert.Equal("b,c", Assert.Single(read.Records[0].AdditionalProperties).ToJsonElement().GetString());
    }

    [Property(MaxTest = 50)]
    public Property ReadAsync_ColumnsInAnyOrder_SameRows() => Prop.ForAll(Gen.Shuffle(Enumerable.Range(0, 25).ToArray()).ToArbitrary(), order =>
    {
        string[][] table = [.. Encoding.UTF8.GetString(Inputs.File("report-tabs.csv")).TrimEnd('\n').Split('\n').Select(line => line.Split('\t'))];
        string shuffled = string.Join('\n', table.Select(cells => string.Join('\t', order.Select(i => cells[i]))));
        return Describe.All(Run(Inputs.File("report-current.csv")).Records) == Describe.All(Run(Inputs.Bytes(shuffled)).Records);
    });

    [Fact]
    public async Task ReadAsync_AnyChunks_SameRows()
    {
        byte[] file = Inputs.File("report-spreadsheet.csv");
        string expected = Describe.All((await Inputs.ReportAsync(file)).Records);
        for (int chunk = 1; chunk <= 64; chunk++)
        {
            Assert.Equal(expected, Describe.All((await Inputs.ReportAsync(file, chunk: chunk)).Records));
        }
    }

    [Property(MaxTest = 300)]
    public Property ReadAsync_DamagedFiles_ResultOrLicenseSyncException() =>
        Prop.ForAll(Generators.Damaged(Inputs.File("report-spreadsheet.csv")).ToArbitrary(), bytes => Run(bytes) is { } outcome && (outcome.Failure is null || outcome.Records.Count == 0));

    [Property(MaxTest = 300)]
    public Property ReadAsync_AnyBytes_ResultOrLicenseSyncException() =>
        Prop.ForAll(Generators.Anything.ToArbitrary(), bytes => Run([.. Inputs.Bytes("github_com_login,name\n"), .. bytes]) is not null && Run(bytes) is not null);

    [Fact]
    public async Task ReadAsync_CutAnywhereInARow_Refused()
    {
        // Cut in the last cell, or at the end of a row, a CSV file is still whole.
        byte[] file = Inputs.Bytes("GitHub com login,GitHub com name,Total user accounts\nana,\"A\"\"n\na\",3\n");
        int lastComma = Array.LastIndexOf(file, (byte)',');
        for (int length = Array.IndexOf(file, (byte)'\n') + 2; length <= lastComma; length++)
        {
            Assert.Equal("LS1002", (await Inputs.ReportAsync(file[..length])).Failure?.Diagnostic.Code);
        }
    }

    [Theory]
    [InlineData("", "LS1003  1:0")]
    [InlineData("\uFEFF\r\n\r\n", "LS1003  1:0")]
    [InlineData("github_com_name,license_type\nAna,Enterprise\n", "LS1004  1:0")]
    [InlineData("login,email\nana,ana@octo-corp.example\n", "LS1004  1:0")]
    [InlineData("User login,Last pushed date\nana,2026\n", "LS1004  1:0")]
    [InlineData("\"github_com_login,x", "LS1002  1:19")]
    [InlineData("github_com_login,x\nana,\"y\nz\n", "LS1002  2:28")]
    [InlineData("github_com_login,x\nana,\"y\"z\n", "LS1009  2:26")]
    [InlineData("github_com_login,x\nana,y\"z\n", "LS1009  2:24")]
    [InlineData("github_com_login,x,y\nana,1,2\nbo,1", "LS1002  3:29")]
    public async Task ReadAsync_NotAReport_RefusedInBothModes(string text, string report)
    {
        Assert.Equal(report, (await Inputs.ReportAsync(text)).Report);
        Assert.Equal(report, (await Inputs.ReportAsync(text, new() { Mode = ReadingMode.Strict })).Report);
    }

    [Fact]
    public async Task OpenAsync_Utf16_SaysWhatToDo()
    {
        Outcome<ConsumedLicense> read = await Inputs.ReportAsync([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Small)]);
        Assert.Equal("The file is UTF-16. Save it as CSV in UTF-8. (line 1, byte 0)", read.Failure?.Message);
    }

    [Fact]
    public async Task OpenAsync_NoLogin_SaysWhichColumnsWereMissed()
    {
        Outcome<ConsumedLicense> read = await Inputs.ReportAsync("ana@octo-corp.example,Ana\n", new() { SourceName = "report.csv" });
        Assert.StartsWith("The file is not a license report: it has none of the columns 'GitHub com login', 'github_com_login'", read.Failure?.Message, StringComparison.Ordinal);
        Assert.EndsWith("(report.csv, line 1, byte 0)", read.Failure?.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ana@", read.Failure?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ana,true,1\n", "LS1014  2:59", 1)]
    [InlineData("ana,true,1,x,\n", "LS1014  2:59", 1)]
    [InlineData("ana,yes,1,x\n", "LS1011 GitHub com user 2:59", 2)]
    [InlineData("ana,true,-1,x\n", "LS1011 Total user accounts 2:59", 2)]
    [InlineData("ana,true,1.5,x\n", "LS1011 Total user accounts 2:59", 2)]
    public async Task ReadAsync_PlantedDefect_ReportedWhereItStandsAndRefusedWhenStrict(string row, string report, int rows)
    {
        string text = Small.Split('\n')[0] + "\n" + row + "bo,false,2,y\n";
        Outcome<ConsumedLicense> lenient = await Inputs.ReportAsync(text);
        Outcome<ConsumedLicense> strict = await Inputs.ReportAsync(text, new() { Mode = ReadingMode.Strict });
        Assert.Equal((report, rows), (lenient.Report, lenient.Records.Count));
        Assert.Equal(report, strict.Report);
        Assert.IsType<InputFormatException>(strict.Failure);
    }

    [Fact]
    public async Task ReadAsync_ValueThatCannotBeUsed_IsKept()
    {
        Outcome<ConsumedLicense> read = await Inputs.ReportAsync("GitHub com login,Other,GitHub com user\nana,\"1\n2\",maybe\n");
        Assert.Null(read.Records[0].GitHubComUser);
        Assert.Equal("[\"Other\"=\"1\\u000a2\", \"GitHub com user\"=\"maybe\"]", Describe.One(read.Records[0].AdditionalProperties));
    }

    [Fact]
    public async Task ReadAsync_BytesThatAreNotUtf8_ReportedReadAsMissingAndKept()
    {
        byte[] file = [.. Inputs.Bytes("GitHub com login,GitHub com name,Other\nana,Jos"), 0xE9, .. Inputs.Bytes(",\""), 0xFF, .. Inputs.Bytes("\"\nbo,B,\n")];
        Outcome<ConsumedLicense> read = await Inputs.ReportAsync(file);
        Assert.Equal("LS1008 GitHub com name 2:39\nLS1008 Other 2:39", read.Report);
        Assert.Equal(("ana", null), (read.Records[0].GitHubComLogin, read.Records[0].GitHubComName));
        Assert.Equal("\"Jos"u8.ToArray().Append((byte)0xE9).Append((byte)'"'), read.Records[0].AdditionalProperties[0].RawValue.ToArray());
        Assert.Equal("B", read.Records[1].GitHubComName);
    }

    [Fact]
    public async Task ReadAsync_UnknownServerUserId_ReportedAndKept()
    {
        // A6
        Outcome<ConsumedLicense> read = await Inputs.ReportAsync("github_com_login,enterprise_server_user_ids\nana,\"ghes.example:7, 1:2\"\n", new() { Mode = ReadingMode.Strict });
        Assert.Equal("LS3003 enterprise_server_user_ids 2:44", read.Report);
        Assert.Equal(["ghes.example:7", "1:2"], read.Records[0].EnterpriseServerUserIds.Select(id => id.RawText));
    }

    [Fact]
    public async Task ReadAsync_UnknownServerUserIdInTheSecondColumn_ReportedThere()
    {
        Outcome<ConsumedLicense> read = await Inputs.ReportAsync("Enterprise server user ids,github_com_login,enterprise_server_user_ids\n,ana,1:2\n");
        Assert.Equal("LS1012 enterprise_server_user_ids 1:0\nLS3003 enterprise_server_user_ids 2:71", read.Report);
    }

    [Fact]
    public async Task ReadAsync_ColumnTwice_ReportedAndTheFirstUsableCellCounts()
    {
        Outcome<ConsumedLicense> read = await Inputs.ReportAsync("GitHub com login,GitHub com user,github_com_user,X,X\nana,,true,1,2\nbo,false,true,3,4\n");
        Assert.Equal("LS1012 github_com_user 1:0\nLS1012 X 1:0", read.Report);
        Assert.Equal([true, false], read.Records.Select(row => row.GitHubComUser));
        Assert.Equal("[\"github_com_user\"=\"true\", \"X\"=\"3\", \"X\"=\"4\"]", Describe.One(read.Records[1].AdditionalProperties));
    }

    [Fact]
    public async Task ReadAsync_SingularAndPluralRoles_PluralCounts()
    {
        // A4
        Outcome<ConsumedLicense> read = await Inputs.ReportAsync("github_com_login,github_com_enterprise_role,github_com_enterprise_roles\nana,Owner,Member\nbo,Owner,\n");
        Assert.Equal(["Member", "Owner"], read.Records.Select(row => Assert.Single(row.GitHubComEnterpriseRoles)));
    }

    [Fact]
    public async Task ReadAsync_Limits_NameTheOptionAndThePlace()
    {
        ReaderOptions[] limits = [new() { MaxStringBytes = 16 }, new() { MaxRecordBytes = 27 }, new() { MaxRecords = 1 }];
        string text = "GitHub com login,Other,E\nana,\"12345678901234567890\",1\nbo,2,3\n";
        string[] reports = await Task.WhenAll(limits.Select(async options => (await Inputs.ReportAsync(text, options)).Report));
        Assert.Equal(["LS1006 Other 2:25", "LS1006  2:25", "LS1006  3:54"], reports);
        Assert.Equal("LS1006  1:0", (await Inputs.ReportAsync(text, new() { MaxRecordBytes = 20 })).Report);
    }

    [Fact]
    public async Task ReadAsync_EndlessQuote_StopsAtTheLimit()
    {
        byte[] file = [.. Inputs.Bytes(Small), (byte)'"', .. new byte[4 << 20]];
        var stream = new ChunkedStream(file, 4096);
        await using LicenseReportFile report = await LicenseReportFile.OpenAsync(stream, new() { MaxRecordBytes = 1 << 20, MaxStringBytes = 1 << 20 });
        InputLimitException exception = await Assert.ThrowsAsync<InputLimitException>(() => Inputs.ListAsync(report.ReadAsync()));
        Assert.Equal((4L, 85L), (exception.Position.Line!.Value, exception.Position.ByteOffset!.Value));
        Assert.InRange(stream.Taken, 1 << 20, 3 << 20);
    }

    [Fact]
    public async Task ReadAsync_ManyEmails_StopsAtTheLimit()
    {
        string emails = string.Join(", ", Enumerable.Range(0, 4).Select(i => $"a{i}@octo-corp.example"));
        Outcome<ConsumedLicense> read = await Inputs.ReportAsync($"github_com_login,github_com_verified_domain_emails\nana,\"{emails}\"\n", new() { MaxEmailsPerAccount = 3 });
        Assert.Equal("LS1006 github_com_verified_domain_emails 2:51", read.Report);
    }

    [Fact]
    public async Task ReadAsync_LargeFile_IsNeverHeldWhole()
    {
        byte[] file = Inputs.Bytes(Small + string.Concat(Enumerable.Repeat("cy,false,2,y\n", 100_000)));
        var stream = new ChunkedStream(file);
        await using LicenseReportFile report = await LicenseReportFile.OpenAsync(stream);
        await using IAsyncEnumerator<ConsumedLicense> rows = report.ReadAsync().GetAsyncEnumerator();
        Assert.True(await rows.MoveNextAsync());
        Assert.InRange(stream.Taken, 1, 200_000);
    }

    [Fact]
    public async Task ReadAsync_CanceledBetweenRows_StopsThere()
    {
        using var source = new CancellationTokenSource();
        await using LicenseReportFile report = await LicenseReportFile.OpenAsync(new ChunkedStream(Inputs.Bytes(Small)), cancellationToken: source.Token);
        await using IAsyncEnumerator<ConsumedLicense> rows = report.ReadAsync(source.Token).GetAsyncEnumerator(CancellationToken.None);
        Assert.True(await rows.MoveNextAsync());
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await rows.MoveNextAsync());
    }

    [Fact]
    public async Task ReadAsync_Twice_Refused()
    {
        await using LicenseReportFile report = await LicenseReportFile.OpenAsync(new ChunkedStream(Inputs.Bytes(Small)));
        _ = report.ReadAsync();
        Assert.Throws<InvalidOperationException>(() => report.ReadAsync());
    }

    [Fact]
    public async Task DisposeAsync_LeaveOpen_DecidesOnTheStream()
    {
        var kept = new ChunkedStream(Inputs.Bytes(Small));
        var closed = new ChunkedStream(Inputs.Bytes(Small));
        await (await LicenseReportFile.OpenAsync(kept, leaveOpen: true)).DisposeAsync();
        await (await LicenseReportFile.OpenAsync(closed)).DisposeAsync();
        Assert.Equal((false, true), (kept.IsDisposed, closed.IsDisposed));
    }

    [Fact]
    public async Task ReadAsync_Progress_EndsWithAllBytesAndRows()
    {
        var progress = new List<ReadProgress>();
        await Inputs.ReportAsync(Inputs.Bytes(Small), new() { Progress = new Recorder(progress) });
        Assert.Equal(new(Small.Length, 2), progress[^1]);
    }

    private static Outcome<ConsumedLicense> Run(byte[] bytes) => Inputs.ReportAsync(bytes).GetAwaiter().GetResult();

    private sealed class Recorder(List<ReadProgress> progress) : IProgress<ReadProgress>
    {
        public void Report(ReadProgress value) => progress.Add(value);
    }
}
