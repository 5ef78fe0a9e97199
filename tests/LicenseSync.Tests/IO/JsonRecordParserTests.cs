using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LicenseSync.Accounts;
using LicenseSync.IO;
using LicenseSync.Tests.LicenseReports;
using LicenseSync.Tests.UsageFiles;

namespace LicenseSync.Tests.IO;

/// <summary>Records that are read by what is known from those before give the same accounts, rows, findings and errors as records read each on its own.</summary>
public sealed class JsonRecordParserTests
{
    private static readonly string[] Names =
        ["\"user_id\"", "\"id\"", "\"Login\"", "\"login\"", "\"profile_name\"", "\"emails\"", "\"email\"", "\"primary_email\"", "\"suspended\"", "\"suspended_at\"", "\"created_at\"",
            "\"github_com_login\"", "\"github_com_user\"", "\"enterprise_server_user_ids\"", "\"github_com_member_roles\"", "\"x\"", "\"l\\u006fgin\"", "\"\"", "\"\xe9\"", "\"a\\\"b\""];

    private static readonly string[] Scalars =
        ["1", "0", "-1", "12345678901234567890", "1.5e3", "true", "false", "null", "\"\"", "\"7\"", "\"a@corp.example\"", "\"ann@corp.example\"", "\"\u00e9@corp.example\"", "\"\\u00e9\\n\"",
            "\"\\ud83d\\ude00\"", "\"\\ud83d\"", "\"{\\\"user_id\\\":1},{\\\"user_id\\\":2}\"", "\"2024-01-02T03:04:05Z\"", "\"2024-13-02T03:04:05Z\"", "\"" + new string('n', 40) + "\"",
            "\"" + new string('x', 31) + "\"", "\"host.example:7\"", "\"Pending\""];

    private static readonly string[] Broken = ["01", "1x", "tru", "\"\n\"", "\"\\x\"", "\"\\u12g4\"", "\"open", "-", "1.", "1e", "]", "}", ",", "{,}", "[1,]", "{\"a\"}", "{\"a\":1,}", "+1", "nul", "\"\u0001\""];

    private static readonly string[] Spaces = ["", "", "", " ", "\n", "\r\n\t"];

    private static Gen<string> Value(int depth) => depth == 0
        ? Gen.Elements(Scalars)
        : Gen.Frequency(
            (8, Gen.Elements(Scalars)),
            (1, from values in Gen.ListOf(Value(depth - 1)) from space in Gen.Elements(Spaces) select "[" + space + string.Join(',' + space, values) + "]"),
            (1, Object(depth - 1)));

    private static Gen<string> Object(int depth) =>
        from names in Gen.ListOf(Gen.Elements(Names))
        from values in Gen.ListOf(Value(depth), names.Count)
        from space in Gen.Elements(Spaces)
        select "{" + string.Join(',' + space, names.Zip(values, (name, value) => name + space + ":" + space + value)) + space + "}";

    private static readonly string[] Addresses = ["ann@corp.example", "ANN@corp.example", "\u00e9@corp.example", "none", " s@corp.example ", "\u00a0@x", "", "b\\u0040c"];

    private static readonly string[] EmailForms =
        ["{\"email\":\"#\",\"primary\":true}", "{\"email\":\"#\",\"primary\":false}", "{\"email\":\"#\"}", "\"#\"", "{\"value\":\"#\",\"primary\":null}", "{\"primary\":true,\"email\":\"#\"}",
            "{\"email\":\"#\",\"primary\":null,\"primary\":true}", "{\"email\":\"#\",\"type\":\"work\"}", "{\"email\":\"#\",\"x\":[],\"primary\":true}", "{}", "[]", "null", "{\"email\":{}}"];

    private static readonly string[] Flags =
        ["\"is_site_admin\":true", "\"role\":\"admin\"", "\"suspended\":false", "\"is_suspended\":\"true\"", "\"suspended_at\":\"2024-02-29T03:04:05Z\"", "\"suspended_at\":\"2023-02-29T03:04:05Z\"",
            "\"dormant\":null", "\"created_at\":\"2024-01-02T23:59:59Z\"", "\"created_at\":\"\"", "\"advanced_security\":true", "\"code_security_user\":false", "\"secret_protection\":\"\"",
            "\"x\":{\"emails\":[{\"email\":\"q\",\"primary\":true}]}", "\"y\":[[{}]]", "\"z\":\"\\ud800\"", "\"email\":\"lone@corp.example\"", "\"primary_email\":\"p@corp.example\"", "\"emails\":[]"];

