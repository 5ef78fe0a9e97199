namespace LicenseSync.Diagnostics;

/// <summary>An input passes a limit of <see cref="IO.ReaderOptions"/>. Raise the limit if the source is trusted.</summary>
public sealed class InputLimitException : LicenseSyncException
{
    internal InputLimitException(Diagnostic diagnostic)
        : base(diagnostic)
    {
    }
}
