using LicenseSync.Accounts;
using LicenseSync.IO;
using LicenseSync.LicenseReports;

namespace LicenseSync.Tests.LicenseReports;

/// <summary>Which rows are read straight from their bytes, and that those and all others give what the general way gives.</summary>
public sealed class PlainLicenseReaderTests
{
    // Two emails pass, three are too many.
    private const int MaxEmails = 2;

    [Theory]
    [InlineData("{}")]
    [InlineData("{'github_com_login':'ann','github_com_user':true,'enterprise_server_user':false,'github_com_two_factor_auth':null,'total_user_accounts':12}")]
    [InlineData("{'github_com_login':'','github_com_name':null,'github_com_user':'','total_user_accounts':'','license_type':'Enterprise'}")]
    [InlineData("{'GitHub-Com-Login':'ann','githubComName':'Éva','total_user_accounts':null}")]
    [InlineData("{ 'github_com_member_roles' : [ ] , 'github_com_login' : 'ann' }")]
    [InlineData("{'github_com_member_roles':[],'github_com_enterprise_roles':[],'enterprise_server_user_ids':[]}")]
    [InlineData("{'github_com_member_roles':[],'github_com_enterprise_roles':['Owner']}")]
    [InlineData("{'github_com_member_roles':['o:Owner','p:Member','q:Member'],'github_com_enterprise_roles':[],'github_com_login':'ann'}")]
    [InlineData("{'github_com_member_roles':['o:Owner'],'enterprise_server_user_ids':['h:1','h:2'],'enterprise_server_emails':['a@x.example','b@x.example']}")]
    [InlineData("{'enterprise_server_primary_emails':['a@x.example','b@x.example'],'github_com_verified_domain_emails':['c@x.example']}")]
    [InlineData("{'github_com_member_roles':null,'github_com_enterprise_roles':'','enterprise_server_emails':null,'github_com_orgs_with_pending_invites':['o']}")]
    [InlineData("{'github_com_user':true,'x':1,'y':[{'github_com_login':[1,{}]},[]],'z':{'github_com_login':'bob','a':null},'github_com_login':'ann'}")]
    public async Task TryRead_NothingToSay_IsReadPlainly(string row)
    {
        Assert.True(await IsPlainAsync(row));
        await AssertSameBothWaysAsync(row);
    }

    [Theory]
    [InlineData(1, "'x'")]
    [InlineData(63, "'x'")]
    [InlineData(64, "'x'")]
    [InlineData(200, "'x'")]
    public async Task TryRead_ManyRoles_IsReadPlainly(int count, string role)
    {
        string row = RowOf(count, role);
        Assert.True(await IsPlainAsync(row));
        await AssertSameBothWaysAsync(row);
    }

    [Theory]
    [InlineData(63, "7")]
    [InlineData(64, "''")]
    [InlineData(200, "true")]
    public async Task TryRead_ManyRolesOneOfWhichIsOdd_IsLeftToTheGeneralWay(int count, string role)
    {
        string row = RowOf(count, role);
        Assert.False(await IsPlainAsync(row));
        await AssertSameBothWaysAsync(row);
    }

    [Theory]
    [InlineData("{'github_com_login':'ann','github_com_login':'ann'}")]
    [InlineData("{'github_com_login':'ann','GITHUB_COM_LOGIN':null}")]
    [InlineData("{'github_com_user':'true'}")]
    [InlineData("{'github_com_cost_center':'c','github_com_login':'ann'}")]
    [InlineData("{'github_com_login':'ann','ghe_license_active':7}")]
    [InlineData("{'github_com_member_roles':[null]}")]
    [InlineData("{'enterprise_server_user_ids':['',null],'github_com_enterprise_roles':['','Owner',null,''],'enterprise_server_emails':[null,'','a@x.example',null,'b@x.example']}")]
    [InlineData("{'github_com_user':10}")]
    [InlineData("{'github_com_user':[]}")]
    [InlineData("{'github_com_login':true}")]
    [InlineData("{'github_com_login':7}")]
    [InlineData("{'github_com_login':{}}")]
    [InlineData("{'github_com_login':['ann']}")]
    [InlineData("{'github_com_login':'a\\tb'}")]
    [InlineData("{'git\\u0068ub_com_login':'ann'}")]
    [InlineData("{'total_user_accounts':-1}")]
    [InlineData("{'total_user_accounts':1.0}")]
    [InlineData("{'total_user_accounts':'12'}")]
    [InlineData("{'total_user_accounts':1234567890}")]
    [InlineData("{'total_user_accounts':true}")]
    [InlineData("{'github_com_member_roles':'o:Owner'}")]
    [InlineData("{'github_com_member_roles':7}")]
    [InlineData("{'github_com_member_roles':false}")]
    [InlineData("{'github_com_member_roles':{'a':'b'}}")]
    [InlineData("{'github_com_member_roles':[7]}")]
    [InlineData("{'github_com_member_roles':['o:Owner',true]}")]
    [InlineData("{'github_com_member_roles':[['o:Owner']]}")]
    [InlineData("{'github_com_member_roles':['o:Owner',['p:Owner']]}")]
    [InlineData("{'github_com_member_roles':['o:Owner',{'github_com_login':'bob'}],'github_com_login':'ann'}")]
    [InlineData("{'github_com_member_roles':[{}],'github_com_login':'ann'}")]
    [InlineData("{'github_com_member_roles':['o:Owner'],'github_com_member_roles':['p:Owner']}")]
    [InlineData("{'github_com_member_roles':[],'github_com_login':'ann','github_com_member_roles':['p:Owner']}")]
    [InlineData("{'github_com_member_roles':[],'github_com_member_roles':[]}")]
    [InlineData("{'github_com_member_roles':null,'github_com_login':'ann','github_com_member_roles':null}")]
    [InlineData("{'enterprise_server_emails':['a@x.example'],'enterprise_server_primary_emails':['b@x.example']}")]
    [InlineData("{'enterprise_server_emails':[],'github_com_login':'ann','enterprise_server_primary_emails':['b@x.example']}")]
    [InlineData("{'enterprise_server_primary_emails':null,'enterprise_server_emails':['a@x.example']}")]
    [InlineData("{'enterprise_server_user_ids':['h:1','2:h:Member']}")]
    [InlineData("{'enterprise_server_user_ids':['1:2']}")]
    [InlineData("{'github_com_verified_domain_emails':['a@x.example','b@x.example','c@x.example']}")]
    [InlineData("{'enterprise_server_primary_emails':['a@x.example','b@x.example','c@x.example']}")]
    public async Task TryRead_SomethingToSay_IsLeftToTheGeneralWay(string row)
    {
        Assert.False(await IsPlainAsync(row));
        await AssertSameBothWaysAsync(row);
    }