    private static Gen<string> Email =>
        from address in Gen.Frequency((3, Gen.Constant(Addresses[0])), (1, Gen.Elements(Addresses)))
        from form in Gen.Frequency((3, Gen.Constant(EmailForms[0])), (1, Gen.Elements(EmailForms)))
        select form.Replace("#", address, StringComparison.Ordinal);

    /// <summary>Nearly an account as exports have them.</summary>
    private static Gen<string> Account =>
        from login in Gen.Frequency((3, Gen.Constant("\"ann\"")), (1, Gen.Elements("\"\u00e9va\"", "\" \"", "null", "\"b\\u0062\"", "7")))
        from name in Gen.Elements(",\"name\":\"Ann\"", ",\"profile_name\":\"\u00c9va\"", ",\"name\":null,\"profile_name\":\"x\"", "")
        from flagCount in Gen.Choose(0, 4)
        from flags in Gen.ListOf(Gen.Elements(Flags), flagCount)
        from emailCount in Gen.Elements(0, 1, 1, 1, 2, 3)
        from emails in Gen.ListOf(Email, emailCount)
        select "{\"user_id\":7,\"login\":" + login + name + ",\"emails\":[" + string.Join(',', emails) + "]" + string.Concat(flags.Select(flag => "," + flag)) + "}";

    private static readonly string[] RowProperties =
        ["\"github_com_login\":\"ann\"", "\"github_com_login\":\"\"", "\"github_com_name\":\"\u00c9va\"", "\"github_com_name\":null", "\"github_com_name\":\"a\\tb\"", "\"github_com_user\":true", "\"github_com_user\":\"\"",
            "\"github_com_user\":\"True\"", "\"enterprise_server_user\":false", "\"license_type\":\"Enterprise\"", "\"license_type\":\"enterprise\"", "\"license_type\":7", "\"github_com_member_roles\":[]",
            "\"github_com_member_roles\":[\"o:Member\",\"p:Owner\"]", "\"github_com_member_roles\":\"o:Member\"", "\"github_com_member_roles\":[null,\"\",\"\u00e9\"]", "\"github_com_enterprise_roles\":[\"Pending\"]",
            "\"github_com_enterprise_roles\":null", "\"github_com_verified_domain_emails\":[\"a@corp.example\",\"b@corp.example\"]", "\"github_com_verified_domain_emails\":[[]]", "\"github_com_saml_name_id\":\"E007\"",
            "\"enterprise_server_user_ids\":[\"h:1\",\"2:h:Member\"]", "\"enterprise_server_user_ids\":[\"1:2\"]", "\"enterprise_server_emails\":[\"a@corp.example\"]", "\"enterprise_server_primary_emails\":[\"b@corp.example\"]",
            "\"total_user_accounts\":3", "\"total_user_accounts\":\"3\"", "\"total_user_accounts\":12345678901", "\"total_user_accounts\":1.0", "\"visual_studio_subscription_email\":\"v@corp.example\"",
            "\"github_com_two_factor_auth\":null", "\"ghe_license_active\":true", "\"new_field\":{\"a\":[1]}"];

    /// <summary>Nearly a row as the API gives them.</summary>
    private static Gen<string> Row =>
        from count in Gen.Choose(0, 9)
        from properties in Gen.ListOf(Gen.Elements(RowProperties), count)
        from isPlain in Gen.Elements(true, true, false)
        select "{" + string.Join(',', isPlain ? properties.DistinctBy(property => property[..property.IndexOf(':', StringComparison.Ordinal)]) : properties) + "}";

