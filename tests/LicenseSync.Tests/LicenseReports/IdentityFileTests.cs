using System.IO.Pipelines;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;
using LicenseSync.LicenseReports;

namespace LicenseSync.Tests.LicenseReports;

public sealed class IdentityFileTests
{
    private const string Entry = "{'external_identities':[\n{";
    private const string ScimUser = "{'Resources':[\n{";

    [Fact]
    public async Task ReadAsync_SnakeCaseAndCamelCase_SameIdentities()
    {
        Outcome<ExternalIdentity> snake = await Inputs.IdentitiesAsync(Inputs.File("identities-snake-case.json"), new() { Mode = ReadingMode.Strict });
        Outcome<ExternalIdentity> camel = await Inputs.IdentitiesAsync(Inputs.File("identities-camel-case.json"), new() { Mode = ReadingMode.Strict });
        Assert.Equal(("", ""), (snake.Report, camel.Report));
        Assert.Equal(Describe.All(snake.Records), Describe.All(camel.Records));
    }

    [Fact]
    public async Task ReadAsync_ExternalIdentities_EveryFieldIsRead()
    {
        Outcome<ExternalIdentity> read = await Inputs.IdentitiesAsync(Inputs.File("identities-snake-case.json"));
        (ExternalIdentity ana, SamlIdentity saml) = (read.Records[0], read.Records[0].SamlIdentity!);
        Assert.Equal(("5e1f0000-0000-4000-8000-000000000001", "octo-ana", false), (ana.Guid, ana.GitHubComLogin, ana.IsScimUser));
        Assert.Equal(("ana@octo-corp.example", "ana", "Ana", "Octo"), (saml.NameId, saml.Username, saml.GivenName, saml.FamilyName));
        Assert.Equal([("ana@octo-corp.example", "work", true), ("ana@home.example", null, null)], saml.Emails.Select(email => (email.Value, email.Type, email.IsPrimary)));
        Assert.Equal([SamlAttribute.NameClaim, "mail", "mail", "empty"], saml.Attributes.Select(attribute => attribute.Name));
        Assert.Equal(["ana.octo@octo-corp.example", "a1@octo-corp.example", "a2@octo-corp.example", null], saml.Attributes.Select(attribute => attribute.Value));
        Assert.Equal("[\"groups\"=[\"octo\"]]", Describe.One(saml.AdditionalProperties));
        Assert.Equal(("ana@octo-corp.example", 0), (ana.ScimIdentity!.UserName, ana.ScimIdentity.Emails.Count));
    }

    [Fact]
    public async Task ReadAsync_NullNodesAndNullIdentities_AreNoFindings()
    {
        // formats.md 9
        Outcome<ExternalIdentity> read = await Inputs.IdentitiesAsync(Inputs.File("identities-snake-case.json"), new() { Mode = ReadingMode.Strict });
        Assert.Equal(("", 2), (read.Report, read.Records.Count));
        Assert.Equal((null, null), (read.Records[1].GitHubComLogin, read.Records[1].SamlIdentity));
        Assert.Null(Assert.Single(read.Records[1].ScimIdentity!.Emails).Value);
    }

    [Fact]
    public async Task ReadAsync_ScimListResponse_EveryFieldIsRead()
    {
        // formats.md 10, A7
        Outcome<ExternalIdentity> read = await Inputs.IdentitiesAsync(Inputs.File("identities-scim.json"), new() { Mode = ReadingMode.Strict });
        ScimIdentity ana = read.Records[0].ScimIdentity!;
        Assert.Equal("", read.Report);
        Assert.All(read.Records, user => Assert.True(user.IsScimUser));
        Assert.Equal([null, null, "octo-cy"], read.Records.Select(user => user.GitHubComLogin));
        Assert.Equal(("9a3c0000-0000-4000-8000-000000000001", "00u4471", false, "ana@octo-corp.example", "Ana Octo"), (ana.Id, ana.ExternalId, ana.IsActive, ana.UserName, ana.DisplayName));
        Assert.Equal(("Ana", "Octo", 2, true), (ana.GivenName, ana.FamilyName, ana.Emails.Count, ana.Emails[0].IsPrimary));
        Assert.Equal(["schemas", "name", "roles", "meta"], ana.AdditionalProperties.Select(property => property.Name));
        Assert.Equal((null, "Bo", null, 0), (read.Records[1].ScimIdentity!.UserName, read.Records[1].ScimIdentity!.GivenName, read.Records[1].ScimIdentity!.FamilyName, read.Records[1].ScimIdentity!.AdditionalProperties.Count));
        Assert.True(read.Records[2].ScimIdentity!.IsActive);
    }

