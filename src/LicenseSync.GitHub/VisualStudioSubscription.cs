namespace LicenseSync.GitHub;

/// <summary>A Visual Studio subscription with GitHub Enterprise, and whom it is matched with.</summary>
/// <remarks>GitHub Docs, REST API, "List Visual Studio subscriptions". The documentation has two spellings of the names; both are read.</remarks>
public sealed record VisualStudioSubscription
{
    /// <summary>The subscription's id, a GUID; null when the answer has none.</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>The subscriber's email, which is also the user principal name; null when the answer has none.</summary>
    public string? Email { get; init; }

    /// <summary>The login it is matched with; null when it is unmatched.</summary>
    public string? Username { get; init; }

    /// <summary>Whether it was matched by hand: only then, or unmatched, may it be changed. Null when the answer does not say.</summary>
    public bool? IsManualMatch { get; init; }

    /// <summary>The id: logins and addresses never reach logs by accident.</summary>
    /// <returns>For example <c>Visual Studio subscription 5f4e…</c>.</returns>
    public override string ToString() => $"Visual Studio subscription {SubscriptionId}";
}
