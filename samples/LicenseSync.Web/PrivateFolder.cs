namespace LicenseSync.Web;

/// <summary>Folders for personal data.</summary>
internal static class PrivateFolder
{
    /// <summary>Makes a folder that only this account may enter, where it is missing.</summary>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
