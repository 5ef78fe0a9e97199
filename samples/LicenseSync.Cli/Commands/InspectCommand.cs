using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LicenseSync.Accounts;
using LicenseSync.Cli.Inputs;
using LicenseSync.Cli.Terminal;
using LicenseSync.Diagnostics;
using LicenseSync.IO;
using LicenseSync.LicenseReports;
using LicenseSync.Reports;
using LicenseSync.UsageFiles;

namespace LicenseSync.Cli.Commands;

/// <summary><c>inspect FILE</c>: what a file is and what it holds.</summary>
internal static class InspectCommand
{
    private static readonly Argument<string> File = Options.File();
    private static readonly Option<string> Format = Options.Format("text", "json");

    public static Command Create()
    {
        var command = new Command("inspect", "Tells what one file of any kind is and what it holds.") { File, Format };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        Input input = Input.FromFile(parsed.GetRequiredValue(File));
        Inspection inspection = await ReadingProgress.RunAsync(async progress =>
        {
            progress?.Begin(input);
            await using InputFile file = await input.OpenAsync(cancellationToken);
            return await InspectAsync(file, progress, cancellationToken);
        });
        await (parsed.GetValue(Format) == "json"
            ? StandardOutput.WriteAsync((output, token) => WriteJsonAsync(output, inspection, token), cancellationToken)
            : StandardOutput.WriteAsync(Describe(input, inspection), cancellationToken));
        return ExitCode.Done;
    }

    private static async Task<Inspection> InspectAsync(InputFile input, IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
    {
        var inspection = new Inspection(input.Kind);
        var options = new ReaderOptions { SourceName = input.SourceName, Progress = progress, OnDiagnostic = diagnostic => inspection.Findings.Add(diagnostic) };
        switch (input.Kind)
        {
            case FileKind.ServerUserReport:
                await using (ServerUserReportFile report = await ServerUserReportFile.OpenAsync(input.Content, options, leaveOpen: true, cancellationToken))
                {
                    await inspection.CountAsync(report.ReadAccountsAsync(cancellationToken));
                }

                break;
            case FileKind.LicenseReport:
                await using (LicenseReportFile report = await LicenseReportFile.OpenAsync(input.Content, options, leaveOpen: true, cancellationToken))
                {
                    await inspection.CountAsync(report.ReadAsync(cancellationToken));
                }

                break;
            case FileKind.ConsumedLicenses:
                await using (ConsumedLicensesFile licenses = await ConsumedLicensesFile.OpenAsync(input.Content, options, leaveOpen: true, cancellationToken))
                {
                    await inspection.CountAsync(licenses.ReadAsync(cancellationToken));
                    inspection.Add("total_seats_consumed", licenses.TotalSeatsConsumed);
                    inspection.Add("total_seats_purchased", licenses.TotalSeatsPurchased);
                }

                break;
            case FileKind.Identities:
                await using (IdentityFile identities = await IdentityFile.OpenAsync(input.Content, options, leaveOpen: true, cancellationToken))
                {
                    await inspection.CountAsync(identities.ReadAsync(cancellationToken));
                }

                break;
            default:
                // Of a file of no known kind the reader says what is wrong.
                await using (UsageFile usage = await UsageFile.OpenAsync(input.Content, options, leaveOpen: true, cancellationToken))
                {
                    inspection.IsEncrypted = usage.IsEncrypted;
                    if (usage.IsEncrypted)
                    {
                        await usage.ReadToEndAsync(cancellationToken);
                    }
                    else
                    {
                        await inspection.CountAsync(usage.ReadAccountsAsync(cancellationToken));
                    }

                    inspection.Instance = usage.Instance;
                }

                break;
        }

        return inspection;
    }

    private static string Describe(Input input, Inspection inspection)
    {
        var text = new TextDocument(Screen.IsOutput);
        text.Line($"{input.Name}: {ValidationJsonWriter.NameOf(inspection.Kind) ?? "unknown kind"}{(inspection.IsEncrypted ? ", users encrypted" : "")}");
        text.Table(["Property", "Value"], [.. InstanceProperties(inspection.Instance), .. inspection.Counts.Select(count => (string[])[count.Name, count.Value.ToString("N0", CultureInfo.InvariantCulture)])]);
        Findings.AppendByCode(text, inspection.Findings, firstOfEach: 0);
        return text.ToString();
    }

    private static IEnumerable<string[]> InstanceProperties(ServerInstance? instance)
    {
        if (instance is null)
        {
            yield break;
        }

        yield return ["server_id", instance.ServerId.ToString()];
        yield return ["host_name", instance.HostName ?? ""];
        yield return ["version", instance.Version ?? ""];
        yield return ["http_only", instance.IsHttpOnly?.ToString().ToLowerInvariant() ?? ""];
        yield return ["license", instance.LicenseHash ?? ""];
        yield return ["public_key", instance.PublicKey ?? ""];
        foreach (ServerFeature feature in instance.Features)
        {
            yield return ["feature", feature.EnabledAt is { } date ? $"{feature.Name} since {date.ToString("yyyy-MM-dd HH:mm:sszzz", CultureInfo.InvariantCulture)}" : feature.Name];
        }
    }

    private static async Task WriteJsonAsync(Stream output, Inspection inspection, CancellationToken cancellationToken)
    {
        await using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            writer.WriteString("kind", ValidationJsonWriter.NameOf(inspection.Kind));
            writer.WriteBoolean("encrypted", inspection.IsEncrypted);
            if (inspection.Instance is { } instance)
            {
                WriteInstance(writer, instance);
            }

            writer.WriteStartObject("counts");
            foreach ((string name, long value) in inspection.Counts)
            {
                writer.WriteNumber(name, value);
            }

            writer.WriteEndObject();
            writer.WriteStartObject("findings");
            foreach (IGrouping<string, Diagnostic> code in inspection.Findings.GroupBy(finding => finding.Code).OrderBy(code => code.Key, StringComparer.Ordinal))
            {
                writer.WriteNumber(code.Key, inspection.Findings.CountOf(code.First().Descriptor));
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }

    private static void WriteInstance(Utf8JsonWriter writer, ServerInstance instance)
    {
        writer.WriteStartObject("instance");
        writer.WriteString("server_id", instance.ServerId.HasValue ? instance.ServerId.ToString() : null);
        writer.WriteString("host_name", instance.HostName);
        writer.WriteString("version", instance.Version);
        if (instance.IsHttpOnly is { } isHttpOnly)
        {
            writer.WriteBoolean("http_only", isHttpOnly);
        }
        else
        {
            writer.WriteNull("http_only");
        }

        writer.WriteString("license", instance.LicenseHash);
        writer.WriteString("public_key", instance.PublicKey);
        writer.WriteStartArray("features");
        foreach (ServerFeature feature in instance.Features)
        {
            writer.WriteStartObject();
            writer.WriteString("name", feature.Name);
            writer.WriteString("enabled_at", feature.EnabledAt?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
