using System.IO.Compression;
using System.Text;
using LicenseSync.Transport;

namespace LicenseSync.Tests.Transport;

public sealed class UsageTargetTests : IDisposable
{
    private const string Export = """{"instance":{"server_id":"s"},"users":[{"user_id":1}]}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Folder_Delivery_IsAFileNamedByInstanceAndId()
    {
        await new FolderUsageTarget(_folder["out"]).DeliverAsync(Delivery("main", "0f8a", Export));

        string file = Assert.Single(Directory.GetFiles(_folder["out"]));
        Assert.Equal("main-0f8a.json", Path.GetFileName(file));
        Assert.Equal(Export, await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task Folder_DeliveredTwice_ChangesNothing()
    {
        var target = new FolderUsageTarget(_folder.Path);
        await target.DeliverAsync(Delivery("main", "0f8a", Export));
        File.SetLastWriteTimeUtc(_folder["main-0f8a.json"], DateTime.UnixEpoch);

        await target.DeliverAsync(Delivery("main", "0f8a", Export));

        Assert.Equal(["main-0f8a.json"], _folder.Files);
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(_folder["main-0f8a.json"]));
    }

    [Fact]
    public async Task Folder_OtherIds_AreOtherFiles()
    {
        var target = new FolderUsageTarget(_folder.Path);
        await target.DeliverAsync(Delivery("main", "1", Export));
        await target.DeliverAsync(Delivery("main", "2", Export));

        Assert.Equal(["main-1.json", "main-2.json"], _folder.Files);
    }

    [Theory]
    [InlineData("../../etc/passwd", "_._.._etc_passwd-1.json")]
    [InlineData(".hidden", "_hidden-1.json")]
    [InlineData("a b:c\\d\u202e", "a_b_c_d_-1.json")]
    public async Task Folder_HostileInstanceName_StaysInTheFolder(string instance, string file)
    {
        await new FolderUsageTarget(_folder.Path).DeliverAsync(Delivery(instance, "1", Export));

        Assert.Equal([file], _folder.Files);
    }

    [Fact]
    public async Task Transformed_Delivery_HasTheIdAndTheChangedContent()
    {
        List<(UsageDelivery Delivery, string Content)> arrived = [];
        var target = new TransformedUsageTarget(new CallbackUsageTarget(NoteAsync), ToUpperAsync, _folder.Path);

        await target.DeliverAsync(Delivery("main", "0f8a", Export));

        (UsageDelivery delivery, string content) = Assert.Single(arrived);
        Assert.Equal(("0f8a", "main", Export.ToUpperInvariant(), Export.Length), (delivery.Id, delivery.InstanceName, content, delivery.Length));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(content))), delivery.ContentHash);
        Assert.Empty(_folder.Files);

        async Task NoteAsync(UsageDelivery delivery, CancellationToken token)
        {
            await (await delivery.OpenAsync(token)).DisposeAsync(); // it can be opened again
            using var reader = new StreamReader(await delivery.OpenAsync(token));
            arrived.Add((delivery, await reader.ReadToEndAsync(token)));
        }
    }

    [Fact]
    public async Task Transformed_ChangeThatFails_DeliversNothing()
    {
        var target = new TransformedUsageTarget(
            new CallbackUsageTarget((_, _) => throw new InvalidOperationException("It was delivered.")), (_, _, _) => throw new IOException("no"), _folder.Path);

        Assert.Equal("no", (await Assert.ThrowsAsync<IOException>(() => target.DeliverAsync(Delivery("main", "0f8a", Export)))).Message);
        Assert.Empty(_folder.Files);
    }

    private static async Task ToUpperAsync(Stream source, Stream destination, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(source, leaveOpen: true);
        await destination.WriteAsync(Encoding.UTF8.GetBytes((await reader.ReadToEndAsync(cancellationToken)).ToUpperInvariant()), cancellationToken);
    }

    [Fact]
    public async Task Folder_UserReport_IsCsv()
    {
        await new FolderUsageTarget(_folder.Path).DeliverAsync(Delivery("main", "1", "id,login,email,role,suspended?\n1,ada,ada@octo.example,user,false\n"));

        Assert.Equal(["main-1.csv"], _folder.Files);
    }

    [Fact]
    public async Task Folder_Gzip_StaysGzip()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Export));
        }

        await new FolderUsageTarget(_folder.Path).DeliverAsync(Delivery("main", "1", packed.ToArray()));

        Assert.Equal(packed.ToArray(), await File.ReadAllBytesAsync(_folder["main-1.json.gz"]));
    }

    [Fact]
    public async Task Folder_ContentFailsMidway_LeavesNothing()
    {
        int opened = 0;
        UsageDelivery delivery = Delivery("main", "1", Export) with
        {
            OpenAsync = _ => Task.FromResult<Stream>(new IO.ChunkedStream(Encoding.UTF8.GetBytes(Export), 10) { OnRead = read => FailIf(opened > 1 && read > 1) }),
        };
        Func<CancellationToken, Task<Stream>> open = delivery.OpenAsync;
        delivery = delivery with { OpenAsync = token => { opened++; return open(token); } };

        await Assert.ThrowsAsync<IOException>(() => new FolderUsageTarget(_folder.Path).DeliverAsync(delivery));

        Assert.Empty(_folder.Files);
    }

    [Fact]
    public async Task Folder_IsAFile_IsAnIOProblem() =>
        await Assert.ThrowsAnyAsync<IOException>(() => new FolderUsageTarget(_folder.Write("file", "")).DeliverAsync(Delivery("main", "1", Export)));

    [Fact]
    public async Task Callback_Delivery_IsHandedOver()
    {
        UsageDelivery? seen = null;
        var target = new CallbackUsageTarget((delivery, _) =>
        {
            seen = delivery;
            return Task.CompletedTask;
        });
        UsageDelivery sent = Delivery("main", "1", Export);

        await target.DeliverAsync(sent);

        Assert.Same(sent, seen);
    }

    private static void FailIf(bool condition)
    {
        if (condition)
        {
            throw new IOException("gone");
        }
    }

    private static UsageDelivery Delivery(string instance, string id, string content) => Delivery(instance, id, Encoding.UTF8.GetBytes(content));

    private static UsageDelivery Delivery(string instance, string id, byte[] content) => new()
    {
        Id = id,
        InstanceName = instance,
        ContentHash = "00",
        Length = content.Length,
        OpenAsync = _ => Task.FromResult<Stream>(new MemoryStream(content)),
    };
}
