using LicenseSync.Web.Counting;

namespace LicenseSync.Web.Pages;

/// <summary>A count, for a page.</summary>
public sealed class PageData
{
    internal PageData(LicenseSnapshot snapshot, bool isCurrent, string? failure) => (Snapshot, IsCurrent, Failure) = (snapshot, isCurrent, failure);

    /// <summary>Whether it is the count of what is accepted now.</summary>
    public bool IsCurrent { get; }

    /// <summary>Why the last count failed; null when it did not.</summary>
    public string? Failure { get; }

    internal LicenseSnapshot Snapshot { get; }
}
