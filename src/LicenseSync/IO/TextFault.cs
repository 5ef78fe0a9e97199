namespace LicenseSync.IO;

/// <summary>Why a text cannot be a .NET string.</summary>
internal enum TextFault
{
    /// <summary>It can.</summary>
    None,

    /// <summary>Its bytes are not UTF-8.</summary>
    NotUtf8,

    /// <summary>It has an escaped surrogate without its partner.</summary>
    LoneSurrogate,
}
