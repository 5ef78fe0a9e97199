namespace LicenseSync.Diagnostics;

/// <summary>The accounts of a usage file were asked for and are encrypted (semantics A3). The message names the ways out.</summary>
public sealed class EncryptedUsersException : LicenseSyncException
{
    internal EncryptedUsersException(Diagnostic diagnostic)
        : base(diagnostic)
    {
    }
}
