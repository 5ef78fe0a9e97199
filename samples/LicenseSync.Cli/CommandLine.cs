using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using LicenseSync.Cli.Commands;
using LicenseSync.Cli.Terminal;

namespace LicenseSync.Cli;

/// <summary>The program from arguments to exit code.</summary>
internal static class CommandLine
{
    private static readonly OrderedDictionary<string, Func<Command>> Commands = new(StringComparer.Ordinal)
    {
        ["validate"] = ValidateCommand.Create,
        ["inspect"] = InspectCommand.Create,
        ["reconcile"] = ReconcileCommand.Create,
        ["explain"] = ExplainCommand.Create,
        ["generate"] = GenerateCommand.Create,
        ["fetch"] = FetchCommand.Create,
        ["sync"] = SyncCommand.Create,
        ["status"] = StatusCommand.Create,
    };

    public static async Task<int> RunAsync(string[] arguments)
    {
        using var interruption = new Interruption();
        try
        {
            // A leading @ is no response file here, and -x no bundle: what is given is taken as it is.
            ParseResult parsed = Root(arguments.FirstOrDefault()).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
            if (parsed.Action is ParseErrorAction)
            {
                throw WrongUsage(parsed);
            }

            // Help and version are written to a text first, so that a closed pipe or a full disk is met in one place.
            await using var help = new StringWriter();
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = help };
            int exitCode = await parsed.InvokeAsync(configuration, interruption.Token);
            if (help.GetStringBuilder().Length > 0)
            {
                await StandardOutput.WriteAsync(help.ToString(), interruption.Token);
            }

            return exitCode;
        }
        catch (Exception exception)
        {
            return Failure.Report(exception);
        }
    }

    // A plain command and no RootCommand: that would be named after the program's file. Making the options of all commands takes longer than reading a small file, so one that is named is made alone.
    private static Command Root(string? name)
    {
        var root = new Command("licensesync", "Tells how many GitHub Enterprise licenses are consumed, by whom, and why.") { new HelpOption(), new VersionOption() };
        IEnumerable<Func<Command>> asked = name is not null && Commands.TryGetValue(name, out Func<Command>? named) ? [named] : Commands.Values;
        foreach (Func<Command> create in asked)
        {
            root.Add(create());
        }

        return root;
    }

    private static CliException WrongUsage(ParseResult parsed)
    {
        string command = parsed.CommandResult == parsed.RootCommandResult ? "" : $"{parsed.CommandResult.Command.Name} ";
        string message = parsed.UnmatchedTokens.Count > 0 ? $"there is no command or option '{parsed.UnmatchedTokens[0]}'" : parsed.Errors[0].Message;
        message = string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
        return new(ExitCode.WrongUsage, $"{message}. See licensesync {command}--help");
    }
}
