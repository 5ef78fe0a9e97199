using System.Runtime.InteropServices;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>What the reconciliation keeps of a server account: no more than the rules need. Texts are in the arena; with them an account takes about 110 bytes.</summary>
/// <param name="Instance">The position of its instance.</param>
/// <param name="UserId">The user id, or -1.</param>
/// <param name="Login">The login, or none; the key where there is no user id.</param>
/// <param name="PrimaryEmail">The primary email (B2), trimmed, or none.</param>
/// <param name="IsSuspended">Whether it is suspended.</param>
/// <param name="Consumes">Whether it consumes by itself (C1).</param>
/// <param name="Record">Its record in the input, from 1.</param>
/// <param name="Name">The display name, for suggestions; none when none are to be made.</param>
/// <param name="SecondaryEmails">Where <see cref="ServerSide"/> keeps the other emails, for suggestions; 0 for none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ServerAccountEntry(
    int Instance, long UserId, TextRef Login, TextRef PrimaryEmail, bool IsSuspended, bool Consumes, int Record, TextRef Name, int SecondaryEmails);
