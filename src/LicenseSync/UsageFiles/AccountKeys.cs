namespace LicenseSync.UsageFiles;

/// <summary>Finds the property a folded name stands for.</summary>
internal static class AccountKeys
{
    /// <summary>The property, or <see cref="AccountKey.None"/>.</summary>
    /// <param name="key">A name folded by <see cref="IO.JsonKey"/>.</param>
    public static AccountKey Find(string key) => key switch
    {
        "userid" => AccountKey.UserId,
        "id" => AccountKey.Id,
        "remoteuserid" => AccountKey.RemoteUserId,
        "databaseid" => AccountKey.DatabaseId,
        "login" => AccountKey.Login,
        "username" => AccountKey.UserName,
        "handle" => AccountKey.Handle,
        "profilename" => AccountKey.ProfileName,
        "name" => AccountKey.Name,
        "displayname" => AccountKey.DisplayName,
        "fullname" => AccountKey.FullName,
        "issiteadmin" => AccountKey.IsSiteAdmin,
        "siteadmin" => AccountKey.SiteAdmin,
        "admin" => AccountKey.Admin,
        "role" => AccountKey.Role,
        "remotecreatedat" => AccountKey.RemoteCreatedAt,
        "createdat" => AccountKey.CreatedAt,
        "emails" => AccountKey.Emails,
        "primaryemail" => AccountKey.PrimaryEmail,
        "email" => AccountKey.Email,
        "suspended" => AccountKey.Suspended,
        "issuspended" => AccountKey.IsSuspended,
        "suspendedat" => AccountKey.SuspendedAt,
        "dormant" => AccountKey.Dormant,
        "isdormant" => AccountKey.IsDormant,
        "advancedsecurity" => AccountKey.AdvancedSecurity,
        "advancedsecurityuser" => AccountKey.AdvancedSecurityUser,
        "advancedsecuritylicenseuser" => AccountKey.AdvancedSecurityLicenseUser,
        "codesecurity" => AccountKey.CodeSecurity,
        "codesecurityuser" => AccountKey.CodeSecurityUser,
        "codesecuritylicenseuser" => AccountKey.CodeSecurityLicenseUser,
        "secretprotection" => AccountKey.SecretProtection,
        "secretprotectionuser" => AccountKey.SecretProtectionUser,
        "secretprotectionlicenseuser" => AccountKey.SecretProtectionLicenseUser,
        _ => AccountKey.None,
    };
}
