namespace LicenseSync.Diagnostics;

/// <summary>The base of every exception this library throws about its input and about remote sides. Messages hold positions and keys, never addresses, names or tokens.</summary>
/// <remarks>I/O errors (<see cref="IOException"/>, <see cref="UnauthorizedAccessException"/>) and <see cref="OperationCanceledException"/> pass through as they are.</remarks>
public abstract class LicenseSyncException : Exception
{
    private protected LicenseSyncException(Diagnostic diagnostic, Exception? innerException = null)
        : base(MessageOf(diagnostic), innerException)
    {
        Diagnostic = diagnostic;
    }

    /// <summary>The finding that ended the work.</summary>
    public Diagnostic Diagnostic { get; }

    /// <summary>Where the finding stands.</summary>
    public SourcePosition Position => Diagnostic.Position;

    private static string MessageOf(Diagnostic diagnostic)
    {
        string position = diagnostic.Position.ToString();
        return position.Length == 0 ? diagnostic.Message : $"{diagnostic.Message} ({position})";
    }
}
