using System.CommandLine;
using System.Globalization;

namespace LicenseSync.Cli.Syncing;

/// <summary>What <c>sync</c> and <c>status</c> have in common.</summary>
internal static class SyncCommandLine
{
    public static Option<string> Config() => new("--config") { HelpName = "FILE", Required = true, Description = "The configuration (JSON): state, instances, target, cloud, schedule. See the README." };

    public static string TimeOf(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