    /// <summary>A file whose records are made of few kinds, as real ones are, and now and then one that is broken.</summary>
    private static Gen<string> File =>
        from kinds in Gen.NonEmptyListOf(Gen.OneOf(Object(3), Account, Row))
        from records in Gen.ListOf(Gen.Zip(Gen.Elements(kinds.ToArray()), Gen.Elements(Scalars)))
        from separator in Gen.Elements(",", ",\n", " ,\r\n ")
        from broken in Gen.Frequency((3, Gen.Constant("")), (1, Gen.Elements(Broken)))
        from place in Gen.Choose(0, 2_000)
        let text = "{\"users\":[" + string.Join(separator, records.Select((record, index) => record.Item1.Replace("\"a@corp.example\"", record.Item2, StringComparison.Ordinal).Replace("_id\":7", "_id\":" + index, StringComparison.Ordinal))) + "]}"
        let at = place % text.Length
        select broken.Length == 0 ? text : text[..at] + broken + text[at..];

    internal static Gen<byte[]> Bytes =>
        from text in File
        from change in Gen.Frequency((4, Gen.Constant(-1)), (1, Gen.Choose(0, 5_000)))
        from value in Gen.Choose(0, 255)
        let bytes = Encoding.UTF8.GetBytes(text)
        select change < 0 ? bytes : [.. bytes[..(change % bytes.Length)], (byte)value, .. bytes[(change % bytes.Length + 1)..]];

    [Property(MaxTest = 1_500)]
    public Property Read_UsageFile_GivesTheSameBothWays() => Prop.ForAll(Bytes.ToArbitrary(), Gen.NonEmptyListOf(Gen.Choose(1, 300)).ToArbitrary(), async (bytes, sizes) =>
    {
        foreach (ReadingMode mode in new[] { ReadingMode.Lenient, ReadingMode.Strict })
        {
            string expected = await Usage.DescribeAsync(new MemoryStream(bytes), new() { Mode = mode, ReadsRecordsGenerally = true });
            Assert.Equal(expected, await Usage.DescribeAsync(new MemoryStream(bytes), new() { Mode = mode }));
            Assert.Equal(expected, await Usage.DescribeAsync(new ChunkedStream(bytes, [.. sizes]), new() { Mode = mode }));
            Assert.Equal(expected, await Usage.DescribeViewsAsync(new ChunkedStream(bytes, [.. sizes]), new() { Mode = mode }));
        }
    });

    [Property(MaxTest = 800)]
    public Property Read_ConsumedLicenses_GivesTheSameBothWays() => Prop.ForAll(Bytes.ToArbitrary(), async bytes =>
    {
        Outcome<ConsumedLicense> general = await Inputs.LicensesAsync(bytes, new() { ReadsRecordsGenerally = true });
        Outcome<ConsumedLicense> fast = await Inputs.LicensesAsync(bytes);
        Assert.Equal(Text(general), Text(fast));
        Assert.Equal(Text(general), Text(await Inputs.LicenseViewsAsync(bytes, chunk: 1 + (bytes.Length % 90))));

        static string Text(Outcome<ConsumedLicense> outcome) =>
            Describe.All(outcome.Records) + "\n" + string.Join('\n', outcome.Findings.Append(outcome.Failure?.Diagnostic).Select(finding => $"{finding} {finding?.Message} {finding?.Position}"));
    });

    [Property(MaxTest = 800)]
    public Property Scan_Pages_GivesTheSameBothWays() => Prop.ForAll(Bytes.ToArbitrary(), Gen.Choose(1, 4).ToArbitrary(), async (bytes, pages) =>
    {
        byte[] paged = pages == 1 ? bytes : [.. "["u8, .. Enumerable.Repeat(bytes, pages).SelectMany((page, number) => number == 0 ? page : [.. ","u8, .. page]), .. "]"u8, .. bytes];
        Assert.Equal(
            await Json.ScanAsync(new MemoryStream(paged), Json.Pages, new() { ReadsRecordsGenerally = true }),
            await Json.ScanAsync(new MemoryStream(paged), Json.Pages));
    });

