using System.Globalization;
using System.Text;
using LicenseSync.Accounts;

namespace LicenseSync.Tests.Reconciliation.Oracle;

/// <summary>All inputs of one reconciliation, in the order they are given, and its options.</summary>
internal sealed record World
{
    public IReadOnlyList<WorldServer> Servers { get; init; } = [];

    public IReadOnlyList<ConsumedLicense> Rows { get; init; } = [];

    public IReadOnlyList<ExternalIdentity> Identities { get; init; } = [];

    public long? TotalSeatsPurchased { get; init; }

    public bool LeaveAmbiguities { get; init; }

    public bool CountPendingInvitations { get; init; } = true;

    public IReadOnlyList<string> ExemptLogins { get; init; } = ["scim-admin"];

    public IReadOnlyList<string> EnterpriseDomains { get; init; } = [];

    /// <summary>Everything, for the message of a failed property: the data is invented.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (WorldServer server in Servers)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"server {server.Instance.ServerId} host '{server.Instance.HostName}' file '{server.SourceName}'");
            foreach (ServerAccount account in server.Accounts)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  {account.UserId} '{account.Login}'{(account.IsSuspended || account.SuspendedAt is not null ? " suspended" : "")}: {string.Join(", ", account.Emails.Select(e => $"'{e.Address}' {e.IsPrimary}"))}");
            }
        }

        foreach (ConsumedLicense row in Rows)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"row '{row.GitHubComLogin}' cloud={row.GitHubComUser} server={row.EnterpriseServerUser} vs={row.VisualStudioSubscriptionUser} type='{row.LicenseType}' name_id='{row.GitHubComSamlNameId}' verified=[{string.Join(", ", row.GitHubComVerifiedDomainEmails)}] member=[{string.Join(", ", row.GitHubComMemberRoles)}] enterprise=[{string.Join(", ", row.GitHubComEnterpriseRoles)}] role='{row.GitHubComEnterpriseRole}' server ids={row.EnterpriseServerUserIds.Count} vs email='{row.VisualStudioSubscriptionEmail}'");
        }

        foreach (ExternalIdentity identity in Identities)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"identity '{identity.GitHubComLogin}'{(identity.IsScimUser ? " scim user" : "")}: saml name_id='{identity.SamlIdentity?.NameId}' username='{identity.SamlIdentity?.Username}' emails=[{string.Join(", ", identity.SamlIdentity?.Emails.Select(e => e.Value) ?? [])}] attributes=[{string.Join(", ", identity.SamlIdentity?.Attributes.Select(a => $"{a.Name}={a.Value}") ?? [])}] scim username='{identity.ScimIdentity?.UserName}' emails=[{string.Join(", ", identity.ScimIdentity?.Emails.Select(e => e.Value) ?? [])}]");
        }

        return text.AppendLine(CultureInfo.InvariantCulture, $"purchased={TotalSeatsPurchased} leave ambiguities={LeaveAmbiguities} count pending={CountPendingInvitations} exempt=[{string.Join(", ", ExemptLogins)}] domains=[{string.Join(", ", EnterpriseDomains)}]").ToString();
    }
}

/// <summary>One file of server accounts.</summary>
internal sealed record WorldServer(ServerInstance Instance, IReadOnlyList<ServerAccount> Accounts, string SourceName = "server.json")
{
    /// <summary>The host shown (semantics A1): the instance's, else its server id, else the file's name without folder and last extension.</summary>
    public string Host => new[] { Instance.HostName, Instance.ServerId.ToString(), Path.GetFileNameWithoutExtension(SourceName) }.First(name => !string.IsNullOrWhiteSpace(name))!;
}
