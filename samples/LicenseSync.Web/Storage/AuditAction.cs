namespace LicenseSync.Web.Storage;

/// <summary>What the audit log tells; the names are contract of the API.</summary>
internal static class AuditAction
{
    public const string SignedIn = "owner.signed_in";
    public const string SignInFailed = "owner.sign_in_failed";
    public const string SignedOut = "owner.signed_out";
    public const string OwnerAdded = "owner.added";
    public const string OwnerInvited = "owner.invited";
    public const string OwnerRemoved = "owner.removed";
    public const string TokenCreated = "token.created";
    public const string TokenRemoved = "token.removed";
    public const string Uploaded = "file.uploaded";
    public const string Accepted = "file.accepted";
    public const string Discarded = "file.discarded";
    public const string FileRemoved = "file.removed";
    public const string FileDownloaded = "file.downloaded";
    public const string ReportDownloaded = "report.downloaded";
    public const string InstanceRemoved = "instance.removed";
    public const string SyncRequested = "sync.requested";
    public const string SuggestionAccepted = "suggestion.accepted";
    public const string SuggestionRejected = "suggestion.rejected";
    public const string SuggestionReset = "suggestion.reset";
}
