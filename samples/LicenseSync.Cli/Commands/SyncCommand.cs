using System.CommandLine;
using System.Globalization;
using LicenseSync.Cli.Inputs;
using LicenseSync.Cli.Syncing;
using LicenseSync.Cli.Terminal;
using LicenseSync.Sync;

namespace LicenseSync.Cli.Commands;

/// <summary><c>sync</c>: what a schedule would do now, or at once.</summary>
internal static class SyncCommand
{
    private static readonly Option<string> Config = SyncCommandLine.Config();
    private static readonly Option<bool> Now = new("--now") { Description = "Sync at once, whether or not a run is due." };
    private static readonly Option<bool> Force = new("--force") { Description = "Sync at once, and deliver unchanged files again, too." };

    public static Command Create()
    {
        var command = new Command("sync", "Reads each instance's usage, checks and delivers it, and reconciles: when a run is due, so that a timer may call it as often as it likes.") { Config, Now, Force };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using SyncSetup setup = await SyncSetup.ReadAsync(Options.CheckValue(parsed.GetRequiredValue(Config)), cancellationToken);
        SyncRunner runner = setup.CreateRunner();
        bool force = parsed.GetValue(Force);

        // Also a run by hand enables the schedule.
        await runner.GetNextRunAsync(setup.Schedule, cancellationToken);
        SyncRunResult result = force || parsed.GetValue(Now)
            ? await runner.RunAsync(new() { Force = force }, cancellationToken)
            : await runner.RunIfDueAsync(setup.Schedule, cancellationToken);
        ScheduledRun next = await runner.GetNextRunAsync(setup.Schedule, cancellationToken);
        await StandardOutput.WriteAsync(Describe(result, next.At), cancellationToken);
        return Judge(result);
    }

    private static string Describe(SyncRunResult result, DateTimeOffset next)
    {
        var text = new TextDocument(Screen.IsOutput);
        if (result.Instances.Count > 0)
        {
            text.Table(
                ["Instance", "Server ID", "Accounts", "Outcome"],
                result.Instances.Select(instance => (string[])
                [
                    instance.State.Name,
                    instance.State.ServerId.HasValue ? instance.State.ServerId.ToString() : "unknown",
                    instance.State.IsEncrypted ? "encrypted" : instance.State.Accounts?.ToString("N0", CultureInfo.InvariantCulture) ?? "unknown",
                    instance.Outcome switch { InstanceSyncOutcome.Delivered => "delivered", InstanceSyncOutcome.Unchanged => "unchanged", _ => "failed" },
                ]));
        }

        if (result.Run?.Totals is { } totals)
        {
            string purchased = totals.LicensesPurchased is { } number ? $" of {number:N0} purchased" : "";
            string leftOut = totals.InstancesLeftOut > 0 ? $"; {totals.InstancesLeftOut} of {result.Instances.Count} instances could not be counted" : "";
            text.Line(string.Create(CultureInfo.InvariantCulture, $"Licenses consumed: {totals.LicensesConsumed:N0}{purchased}, {totals.LicensesSaved:N0} saved by sync{leftOut}"));
        }

        text.Line(result.Outcome == SyncOutcome.NotDue ? $"Nothing is due. Next sync: {SyncCommandLine.TimeOf(next)}" : $"Next sync: {SyncCommandLine.TimeOf(next)}");
        return text.ToString();
    }

    /// <summary>The exit code; what failed is told in one line.</summary>
    private static int Judge(SyncRunResult result)
    {
        if (result.Outcome is SyncOutcome.Busy or SyncOutcome.Interrupted)
        {
            throw new CliException(ExitCode.No, result.Outcome == SyncOutcome.Busy ? "another sync is under way; nothing was done" : "another sync has begun in the meantime; this one stopped, and nothing is lost");
        }

        List<(string Name, SyncFailure Failure)> failures = [.. result.Instances.Where(instance => instance.Outcome == InstanceSyncOutcome.Failed).Select(instance => (instance.State.Name, instance.State.Failure!))];
        string instances = failures.Count > 0 ? $"{failures.Count} of {result.Instances.Count} instances failed: " : "";
        if (result.Run?.ReconciliationFailure is { } reconciliation)
        {
            failures.Add(("reconciliation", reconciliation));
        }

        if (failures.Count == 0)
        {
            return ExitCode.Done;
        }

        int exitCode = failures.Exists(failure => failure.Failure.Kind == SyncFailureKind.Remote) ? ExitCode.RemoteFailure
            : failures.Exists(failure => failure.Failure.Kind == SyncFailureKind.InputOutput) ? ExitCode.InputOutput
            : ExitCode.No;
        throw new CliException(exitCode, $"{instances}{string.Join("; ", failures.Select(failure => $"{failure.Name}: {failure.Failure.Message}"))}");
    }
}
