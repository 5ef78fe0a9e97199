using LicenseSync.Diagnostics;
using Microsoft.Extensions.Logging;

namespace LicenseSync.GitHub.Paging;

/// <summary>Hands findings to the host's callback and log.</summary>
internal sealed class Findings(Action<Diagnostic>? onDiagnostic, ILogger logger)
{
    public void Report(DiagnosticDescriptor descriptor, string message, string source) =>
        Report(new() { Descriptor = descriptor, Severity = descriptor.Severity, Message = message, Position = new() { Source = source } });

    public void Report(Diagnostic diagnostic)
    {
        Log.Finding(logger, diagnostic.Severity == DiagnosticSeverity.Info ? LogLevel.Information : LogLevel.Warning, diagnostic);
        onDiagnostic?.Invoke(diagnostic);
    }
}
