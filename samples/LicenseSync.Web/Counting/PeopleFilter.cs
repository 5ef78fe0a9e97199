namespace LicenseSync.Web.Counting;

/// <summary>Which people are listed.</summary>
public enum PeopleFilter
{
    All,
    SeveralAccounts,
    Unmatched,
    Ambiguous,
    CannotTell,
    NoLicense,
}
