namespace LicenseSync.Storage.Sqlite.Tests;

/// <summary>What the tests start as other processes.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => throw new NotImplementedException(string.Join(' ', args));
}
