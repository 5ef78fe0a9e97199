namespace LicenseSync.Diagnostics;

/// <summary>One finding about an input: what, how bad, where, and what to do. Never holds an address, a display name or a token.</summary>
public sealed record Diagnostic
{
    /// <summary>The stable kind of finding; its <see cref="DiagnosticDescriptor.Code"/> is what programs compare.</summary>
    public required DiagnosticDescriptor Descriptor { get; init; }

    /// <summary>The stable code, for example <c>LS1001</c>.</summary>
    public string Code => Descriptor.Code;

    /// <summary>How much it matters in the mode the input was read in.</summary>
    public required DiagnosticSeverity Severity { get; init; }

    /// <summary>The severity as reports write it: <c>error</c>, <c>warning</c> or <c>info</c>.</summary>
    internal string SeverityName => Severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "info",
    };

    /// <summary>One or two sentences for people: what was found and what to do next.</summary>
    public required string Message { get; init; }

    /// <summary>Where it was found.</summary>
    public SourcePosition Position { get; init; }

    /// <summary>Code, severity, message and position in one line.</summary>
    /// <returns>For example <c>LS2002 error: … (ghes.json, $.users[3].user_id, line 5, byte 210)</c>.</returns>
    public override string ToString()
    {
        string position = Position.ToString();
        return position.Length == 0 ? $"{Code} {SeverityName}: {Message}" : $"{Code} {SeverityName}: {Message} ({position})";
    }
}
