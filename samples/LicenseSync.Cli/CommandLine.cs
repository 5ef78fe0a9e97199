using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using LicenseSync.Cli.Commands;
using LicenseSync.Cli.Terminal;

namespace LicenseSync.Cli;

/// <summary>The program from arguments to exit code.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        using var interruption = new Interruption();
        try
        {
            // A leading @ is no response file here, and -x no bundle: what is given is taken as it is.
            ParseResult parsed = Root().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
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

    // A plain command and no RootCommand: that would be named after the program's file.
    private static Command Root() => new("licensesync", "Tells how many GitHub Enterprise licenses are consumed, by whom, and why.")
    {
        new HelpOption(),
        new VersionOption(),
        ValidateCommand.Create(),
        InspectCommand.Create(),
        ReconcileCommand.Create(),
        ExplainCommand.Create(),
        GenerateCommand.Create(),
        FetchCommand.Create(),
        SyncCommand.Create(),
        StatusCommand.Create(),
    };

    private static CliException WrongUsage(ParseResult parsed)
    {
        string command = parsed.CommandResult == parsed.RootCommandResult ? "" : $"{parsed.CommandResult.Command.Name} ";
        string message = parsed.UnmatchedTokens.Count > 0 ? $"there is no command or option '{parsed.UnmatchedTokens[0]}'" : parsed.Errors[0].Message;
        message = string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
        return new(ExitCode.WrongUsage, $"{message}. See licensesync {command}--help");
    }
}
