using LicenseSync.IO;

namespace LicenseSync.LicenseReports;

/// <summary>Gives the rows of a section to whoever makes something of them.</summary>
/// <param name="scanner">Goes through the records.</param>
/// <param name="maxEmails"><see cref="ReaderOptions.MaxEmailsPerAccount"/>.</param>
/// <param name="begin">What a section starts with.</param>
/// <param name="add">Takes a row.</param>
internal sealed class RowSectionReader<T>(JsonScanner scanner, int maxEmails, Func<T> begin, Action<T, ConsumedLicenseView> add) : SectionReader<RowSection<T>>(scanner)
{
    private readonly ConsumedLicenseReader _reader = new(scanner, maxEmails);
    private T _value = default!;
    private long _rows;

    public override void Begin() => (_value, _rows) = (begin(), 0);

    public override void Read()
    {
        if (_reader.Read())
        {
            add(_value, new(_reader));
            _rows++;
        }
    }

    public override RowSection<T> End() => new(_value, _rows);
}
