namespace LicenseSync.Cli.Terminal;

/// <summary>What the terminal can do.</summary>
internal static class Screen
{
    /// <summary>Whether standard output is a terminal.</summary>
    public static bool IsOutput => !Console.IsOutputRedirected;

    /// <summary>Whether progress can be shown: standard error is a terminal.</summary>
    public static bool ShowsProgress => !Console.IsErrorRedirected && TakesColors;

    /// <summary>Whether escape sequences are welcome: neither <c>NO_COLOR</c> is set nor is the terminal a dumb one.</summary>
    public static bool TakesColors => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") is not "dumb";
}
