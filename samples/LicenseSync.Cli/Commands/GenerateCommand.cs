using System.CommandLine;
using LicenseSync.Cli.Generation;
using LicenseSync.Cli.Terminal;

namespace LicenseSync.Cli.Commands;

/// <summary><c>generate</c>: an invented world of any size.</summary>
internal static class GenerateCommand
{
    private static readonly Option<int> Users = new("--users") { HelpName = "N", Required = true, Description = "Server accounts, and cloud accounts." };
    private static readonly Option<int> Instances = new("--instances") { HelpName = "K", DefaultValueFactory = _ => 3, Description = "GHES instances the server accounts are spread over." };
    private static readonly Option<double> Overlap = new("--overlap") { HelpName = "P", DefaultValueFactory = _ => 0.8, Description = "Share of server accounts whose person has a cloud account, 0 to 1." };
    private static readonly Option<long> Seed = new("--seed") { HelpName = "S", DefaultValueFactory = _ => 1, Description = "Picks the world: the same seed gives the same bytes." };
    private static readonly Option<string> OutDir = new("--out-dir") { HelpName = "DIR", Required = true, Description = "Folder for the files; created where missing." };

    public static Command Create()
    {
        var command = new Command("generate", "Makes up usage exports, consumed licenses and identities that fit together.") { Users, Instances, Overlap, Seed, OutDir };
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
            Seed = parsed.GetValue(Seed),
        };
        string folder = parsed.GetRequiredValue(OutDir);
        Check(options.Users is >= 0 and <= WorldOptions.MaxUsers, $"--users must be from 0 to {WorldOptions.MaxUsers}");
        Check(options.Instances is >= 1 and <= WorldOptions.MaxInstances, $"--instances must be from 1 to {WorldOptions.MaxInstances}");
        Check(options.Overlap is >= 0 and <= 1, "--overlap must be from 0 to 1");
        Check(folder.Length > 0, "the folder name of --out-dir is empty");

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
