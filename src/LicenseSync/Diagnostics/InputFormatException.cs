namespace LicenseSync.Diagnostics;

/// <summary>An input is not what its format asks for: malformed, truncated, of another kind, or refused by strict reading. Get the file again, or read leniently where that helps.</summary>
public sealed class InputFormatException : LicenseSyncException
{
    internal InputFormatException(Diagnostic diagnostic, Exception? innerException = null)
        : base(diagnostic, innerException)
    {
    }
}
