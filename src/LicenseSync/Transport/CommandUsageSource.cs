using System.ComponentModel;
using System.Diagnostics;
using LicenseSync.Diagnostics;

namespace LicenseSync.Transport;

/// <summary>Runs a command whose standard output is the usage of one instance, for example <c>ssh -p 122 admin@HOST -- ghe-license usage</c>. Safe to share; each call runs it anew.</summary>
/// <remarks>Arguments reach the program as they are: there is no shell here (the one behind <c>ssh</c> is another matter). They never stand in a message, since they may hold a secret. Standard
/// input is empty, so that a question for a password ends the command instead of waiting for ever.</remarks>
public sealed class CommandUsageSource : IServerUsageSource
{
    private readonly string _program;
    private readonly IReadOnlyList<string> _arguments;

    /// <summary>Names the instance and the command.</summary>
    /// <param name="name">The instance's name in status and messages.</param>
    /// <param name="program">The program: a path, or a name to be found on the PATH.</param>
    /// <param name="arguments">Its arguments, one an item; copied.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> or <paramref name="program"/> is null or empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="arguments"/> is null.</exception>
    public CommandUsageSource(string name, string program, IEnumerable<string> arguments)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(program);
        ArgumentNullException.ThrowIfNull(arguments);
        Name = name;
        _program = program;
        _arguments = [.. arguments];
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Starts the command.</summary>
    /// <param name="cancellationToken">Kills the command and what it started, also while its output is being read.</param>
    /// <returns>Its standard output as it arrives. At the end the reader learns how the command ended: any exit code but 0 is an exception in place of the end.
    /// Closing the stream before kills the command and what it started.</returns>
    /// <exception cref="TransportException">It cannot be started; while reading: it ended with another exit code than 0. <see cref="TransportException.StatusCode"/> is that code, and the last lines of standard error stand in the message.</exception>
    public Task<Stream> OpenAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<Stream>(cancellationToken);
        }

        var start = new ProcessStartInfo(_program, _arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            Process process = Process.Start(start)!;
            process.StandardInput.Close();
            return Task.FromResult<Stream>(new CommandOutput(process, _program, cancellationToken));
        }
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            return Task.FromException<Stream>(new TransportException("The command cannot be started. Check that the program exists and may be run.", _program, exception));
        }
    }
}
