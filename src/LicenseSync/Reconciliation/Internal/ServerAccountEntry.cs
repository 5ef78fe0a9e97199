using LicenseSync.Accounts;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>What the reconciliation keeps of a server account: no more than the rules need.</summary>
/// <param name="Instance">The position of its instance.</param>
/// <param name="UserId">The user id, or -1.</param>
/// <param name="Login">The login; the key where there is no user id.</param>
/// <param name="PrimaryEmail">The primary email (B2), trimmed, or null.</param>
/// <param name="IsSuspended">Whether it is suspended.</param>
/// <param name="Consumes">Whether it consumes by itself (C1).</param>
/// <param name="Record">Its record in the input, from 1.</param>
/// <param name="Name">The display name, for suggestions; null when none are to be made.</param>
/// <param name="SecondaryEmails">The other emails, for suggestions; null for none.</param>
internal readonly record struct ServerAccountEntry(
    int Instance, long UserId, string? Login, string? PrimaryEmail, bool IsSuspended, bool Consumes, int Record, string? Name, EmailAddress[]? SecondaryEmails);
