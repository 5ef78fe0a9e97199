using System.Diagnostics;
using LicenseSync.GitHub.Tests.FakeGitHub;

namespace LicenseSync.GitHub.Tests;

/// <summary>Starts the built command line as a process. It runs from its own folder: beside these tests lie the assemblies of a web application.</summary>
internal static class Cli
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    private static readonly string Program = ProgramOf("LicenseSync.Cli");

    /// <summary>Runs <c>licensesync fetch WHAT</c> against a server.</summary>
    public static Task<(int ExitCode, string Output, string Error)> FetchAsync(string what, Uri url, string path, string? token = FakeEnterprise.Token) => RunAsync(FetchArguments(what, url, path), token);

    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string[] arguments, string? token)
    {
        using Process process = Start(arguments, token);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public static string[] FetchArguments(string what, Uri url, string path) => ["fetch", what, "--api-url", url.AbsoluteUri, "--enterprise", FakeEnterprise.Slug, "--token-env", "LICENSESYNC_TEST_TOKEN", "--out", path];

    public static Process Start(string[] arguments, string? token, string? before = null)
    {
        IEnumerable<string> all = ["dotnet", Program, .. arguments];
        string[] line = before is null ? [.. all] : [.. before.Split(' '), .. all];
        var start = new ProcessStartInfo(line[0], line[1..]) { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LICENSESYNC_TEST_TOKEN"] = token;
        if (token is null)
        {
            start.Environment.Remove("LICENSESYNC_TEST_TOKEN");
        }

        return Process.Start(start)!;
    }

    /// <summary>Starts another sample in a folder, with settings in its environment.</summary>
    public static Process StartSample(string name, string folder, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [ProgramOf(name)]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        foreach ((string variable, string value) in environment)
        {
            start.Environment[variable] = value;
        }

        return Process.Start(start)!;
    }

    private static string ProgramOf(string sample) =>
        Path.Combine(Root, "samples", sample, Path.GetRelativePath(Path.Combine(Root, "tests", "LicenseSync.GitHub.Tests"), AppContext.BaseDirectory), $"{sample}.dll");

    private static string FindRoot(string? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder, "LicenseSync.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
