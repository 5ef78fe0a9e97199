using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LicenseSync.Accounts;
using LicenseSync.Tests.IO;
using LicenseSync.UsageFiles;

namespace LicenseSync.Tests.UsageFiles;

public sealed class UsageFileWriterTests
{
    [Property(MaxTest = 300)]
    public Property WriteAsync_AnyAccounts_AreReadBackEqual() => Prop.ForAll(Generators.Accounts.ToArbitrary(), Generators.Instance.ToArbitrary(), async (accounts, instance) =>
    {
        byte[] written = await WriteAsync(instance, accounts);
        (ServerInstance? readInstance, List<ServerAccount> read, _) = await Usage.ReadAsync(new MemoryStream(written));
        Assert.Equal(accounts.Select(Usage.Describe), read.Select(Usage.Describe));
        Assert.Equal(Usage.Describe(instance), Usage.Describe(readInstance!));
        Assert.Equal(written, await WriteAsync(readInstance!, read));
    });

    [Theory]
    [InlineData("wrapped.json")]
    [InlineData("flat-users-first.json")]
    [InlineData("defects.json")]
    public async Task WriteAsync_WhatWasRead_LosesNothing(string name)
    {
        (ServerInstance? instance, List<ServerAccount> accounts, _) = await Usage.ReadAsync(File.OpenRead(Usage.Golden(name)));
        (ServerInstance? again, List<ServerAccount> accountsAgain, _) = await Usage.ReadAsync(new MemoryStream(await WriteAsync(instance!, accounts)));
        Assert.Equal(accounts.Select(Usage.Describe), accountsAgain.Select(Usage.Describe));
        Assert.Equal(Usage.Describe(instance!), Usage.Describe(again!));
    }

    [Fact]
    public async Task WriteAsync_UnknownProperties_SurviveByteForByteInOrder()
    {
        const string Unknown = "\"b\\u0062\": {\"x\" : [1.0,\t2e+1]},\"a\":\"\\/\",\"\u00e9\":null";
        (ServerInstance? instance, List<ServerAccount> accounts, _) = await Usage.ReadAsync(Usage.OneAccount("\"user_id\":1," + Unknown));
        Assert.Equal(
            "{\"instance\":{\"server_id\":\"s\"},\"users\":[\n{\"user_id\":1,\"suspended\":false," + Unknown.Replace(": {", ":{", StringComparison.Ordinal) + "}]}\n",
            Encoding.UTF8.GetString(await WriteAsync(instance!, accounts)));
    }

    [Fact]
    public async Task WriteEncryptedAsync_AnyBase64Text_IsReadBackEqual()
    {
        // A3: kept without being decoded; Ruby breaks base64 into lines.
        byte[] users = Encoding.ASCII.GetBytes(string.Join('\n', Enumerable.Repeat(new string('Q', 60) + "+/==", 5_000)));
        using var file = new MemoryStream();
        await UsageFileWriter.WriteEncryptedAsync(file, new() { HostName = "h", AdditionalProperties = [AdditionalProperty.From("x", "y")] }, new ChunkedStream(users, 1000));
        file.Position = 0;
        await using UsageFile read = await UsageFile.OpenAsync(file);
        using var copied = new MemoryStream();
        Assert.Equal(users.Length, await read.CopyEncryptedUsersAsync(copied));
        Assert.Equal(users, copied.ToArray());
        Assert.Equal("|h||||||\"x\":\"y\"", Usage.Describe(read.Instance!));
    }

    [Fact]
    public async Task WriteEncryptedAsync_NotAscii_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => UsageFileWriter.WriteEncryptedAsync(Stream.Null, new(), Json.Stream("é")));

    [Fact]
    public async Task WriteFileAsync_AccountsFailMidway_OldContentStays()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "usage.json");
        await UsageFileWriter.WriteFileAsync(path, new() { HostName = "old" }, Many(10, null));
        byte[] old = await File.ReadAllBytesAsync(path);
        await Assert.ThrowsAsync<InvalidOperationException>(() => UsageFileWriter.WriteFileAsync(path, new(), Many(5_000, new InvalidOperationException())));
        Assert.Equal(old, await File.ReadAllBytesAsync(path));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public async Task WriteAsync_Cancelled_Stops() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => UsageFileWriter.WriteAsync(Stream.Null, new(), Many(10, null), new CancellationToken(canceled: true)));

    private static async Task<byte[]> WriteAsync(ServerInstance instance, IEnumerable<ServerAccount> accounts)
    {
        using var written = new MemoryStream();
        await UsageFileWriter.WriteAsync(written, instance, accounts.ToAsyncEnumerable());
        return written.ToArray();
    }

    private static async IAsyncEnumerable<ServerAccount> Many(int count, Exception? failure, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (int i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new() { UserId = i, Login = "octo" };
        }

        await Task.CompletedTask;
        if (failure is not null)
        {
            throw failure;
        }
    }
}
