namespace LicenseSync.Cli;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The input is not valid, or the answer is no.</summary>
    public const int No = 1;

    public const int WrongUsage = 2;

    /// <summary>A file or folder cannot be read or written.</summary>
    public const int InputOutput = 3;

    /// <summary>A remote service refused or failed.</summary>
    public const int RemoteFailure = 4;

    public const int Interrupted = 130;
}
