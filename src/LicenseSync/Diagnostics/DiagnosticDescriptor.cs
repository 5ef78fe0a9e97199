namespace LicenseSync.Diagnostics;

/// <summary>A kind of finding: its stable code, what it means and how severe it is.</summary>
public sealed record DiagnosticDescriptor
{
    internal DiagnosticDescriptor(string code, DiagnosticSeverity severity, string title, DiagnosticSeverity? strictSeverity = null)
    {
        Code = code;
        Severity = severity;
        StrictSeverity = strictSeverity ?? severity;
        Title = title;
    }

    /// <summary>The stable code: <c>LS1…</c> any file, <c>LS2…</c> server accounts, <c>LS3…</c> license data, <c>LS4…</c> identities, <c>LS5…</c> reconciliation.</summary>
    public string Code { get; }

    /// <summary>The severity in lenient reading.</summary>
    public DiagnosticSeverity Severity { get; }

    /// <summary>The severity in strict reading.</summary>
    public DiagnosticSeverity StrictSeverity { get; }

    /// <summary>What the code means, in one sentence.</summary>
    public string Title { get; }
}
