using LicenseSync.Accounts;

namespace LicenseSync.Matching;

/// <summary>One account as a <see cref="SuggestionRule"/> sees it: a server account without a match, or a cloud account, invitation or other server account it may belong to. Safe to share.</summary>
public sealed class SuggestionParty
{
    /// <summary>The server account; null for cloud accounts and invitations.</summary>
    public ServerUserId? ServerAccount { get; init; }

    /// <summary>Whether it is a cloud account.</summary>
    public bool IsCloudAccount { get; init; }

    /// <summary>The login; of an invitation by email that address. Null when there is none.</summary>
    public string? Login { get; init; }

    /// <summary>The display name: <c>github_com_name</c>, or the profile name of a server account. Null when there is none.</summary>
    public string? Name { get; init; }

    /// <summary>The addresses that matching compares: the primary email of a server account; all addresses a cloud account offers at D1 to D6; the email of an invitation. Each once.</summary>
    public IReadOnlyList<EmailAddress> Addresses { get; init; } = [];

    /// <summary>The other emails of a server account, which never match (semantics D11).</summary>
    public IReadOnlyList<EmailAddress> SecondaryAddresses { get; init; } = [];

    /// <summary>The hosts on which the person has accounts.</summary>
    public IReadOnlyList<string> HostNames { get => field ??= HostsOfPerson(Person); init; }

    /// <summary>The person's number.</summary>
    internal int Person { get; init; }

    /// <summary>Finds hosts when they are asked for, which few rules do.</summary>
    internal Func<int, IReadOnlyList<string>> HostsOfPerson { get; init; } = _ => [];

    /// <summary>How the account is printed: <c>host:id</c>, or the login.</summary>
    internal string Text => ServerAccount?.ToString() ?? Login ?? "";
}
