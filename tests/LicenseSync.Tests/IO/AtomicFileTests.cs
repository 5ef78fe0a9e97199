using LicenseSync.IO;

namespace LicenseSync.Tests.IO;

public sealed class AtomicFileTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    [Fact]
    public async Task WriteAsync_Succeeds_ReplacesTheFileAndLeavesNothingElse()
    {
        string path = await OldAsync();
        await AtomicFile.WriteAsync(path, (file, token) => file.WriteAsync("new"u8.ToArray(), token).AsTask());
        Assert.Equal("new", await File.ReadAllTextAsync(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task WriteAsync_Fails_KeepsTheOldContent()
    {
        string path = await OldAsync();
        await Assert.ThrowsAsync<IOException>(() => AtomicFile.WriteAsync(path, async (file, token) =>
        {
            await file.WriteAsync("ne"u8.ToArray(), token);
            throw new IOException("disk");
        }));
        Assert.Equal("old", await File.ReadAllTextAsync(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task WriteAsync_CancelledBeforeOrMeanwhile_KeepsTheOldContent()
    {
        string path = await OldAsync();
        using var source = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AtomicFile.WriteAsync(path, (_, _) => source.CancelAsync(), source.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AtomicFile.WriteAsync(path, (_, _) => Task.CompletedTask, source.Token));
        Assert.Equal("old", await File.ReadAllTextAsync(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task WriteAsync_NoSuchFolder_IsAnIOProblem() => await Assert.ThrowsAsync<DirectoryNotFoundException>(
        () => AtomicFile.WriteAsync(Path.Combine(_folder, "none", "file"), (_, _) => Task.CompletedTask));

    [Fact]
    public async Task WriteAsync_TargetIsADirectory_IsAnIOProblemAndLeavesNothing()
    {
        string path = Directory.CreateDirectory(Path.Combine(_folder, "target")).FullName;
        Exception? exception = await Record.ExceptionAsync(() => AtomicFile.WriteAsync(path, (_, _) => Task.CompletedTask));
        Assert.True(exception is IOException or UnauthorizedAccessException, exception?.ToString());
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private async Task<string> OldAsync()
    {
        string path = Path.Combine(_folder, "file.json");
        await File.WriteAllTextAsync(path, "old");
        return path;
    }
}
