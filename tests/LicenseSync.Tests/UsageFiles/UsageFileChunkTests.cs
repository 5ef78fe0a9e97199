using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LicenseSync.IO;
using LicenseSync.Tests.IO;

namespace LicenseSync.Tests.UsageFiles;

/// <summary>Any split into pieces gives the same accounts and the same findings at the same places; no part of a file is taken for the whole.</summary>
public sealed class UsageFileChunkTests
{
    private static readonly string[] Names = ["wrapped.json", "flat-users-first.json", "defects.json", "encrypted.json"];

    public static TheoryData<string> Files => [.. Names];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Read_EveryChunkSizeTo64_GivesTheSame(string name)
    {
        byte[] bytes = await File.ReadAllBytesAsync(Usage.Golden(name));
        string expected = await Usage.DescribeAsync(new MemoryStream(bytes));
        for (int size = 1; size <= 64; size++)
        {
            Assert.Equal(expected, await Usage.DescribeAsync(new ChunkedStream(bytes, size)));
        }
    }

    [Property(MaxTest = 200)]
    public Property Read_RandomSplits_GiveTheSame() => Prop.ForAll(
        Gen.Elements(Names).ToArbitrary(),
        Gen.NonEmptyListOf(Gen.Choose(1, 200)).ToArbitrary(),
        async (name, sizes) =>
        {
            byte[] bytes = await File.ReadAllBytesAsync(Usage.Golden(name));
            Assert.Equal(await Usage.DescribeAsync(new MemoryStream(bytes)), await Usage.DescribeAsync(new ChunkedStream(bytes, [.. sizes])));
        });

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Read_EveryTruncation_IsRefused(string name)
    {
        string whole = (await File.ReadAllTextAsync(Usage.Golden(name))).TrimEnd();
        for (int length = 0; length < whole.Length; length++)
        {
            string last = (await Usage.DescribeAsync(Json.Stream(whole[..length]))).Split('\n')[^2];
            Assert.StartsWith(length == 0 ? "LS1003" : "LS1002", last, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Read_EveryTruncationOfGzip_IsRefused(string name)
    {
        byte[] whole = Json.Gzip(await File.ReadAllBytesAsync(Usage.Golden(name)));
        for (int length = 2; length < whole.Length; length++)
        {
            string last = (await Usage.DescribeAsync(new MemoryStream(whole, 0, length))).Split('\n')[^2];
            Assert.StartsWith("LS1005", last, StringComparison.Ordinal);
        }
    }

    [Property(MaxTest = 2_000)]
    public Property Read_MutatedFile_GivesAResultOrARefusal() => Prop.ForAll(
        Gen.Elements(Names).ToArbitrary(),
        Gen.ListOf(Gen.Zip(Gen.Choose(0, 2_000), Gen.Elements("\"\\{}[],:0-eu\n\0x\u00ff ".ToCharArray()))).ToArbitrary(),
        async (name, changes) =>
        {
            byte[] bytes = await File.ReadAllBytesAsync(Usage.Golden(name));
            foreach ((int place, char change) in changes)
            {
                bytes[place % bytes.Length] = (byte)change;
            }

            // Both modes answer or throw one of ours (which Describe catches), and pieces do not matter.
            string described = await Usage.DescribeAsync(new MemoryStream(bytes));
            Assert.Equal(described, await Usage.DescribeAsync(new ChunkedStream(bytes, 5)));
            Assert.NotEmpty(await Usage.DescribeAsync(new MemoryStream(bytes), new ReaderOptions { Mode = ReadingMode.Strict }));
        });

    [Property(MaxTest = 500)]
    public Property Read_ArbitraryBytes_GiveAResultOrARefusal() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), async bytes =>
    {
        foreach (byte[] file in new byte[][] { bytes, [0x1F, 0x8B, 8, 0, .. bytes], [.. "{\"users\":["u8, .. bytes], [.. "{\"users\":\""u8, .. bytes] })
        {
            Assert.StartsWith("LS", await Usage.DescribeAsync(new MemoryStream(file)), StringComparison.Ordinal);
        }
    });

    [Fact]
    public async Task Read_RecordLargerThanTheBuffer_IsReadInAnyPieces()
    {
        string large = Usage.OneAccount("\"id\":1,\"name\":\"" + new string('n', 1_000_000) + "\",\"x\":[" + string.Join(',', Enumerable.Range(0, 100_000)) + "]");
        string expected = await Usage.DescribeAsync(Json.Stream(large));
        Assert.StartsWith("LS2003 $.users[0] 1:", expected, StringComparison.Ordinal);
        Assert.Equal(expected, await Usage.DescribeAsync(new ChunkedStream(Encoding.UTF8.GetBytes(large), 1)));
    }
}
