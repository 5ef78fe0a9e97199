using LicenseSync.IO;

namespace LicenseSync.UsageFiles;

/// <summary>One email of <see cref="AccountFields"/>.</summary>
internal struct AccountEmailSpan
{
    /// <summary>The address as written.</summary>
    public TextSpan Address;

    /// <summary>Whether it is flagged primary.</summary>
    public JsonFlag Flag;
}