    [Property(MaxTest = 800)]
    public Property Scan_SmallLimits_AreTheSameBothWays() => Prop.ForAll(
        Bytes.ToArbitrary(),
        Gen.Zip(Gen.Choose(3, 6), Gen.Choose(1, 50)).ToArbitrary(),
        Gen.Zip(Gen.Choose(1, 400), Gen.Choose(1, 40)).ToArbitrary(),
        async (bytes, first, second) =>
        {
            ReaderOptions Options(bool general) => new()
            {
                MaxDepth = first.Item1,
                MaxStringBytes = first.Item2,
                MaxRecordBytes = second.Item1,
                MaxValuesPerRecord = second.Item2,
                ReadsRecordsGenerally = general,
            };
            Assert.Equal(await Json.ScanAsync(new MemoryStream(bytes), null, Options(true)), await Json.ScanAsync(new MemoryStream(bytes), null, Options(false)));
            Assert.Equal(await Json.ScanAsync(new MemoryStream(bytes), null, Options(true)), await Json.ScanAsync(new ChunkedStream(bytes, 7), null, Options(false)));
        });

    [Fact]
    public async Task Read_ListsOfAnyLength_NeedNoOtherWay()
    {
        // What was read by what is known has gaps: a gap may begin as another does ("[" before a text, "[]").
        string[] lists = ["[]", "[\"a\"]", "[\"a\",\"b\"]", "[{\"c\":1}]", "null", "\"\"", "{}", "[[1,2],[]]", " 7"];
        string text = "{\"users\":[" + string.Join(',', Enumerable.Range(0, 500).Select(id => $"{{\"id\":{id},\"x\":{lists[id % 9]},\"y\":{lists[id / 9 % 9]},\"z\":true}}")) + "]}";
        Assert.Equal(0, await CountReadGenerallyAsync(text));
    }

    private static async Task<int> CountReadGenerallyAsync(string text)
    {
        await using JsonScanner scanner = await JsonScanner.OpenAsync(Json.Stream(text), new ReaderOptions().CheckedCopy(), Json.Usage, false, default);
        int general = 0;
        JsonEvent found;
        while ((found = await scanner.ReadAsync(default)) != JsonEvent.End)
        {
            general += found == JsonEvent.Record && scanner.Gaps is null ? 1 : 0;
        }

        return general;
    }

