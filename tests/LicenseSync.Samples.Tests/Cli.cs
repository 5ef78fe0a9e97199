using System.Diagnostics;

namespace LicenseSync.Samples.Tests;

/// <summary>Starts the built command line as a process, in the repository's root.</summary>
internal static class Cli
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string[] SampleWorld { get; } =
    [
        "--server", "samples/data/ghes-main.json", "samples/data/ghes-lab.json", "acquired.ghes.example=samples/data/ghes-acquired.csv",
        "--cloud", "samples/data/consumed-licenses.json", "--identities", "samples/data/identities.json",
    ];

    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string[] arguments, string input = "")
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "LicenseSync.Cli.dll"), .. arguments])
        {
            WorkingDirectory = Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    private static string FindRoot(string? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder, "LicenseSync.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
