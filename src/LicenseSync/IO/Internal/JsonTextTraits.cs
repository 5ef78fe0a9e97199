namespace LicenseSync.IO.Internal;

/// <summary>What is special about the texts of a record.</summary>
[Flags]
internal enum JsonTextTraits
{
    /// <summary>Nothing: they stand there as they are meant.</summary>
    None = 0,

    /// <summary>One has an escape.</summary>
    Escaped = 1,

    /// <summary>One has bytes that are not ASCII, and may be no UTF-8.</summary>
    NotAscii = 2,
}
