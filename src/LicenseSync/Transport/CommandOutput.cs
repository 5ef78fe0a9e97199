using System.Diagnostics;
using System.Globalization;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.Transport;

/// <summary>The standard output of a running command, which ends well only when the command does.</summary>
internal sealed class CommandOutput : ReadOnlyStream
{
    private const int BufferSize = 64 << 10;

    // Something the command left running may hold standard error open for ever.
    private static readonly TimeSpan ErrorPatience = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly string _program;
    private readonly LastLines _errors = new();
    private readonly Task _readingErrors;
    private readonly CancellationToken _ending;
    private readonly CancellationTokenRegistration _registration;

    // The command's output is read into memory of our own: a read that is given up may still write to it.
    private readonly byte[] _buffer = new byte[BufferSize];
    private ReadOnlyMemory<byte> _read;
    private bool _isAtEnd;

    public CommandOutput(Process process, string program, CancellationToken cancellationToken)
    {
        _process = process;
        _program = program;
        _ending = cancellationToken;
        _readingErrors = _errors.ReadAsync(process.StandardError);
        _registration = cancellationToken.Register(Kill);
    }

    public override int Read(Span<byte> buffer)
    {
        FillAsync(CancellationToken.None).GetAwaiter().GetResult();
        return Take(buffer);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await FillAsync(cancellationToken).ConfigureAwait(false);
        return Take(buffer.Span);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _registration.Dispose();
            Kill();
            _process.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Take(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, _read.Length);
        _read.Span[..count].CopyTo(buffer);
        _read = _read[count..];
        return count;
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        if (!_read.IsEmpty || _isAtEnd)
        {
            return;
        }

        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ending);
        try
        {
            int count = await _process.StandardOutput.BaseStream.ReadAsync(_buffer, both.Token).AsTask().WaitAsync(both.Token).ConfigureAwait(false);
            both.Token.ThrowIfCancellationRequested();
            _read = _buffer.AsMemory(0, count);
            if (count == 0)
            {
                await _process.WaitForExitAsync(both.Token).ConfigureAwait(false);
                await CheckExitAsync().ConfigureAwait(false);
                both.Token.ThrowIfCancellationRequested();
                _isAtEnd = true;
            }
        }
        catch (OperationCanceledException) when (both.IsCancellationRequested)
        {
            Kill();
            cancellationToken.ThrowIfCancellationRequested();
            throw new OperationCanceledException(_ending);
        }
    }

    private async Task CheckExitAsync()
    {
        if (_process.ExitCode == 0)
        {
            return;
        }

        await Task.WhenAny(_readingErrors, Task.Delay(ErrorPatience)).ConfigureAwait(false);
        string said = _errors.ToString();
        string reason = said.Length == 0 ? "It wrote nothing on standard error." : $"It wrote on standard error: {said}.";
        throw new TransportException(string.Create(CultureInfo.InvariantCulture, $"The command ended with exit code {_process.ExitCode}. {reason} Run it by hand to see why."), _program)
        {
            StatusCode = _process.ExitCode,
        };
    }

    private void Kill()
    {
        try
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or AggregateException or System.ComponentModel.Win32Exception)
        {
            // It has ended meanwhile, or is not ours to kill: there is nothing left to do.
        }
    }
}
