using System.Diagnostics;
using System.Text;
using LicenseSync.Diagnostics;
using LicenseSync.Transport;

namespace LicenseSync.Tests.Transport;

public sealed class CommandUsageSourceTests
{
    private const string Deadline = "The command outlived its reader.";

    [Fact]
    public async Task OpenAsync_CommandThatSucceeds_GivesItsOutput() => Assert.Equal("usage\n", await ReadAsync(Shell("echo usage")));

    // Nothing is split, joined, expanded or run by a shell.
    [Fact]
    public async Task OpenAsync_ArgumentsWithSpecialCharacters_ReachTheProgramAsTheyAre()
    {
        var source = new CommandUsageSource("main", "printf", ["%s|", "a b", "$HOME", "; rm x", "\"'", "*", ""]);

        Assert.Equal("a b|$HOME|; rm x|\"'|*||", await ReadAsync(source));
    }

    [Fact]
    public async Task Reading_CommandThatFailsAfterItsOutput_FailsAtTheEnd()
    {
        await using Stream stream = await Shell("printf usage; echo first >&2; echo 'no route' >&2; exit 7").OpenAsync();
        byte[] buffer = new byte[100];

        Assert.Equal(5, await stream.ReadAtLeastAsync(buffer, 5));
        TransportException exception = await Assert.ThrowsAsync<TransportException>(() => stream.ReadAsync(buffer).AsTask());

        Assert.Equal(7, exception.StatusCode);
        Assert.Equal("/bin/sh", exception.Position.Source);
        Assert.Contains("exit code 7. It wrote on standard error: first; no route.", exception.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<TransportException>(() => stream.ReadAsync(buffer).AsTask());
    }

    [Fact]
    public async Task Reading_CommandThatFails_TellsNeitherArgumentsNorAddresses()
    {
        TransportException exception = await Assert.ThrowsAsync<TransportException>(
            () => ReadAsync(Shell("echo \"ada@octo.example: denied\" >&2; exit 255 # s3cret")));

        Assert.DoesNotContain("s3cret", exception.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("ada", exception.ToString(), StringComparison.Ordinal);
        Assert.Contains("(address): denied", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_CommandThatComplainsForLong_KeepsTheLastLines()
    {
        TransportException exception = await Assert.ThrowsAsync<TransportException>(() => ReadAsync(Shell("i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i+1)); done >&2; exit 1")));

        Assert.Contains("line 19997; line 19998; line 19999", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("line 19996", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_NoSuchProgram_Fails()
    {
        TransportException exception = await Assert.ThrowsAsync<TransportException>(() => new CommandUsageSource("main", "/no/such/program", []).OpenAsync());

        Assert.Null(exception.StatusCode);
        Assert.Contains("cannot be started", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_CommandThatAsks_FindsItsInputEmpty() => Assert.Equal("end\n", await ReadAsync(Shell("cat; echo end")));

    [Fact]
    public async Task Reading_Cancelled_KillsTheCommandAndWhatItStarted()
    {
        using var cancellation = new CancellationTokenSource();
        await using Stream stream = await Shell("sleep 600 & echo $! $$; wait").OpenAsync(cancellation.Token);
        int[] processes = await ReadProcessesAsync(stream);

        ValueTask<int> reading = stream.ReadAsync(new byte[10], CancellationToken.None);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.AsTask());
        await AssertGoneAsync(processes);
    }

    [Fact]
    public async Task Reading_CancelledByTheReader_KillsTheCommand()
    {
        await using Stream stream = await Shell("echo $$; exec sleep 600").OpenAsync();
        int[] processes = await ReadProcessesAsync(stream);
        using var cancellation = new CancellationTokenSource();

        ValueTask<int> reading = stream.ReadAsync(new byte[10], cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.AsTask());
        await AssertGoneAsync(processes);
    }

    [Fact]
    public async Task Dispose_InTheMiddle_KillsTheCommand()
    {
        Stream stream = await Shell("echo $$; exec sleep 600").OpenAsync();
        int[] processes = await ReadProcessesAsync(stream);

        await stream.DisposeAsync();

        await AssertGoneAsync(processes);
    }

    private static CommandUsageSource Shell(string script) => new("main", "/bin/sh", ["-c", script]);

    private static async Task<string> ReadAsync(CommandUsageSource source)
    {
        await using Stream stream = await source.OpenAsync();
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    private static async Task<int[]> ReadProcessesAsync(Stream stream)
    {
        byte[] buffer = new byte[100];
        int count = await stream.ReadAsync(buffer);
        return [.. Encoding.ASCII.GetString(buffer, 0, count).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture))];
    }

    // A killed process is gone when its parent, or init, has taken notice: a zombie counts as gone.
    private static async Task AssertGoneAsync(int[] processes)
    {
        Assert.NotEmpty(processes);
        long start = Stopwatch.GetTimestamp();
        while (processes.Any(IsRunning))
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(10), Deadline);
            await Task.Yield();
        }
    }

    private static bool IsRunning(int process)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..][0] is not 'Z' and not 'X';
        }
        catch (IOException)
        {
            return false;
        }
    }
}
