using System.Globalization;
using LicenseSync.IO;
using LicenseSync.LicenseReports;

namespace LicenseSync.Tests.IO;

public sealed class JsonObjectReaderTests
{
    [Theory]
    [InlineData("""{"text":"a\u00e9"}""", "aé|||||", "", "")]
    [InlineData("""{"text":"","flag":null,"number":"","date":"","texts":null}""", "|||||", "", "")]
    [InlineData("""{"Flag":"TRUE","NUMBER":"42","count":-7,"texts":["a","","b"]}""", "|True|42|-7||a,b", "", "")]
    [InlineData("""{"date":"2024-01-02T03:04:05Z","texts":"a"}""", "||||2024-01-02T03:04:05Z|a", "", "")]
    [InlineData("""{"text":1,"flag":1,"number":true,"date":1,"texts":1}""", "|||||", "LS1010 LS1010 LS1010 LS1010 LS1010", "text,flag,number,date,texts")]
    [InlineData("""{"flag":"x","number":"x","date":"x","count":9999999999,"number":1.5}""", "|||||", "LS1011 LS1011 LS1011 LS1011 LS1011", "flag,number,date,count,number")]
    [InlineData("""{"text":"a","TEXT":"b","text":""}""", "a|||||", "LS1012 LS1012", "TEXT,text")]
    [InlineData("""{"text":"","text":7,"text":"b"}""", "b|||||", "LS1010", "text")]
    [InlineData("""{"texts":["a",1,"\ud800"],"other":{}}""", "|||||a", "LS1010 LS1007", "texts,other")]
    public async Task Read_Properties_FillsFieldsAndKeepsTheRest(string record, string fields, string codes, string kept)
    {
        (string Fields, string Codes, string Kept) read = await ReadAsync(record);
        Assert.Equal((fields, codes, kept), read);
    }

    [Theory]
    [InlineData("", "", 0, 0)]
    [InlineData("a\\n\\/\\u0041\\ud83d\\ude00é", "a\n/A😀é", 0, 0)]
    [InlineData("a\\ud83dx", "a\uFFFDx", 2, 1)]
    [InlineData("ab\\ude00\\ud83d", "ab\uFFFD\uFFFD", 2, 2)]
    [InlineData("\\\\ud83d", "\\ud83d", 0, 0)]
    [InlineData("\\ud83d\\ud83d\\ude00", "\uFFFD😀", 2, 0)]
    public void Decode_Text_GivesTheStringAndItsFirstFault(string raw, string expected, int fault, int offset)
    {
        TextFault found = JsonText.Decode(System.Text.Encoding.UTF8.GetBytes(raw), out string text, out int at);
        Assert.Equal((expected, (TextFault)fault, offset), (text, found, at));
    }

    private static async Task<(string Fields, string Codes, string Kept)> ReadAsync(string record)
    {
        List<string> codes = [];
        ReaderOptions options = new ReaderOptions { OnDiagnostic = diagnostic => codes.Add(diagnostic.Code) }.CheckedCopy();
        await using JsonScanner scanner = await JsonScanner.OpenAsync(Json.Stream("{\"users\":[" + record + "]}"), options, Json.Usage, false, default);
        while (await scanner.ReadAsync(default) != JsonEvent.Record)
        {
        }

        string? text = null;
        bool? flag = null;
        long? number = null;
        int? count = null;
        DateTimeOffset? date = null;
        IReadOnlyList<string> texts = [];
        var lists = new JsonTexts(scanner, int.MaxValue);
        var reader = new JsonObjectReader(scanner, scanner.Whole);
        while (reader.Next())
        {
            switch (reader.Key)
            {
                case "text": reader.Read(ref text); break;
                case "flag": reader.Read(ref flag); break;
                case "number": reader.Read(ref number); break;
                case "count": reader.Read(ref count); break;
                case "date": reader.Read(ref date); break;
                case "texts": lists.ReadEmails(ref reader, ref texts); break;
                default: reader.Keep(); break;
            }
        }

        string fields = string.Create(CultureInfo.InvariantCulture, $"{text}|{flag}|{number}|{count}|{date:yyyy-MM-ddTHH:mm:ssK}|{string.Join(',', texts)}");
        return (fields.Replace("+00:00", "Z", StringComparison.Ordinal), string.Join(' ', codes), string.Join(',', reader.Kept.Select(property => property.Name)));
    }
}
