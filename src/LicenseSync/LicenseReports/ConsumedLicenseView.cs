using LicenseSync.Accounts;
using LicenseSync.IO;

namespace LicenseSync.LicenseReports;

/// <summary>The row a <see cref="ConsumedLicensesFile"/> stands at, as UTF-8 bytes in its buffer: nothing is made of it unless asked for. Valid until the next row is asked for or the file is closed.</summary>
/// <remarks>It says the same as the <see cref="ConsumedLicense"/> of the same row (<see cref="ToLicense"/>), which also has what only the CSV report knows and properties this library does not know. Texts are decoded: escapes are resolved.</remarks>
/// <example><code>
/// while (await file.ReadNextRowAsync(cancellationToken))
/// {
///     ConsumedLicenseView row = file.CurrentRow;
///     cloudAccounts += row.Kind == ConsumedLicenseKind.CloudAccount ? 1 : 0;
/// }
/// </code></example>
public readonly ref struct ConsumedLicenseView
{
    private readonly ConsumedLicenseReader _reader;
    private readonly ConsumedLicenseSpans _spans;
    private readonly ReadOnlySpan<byte> _source;

    internal ConsumedLicenseView(ConsumedLicenseReader reader)
    {
        _reader = reader;
        _spans = reader.Spans;
        _source = reader.Source;
    }

    /// <summary>The number of its record, from 1, among those its reader came to.</summary>
    internal long RecordNumber => _reader.RecordNumber;

    /// <summary><c>github_com_login</c>, UTF-8; empty when the row gives none.</summary>
    public ReadOnlySpan<byte> GitHubComLogin => TextOf(ConsumedLicenseField.GitHubComLogin);

    /// <summary><c>github_com_name</c>, UTF-8; empty when the row gives none.</summary>
    public ReadOnlySpan<byte> GitHubComName => TextOf(ConsumedLicenseField.GitHubComName);

    /// <summary><c>github_com_profile</c>, UTF-8; empty when the row gives none.</summary>
    public ReadOnlySpan<byte> GitHubComProfile => TextOf(ConsumedLicenseField.GitHubComProfile);

    /// <summary><c>github_com_user</c>; null when missing or empty: then derived, see <see cref="IsGitHubComUser"/>.</summary>
    public bool? GitHubComUser => _spans.FlagOf(ConsumedLicenseField.GitHubComUser).Value;

    /// <summary><c>enterprise_server_user</c>; null when missing or empty.</summary>
    public bool? EnterpriseServerUser => _spans.FlagOf(ConsumedLicenseField.EnterpriseServerUser).Value;

    /// <summary><c>visual_studio_subscription_user</c>; null when missing or empty.</summary>
    public bool? VisualStudioSubscriptionUser => _spans.FlagOf(ConsumedLicenseField.VisualStudioSubscriptionUser).Value;

    /// <summary><c>license_type</c>, UTF-8; empty when the row gives none.</summary>
    public ReadOnlySpan<byte> LicenseType => TextOf(ConsumedLicenseField.LicenseType);

    /// <summary><c>github_com_member_roles</c>.</summary>
    public Utf8TextList GitHubComMemberRoles => ListOf(ConsumedLicenseField.MemberRoles);

    /// <summary><c>github_com_enterprise_roles</c>.</summary>
    public Utf8TextList GitHubComEnterpriseRoles => ListOf(ConsumedLicenseField.EnterpriseRoles);

    /// <summary><c>github_com_enterprise_role</c>, UTF-8: deprecated (semantics A4); empty when the row gives none.</summary>
    public ReadOnlySpan<byte> GitHubComEnterpriseRole => TextOf(ConsumedLicenseField.EnterpriseRole);

    /// <summary><c>github_com_verified_domain_emails</c>.</summary>
    public Utf8TextList GitHubComVerifiedDomainEmails => ListOf(ConsumedLicenseField.VerifiedDomainEmails);

    /// <summary><c>github_com_saml_name_id</c>, UTF-8; empty when the row gives none.</summary>
    public ReadOnlySpan<byte> GitHubComSamlNameId => TextOf(ConsumedLicenseField.SamlNameId);

    /// <summary><c>github_com_orgs_with_pending_invites</c>.</summary>
    public Utf8TextList GitHubComOrgsWithPendingInvites => ListOf(ConsumedLicenseField.OrgsWithPendingInvites);

    /// <summary><c>github_com_two_factor_auth</c>; null when unknown.</summary>
    public bool? GitHubComTwoFactorAuth => _spans.FlagOf(ConsumedLicenseField.TwoFactorAuth).Value;

    /// <summary><c>github_com_two_factor_auth_required_by_date</c>, UTF-8, as written; empty when the row gives none.</summary>
    public ReadOnlySpan<byte> GitHubComTwoFactorAuthRequiredByDate => TextOf(ConsumedLicenseField.TwoFactorAuthRequiredByDate);

    /// <summary><c>enterprise_server_user_ids</c>, as written; <see cref="ServerUserId.Parse"/> reads one (semantics A6).</summary>
    public Utf8TextList EnterpriseServerUserIds => ListOf(ConsumedLicenseField.ServerUserIds);

    /// <summary><c>enterprise_server_emails</c> or <c>enterprise_server_primary_emails</c>: both spellings occur.</summary>
    public Utf8TextList EnterpriseServerPrimaryEmails => ListOf(ConsumedLicenseField.ServerEmails);

    /// <summary><c>visual_studio_license_status</c>, UTF-8; empty when the row gives none.</summary>
    public ReadOnlySpan<byte> VisualStudioLicenseStatus => TextOf(ConsumedLicenseField.VisualStudioLicenseStatus);

    /// <summary><c>visual_studio_subscription_email</c>, UTF-8; empty when the row gives none.</summary>
    public ReadOnlySpan<byte> VisualStudioSubscriptionEmail => TextOf(ConsumedLicenseField.VisualStudioSubscriptionEmail);

    /// <summary><c>total_user_accounts</c>; null when missing.</summary>
    public int? TotalUserAccounts => _spans.TotalUserAccounts;

    /// <summary>Whether there is a cloud account: the flag, or where it is missing a login without <c>@</c> (semantics A4).</summary>
    public bool IsGitHubComUser => GitHubComUser ?? (!Utf8Text.IsBlank(GitHubComLogin) && !GitHubComLogin.Contains((byte)'@'));

    /// <summary>Whether GitHub knows server accounts: the flag, or where it is missing any server user id (semantics A4).</summary>
    public bool IsEnterpriseServerUser => EnterpriseServerUser ?? EnterpriseServerUserIds.Count > 0;

    /// <summary>Whether there is a Visual Studio subscription: the flag, or where it is missing a subscription email (semantics A4).</summary>
    public bool IsVisualStudioSubscriptionUser => VisualStudioSubscriptionUser ?? !Utf8Text.IsBlank(VisualStudioSubscriptionEmail);

    /// <summary>What the row stands for (semantics A4).</summary>
    public ConsumedLicenseKind Kind => ConsumedLicense.KindOf(
        IsGitHubComUser, !Utf8Text.IsBlank(GitHubComLogin), IsEnterpriseServerUser, IsVisualStudioSubscriptionUser, HasOnlyPendingRoles && AreBlank(GitHubComMemberRoles));

    /// <summary>The row as it stands in the file: one JSON object, UTF-8 as far as the file is, unknown properties included.</summary>
    public ReadOnlySpan<byte> Json => _reader.Json;

    private bool HasOnlyPendingRoles
    {
        get
        {
            bool any = false;
            foreach (ReadOnlySpan<byte> role in GitHubComEnterpriseRoles)
            {
                if (!Utf8Text.IsBlank(role))
                {
                    any = true;
                    if (!IsPending(role))
                    {
                        return false;
                    }
                }
            }

            return any || IsPending(GitHubComEnterpriseRole);

            static bool IsPending(ReadOnlySpan<byte> role) => Utf8Text.StartsWithIgnoringCase(role, "Pending"u8);
        }
    }

    /// <summary>The row as a model of its own, which stays.</summary>
    /// <returns>The row, unknown properties included.</returns>
    public ConsumedLicense ToLicense() => _reader.ToLicense();

    /// <summary>The row's kind: logins, names and addresses never reach logs by accident.</summary>
    /// <returns>For example <c>consumed license (CloudAccount)</c>.</returns>
    public override string ToString() => $"consumed license ({Kind})";

    private static bool AreBlank(Utf8TextList texts)
    {
        foreach (ReadOnlySpan<byte> text in texts)
        {
            if (!Utf8Text.IsBlank(text))
            {
                return false;
            }
        }

        return true;
    }

    private ReadOnlySpan<byte> TextOf(ConsumedLicenseField field) => _source.Slice(_spans[field].Start, _spans[field].Length);

    private Utf8TextList ListOf(ConsumedLicenseField list) => new(_source, _spans.ListOf(list));
}
