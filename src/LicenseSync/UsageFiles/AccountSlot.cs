namespace LicenseSync.UsageFiles;

/// <summary>The properties of an account as <see cref="AccountLayout"/> finds them: aliases of which only one may be there share a slot.</summary>
internal enum AccountSlot
{
    None = -1,
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
    Count,
}