    [Fact]
    public async Task Read_EveryTruncationOfManyRecords_IsTheSameBothWays()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("{\"users\":[" + string.Join(",\n", Enumerable.Range(0, 12).Select(id => $$"""{"id":{{id}},"emails":["é{{id}}@corp.example"{{(id % 3 == 0 ? ",\"b\"" : "")}}]}""")) + "]}");
        for (int length = 0; length <= bytes.Length; length++)
        {
            Assert.Equal(
                await Usage.DescribeAsync(new MemoryStream(bytes, 0, length), new() { ReadsRecordsGenerally = true }),
                await Usage.DescribeAsync(new ChunkedStream(bytes[..length], 1 + (length % 17))));
        }
    }

    [Theory]
    [InlineData((byte)'"')]
    [InlineData((byte)'\\')]
    [InlineData((byte)'}')]
    [InlineData((byte)',')]
    [InlineData((byte)'9')]
    [InlineData((byte)'e')]
    [InlineData((byte)'\n')]
    [InlineData((byte)0xC3)]
    public async Task Read_AnyByteOfManyLayoutsChanged_IsTheSameBothWays(byte change)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(ManyLayouts);
        for (int at = 0; at < bytes.Length; at++)
        {
            byte before = bytes[at];
            bytes[at] = change;
            string expected = await Usage.DescribeAsync(new MemoryStream(bytes), new() { ReadsRecordsGenerally = true });
            Assert.Equal(expected, await Usage.DescribeAsync(new MemoryStream(bytes)));
            Assert.Equal(expected, await Usage.DescribeViewsAsync(new ChunkedStream(bytes, 1 + (at % 97))));
            bytes[at] = before;
        }
    }

    [Fact]
    public async Task Read_ManyLayouts_EveryChunkSizeIsTheSameBothWays()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(ManyLayouts);
        string expected = await Usage.DescribeAsync(new MemoryStream(bytes), new() { ReadsRecordsGenerally = true });
        for (int size = 1; size <= bytes.Length; size++)
        {
            Assert.Equal(expected, await Usage.DescribeViewsAsync(new ChunkedStream(bytes, size)));
        }
    }

    [Fact]
    public async Task Read_AccountsWithoutAPrimaryEmail_NeedNoOtherWayAndAreReported()
    {
        string[] emails = ["", ",\"emails\":[]", ",\"emails\":[\"a@x.example\",\"bb@x.example\"]", ",\"emails\":[{\"email\":\"a@x.example\",\"primary\":false},\"b@x.example\"]"];
        string text = "{\"users\":[" + string.Join(',', Enumerable.Range(0, 40).Select(id => $"{{\"user_id\":{id},\"login\":\"u{id}\"{emails[id % 4]}}}")) + "]}";
        string expected = await Usage.DescribeAsync(Json.Stream(text), new() { ReadsRecordsGenerally = true });
        Assert.Equal(40, expected.Split('\n').Count(line => line.StartsWith("LS2003 ", StringComparison.Ordinal)));
        Assert.Equal(expected, await Usage.DescribeViewsAsync(Json.Stream(text)));
    }

    // Properties present or missing, in another order, escaped, not ASCII, spaced out, twice, and defects between them; each layout comes twice, so that the second is known.
    private static string ManyLayouts { get; } = "{\"users\":[" + string.Join(",\n", Enumerable.Range(0, 2).SelectMany(round => new[]
    {
        $$$"""{"user_id":{{{round}}}1,"login":"ann","profile_name":"Ann","suspended":false,"emails":[{"email":"a@x.example","primary":true}],"advanced_security":true}""",
        $$$"""{"user_id":{{{round}}}2,"login":"bob","created_at":"2024-02-29T03:04:05Z","emails":[{"email":"b@x.example","primary":false},{"email":"bb@x.example","primary":true}]}""",
        $$$"""{"emails":["c@x.example"],"role":"admin","login":"\u0063","user_id":"{{{round}}}3","suspended_at":"2024-13-01T00:00:00Z"}""",
        $$$"""{ "user_id" : {{{round}}}4 , "login" : "d\u00e9\u00e9é" , "dormant" : null , "emails" : [ ] , "x" : { "emails" : [ {} ] } }""",
        $$$"""{"user_id":{{{round}}}5,"user_id":5,"email":"e@x.example","is_suspended":true,"primary_email":"ee@x.example"}""",
        $$$"""{"user_id":{{{round}}}6,"login":"","is_site_admin":false,"suspended":false,"dormant":true,"advanced_security":null,"code_security":false,"secret_protection":true,"created_at":"","profile_name":"Gus"}""",
        $$$"""{"login":"f","emails":[{"email":"f@x.example"},{"email":"F@x.example"},{"email":"none","primary":true}],"user_id":7}""",
    })) + "]}";

    [Theory]
    [InlineData("null", 10, 0)]
    [InlineData("true", 700, 0)]
    [InlineData("\"\"", 1_000, 0)]
    [InlineData("false", 2_000, 100)]
    [InlineData("[null,\"\"]", 2_000, 100)]
    public async Task Read_ManyValuesThatAreNoTextOrNumber_IsTheSameBothWays(string value, int count, int expectedGeneral)
    {
        // They are a part of what repeats, as long as that is not too much to learn.
        string text = "{\"users\":[" + string.Join(',', Enumerable.Range(0, 100).Select(id => $"{{\"user_id\":{id},\"x\":[{string.Join(',', Enumerable.Repeat(value, count + (id % 3)))}],\"login\":\"u{id}\"}}")) + "]}";
        string expected = await Usage.DescribeAsync(Json.Stream(text), new() { ReadsRecordsGenerally = true });
        Assert.Equal(expected, await Usage.DescribeAsync(Json.Stream(text)));
        Assert.Equal(expected, await Usage.DescribeViewsAsync(Json.Stream(text)));
        Assert.Equal(expectedGeneral, await CountReadGenerallyAsync(text));
    }

    [Fact]
    public async Task Read_RecordsThatHaveNothingInCommon_AreRead()
    {
        // More gaps than are remembered, and lists of names that never repeat.
        string text = "{\"users\":[" + string.Join(',', Enumerable.Range(0, 5_000).Select(id => $$$"""{"id":{{{id}}},"teams-{{{id}}}":{"t{{{id}}}":[{{{id}}},"x{{{id}}}"]}}""")) + "]}";
        Assert.Equal(await Usage.DescribeAsync(Json.Stream(text), new() { ReadsRecordsGenerally = true }), await Usage.DescribeAsync(Json.Stream(text)));
    }
}
