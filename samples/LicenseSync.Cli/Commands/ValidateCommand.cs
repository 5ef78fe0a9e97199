using System.CommandLine;
using System.Globalization;
using LicenseSync.Cli.Inputs;
using LicenseSync.Cli.Terminal;
using LicenseSync.IO;
using LicenseSync.Reports;
using LicenseSync.Validation;
using Color = Spectre.Console.Color;

namespace LicenseSync.Cli.Commands;

/// <summary><c>validate FILE</c>: every problem of one file.</summary>
internal static class ValidateCommand
{
    private static readonly Argument<string> File = Options.File();
    private static readonly Option<bool> Strict = Options.Strict();
    private static readonly Option<string> Format = Options.Format("text", "json");

    public static Command Create()
    {
        var command = new Command("validate", "Checks one file of any kind and names every problem. Exit code 1 when it is not valid.") { File, Strict, Format };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        Input input = Input.FromFile(parsed.GetRequiredValue(File));
        ValidationResult result = await ReadingProgress.RunAsync(progress =>
        {
            progress?.Begin(input);
            var options = new ReaderOptions { Mode = parsed.GetValue(Strict) ? ReadingMode.Strict : ReadingMode.Lenient, SourceName = input.Name, Progress = progress };
            return input.ReadAsync((Stream stream) => FileValidator.ValidateAsync(stream, options, cancellationToken), cancellationToken);
        });
        await (parsed.GetValue(Format) == "json"
            ? StandardOutput.WriteAsync((output, token) => WriteJsonAsync(output, result, token), cancellationToken)
            : StandardOutput.WriteAsync(Describe(input, result), cancellationToken));
        return result.IsValid ? ExitCode.Done : ExitCode.No;
    }

    private static async Task WriteJsonAsync(Stream output, ValidationResult result, CancellationToken cancellationToken)
    {
        await ValidationJsonWriter.WriteAsync(output, result, cancellationToken);
        await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }

    private static string Describe(Input input, ValidationResult result)
    {
        var text = new TextDocument(Screen.IsOutput);
        string kind = ValidationJsonWriter.NameOf(result.Kind) ?? "of an unknown kind";
        long errors = result.Diagnostics.ErrorCount;
        long others = result.Diagnostics.TotalCount - errors;
        string verdict = result.IsValid ? "valid" : "not valid";
        string encrypted = result.IsEncrypted ? ", users encrypted" : "";
        text.Line(string.Create(CultureInfo.InvariantCulture, $"{input.Name}: {verdict} ({kind}{encrypted}, {result.Records:N0} records, {errors:N0} errors, {others:N0} other findings)"), result.IsValid ? Color.Green : Color.Red);
        Findings.Append(text, result.Diagnostics, input.Name, atMost: 100);
        return text.ToString();
    }
}
