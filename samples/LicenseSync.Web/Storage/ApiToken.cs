namespace LicenseSync.Web.Storage;

/// <summary>A program's way in; the token itself is known to the program only.</summary>
public sealed record ApiToken(string Id, string Name, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt);
