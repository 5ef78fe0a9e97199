namespace LicenseSync.UsageFiles;

/// <summary>Where <see cref="PlainAccountReader"/> looks for the properties of an account: aliases of which only one may be there share a slot.</summary>
internal enum AccountSlot
{
    None,
    UserId,
    Login,
    ProfileName,
    IsSiteAdmin,
    Role,
    CreatedAt,
    Suspended,
    IsSuspended,
    SuspendedAt,
    Dormant,
    AdvancedSecurity,
    CodeSecurity,
    SecretProtection,
    Email,
    Emails,
}
