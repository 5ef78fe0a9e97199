namespace LicenseSync.IO;

/// <summary>What a reader does about what breaks the format. Neither mode ever takes a malformed or truncated document for a shorter one.</summary>
public enum ReadingMode
{
    /// <summary>Reports it and goes on without the bad value or record (semantics A2).</summary>
    Lenient,

    /// <summary>Refuses the file at the first finding of severity error.</summary>
    Strict,
}
