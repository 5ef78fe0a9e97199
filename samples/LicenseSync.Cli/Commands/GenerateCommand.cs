using System.CommandLine;
using LicenseSync.Cli.Generation;
using LicenseSync.Cli.Inputs;
using LicenseSync.Cli.Terminal;

namespace LicenseSync.Cli.Commands;

/// <summary><c>generate</c>: an invented world of any size.</summary>
internal static class GenerateCommand
{
    private static readonly Option<int> Users = Options.Number<int>("--users", "N", "Server accounts, and cloud accounts.");
    private static readonly Option<int> Instances = Options.Number<int>("--instances", "K", "GHES instances the server accounts are spread over.", 3);
    private static readonly Option<double> Overlap = Options.Number<double>("--overlap", "P", "Share of server accounts whose person has a cloud account, 0 to 1.", 0.8);
    private static readonly Option<double> Mismatches = Options.Number<double>(
        "--mismatches", "P", "Share of server accounts without a cloud account that look like somebody else's, 0 to 1: truth.json tells who is one person.", 0);
    private static readonly Option<long> Seed = Options.Number<long>("--seed", "S", "Picks the world: the same seed gives the same bytes.", 1L);
    private static readonly Option<string> OutDir = new("--out-dir") { HelpName = "DIR", Required = true, Description = "Folder for the files; created where missing." };

    public static Command Create()
    {
        var command = new Command("generate", "Makes up usage exports, consumed licenses and identities that fit together.") { Users, Instances, Overlap, Mismatches, Seed, OutDir };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = new WorldOptions
        {
            Users = parsed.GetRequiredValue(Users),
            Instances = parsed.GetValue(Instances),
            Overlap = parsed.GetValue(Overlap),
            Mismatches = parsed.GetValue(Mismatches),
            Seed = parsed.GetValue(Seed),
        };
        string folder = Options.CheckValue(parsed.GetRequiredValue(OutDir));
        Check(options.Users is >= 0 and <= WorldOptions.MaxUsers, $"--users must be from 0 to {WorldOptions.MaxUsers}");
        Check(options.Instances is >= 1 and <= WorldOptions.MaxInstances, $"--instances must be from 1 to {WorldOptions.MaxInstances}");
        Check(options.Overlap is >= 0 and <= 1, "--overlap must be from 0 to 1");
        Check(options.Mismatches is >= 0 and <= 1, "--mismatches must be from 0 to 1");

        var text = new TextDocument(Screen.IsOutput);
        foreach (string file in await WriteAsync(new WorldGenerator(options), folder, cancellationToken))
        {
            text.Line(file);
        }

        await StandardOutput.WriteAsync(text.ToString(), cancellationToken);
        return ExitCode.Done;
    }

    private static async Task<IReadOnlyList<string>> WriteAsync(WorldGenerator world, string folder, CancellationToken cancellationToken)
    {
        try
        {
            return await WorldFiles.WriteAsync(world, folder, cancellationToken);
        }
        catch (Exception exception) when (FileFailure.IsOne(exception))
        {
            throw FileFailure.CannotWrite(folder, exception);
        }
    }

    private static void Check(bool holds, string message)
    {
        if (!holds)
        {
            throw new CliException(ExitCode.WrongUsage, message);
        }
    }
}
