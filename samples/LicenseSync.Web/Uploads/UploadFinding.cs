namespace LicenseSync.Web.Uploads;

/// <summary>A finding about an uploaded file; holds no personal data.</summary>
public sealed record UploadFinding(string Code, string Severity, string Message, string? Path, long? Line, long? ByteOffset);
