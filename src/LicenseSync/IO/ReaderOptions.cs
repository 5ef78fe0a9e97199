using LicenseSync.Diagnostics;

namespace LicenseSync.IO;

/// <summary>Settings of every reader. A reader copies them when it starts and never looks at the object again.</summary>
public sealed class ReaderOptions
{
    /// <summary>What to do about what breaks the format.</summary>
    /// <value><see cref="ReadingMode.Lenient"/> by default.</value>
    public ReadingMode Mode { get; set; }

    /// <summary>The name of the input in positions and messages.</summary>
    /// <value>Null by default: the path where a file is opened by path, else nothing.</value>
    public string? SourceName { get; set; }

    /// <summary>Called with each finding, in order of position as far as known.</summary>
    /// <value>Null by default: findings go nowhere. In strict mode an error is thrown, not reported.</value>
    public Action<Diagnostic>? OnDiagnostic { get; set; }

    /// <summary>Told of progress now and then, and once at the end.</summary>
    /// <value>Null by default.</value>
    public IProgress<ReadProgress>? Progress { get; set; }

    /// <summary>The deepest nesting of JSON objects and arrays, the outermost counted as 1.</summary>
    /// <value>64 by default; 3 or more.</value>
    public int MaxDepth { get; set; } = 64;

    /// <summary>The longest single text in bytes, as written; the encrypted <c>users</c> of a usage file (semantics A3) is exempt.</summary>
    /// <value>1 MiB by default; 1 or more.</value>
    public int MaxStringBytes { get; set; } = 1 << 20;

    /// <summary>The largest single record (account, row, identity) or property beside the records, in bytes.</summary>
    /// <value>16 MiB by default; 1 or more.</value>
    public int MaxRecordBytes { get; set; } = 16 << 20;

    /// <summary>The most values and property names in one record or property beside the records: each is noted while the record is held.</summary>
    /// <value>1,000,000 by default; 1 or more.</value>
    public int MaxValuesPerRecord { get; set; } = 1_000_000;

    /// <summary>The most emails of one account or identity.</summary>
    /// <value>1,000 by default; 1 or more.</value>
    public int MaxEmailsPerAccount { get; set; } = 1_000;

    /// <summary>The most records (accounts, rows, identities) in one input.</summary>
    /// <value>50,000,000 by default; 1 or more.</value>
    public long MaxRecords { get; set; } = 50_000_000;

    /// <summary>How many processors read a large JSON file at the same time; those of a reconciliation also match addresses and look for suggestions. What comes of it does not depend on it; more memory is needed, some
    /// megabytes for each.</summary>
    /// <value>As many as there are by default; 1 or more. Reading at the same time takes a file that can be read at any place (a <see cref="FileStream"/>, not compressed), and readers that give accounts in sections or as records.</value>
    public int MaxParallelism { get; set; } = Environment.ProcessorCount;

    /// <summary>How many bytes are read at a time by one of several processors; fewer only in tests.</summary>
    internal int SectionBytes { get; set; } = 1 << 18;

    /// <summary>Whether each record is read on its own, without regard to the layout of those before: the way that the other is tested against.</summary>
    internal bool ReadsRecordsGenerally { get; set; }

    /// <summary>A copy whose values are checked.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names the property.</exception>
    internal ReaderOptions CheckedCopy(string? sourceName = null)
    {
        Check(MaxDepth >= 3, nameof(MaxDepth), "3 or more");
        Check(MaxStringBytes >= 1, nameof(MaxStringBytes), "1 or more");
        Check(MaxRecordBytes >= 1, nameof(MaxRecordBytes), "1 or more");
        Check(MaxValuesPerRecord >= 1, nameof(MaxValuesPerRecord), "1 or more");
        Check(MaxEmailsPerAccount >= 1, nameof(MaxEmailsPerAccount), "1 or more");
        Check(MaxRecords >= 1, nameof(MaxRecords), "1 or more");
        Check(MaxParallelism >= 1, nameof(MaxParallelism), "1 or more");
        Check(Enum.IsDefined(Mode), nameof(Mode), "a defined mode");
        var copy = (ReaderOptions)MemberwiseClone();
        copy.SourceName ??= sourceName;
        return copy;

        static void Check(bool holds, string property, string allowed)
        {
            if (!holds)
            {
                throw new ArgumentException($"{property} must be {allowed}.", property);
            }
        }
    }
}