    [Theory]
    [InlineData("{'Resources':[A,B]}\n{'external_identities':[C]}")]
    [InlineData("[{'Resources':[A]},{'totalResults':2,'Resources':[B]}]{'externalIdentities':[C,null]}")]
    [InlineData("[{'Resources':[A,B]},{'external_identities':[C]},{'Resources':[]}]")]
    public async Task ReadAsync_PagesOfBothKinds_AddUp(string text)
    {
        // A7, A8
        Outcome<ExternalIdentity> read = await Inputs.IdentitiesAsync(Fill(text), new() { Mode = ReadingMode.Strict });
        Assert.Equal("", read.Report);
        Assert.Equal([("a", true), ("b", true), ("c", false)], read.Records.Select(identity => (identity.ScimIdentity?.UserName ?? identity.GitHubComLogin, identity.IsScimUser)));
    }

    [Theory]
    [InlineData("'github_com_login':'a'", "a", "[]")]
    [InlineData("'user':{'login':'a'}", "a", "[]")]
    [InlineData("'user':{'login':'a','name':null}", "a", "[]")]
    [InlineData("'user':{'login':'a','name':'Ana'}", "a", "['user'={'login':'a','name':'Ana'}]")]
    [InlineData("'github_com_login':'a','user':{'login':'a'}", "a", "[]")]
    [InlineData("'github_com_login':'a','user':{'login':'b'}", "a", "['user'={'login':'b'}]")]
    [InlineData("'github_com_login':null,'user':null", null, "[]")]
    public async Task ReadAsync_LoginInEitherForm_FirstCountsAndNothingIsLost(string properties, string? login, string kept)
    {
        Outcome<ExternalIdentity> read = await Inputs.IdentitiesAsync(Fill(Entry + properties + "}]}"), new() { Mode = ReadingMode.Strict });
        Assert.Equal(("", login), (read.Report, read.Records[0].GitHubComLogin));
        Assert.Equal(Fill(kept), Describe.One(read.Records[0].AdditionalProperties));
    }

    [Theory]
    [InlineData(Entry + "'guid':5}]}", "LS1010 $.external_identities[0].guid 2:33")]
    [InlineData(Entry + "'saml_identity':[]}]}", "LS1010 $.external_identities[0].saml_identity 2:42")]
    [InlineData(Entry + "'saml_identity':{'emails':{}}}]}", "LS1010 $.external_identities[0].saml_identity.emails 2:52")]
    [InlineData(Entry + "'saml_identity':{'attributes':[7]}}]}", "LS1010 $.external_identities[0].saml_identity.attributes[0] 2:57")]
    [InlineData(Entry + "'saml_identity':{'attributes':[{'value':'v'}]}}]}", "LS1011 $.external_identities[0].saml_identity.attributes[0] 2:57")]
    [InlineData(Entry + "'saml_identity':{'attributes':[{'name':[]}]}}]}", "LS1010 $.external_identities[0].saml_identity.attributes[0].name 2:65")]
    [InlineData(Entry + "'scim_identity':{'emails':[true]}}]}", "LS1010 $.external_identities[0].scim_identity.emails[0] 2:53")]
    [InlineData(ScimUser + "'active':'maybe'}]}", "LS1011 $.Resources[0].active 2:25")]
    [InlineData(ScimUser + "'name':{'givenName':1}}]}", "LS1010 $.Resources[0].name.givenName 2:36")]
    [InlineData(ScimUser + "'emails':[{'value':1}]}]}", "LS1010 $.Resources[0].emails[0].value 2:35")]
    public async Task ReadAsync_WrongType_ReportedOnceKeptAndRefusedWhenStrict(string text, string report)
    {
        Outcome<ExternalIdentity> lenient = await Inputs.IdentitiesAsync(Fill(text));
        Outcome<ExternalIdentity> strict = await Inputs.IdentitiesAsync(Fill(text), new() { Mode = ReadingMode.Strict });
        Assert.Equal((report, report), (lenient.Report, strict.Report));
        Assert.Contains("\"=", Describe.All(lenient.Records), StringComparison.Ordinal);
        Assert.IsType<InputFormatException>(strict.Failure);
    }

