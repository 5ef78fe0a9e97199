using System.Text;
using LicenseSync.Tests.UsageFiles;

namespace LicenseSync.Tests.IO;

/// <summary>RFC 8259, inside records and around them: what is JSON is accepted, what is not is refused at the right byte, in any pieces.</summary>
public sealed class JsonGrammarTests
{
    [Theory]
    [InlineData("-0")]
    [InlineData("1E+2")]
    [InlineData("123456789012345678901234567890.5e-400")]
    [InlineData("\"\\u0000\\uD83D\\ude00\\\"\\\\\\/\\b\\f\\n\\r\\t\"")]
    [InlineData("\"\u007F\u2028\"")]
    [InlineData("[ \t\r\n]")]
    [InlineData("{\"\":0,\"\":1}")]
    [InlineData("[true,false,null]")]
    public async Task ReadAsync_Json_IsAccepted(string value)
    {
        foreach (string text in Around(value))
        {
            Assert.EndsWith("End\n", await ScanAsync(text), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("01")]
    [InlineData("+1")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("-")]
    [InlineData("1e")]
    [InlineData("0x1")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("True")]
    [InlineData("nul")]
    [InlineData("[1,]")]
    [InlineData("[,1]")]
    [InlineData("[1 2]")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{a:1}")]
    [InlineData("{'a':1}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\":}")]
    [InlineData("{1:1}")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12G4\"")]
    [InlineData("\"a\tb\"")]
    [InlineData("\"a\0b\"")]
    [InlineData("/* c */ 1")]
    [InlineData("1 // c\n")]
    [InlineData("1 1")]
    [InlineData("")]
    [InlineData("\u00A01")]
    [InlineData("]")]
    [InlineData("}")]
    public async Task ReadAsync_NotJson_IsRefused(string value)
    {
        foreach (string text in Around(value).Where(text => text != "{\"users\":[]}"))
        {
            Assert.StartsWith("LS1001 ", (await ScanAsync(text)).Split('\n')[^2], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"users":[],}""", "$", 12)]
    [InlineData("""{,"users":[]}""", "$", 1)]
    [InlineData("""{"users":[] "a":1}""", "$", 12)]
    [InlineData("""{"users":[]}}""", "$", 12)]
    [InlineData("""{"users":[]} {"users":[]}""", "$", 13)]
    [InlineData("""{"users":[]},""", "$", 12)]
    [InlineData("""{"users":[1,]}""", "$.users[1]", 12)]
    [InlineData("""{"users":[,1]}""", "$.users[0]", 10)]
    [InlineData("""{"users":[1 2]}""", "$.users", 12)]
    [InlineData("""{"users":[{"a":{"b":[1,x]}}]}""", "$.users[0].a.b[0]", 23)]
    [InlineData("""{"users" []}""", "$", 9)]
    [InlineData("""{users:[]}""", "$", 1)]
    [InlineData("""{"a":tru,"users":[]}""", "$.a", 8)]
    [InlineData("""hello""", "$", 0)]
    public async Task ReadAsync_NotJson_NamesTheByteAndThePath(string text, string path, int offset) =>
        Assert.EndsWith($"LS1001 {path}, line 1, byte {offset}\n", await ScanAsync(text), StringComparison.Ordinal);

    [Theory]
    [InlineData(new byte[] { 0xFE, 0xFF, 0, 0x7B })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x7B, 0 })]
    [InlineData(new byte[] { 0x7B, 0, 0x7D, 0 })]
    public async Task ReadAsync_Utf16_IsRefusedAsSuch(byte[] bytes) =>
        Assert.Equal("LS1001 $, line 1, byte 0\n", await Json.ScanAsync(new MemoryStream(bytes)));

    [Theory]
    [InlineData("""[{"users":[1]},{"users":[1,2],}]""", "$[1]", 30)]
    [InlineData("""[{"users":[1]},{"users":[1,{"a":b}]}]""", "$[1].users[1].a", 32)]
    [InlineData("""[{"users":[1]} {"users":[1]}]""", "$", 15)]
    [InlineData("""[{"users":[1]},]""", "$", 15)]
    public async Task ReadAsync_PagesNotJson_NamesThePage(string text, string path, int offset) =>
        Assert.Contains($"{path}, line 1, byte {offset}\n", (await Json.ScanAsync(text, Json.Pages)).Split("LS10")[^1], StringComparison.Ordinal);

    [Theory]
    [InlineData("[]")]
    [InlineData("[1]")]
    [InlineData("[[]]")]
    [InlineData("[{}]")]
    public async Task ReadAsync_PagesWithoutRecords_AreRefused(string text) =>
        Assert.StartsWith("LS1015", (await Json.ScanAsync(text, Json.Pages)).Split('\n')[^2], StringComparison.Ordinal);

    [Fact]
    public async Task ReadAsync_ManyEmptyArraysOfPages_DoNotOverflowTheStack()
    {
        string text = string.Concat(Enumerable.Repeat("[]", 100_000)) + """{"users":[]}""";
        Assert.EndsWith("End\n", await Json.ScanAsync(text, Json.Pages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PositionOf_ManyLines_CountsEachOnce()
    {
        string text = "{\"users\":[\n" + string.Join(",\r\n\n", Enumerable.Range(0, 50_000).Select(i => $"{{\"id\":{i}\n,\"email\":\"x\"}}")) + "]}";
        string[] findings = (await Usage.ReadAsync(new ChunkedStream(Encoding.UTF8.GetBytes(text), 1_000))).Findings.Split('\n');
        int last = text.LastIndexOf("{\"id\"", StringComparison.Ordinal);
        Assert.Equal(100_001, findings.Length);
        Assert.Equal($"LS2005 $.users[49999].email {text.Count(c => c == '\n') + 1}:{text.LastIndexOf("\"x\"", StringComparison.Ordinal)}", findings[^3]);
        Assert.Equal($"LS2003 $.users[49999] {text[..last].Count(c => c == '\n') + 1}:{last}", findings[^2]);
    }

    private static string[] Around(string value) => ["{\"users\":[" + value + "]}", "{\"a\":" + value + ",\"users\":[]}", "{\"users\":[{\"a\":[" + (value.Length == 0 ? "," : value) + "]}]}"];

    private static async Task<string> ScanAsync(string text)
    {
        string whole = await Json.ScanAsync(text);
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(whole, await Json.ScanAsync(new ChunkedStream(bytes, 1)));
        Assert.Equal(whole, await Json.ScanAsync(new ChunkedStream(bytes, 3)));
        return whole;
    }
}
