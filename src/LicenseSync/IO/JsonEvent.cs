namespace LicenseSync.IO;

/// <summary>What <see cref="JsonScanner"/> came to.</summary>
internal enum JsonEvent
{
    /// <summary>Nothing yet; never returned by <see cref="JsonScanner.ReadAsync"/>.</summary>
    None,

    /// <summary>A root object, or a page in a root array of pages, begins.</summary>
    DocumentStart,

    /// <summary>A property beside the records, with its whole value.</summary>
    Property,

    /// <summary>The list of records begins.</summary>
    RecordsStart,

    /// <summary>One element of the list of records, whole; it may be anything, not only an object.</summary>
    Record,

    /// <summary>The list of records ends.</summary>
    RecordsEnd,

    /// <summary>The list of records is one text instead; its pieces follow.</summary>
    TextStart,

    /// <summary>A piece of that text as written, never cut inside an escape.</summary>
    TextChunk,

    /// <summary>The text ends.</summary>
    TextEnd,

    /// <summary>The root object, or the page, ends.</summary>
    DocumentEnd,

    /// <summary>A section of the records ends before the list does (<see cref="JsonScanner.StartSectionAsync"/>).</summary>
    SectionEnd,

    /// <summary>The input ends. Stays the answer from then on.</summary>
    End,
}
