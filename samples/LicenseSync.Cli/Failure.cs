using LicenseSync.Cli.Terminal;
using LicenseSync.Diagnostics;

namespace LicenseSync.Cli;

/// <summary>The one place that turns an exception into a line for people and an exit code.</summary>
internal static class Failure
{
    public static int Report(Exception exception)
    {
        (int exitCode, string message) = exception switch
        {
            CliException e => (e.ExitCode, e.Message),
            TransportException e => (ExitCode.RemoteFailure, e.Message),
            LicenseSyncException e => (ExitCode.No, e.Message),
            OperationCanceledException => (ExitCode.Interrupted, "interrupted"),
            IOException or UnauthorizedAccessException => (ExitCode.InputOutput, exception.Message),
            _ => (ExitCode.No, $"unexpected {exception.GetType().Name}: {exception.Message}"),
        };
        Print(message);
        return exitCode;
    }

    /// <summary>Writes <c>licensesync: …</c> on stderr as one line, whatever the message holds.</summary>
    public static void Print(string message)
    {
        try
        {
            Console.Error.WriteLine($"licensesync: {SafeText.Escape(message.ReplaceLineEndings(" "))}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // There is nobody left to tell; the exit code still does.
        }
    }
}
