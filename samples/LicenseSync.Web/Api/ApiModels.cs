using LicenseSync.Web.Uploads;

namespace LicenseSync.Web.Api;

/// <summary>The totals (semantics E), with what is accepted as a what-if.</summary>
internal sealed record SummaryDocument(
    DateTimeOffset CountedAt, bool IsCurrent, int ServerAccounts, int CloudAccounts, int People, int LicensesConsumed, int EnterpriseLicensesConsumed, int VisualStudioLicensesConsumed,
    int LicensesWithoutSync, int LicensesSaved, long? LicensesPurchased, long? LicensesAvailable, int Matched, int NotMatched, int CannotTell,
    int LicensesConsumedWithAcceptedSuggestions, long? ReportedLicensesConsumed, IReadOnlyList<string> InstancesLeftOut);

/// <summary>A page of people.</summary>
internal sealed record PeopleDocument(int Total, int Page, int PageSize, IReadOnlyList<PersonDocument> People);

internal sealed record PersonDocument(string? GithubComLogin, bool IsPendingInvitation, string LicenseType, bool ConsumesLicense, IReadOnlyList<AccountDocument> ServerAccounts);

internal sealed record AccountDocument(string EnterpriseServerUserId, string? Login, string? PrimaryEmail, string Outcome, bool IsSuspended);

/// <summary>One person's story.</summary>
internal sealed record ExplanationDocument(PersonDocument Person, IReadOnlyList<ExplainedAccountDocument> Accounts);

internal sealed record ExplainedAccountDocument(string EnterpriseServerUserId, string Meaning, string ReportedMeaning, string WhatToDo, IReadOnlyList<StepDocument> Steps);

internal sealed record StepDocument(string Rule, string Outcome, int AddressCount, IReadOnlyList<string> Candidates);

internal sealed record InstanceDocument(
    string Name, string? HostName, string? ServerId, string? Version, IReadOnlyList<string> Features, string State, DateTimeOffset? LastUsageAt, long? Accounts, bool IsEncrypted, string? Error, Guid? FileId);

/// <summary>An upload with its findings.</summary>
internal sealed record UploadDocument(
    string Id, string State, string Kind, string FileName, string? Instance, string? ServerId, long Bytes, string Sha256, long Records, bool IsEncrypted, bool CanBeAccepted,
    IReadOnlyList<string> Notes, long FindingCount, long ErrorCount, IReadOnlyList<UploadFinding> Findings);

internal sealed record SuggestionDocument(string Code, string Confidence, IReadOnlyList<string> Accounts, int Frees, string Action, string Fingerprint, string Decision);

/// <summary>A decision about a suggestion: <c>accept</c>, <c>reject</c> or <c>undecided</c>.</summary>
internal sealed record DecisionDocument(IReadOnlyList<string> Accounts, string? Fingerprint, string Decision);

internal sealed record ProblemDocument(string Message);
