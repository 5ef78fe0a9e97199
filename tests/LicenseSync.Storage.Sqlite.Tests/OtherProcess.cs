using System.Diagnostics;
using System.Globalization;

namespace LicenseSync.Storage.Sqlite.Tests;

/// <summary>These tests' assembly, run as a process of its own.</summary>
internal sealed class OtherProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;

    public OtherProcess(params IEnumerable<object> arguments)
    {
        IEnumerable<string> line = [typeof(Program).Assembly.Location, .. arguments.Select(argument => Convert.ToString(argument, CultureInfo.InvariantCulture)!)];
        _process = Process.Start(new ProcessStartInfo("dotnet", line) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Lines of the output that were read.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>Reads a line; false at the end of the output.</summary>
    public async Task<bool> ReadLineAsync()
    {
        if (await _process.StandardOutput.ReadLineAsync() is not { } line)
        {
            return false;
        }

        Lines.Add(line);
        return true;
    }

    /// <summary>Reads what is left, and waits for the end, which must be a good one.</summary>
    public async Task EndAsync()
    {
        while (await ReadLineAsync())
        {
        }

        await _process.WaitForExitAsync();
        Assert.Equal((0, ""), (_process.ExitCode, await _error));
    }

    /// <summary>Kills it (SIGKILL), and reads what it still had written.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        while (await ReadLineAsync())
        {
        }

        await _process.WaitForExitAsync();

        // A process that failed before it was killed is no killed one.
        Assert.Equal("", await _error);
    }

    public void Dispose() => _process.Dispose();
}
