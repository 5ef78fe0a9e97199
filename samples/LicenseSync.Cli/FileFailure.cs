namespace LicenseSync.Cli;

/// <summary>Says which file could not be read or written and why, without .NET's wording and temporary names.</summary>
internal static class FileFailure
{
    public static bool IsOne(Exception exception) => exception is IOException or UnauthorizedAccessException;

    public static CliException CannotRead(string path, Exception exception) => new(ExitCode.InputOutput, $"cannot read '{path}': {Reason(exception)}");

    public static CliException CannotWrite(string path, Exception exception) => new(ExitCode.InputOutput, $"cannot write '{path}': {Reason(exception)}");

    private static string Reason(Exception exception) => exception switch
    {
        FileNotFoundException => "no such file",
        DirectoryNotFoundException => "its folder does not exist",
        UnauthorizedAccessException => "access is denied",
        PathTooLongException => "its name is too long",
        _ => exception.Message.Split(" : '")[0].TrimEnd('.'), // .NET appends the path
    };
}
