using LicenseSync.IO;

namespace LicenseSync.Cli.Inputs;

/// <summary>A file named on the command line, or standard input (<c>-</c>).</summary>
/// <param name="Path">The path as given, or <c>-</c>.</param>
/// <param name="HostName">The host name given before it (<c>HOST=FILE</c>); null when none is.</param>
internal sealed record Input(string Path, string? HostName = null)
{
    public bool IsStandardInput => Path == "-";

    /// <summary>The name in messages and evidence.</summary>
    public string Name => IsStandardInput ? "stdin" : Path;

    /// <summary>The size of the file; null where it is unknown.</summary>
    public long? Length => !IsStandardInput && new FileInfo(Path) is { Exists: true, Length: > 0 } file ? file.Length : null;

    /// <summary>Reads <c>FILE</c> of an option that takes no host.</summary>
    public static Input FromFile(string text) => new(Options.CheckValue(text));

    /// <summary>Reads <c>FILE</c> or <c>HOST=FILE</c>; a file that is named exactly so is a file.</summary>
    public static Input FromHostAndFile(string text)
    {
        int separator = text.IndexOf('=', StringComparison.Ordinal);
        if (separator < 0 || File.Exists(text) || Directory.Exists(text) || text.AsSpan(0, separator).ContainsAny('/', '\\'))
        {
            return FromFile(text);
        }

        string host = text[..separator];
        return IsHost(host) && separator + 1 < text.Length
            ? new(text[(separator + 1)..], host)
            : throw new CliException(ExitCode.WrongUsage, $"'{text}' is neither an existing file nor HOST=FILE with a host name in front of the '='");
    }

    /// <summary>Refuses a command line that reads standard input twice.</summary>
    public static void CheckStandardInput(IEnumerable<Input> inputs)
    {
        if (inputs.Count(input => input.IsStandardInput) > 1)
        {
            throw new CliException(ExitCode.WrongUsage, "'-' (standard input) can be read only once");
        }
    }

    /// <summary>Opens the input and has it read; a file that cannot be opened or read ends the program.</summary>
    public async Task<T> ReadAsync<T>(Func<Stream, Task<T>> read, CancellationToken cancellationToken)
    {
        if (IsStandardInput)
        {
            // A read that waits for somebody to type does not hear of a cancellation.
            return await ReadAsync(Console.OpenStandardInput, "standard input", read).WaitAsync(cancellationToken);
        }

        return Directory.Exists(Path)
            ? throw new CliException(ExitCode.InputOutput, $"cannot read '{Path}': it is a folder")
            : await ReadAsync(() => new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan | FileOptions.Asynchronous), Path, read);
    }

    /// <summary>Opens the input, tells its kind and has it read.</summary>
    public Task<T> ReadAsync<T>(Func<InputFile, Task<T>> read, CancellationToken cancellationToken) => ReadAsync<T>(
        async (Stream stream) =>
        {
            await using InputFile file = await InputFile.OpenAsync(stream, Name, leaveOpen: true, cancellationToken);
            return await read(file);
        },
        cancellationToken);

    private static async Task<T> ReadAsync<T>(Func<Stream> open, string name, Func<Stream, Task<T>> read)
    {
        try
        {
            await using Stream stream = open();
            return await read(stream);
        }
        catch (Exception exception) when (FileFailure.IsOne(exception))
        {
            throw FileFailure.CannotRead(name, exception);
        }
    }

    private static bool IsHost(string text) =>
        text.Length is > 0 and <= 255 && char.IsLetterOrDigit(text[0]) && text.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or ':');
}
