using LicenseSync.Accounts;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation;

/// <summary>A server account as part of a person.</summary>
public sealed record PersonServerAccount
{
    /// <summary>The account, printed <c>host:id</c>. Two instances of one host name may repeat it (semantics A1).</summary>
    public required ServerUserId Id { get; init; }

    /// <summary>The instance's key; <c>default</c> when its file names none.</summary>
    public ServerId ServerId { get; init; }

    /// <summary>The login; null when the file gives none.</summary>
    public string? Login { get; init; }

    /// <summary>The primary email (semantics B2); null when there is none.</summary>
    public EmailAddress? PrimaryEmail { get; init; }

    /// <summary>Whether it is suspended.</summary>
    public bool IsSuspended { get; init; }

    /// <summary>Whether it consumes a license by itself: neither suspended nor exempt (semantics C1).</summary>
    public bool ConsumesLicense { get; init; }

    /// <summary>What became of it (semantics D14).</summary>
    public MatchOutcome Outcome { get; init; }

    /// <summary>The input and record it came from.</summary>
    public SourceRecord Record { get; init; }

    /// <summary>The account; never its login or address.</summary>
    /// <returns>For example <c>ghes.example.com:7</c>; a placeholder where only the login names it.</returns>
    public override string ToString() => Id.UserId is null ? $"{Id.HostName}:(login)" : Id.ToString();
}
