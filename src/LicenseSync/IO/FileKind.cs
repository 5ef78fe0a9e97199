namespace LicenseSync.IO;

/// <summary>The kinds of input that can be read, told apart by content, never by name.</summary>
public enum FileKind
{
    /// <summary>None of the others.</summary>
    Unknown,

    /// <summary>A GHES license usage export (JSON).</summary>
    ServerUsage,

    /// <summary>The GHEC consumed-licenses API's answer (JSON), one page or many.</summary>
    ConsumedLicenses,

    /// <summary>The GHEC license report (CSV), any generation of headers.</summary>
    LicenseReport,

    /// <summary>The GHES site-admin user report (CSV).</summary>
    ServerUserReport,

    /// <summary>SAML and SCIM identities (JSON): SCIM list responses or external identities.</summary>
    Identities,
}
