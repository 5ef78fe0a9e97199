using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.Validation;

/// <summary>One validation: collects findings with the severities of the mode asked for, while the readers read leniently so that all are found in one pass.</summary>
internal sealed class ValidationRun
{
    private readonly DiagnosticCollection _diagnostics = new();
    private readonly Action<Diagnostic>? _forward;
    private readonly bool _isStrict;
    private readonly DiagnosticReporter _reporter;

    /// <summary>Starts a validation.</summary>
    /// <param name="options">Checked already.</param>
    public ValidationRun(ReaderOptions options)
    {
        _isStrict = options.Mode == ReadingMode.Strict;
        _forward = options.OnDiagnostic;
        Options = options.CheckedCopy();
        Options.Mode = ReadingMode.Lenient;
        Options.OnDiagnostic = Add;
        _reporter = new(Options);
    }

    /// <summary>What to hand to the reader of the kind.</summary>
    public ReaderOptions Options { get; }

    public FileKind Kind { get; set; }

    public bool IsEncrypted { get; set; }

    public long Records { get; set; }

    public ServerInstance? Instance { get; set; }

    /// <summary>Adds a reader's finding.</summary>
    public void Add(Diagnostic diagnostic)
    {
        Diagnostic judged = _isStrict ? diagnostic with { Severity = diagnostic.Descriptor.StrictSeverity } : diagnostic;
        _diagnostics.Add(judged);
        _forward?.Invoke(judged);
    }

    /// <summary>Adds a finding of the validator's own.</summary>
    public void Add(DiagnosticDescriptor descriptor, string message, SourcePosition position) => _reporter.Report(descriptor, message, position);

    public ValidationResult ToResult() => new(Kind, IsEncrypted, Records, Instance, _diagnostics);
}
