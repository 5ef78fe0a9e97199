using System.Globalization;
using System.Text;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.Validation;

/// <summary>What <see cref="FileValidator"/> found. Reads well in an assertion: <see cref="ToString"/> lists the findings.</summary>
public sealed class ValidationResult
{
    internal ValidationResult(FileKind kind, bool isEncrypted, long records, ServerInstance? instance, DiagnosticCollection diagnostics)
    {
        Kind = kind;
        IsEncrypted = isEncrypted;
        Records = records;
        Instance = instance;
        Diagnostics = diagnostics;
    }

    /// <summary>Whether there is no finding of severity error.</summary>
    public bool IsValid => Diagnostics.ErrorCount == 0;

    /// <summary>What the file is.</summary>
    public FileKind Kind { get; }

    /// <summary>Whether it is a usage file whose users are encrypted (semantics A3); such a file is valid.</summary>
    public bool IsEncrypted { get; }

    /// <summary>How many records (accounts, rows, identities) can be used; those that are skipped are not counted. 0 when the users are encrypted.</summary>
    public long Records { get; }

    /// <summary>What a usage file says of its instance; null for other kinds, and where the file ends before it says anything.</summary>
    public ServerInstance? Instance { get; }

    /// <summary>Every finding, in the order found; one that ended the reading is the last.</summary>
    public DiagnosticCollection Diagnostics { get; }

    /// <summary>The verdict and the findings, one a line.</summary>
    /// <returns>For example <c>valid: ServerUsage, 3 records</c>, then the findings; holds no address, name or login.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{(IsValid ? "valid" : "not valid")}: {Kind}{(IsEncrypted ? ", encrypted" : "")}, {Records} records");
        foreach (Diagnostic diagnostic in Diagnostics)
        {
            text.Append('\n').Append(diagnostic);
        }

        long more = Diagnostics.TotalCount - Diagnostics.Count;
        return more == 0 ? text.ToString() : text.Append(CultureInfo.InvariantCulture, $"\nand {more} more").ToString();
    }
}
