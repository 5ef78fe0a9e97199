namespace LicenseSync.Web.Storage;

/// <summary>Who did what to which thing, and when.</summary>
public sealed record AuditEntry(long Number, DateTimeOffset At, string Who, string Action, string Subject);
