using System.Text;
using LicenseSync.IO;

namespace LicenseSync.Tests.IO;

public sealed class JsonScannerTests
{
    private const string Sample = """
        {"host_name": "ghes.example",
         "users" : [ {"id":1,"emails":["a@corp.example"]} , 2,
          {"id":3} ], "More-Data":{"a":[1, 2]}}
        """;

    [Fact]
    public async Task ReadAsync_OneDocument_GivesEventsWithPositions()
    {
        Assert.Equal(
            """
            DocumentStart
            Property "host_name" hostname "ghes.example" $.host_name, line 1, byte 14
            RecordsStart
            Record {"id":1,"emails":["a@corp.example"]} $.users[0], line 2, byte 43
            Record 2 $.users[1], line 2, byte 82
            Record {"id":3} $.users[2], line 3, byte 87
            RecordsEnd
            Property "More-Data" moredata {"a":[1, 2]} $.More-Data, line 3, byte 111
            DocumentEnd
            End

            """,
            await Json.ScanAsync(Sample));
    }

    [Fact]
    public async Task ReadAsync_EveryChunkSize_GivesTheSameEvents()
    {
        string expected = await Json.ScanAsync(Sample);
        for (int size = 1; size <= 64; size++)
        {
            Assert.Equal(expected, await Json.ScanAsync(new ChunkedStream(Encoding.UTF8.GetBytes(Sample), size)));
        }
    }

    [Fact]
    public async Task ReadAsync_EveryTruncation_IsRefused()
    {
        for (int length = 0; length < Sample.Length; length++)
        {
            string last = (await Json.ScanAsync(Sample[..length])).Split('\n')[^2];
            Assert.StartsWith(length == 0 ? "LS1003" : "LS1002", last, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"users":[]}{"users":[1]}""")]
    [InlineData("""[{"users":[]},{"users":[1]}]""")]
    [InlineData("""[ {"users":[]} ] [ ] {"users":[1]}""")]
    public async Task ReadAsync_Pages_AreReadOneAfterAnother(string text)
    {
        // A8: documents one after another, or an array of pages.
        string events = await Json.ScanAsync(text, Json.Pages);
        Assert.Equal(2, events.Split("DocumentEnd").Length - 1);
        Assert.EndsWith("End\n", events, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_TextInsteadOfRecords_IsStreamed()
    {
        // A3: users may be one encrypted text of any size.
        string text = new('A', 3_000_000);
        string events = await Json.ScanAsync("{\"users\":\"" + text + "\\/\\u002B\",\"version\":\"3\"}", options: new ReaderOptions { MaxRecordBytes = 1000, MaxStringBytes = 100 });
        Assert.Equal($"DocumentStart\nTextStart\nTextEnd {text}\\/\\u002B\nProperty \"version\" version \"3\" $.version, line 1, byte 3000030\nDocumentEnd\nEnd\n", events);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task ReadAsync_EveryTruncationOfGzip_IsRefused(int chunkSize)
    {
        byte[] compressed = Json.Gzip(Encoding.UTF8.GetBytes(Sample));
        Assert.Equal(await Json.ScanAsync(Sample), await Json.ScanAsync(new ChunkedStream(compressed, chunkSize)));
        for (int length = 2; length < compressed.Length; length++)
        {
            string last = (await Json.ScanAsync(new ChunkedStream(compressed[..length], chunkSize))).Split('\n')[^2];
            Assert.StartsWith("LS1005", last, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    public async Task ReadAsync_GzipOfSeveralMembers_IsReadWhole(int chunkSize)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Sample);
        byte[] members = [.. Json.Gzip(bytes[..40]), .. Json.Gzip([]), .. Json.Gzip(bytes[40..])];
        Assert.Equal(await Json.ScanAsync(Sample), await Json.ScanAsync(new ChunkedStream(members, chunkSize)));
    }
}
