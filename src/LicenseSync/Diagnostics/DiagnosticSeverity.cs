namespace LicenseSync.Diagnostics;

/// <summary>How much a finding matters.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Info,

    /// <summary>Looks wrong or will surprise, and never makes strict reading refuse the file.</summary>
    Warning,

    /// <summary>Breaks the format: strict reading refuses the file, lenient reading goes on where it safely can.</summary>
    Error,
}