    [Theory]
    [InlineData(Entry + "'guid':'a','guid':'b'}]}", "LS1012 $.external_identities[0].guid 2:37")]
    [InlineData(Entry + "'saml_identity':{},'samlIdentity':{}}]}", "LS1012 $.external_identities[0].samlIdentity 2:45")]
    [InlineData(Entry + "'saml_identity':{'emails':['no address']}}]}", "LS2005 $.external_identities[0].saml_identity.emails[0] 2:53")]
    [InlineData(ScimUser + "'emails':[{'value':'no address'}]}]}", "LS2005 $.Resources[0].emails[0].value 2:35")]
    public async Task ReadAsync_WarningsOnly_ReportedAndNotRefused(string text, string report)
    {
        // B4: it never matches.
        Outcome<ExternalIdentity> read = await Inputs.IdentitiesAsync(Fill(text), new() { Mode = ReadingMode.Strict });
        Assert.Equal((report, null, 1), (read.Report, read.Failure, read.Records.Count));
    }

    [Fact]
    public async Task ReadAsync_LoneSurrogate_ReportedReadAsMissingAndKept()
    {
        Outcome<ExternalIdentity> read = await Inputs.IdentitiesAsync(Fill(ScimUser + "'userName':'\\udc00','displayName':'\\ud83d\\ude00'}]}"));
        Assert.Equal("LS1007 $.Resources[0].userName 2:28", read.Report);
        Assert.Equal((null, "\U0001F600"), (read.Records[0].ScimIdentity!.UserName, read.Records[0].ScimIdentity!.DisplayName));
        Assert.Equal("[\"userName\"=\"\\udc00\"]", Describe.One(read.Records[0].ScimIdentity!.AdditionalProperties));
    }

    [Theory]
    [InlineData("", "LS1003 $ 1:0")]
    [InlineData("{}", "LS1015 $ 1:1")]
    [InlineData("{'external_identities':null}", "LS1015 $.external_identities 1:23")]
    [InlineData("{'external_identities':[],'Resources':[]}", "LS1015 $.Resources 1:26")]
    [InlineData("{'Resources':[7]}", "LS1013 $.Resources[0] 1:14")]
    [InlineData("{'Resources':[}", "LS1001 $.Resources[0] 1:14")]
    [InlineData("{'detail':'Not found','status':'404'}", "LS1015 $ 1:36")]
    public async Task ReadAsync_NotTheDocument_RefusedWhenStrict(string text, string report) =>
        Assert.Equal(report, (await Inputs.IdentitiesAsync(Fill(text), new() { Mode = ReadingMode.Strict })).Report);

    [Fact]
    public async Task ReadAsync_AnyChunks_SameIdentities()
    {
        byte[] file = [.. Inputs.File("identities-scim.json"), .. Inputs.File("identities-camel-case.json")];
        string expected = Describe.All((await Inputs.IdentitiesAsync(file)).Records);
        for (int chunk = 1; chunk <= 64; chunk++)
        {
            Assert.Equal(expected, Describe.All((await Inputs.IdentitiesAsync(file, chunk: chunk)).Records));
        }
    }

    [Theory]
    [InlineData("identities-scim.json")]
    [InlineData("identities-camel-case.json")]
    public async Task ReadAsync_CutAnywhere_Refused(string name)
    {
        byte[] file = Inputs.File(name).AsSpan().TrimEnd("\n"u8).ToArray();
        for (int length = 0; length < file.Length; length++)
        {
            Assert.NotNull((await Inputs.IdentitiesAsync(file[..length])).Failure);
        }
    }

    [Property(MaxTest = 300)]
    public Property ReadAsync_DamagedFiles_ResultOrLicenseSyncException() =>
        Prop.ForAll(Gen.OneOf(Generators.Damaged(Inputs.File("identities-snake-case.json")), Generators.Damaged(Inputs.File("identities-scim.json"))).ToArbitrary(), bytes => Run(bytes) is not null);

