namespace LicenseSync.Web;

/// <summary>The settings of the licensing page: section <c>LicenseSync</c> of the configuration. Each has a default: nothing needs to be configured.</summary>
internal sealed class WebSettings
{
    /// <summary>Where files and the embedded database lie.</summary>
    public string DataFolder { get; set; } = "";

    /// <summary>A PostgreSQL database for several replicas; files lie there, too. Null for the embedded SQLite.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The schema of the state of sync on PostgreSQL; that of the page has <c>_web</c> behind it.</summary>
    public string Schema { get; set; } = "licensesync";

    /// <summary>The address that people use where a proxy stands before the page: with <c>https</c>, cookies are never sent without it.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>The largest file that can be uploaded.</summary>
    public long MaxUploadBytes { get; set; } = 4L << 30;

    /// <summary>Domains of the enterprise beside the verified ones (semantics D14).</summary>
    public IList<string> EnterpriseDomains { get; init; } = [];

    public OpenIdConnectSettings OpenIdConnect { get; init; } = new();

    public string UploadFolder => Path.Combine(DataFolder, "uploads");

    public string SpoolFolder => Path.Combine(DataFolder, "spool");

    public bool IsPublic => PublicUrl?.Scheme == Uri.UriSchemeHttps;

    public static WebSettings From(IConfiguration configuration)
    {
        var settings = new WebSettings();
        configuration.GetSection("LicenseSync").Bind(settings);
        if (string.IsNullOrWhiteSpace(settings.DataFolder))
        {
            string home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
            settings.DataFolder = Path.Combine(home.Length > 0 ? home : AppContext.BaseDirectory, "LicenseSync.Web");
        }

        settings.DataFolder = Path.GetFullPath(settings.DataFolder);
        return settings;
    }
}

/// <summary>Sign-in with an identity provider; off as long as there is no authority. Somebody must be said to be an owner.</summary>
internal sealed class OpenIdConnectSettings
{
    public string? Authority { get; set; }

    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>The claim that makes an owner, for example <c>groups</c>.</summary>
    public string OwnerClaim { get; set; } = "groups";

    /// <summary>The value that the claim must have.</summary>
    public string? OwnerValue { get; set; }

    public bool IsOn => !string.IsNullOrWhiteSpace(Authority);
}
