using System.CommandLine;
using System.Globalization;
using LicenseSync.Cli.Inputs;
using LicenseSync.Cli.Syncing;
using LicenseSync.Cli.Terminal;
using LicenseSync.Sync;

namespace LicenseSync.Cli.Commands;

/// <summary><c>status</c>: what is known of each instance's sync, and of the last runs.</summary>
internal static class StatusCommand
{
    private const int Runs = 10;

    private static readonly Option<string> Config = SyncCommandLine.Config();
    private static readonly Option<string> Format = Options.Format("text", "json");

    public static Command Create()
    {
        var command = new Command("status", "Shows each instance's last sync, and the last runs with their totals.") { Config, Format };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using SyncSetup setup = await SyncSetup.ReadAsync(Options.CheckValue(parsed.GetRequiredValue(Config)), cancellationToken);
        SyncRunner runner = setup.CreateRunner();
        SyncStatus status = await runner.GetStatusAsync(Runs, cancellationToken);

        // To look must not enable the schedule; a run has.
        DateTimeOffset? next = status.Runs.Count > 0 ? (await runner.GetNextRunAsync(setup.Schedule, cancellationToken)).At : null;
        await (parsed.GetValue(Format) == "json"
            ? StandardOutput.WriteAsync(
                async (output, token) =>
                {
                    await SyncStatusJsonWriter.WriteAsync(output, status, next, token);
                    await output.WriteAsync("\n"u8.ToArray(), token);
                },
                cancellationToken)
            : StandardOutput.WriteAsync(Describe(status, next), cancellationToken));
        return ExitCode.Done;
    }

    private static string Describe(SyncStatus status, DateTimeOffset? next)
    {
        var text = new TextDocument(Screen.IsOutput);
        text.Table(
            ["Instance", "Server ID", "Host name", "Last sync", "", "Accounts"],
            status.Instances.Select(instance => (string[])
            [
                instance.Name,
                instance.ServerId.HasValue ? instance.ServerId.ToString() : "",
                instance.HostName ?? "",
                instance.LastSyncAt is { } date ? SyncCommandLine.TimeOf(date) : "",
                instance.State switch { UsageState.UsageUploaded => "usage uploaded", UsageState.Synced => "synced", _ => "never synced" },
                instance.IsEncrypted ? "encrypted" : instance.Accounts?.ToString("N0", CultureInfo.InvariantCulture) ?? "",
            ]));
        foreach (InstanceSyncState instance in status.Instances.Where(instance => instance.Failure is not null))
        {
            text.Line($"{instance.Name} failed on {SyncCommandLine.TimeOf(instance.LastAttemptAt!.Value)}: {instance.Failure!.Message}");
        }

        if (status.Runs.Count > 0)
        {
            text.Table(
                ["Run", "", "Delivered", "Unchanged", "Failed", "Licenses consumed", "Saved by sync"],
                status.Runs.Select(run => (string[])
                [
                    SyncCommandLine.TimeOf(run.StartedAt),
                    run.Outcome is { } outcome ? SyncStatusJsonWriter.NameOf(outcome).Replace('_', ' ') : "did not end",
                    Number(run.Delivered),
                    Number(run.Unchanged),
                    Number(run.Failed),
                    run.Totals is { } totals ? Number(totals.LicensesConsumed) : "",
                    run.Totals is { } saved ? Number(saved.LicensesSaved) : "",
                ]));
        }

        text.Line(next is { } due ? $"Next sync: {SyncCommandLine.TimeOf(due)}" : "Nothing was synced yet.");
        return text.ToString();
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
