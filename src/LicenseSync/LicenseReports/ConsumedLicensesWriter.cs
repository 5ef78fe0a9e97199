using LicenseSync.Accounts;
using LicenseSync.IO;

namespace LicenseSync.LicenseReports;

/// <summary>Writes consumed licenses as one merged document of GitHub's REST API, UTF-8, one row a line, additional properties as they came. The same rows give the same bytes. Safe for concurrent use.</summary>
/// <remarks>The order of the properties is the API's, and each of them is always there, null where it is unknown (an empty text for <c>github_com_login</c>, as GitHub writes it). What the API does
/// not have, the deprecated singular role and the columns of the CSV report, is written only where it is known. Server user ids stay as they came. <see cref="ConsumedLicensesFile"/> reads back
/// what was written; an empty text comes back as null.</remarks>
public static class ConsumedLicensesWriter
{
    /// <summary>Writes rows to a stream.</summary>
    /// <param name="destination">Where to write; flushed and left open.</param>
    /// <param name="rows">The rows, in the order to write them; enumerated once, never held.</param>
    /// <param name="totalSeatsConsumed">The total that GitHub gave; null when unknown.</param>
    /// <param name="totalSeatsPurchased">The total that GitHub gave; null when unknown.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <returns>A task that ends when everything is written.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static Task WriteAsync(
        Stream destination,
        IAsyncEnumerable<ConsumedLicense> rows,
        long? totalSeatsConsumed,
        long? totalSeatsPurchased,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(rows);
        return CoreAsync(destination, rows, totalSeatsConsumed, totalSeatsPurchased, cancellationToken);
    }

    /// <summary>Writes a file that is complete or absent; see <see cref="AtomicFile"/>.</summary>
    /// <param name="path">The file's path; replaced if it exists.</param>
    /// <param name="rows">The rows, in the order to write them; enumerated once, never held.</param>
    /// <param name="totalSeatsConsumed">The total that GitHub gave; null when unknown.</param>
    /// <param name="totalSeatsPurchased">The total that GitHub gave; null when unknown.</param>
    /// <param name="cancellationToken">Cancels the writing; the old content then stays.</param>
    /// <returns>A task that ends when the file is in place.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public static Task WriteFileAsync(
        string path,
        IAsyncEnumerable<ConsumedLicense> rows,
        long? totalSeatsConsumed,
        long? totalSeatsPurchased,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return AtomicFile.WriteAsync(path, (file, token) => CoreAsync(file, rows, totalSeatsConsumed, totalSeatsPurchased, token), cancellationToken);
    }

    private static async Task CoreAsync(Stream destination, IAsyncEnumerable<ConsumedLicense> rows, long? totalSeatsConsumed, long? totalSeatsPurchased, CancellationToken cancellationToken)
    {
        var writer = new JsonFileWriter(destination);
        writer.StartObject();
        Always(writer, "total_seats_consumed"u8, totalSeatsConsumed);
        Always(writer, "total_seats_purchased"u8, totalSeatsPurchased);
        writer.Name("users"u8);
        writer.StartArray();
        await foreach (ConsumedLicense row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            writer.NewLine();
            Write(writer, row);
            await writer.FlushIfLargeAsync(cancellationToken).ConfigureAwait(false);
        }

        writer.EndArray();
        writer.EndObject();
        writer.EndLine();
        await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private static void Write(JsonFileWriter writer, ConsumedLicense row)
    {
        writer.StartObject();
        Always(writer, "github_com_login"u8, row.GitHubComLogin ?? "");
        Always(writer, "github_com_name"u8, row.GitHubComName);
        Always(writer, "enterprise_server_user_ids"u8, row.EnterpriseServerUserIds);
        Always(writer, "github_com_user"u8, row.GitHubComUser);
        Always(writer, "enterprise_server_user"u8, row.EnterpriseServerUser);
        Always(writer, "visual_studio_subscription_user"u8, row.VisualStudioSubscriptionUser);
        Always(writer, "license_type"u8, row.LicenseType.Value);
        Always(writer, "github_com_profile"u8, row.GitHubComProfile);
        Always(writer, "github_com_member_roles"u8, row.GitHubComMemberRoles);
        Always(writer, "github_com_enterprise_roles"u8, row.GitHubComEnterpriseRoles);
        writer.Property("github_com_enterprise_role"u8, row.GitHubComEnterpriseRole);
        Always(writer, "github_com_verified_domain_emails"u8, row.GitHubComVerifiedDomainEmails);
        Always(writer, "github_com_saml_name_id"u8, row.GitHubComSamlNameId);
        Always(writer, "github_com_orgs_with_pending_invites"u8, row.GitHubComOrgsWithPendingInvites);
        Always(writer, "github_com_two_factor_auth"u8, row.GitHubComTwoFactorAuth);
        writer.Property("github_com_two_factor_auth_required_by_date"u8, row.GitHubComTwoFactorAuthRequiredByDate);
        Always(writer, "enterprise_server_primary_emails"u8, row.EnterpriseServerPrimaryEmails);
        Always(writer, "visual_studio_license_status"u8, row.VisualStudioLicenseStatus);
        Always(writer, "visual_studio_subscription_email"u8, row.VisualStudioSubscriptionEmail);
        Always(writer, "total_user_accounts"u8, row.TotalUserAccounts);
        WriteReportColumns(writer, row);
        writer.Additional(row.AdditionalProperties);
        writer.EndObject();
    }

    private static void WriteReportColumns(JsonFileWriter writer, ConsumedLicense row)
    {
        writer.Property("github_com_cost_center"u8, row.GitHubComCostCenter);
        writer.Property("github_com_advanced_security_license_user"u8, row.GitHubComAdvancedSecurityLicenseUser);
        writer.Property("github_com_code_security_license_user"u8, row.GitHubComCodeSecurityLicenseUser);
        writer.Property("github_com_secret_protection_license_user"u8, row.GitHubComSecretProtectionLicenseUser);
        writer.Property("ghe_license_active"u8, row.GheLicenseActive);
        writer.Property("ghe_license_start_date"u8, row.GheLicenseStartDate);
        writer.Property("ghe_license_end_date"u8, row.GheLicenseEndDate);
        IfAny(writer, "enterprise_server_advanced_security_user_ids"u8, row.EnterpriseServerAdvancedSecurityUserIds);
        IfAny(writer, "enterprise_server_code_security_user_ids"u8, row.EnterpriseServerCodeSecurityUserIds);
        IfAny(writer, "enterprise_server_secret_protection_user_ids"u8, row.EnterpriseServerSecretProtectionUserIds);
    }

    private static void IfAny(JsonFileWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<ServerUserId> ids)
    {
        if (ids.Count > 0)
        {
            Always(writer, name, ids);
        }
    }

    private static void Always(JsonFileWriter writer, ReadOnlySpan<byte> name, string? text)
    {
        writer.Name(name);
        writer.Value(text);
    }

    private static void Always(JsonFileWriter writer, ReadOnlySpan<byte> name, bool? flag)
    {
        writer.Name(name);
        writer.Raw(flag is { } value ? (value ? "true"u8 : "false"u8) : "null"u8);
    }

    private static void Always(JsonFileWriter writer, ReadOnlySpan<byte> name, long? number)
    {
        writer.Name(name);
        if (number is { } value)
        {
            writer.Value(value);
        }
        else
        {
            writer.Raw("null"u8);
        }
    }

    private static void Always(JsonFileWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<string> texts)
    {
        writer.Name(name);
        writer.Value(texts);
    }

    private static void Always(JsonFileWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<ServerUserId> ids)
    {
        writer.Name(name);
        writer.StartArray();
        foreach (ServerUserId id in ids)
        {
            writer.Value(id.RawText);
        }

        writer.EndArray();
    }
}
