using System.Globalization;
using LicenseSync.Cli.Terminal;
using LicenseSync.Diagnostics;
using Spectre.Console;

namespace LicenseSync.Cli.Commands;

/// <summary>Diagnostics for people.</summary>
internal static class Findings
{
    /// <summary>Writes findings one a line, and how many are left out; errors first where not all find room.</summary>
    public static void Append(TextDocument text, DiagnosticCollection diagnostics, string fileName, int atMost)
    {
        IEnumerable<Diagnostic> ordered = diagnostics.TotalCount <= atMost ? diagnostics : diagnostics.OrderBy(diagnostic => diagnostic.Severity != DiagnosticSeverity.Error);
        foreach (Diagnostic diagnostic in ordered.Take(atMost))
        {
            text.Line(LineOf(diagnostic, fileName), ColorOf(diagnostic.Severity));
        }

        long rest = diagnostics.TotalCount - Math.Min(atMost, diagnostics.Count);
        if (rest > 0)
        {
            text.Line(string.Create(CultureInfo.InvariantCulture, $"… and {rest:N0} more"));
        }
    }

    /// <summary>The codes that were found, in their order, and how often.</summary>
    public static IEnumerable<(DiagnosticDescriptor Descriptor, DiagnosticSeverity Severity, long Count)> ByCode(DiagnosticCollection diagnostics) =>
        diagnostics.DistinctBy(diagnostic => diagnostic.Code)
            .OrderBy(diagnostic => diagnostic.Code, StringComparer.Ordinal)
            .Select(diagnostic => (diagnostic.Descriptor, diagnostic.Severity, diagnostics.CountOf(diagnostic.Descriptor)));

    /// <summary>Writes how often each code was found, with the first of each.</summary>
    public static void AppendByCode(TextDocument text, DiagnosticCollection diagnostics, int firstOfEach)
    {
        ILookup<string, Diagnostic> byCode = diagnostics.ToLookup(diagnostic => diagnostic.Code);
        foreach ((DiagnosticDescriptor descriptor, DiagnosticSeverity severity, long count) in ByCode(diagnostics))
        {
            string times = count == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} times");
            text.Line($"{descriptor.Code} {NameOf(severity)}, {times}: {descriptor.Title}", ColorOf(severity));
            foreach (Diagnostic diagnostic in byCode[descriptor.Code].Take(firstOfEach))
            {
                text.Line($"  {LineOf(diagnostic, null)}");
            }

            if (count > firstOfEach)
            {
                text.Line(string.Create(CultureInfo.InvariantCulture, $"  … and {count - firstOfEach:N0} more"));
            }
        }
    }

    public static string NameOf(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "info",
    };

    /// <summary>For example <c>ghes.json:5: warning LS2003 … ($.users[3], byte 210)</c>.</summary>
    private static string LineOf(Diagnostic diagnostic, string? fileName)
    {
        SourcePosition position = diagnostic.Position;
        string file = position.Source ?? fileName ?? "(no file)";
        string line = position.Line is { } number ? string.Create(CultureInfo.InvariantCulture, $":{number}") : "";
        string[] details =
        [
            .. position.Path is { } path ? [path] : Array.Empty<string>(),
            .. position.ByteOffset is { } offset ? [string.Create(CultureInfo.InvariantCulture, $"byte {offset}")] : Array.Empty<string>(),
        ];
        string where = details.Length == 0 ? "" : $" ({string.Join(", ", details)})";
        return $"{file}{line}: {NameOf(diagnostic.Severity)} {diagnostic.Code} {diagnostic.Message}{where}";
    }

    private static Color? ColorOf(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => Color.Red,
        DiagnosticSeverity.Warning => Color.Yellow,
        _ => null,
    };
}
