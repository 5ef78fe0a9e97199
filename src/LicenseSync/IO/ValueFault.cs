namespace LicenseSync.IO;

/// <summary>Why a value cannot be used.</summary>
/// <param name="Kind">The kind of fault; <c>default</c> is none.</param>
/// <param name="Offset">Where it is in the scanner's current value.</param>
internal readonly record struct ValueFault(ValueFaultKind Kind, int Offset)
{
    /// <summary>Whether there is none.</summary>
    public bool IsNone => Kind == ValueFaultKind.None;
}
