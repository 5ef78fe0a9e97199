using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LicenseSync.Accounts;
using LicenseSync.Cli.Inputs;
using LicenseSync.Cli.Terminal;
using LicenseSync.Diagnostics;
using LicenseSync.IO;
using LicenseSync.Reports;

namespace LicenseSync.Cli.Commands;

/// <summary><c>inspect FILE</c>: what a file is and holds.</summary>
internal static class InspectCommand
{
    private static readonly Argument<string> File = Options.File();
    private static readonly Option<string> Format = Options.Format("text", "json");

    public static Command Create()
    {
        var command = new Command("inspect", "Says what a file is and what it holds.") { File, Format };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        Input input = Input.FromFile(parsed.GetRequiredValue(File));
        Inspection inspection = await ReadingProgress.RunAsync(progress =>
        {
            progress?.Begin(input);
            return input.ReadAsync((InputFile file) => Inspection.ReadAsync(file, new() { SourceName = input.Name, Progress = progress }, cancellationToken), cancellationToken);
        });
        await (parsed.GetValue(Format) == "json"
            ? StandardOutput.WriteAsync((output, token) => WriteJsonAsync(output, inspection, token), cancellationToken)
            : StandardOutput.WriteAsync(Describe(input, inspection), cancellationToken));
        return ExitCode.Done;
    }

    private static string Describe(Input input, Inspection inspection)
    {
        var text = new TextDocument(Screen.IsOutput);
        string encrypted = inspection.IsEncrypted ? ", users encrypted" : "";
        text.Line($"{input.Name}: {ValidationJsonWriter.NameOf(inspection.Kind)}{encrypted}");
        if (inspection.Instance is { } instance)
        {
            text.Table(
                ["Instance", ""],
                [
                    ["Host name", instance.HostName ?? "unknown"],
                    ["Server ID", instance.ServerId.HasValue ? instance.ServerId.ToString() : "unknown"],
                    ["Version", instance.Version ?? "unknown"],
                    ["HTTP only", instance.IsHttpOnly switch { true => "yes", false => "no", null => "unknown" }],
                    ["License", instance.LicenseHash ?? "unknown"],
                    ["Public key", instance.PublicKey ?? "unknown"],
                    .. instance.Features.Select(feature => (string[])[$"Feature {feature.Name}", DateOf(feature) is { } date ? $"enabled {date}" : "enabled"]),
                ]);
        }

        text.Table(
            ["Holds", ""],
            inspection.Counts.Select(count => (string[])[count.Key.Replace('_', ' '), count.Value.ToString("N0", CultureInfo.InvariantCulture)]));
        Findings.AppendByCode(text, inspection.Diagnostics, firstOfEach: 1);
        return text.ToString();
    }

    private static async Task WriteJsonAsync(Stream output, Inspection inspection, CancellationToken cancellationToken)
    {
        await using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            writer.WriteString("kind"u8, ValidationJsonWriter.NameOf(inspection.Kind));
            writer.WriteBoolean("encrypted"u8, inspection.IsEncrypted);
            WriteInstance(writer, inspection.Instance);
            writer.WriteStartObject("counts"u8);
            foreach ((string name, long count) in inspection.Counts)
            {
                writer.WriteNumber(name, count);
            }

            writer.WriteEndObject();
            writer.WriteStartArray("findings"u8);
            foreach ((DiagnosticDescriptor descriptor, DiagnosticSeverity severity, long count) in Findings.ByCode(inspection.Diagnostics))
            {
                writer.WriteStartObject();
                writer.WriteString("code"u8, descriptor.Code);
                writer.WriteString("severity"u8, Findings.NameOf(severity));
                writer.WriteNumber("count"u8, count);
                writer.WriteString("title"u8, descriptor.Title);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            await writer.FlushAsync(cancellationToken);
        }

        await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }

    private static void WriteInstance(Utf8JsonWriter writer, ServerInstance? instance)
    {
        if (instance is null)
        {
            writer.WriteNull("instance"u8);
            return;
        }

        writer.WriteStartObject("instance"u8);
        writer.WriteString("server_id"u8, instance.ServerId.HasValue ? instance.ServerId.ToString() : null);
        writer.WriteString("host_name"u8, instance.HostName);
        writer.WriteString("version"u8, instance.Version);
        if (instance.IsHttpOnly is { } isHttpOnly)
        {
            writer.WriteBoolean("http_only"u8, isHttpOnly);
        }
        else
        {
            writer.WriteNull("http_only"u8);
        }

        writer.WriteString("license"u8, instance.LicenseHash);
        writer.WriteString("public_key"u8, instance.PublicKey);
        writer.WriteStartArray("features"u8);
        foreach (ServerFeature feature in instance.Features)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, feature.Name);
            writer.WriteString("enabled_at"u8, DateOf(feature));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string? DateOf(ServerFeature feature) => feature.EnabledAt?.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
