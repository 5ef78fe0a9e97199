namespace LicenseSync.Matching;

/// <summary>Which addresses of a cloud account's row a <see cref="MatchRule"/> offers, where that is known without asking it.</summary>
internal enum CloudAddresses
{
    /// <summary>Not known.</summary>
    Ask,

    /// <summary>None.</summary>
    None,

    /// <summary>The SAML NameID.</summary>
    SamlNameId,

    /// <summary>The verified emails.</summary>
    VerifiedEmails,
}