    [Fact]
    public async Task TryRead_AnotherRowBefore_LeavesNothingOfIt()
    {
        // What a row does not have must not be that of the row before.
        await AssertSameBothWaysAsync(
            "{'github_com_login':'ann','github_com_user':true,'total_user_accounts':2,'github_com_member_roles':['o:Owner'],'enterprise_server_user_ids':['h:1']}",
            "{'github_com_member_roles':[],'github_com_login':null}",
            "{'enterprise_server_user_ids':['h:2'],'github_com_member_roles':['o:Member','p:Member']}",
            "{}");
    }

    [Theory]
    [InlineData((byte)'"')]
    [InlineData((byte)'\\')]
    [InlineData((byte)'[')]
    [InlineData((byte)']')]
    [InlineData((byte)'{')]
    [InlineData((byte)',')]
    [InlineData((byte)'9')]
    [InlineData((byte)0xC3)]
    public async Task TryRead_AnyByteChanged_GivesTheSameBothWays(byte change)
    {
        byte[] bytes = File(
            "{'github_com_login':'ann','github_com_user':true,'total_user_accounts':12,'github_com_member_roles':['o:Owner','p:Member'],'enterprise_server_user_ids':['h:1']}",
            "{'github_com_login':'','github_com_user':false,'total_user_accounts':1,'github_com_member_roles':[],'enterprise_server_user_ids':[null,'h:2'],'enterprise_server_emails':['é@x.example']}",
            "{'github_com_login':'bob','github_com_user':null,'total_user_accounts':2,'github_com_member_roles':['o:Member'],'enterprise_server_user_ids':[]}");
        for (int at = 0; at < bytes.Length; at++)
        {
            byte before = bytes[at];
            bytes[at] = change;
            await AssertSameBothWaysAsync(bytes);
            bytes[at] = before;
        }
    }

    // The last role, and what stands behind it, is far from the row's start.
    private static string RowOf(int roles, string last) =>
        "{'github_com_login':'ann','github_com_member_roles':[" + string.Concat(Enumerable.Range(1, roles).Select(number => $"'o{number}:Member',")) + last + "],'github_com_user':true,'github_com_name':null,'github_com_verified_domain_emails':['a@x.example']}";

    private static async Task<bool> IsPlainAsync(string row)
    {
        var shape = new JsonShape { RecordLists = ["users"], NewLayout = () => new ConsumedLicenseLayout() };
        await using JsonScanner scanner = await JsonScanner.OpenAsync(new MemoryStream(File(row)), new ReaderOptions().CheckedCopy(), shape, false, default);
        while (await scanner.ReadAsync(default) != JsonEvent.Record)
        {
        }

        return scanner.Gaps is { } gaps && new PlainLicenseReader(MaxEmails).TryRead(gaps, scanner.Value, new());
    }

    /// <summary>Each row comes twice, so that the second is known.</summary>
    private static Task AssertSameBothWaysAsync(params string[] rows) => AssertSameBothWaysAsync(File([.. rows, .. rows]));

    private static async Task AssertSameBothWaysAsync(byte[] bytes)
    {
        foreach (ReadingMode mode in new[] { ReadingMode.Lenient, ReadingMode.Strict })
        {
            string expected = Text(await Inputs.LicensesAsync(bytes, new() { Mode = mode, MaxEmailsPerAccount = MaxEmails, ReadsRecordsGenerally = true }));
            Assert.Equal(expected, Text(await Inputs.LicensesAsync(bytes, new() { Mode = mode, MaxEmailsPerAccount = MaxEmails })));
            Assert.Equal(expected, Text(await Inputs.LicenseViewsAsync(bytes, new() { Mode = mode, MaxEmailsPerAccount = MaxEmails }, chunk: 11)));
        }
    }

    private static byte[] File(params string[] rows) => Inputs.Bytes("{\"users\":[" + string.Join(",\n", rows).Replace('\'', '"') + "]}");

    private static string Text(Outcome<ConsumedLicense> outcome) =>
        Describe.All(outcome.Records) + "\n" + string.Join('\n', outcome.Findings.Append(outcome.Failure?.Diagnostic).Select(finding => $"{finding} {finding?.Message} {finding?.Position}"));
}
