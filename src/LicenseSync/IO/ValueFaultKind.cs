namespace LicenseSync.IO;

/// <summary>The kinds of <see cref="ValueFault"/>.</summary>
internal enum ValueFaultKind
{
    /// <summary>None: the value can be used, or is missing.</summary>
    None,

    /// <summary>The value is of another JSON type.</summary>
    WrongType,

    /// <summary>The value is of the right type and means nothing.</summary>
    InvalidValue,

    /// <summary>The bytes are not UTF-8.</summary>
    NotUtf8,

    /// <summary>An escaped surrogate stands alone.</summary>
    LoneSurrogate,
}
