namespace LicenseSync.Web.Uploads;

/// <summary>How a file came. Kept by name.</summary>
public enum UploadOrigin
{
    Upload,
    Sync,
}
