using LicenseSync.Diagnostics;

namespace LicenseSync.IO;

/// <summary>Hands a reader's findings to the caller: by callback when they can be lived with, by exception when strict reading refuses them or nothing can go on.</summary>
internal sealed class DiagnosticReporter(ReaderOptions options)
{
    private readonly bool _isStrict = options.Mode == ReadingMode.Strict;
    private readonly Action<Diagnostic>? _onDiagnostic = options.OnDiagnostic;

    public string? SourceName { get; } = options.SourceName;

    /// <summary>Whether anybody will see such a finding; where not, its position need not be worked out.</summary>
    public bool Wants(DiagnosticDescriptor descriptor) => _onDiagnostic is not null || IsRefused(descriptor);

    /// <summary>Reports a finding that reading survives.</summary>
    /// <exception cref="InputFormatException">Reading is strict and the finding is an error there.</exception>
    public void Report(DiagnosticDescriptor descriptor, string message, SourcePosition position)
    {
        Diagnostic diagnostic = Create(descriptor, message, position);
        if (IsRefused(descriptor))
        {
            throw new InputFormatException(diagnostic);
        }

        _onDiagnostic?.Invoke(diagnostic);
    }

    /// <summary>The exception for a finding that ends reading in both modes.</summary>
    public InputFormatException Fatal(DiagnosticDescriptor descriptor, string message, SourcePosition position, Exception? inner = null) =>
        new(Create(descriptor, message, position), inner);

    /// <summary>The exception for a limit of <see cref="ReaderOptions"/> that is passed.</summary>
    public InputLimitException Limit(string option, long value, SourcePosition position) =>
        new(Create(DiagnosticDescriptors.LimitExceeded, LimitMessage(option, value), position));

    private static string LimitMessage(string option, long value) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"The input passes the limit {option} = {value}. If you trust its source, raise {nameof(ReaderOptions)}.{option}.");

    /// <summary>Whether strict reading refuses such a finding.</summary>
    public bool IsRefused(DiagnosticDescriptor descriptor) => _isStrict && descriptor.StrictSeverity == DiagnosticSeverity.Error;

    private Diagnostic Create(DiagnosticDescriptor descriptor, string message, SourcePosition position) => new()
    {
        Descriptor = descriptor,
        Severity = _isStrict ? descriptor.StrictSeverity : descriptor.Severity,
        Message = message,
        Position = position with { Source = SourceName },
    };
}
