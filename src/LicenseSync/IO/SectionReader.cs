namespace LicenseSync.IO;

/// <summary>Makes something of the records of one section after another.</summary>
/// <param name="scanner">Goes through the records.</param>
internal abstract class SectionReader<T>(JsonScanner scanner)
{
    public JsonScanner Scanner => scanner;

    /// <summary>A section begins.</summary>
    public abstract void Begin();

    /// <summary>Takes the scanner's current record.</summary>
    public abstract void Read();

    /// <summary>What the section has come to.</summary>
    public abstract T End();
}
