namespace LicenseSync.UsageFiles;

/// <summary>What a scalar inside <c>emails</c> is.</summary>
internal enum AccountEmailPart
{
    /// <summary>Something for the general way.</summary>
    Odd,

    /// <summary>An element of the list itself.</summary>
    Text,

    /// <summary>The address of an element that is an object.</summary>
    Address,

    /// <summary>The flag of an element that is an object.</summary>
    IsPrimary,
}
