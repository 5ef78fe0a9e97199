using System.Globalization;

namespace LicenseSync.Storage.Sqlite.Tests;

/// <summary>What the tests start as other processes.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["count", var path, var lease, var holds]:
                await Counter.RunAsync(path, TimeSpan.FromMilliseconds(Number(lease)), Number(holds), Console.Out);
                return 0;
            case ["sync", var folder, var hours]:
                await SyncProcess.RunAsync(folder, TimeSpan.FromHours(Number(hours)), Console.Out);
                return 0;
            default:
                await Console.Error.WriteLineAsync("count FILE LEASE_MILLISECONDS HOLDS | sync FOLDER HOURS");
                return 2;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
