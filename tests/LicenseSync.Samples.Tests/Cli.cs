using System.Diagnostics;

namespace LicenseSync.Samples.Tests;

/// <summary>Starts the built command line as a process, in the repository's root.</summary>
internal static class Cli
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "LicenseSync.Cli.dll");

    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string[] SampleWorld { get; } =
    [
        "--server", "samples/data/ghes-main.json", "samples/data/ghes-lab.json", "acquired.ghes.example=samples/data/ghes-acquired.csv",
        "--cloud", "samples/data/consumed-licenses.json", "--identities", "samples/data/identities.json",
    ];

    /// <summary>Runs <c>licensesync</c> with standard input as given, and empty by default.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string[] arguments, byte[]? input = null)
    {
        using Process process = Start("dotnet", [Program, .. arguments]);
        return await FinishAsync(process, input ?? []);
    }

    /// <summary>Runs a line of shell in which <c>$licensesync</c> is the program.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> ShellAsync(string script)
    {
        using Process process = Start("/bin/sh", ["-c", $"licensesync='dotnet {Program}'; {script}"]);
        return await FinishAsync(process, []);
    }

    /// <summary>Runs <c>licensesync</c> until it reads its input, which does not end, and sends it a signal then.</summary>
    public static async Task<(int ExitCode, string Error)> InterruptAsync(string signal, string[] arguments)
    {
        // What starts the tests may ignore SIGINT, and what it starts inherits that.
        using Process process = OperatingSystem.IsLinux() ? Start("env", ["--default-signal=INT", "dotnet", Program, .. arguments]) : Start("dotnet", [Program, .. arguments]);
        Task<string> error = process.StandardError.ReadToEndAsync();

        // More than a pipe holds: it is written when the program has read.
        await process.StandardInput.WriteAsync("{\"users\":[" + new string(' ', 500_000));
        await process.StandardInput.FlushAsync();
        using Process kill = Start("/bin/sh", ["-c", $"kill -{signal} {process.Id}"]);
        await process.WaitForExitAsync();
        return (process.ExitCode, await error);
    }

    private static Process Start(string program, IEnumerable<string> arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = Root,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static async Task<(int ExitCode, string Output, string Error)> FinishAsync(Process process, byte[] input)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.BaseStream.WriteAsync(input);
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
