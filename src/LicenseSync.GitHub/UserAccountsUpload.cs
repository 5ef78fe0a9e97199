namespace LicenseSync.GitHub;

/// <summary>An upload of an instance's user accounts to the enterprise (GraphQL: <c>EnterpriseServerUserAccountsUpload</c>).</summary>
public sealed record UserAccountsUpload
{
    /// <summary>The name of the file that was uploaded; null when unknown.</summary>
    public string? Name { get; init; }

    /// <summary><c>SUCCESS</c>, <c>PENDING</c> or <c>FAILURE</c>, as GitHub writes it; null when unknown.</summary>
    public string? SyncState { get; init; }

    /// <summary>When it was uploaded; null when unknown.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When its state changed last; null when unknown.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }
}