    [Property(MaxTest = 300)]
    public Property ReadAsync_AnyBytes_ResultOrLicenseSyncException() =>
        Prop.ForAll(Generators.Anything.ToArbitrary(), bytes => Run([.. Inputs.Bytes(Fill(ScimUser + "'userName':'")), .. bytes]) is not null && Run(bytes) is not null);

    [Fact]
    public async Task ReadAsync_Limits_NameTheOptionAndThePlace()
    {
        string text = Fill("{'Resources':[{'emails':['a@x','b@x','c@x']},{'userName':'b'}]}");
        ReaderOptions[] limits = [new() { MaxEmailsPerAccount = 2 }, new() { MaxRecords = 1 }, new() { MaxStringBytes = 4 }];
        string[] reports = await Task.WhenAll(limits.Select(async options => (await Inputs.IdentitiesAsync(text, options)).Report));
        Assert.Equal(["LS1006 $.Resources[0].emails[2] 1:37", "LS1006 $.Resources[1] 1:45", "LS1006 $ 1:1"], reports);
    }

    [Fact]
    public async Task ReadAsync_CanceledBetweenIdentities_StopsThere()
    {
        using var source = new CancellationTokenSource();
        await using IdentityFile file = await IdentityFile.OpenAsync(new ChunkedStream(Inputs.File("identities-scim.json")), cancellationToken: source.Token);
        await using IAsyncEnumerator<ExternalIdentity> identities = file.ReadAsync(source.Token).GetAsyncEnumerator(CancellationToken.None);
        Assert.True(await identities.MoveNextAsync());
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await identities.MoveNextAsync());
    }

    [Fact]
    public async Task ReadAsync_ClosedBetweenIdentities_IsNoEnd()
    {
        IdentityFile file = await IdentityFile.OpenAsync(new ChunkedStream(Inputs.File("identities-scim.json")));
        await using IAsyncEnumerator<ExternalIdentity> identities = file.ReadAsync().GetAsyncEnumerator();
        Assert.True(await identities.MoveNextAsync());
        await file.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await identities.MoveNextAsync());
    }

    [Fact]
    public async Task ReadAsync_Twice_Refused()
    {
        await using IdentityFile file = await IdentityFile.OpenAsync(new ChunkedStream(Inputs.File("identities-scim.json")));
        _ = file.ReadAsync();
        Assert.Throws<InvalidOperationException>(() => file.ReadAsync());
    }

    [Fact]
    public async Task OpenAsync_PipeAndGzipAndPath_SameIdentities()
    {
        byte[] bytes = Inputs.File("identities-scim.json");
        string expected = Describe.All((await Inputs.IdentitiesAsync(bytes)).Records);
        string path = Path.Combine(AppContext.BaseDirectory, "LicenseReports", "Files", "identities-scim.json");
        await using IdentityFile piped = await IdentityFile.OpenAsync(PipeReader.Create(new MemoryStream(bytes)));
        await using IdentityFile opened = await IdentityFile.OpenAsync(path);
        Assert.Equal(expected, Describe.All(await Inputs.ListAsync(piped.ReadAsync())));
        Assert.Equal(expected, Describe.All(await Inputs.ListAsync(opened.ReadAsync())));
        Assert.Equal(expected, Describe.All((await Inputs.IdentitiesAsync(IO.Json.Gzip(bytes), chunk: 7)).Records));
    }

    /// <summary>A text whose quotes are easier to read in C#.</summary>
    private static string Fill(string text) => text
        .Replace("A,", "{'userName':'a'},", StringComparison.Ordinal)
        .Replace("[A]", "[{'userName':'a'}]", StringComparison.Ordinal)
        .Replace("B]", "{'userName':'b'}]", StringComparison.Ordinal)
        .Replace("[C", "[{'github_com_login':'c'}", StringComparison.Ordinal)
        .Replace('\'', '"');

    private static Outcome<ExternalIdentity> Run(byte[] bytes) => Inputs.IdentitiesAsync(bytes).GetAwaiter().GetResult();
}
