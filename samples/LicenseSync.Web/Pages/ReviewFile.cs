using LicenseSync.Web.Uploads;

namespace LicenseSync.Web.Pages;

/// <summary>An upload that waits, with what a person should know before it is accepted.</summary>
public sealed record ReviewFile(Upload Upload, string? Instance, IReadOnlyList<string> Notes);
