using LicenseSync.Accounts;
using LicenseSync.IO;

namespace LicenseSync.LicenseReports;

/// <summary>Writes consumed-licenses JSON as one merged document: totals, then the rows, each on its line. The same rows give the same bytes.</summary>
/// <remarks>
/// Every field of the REST API is written, in its order, null where unknown; fields that only the CSV report has where they have a value; then what a reader kept, as it came.
/// Server user ids are written as they came. What is written reads back as the same rows.
/// </remarks>
public static class ConsumedLicensesWriter
{
    /// <summary>Writes a document to a stream.</summary>
    /// <param name="destination">Where to write; left open.</param>
    /// <param name="rows">The rows, enumerated once.</param>
    /// <param name="totalSeatsConsumed"><c>total_seats_consumed</c>; null when unknown.</param>
    /// <param name="totalSeatsPurchased"><c>total_seats_purchased</c>; null when unknown.</param>
    /// <param name="cancellationToken">Cancels the writing; what is written then is no whole document.</param>
    /// <returns>A task that ends when all is written.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> or <paramref name="rows"/> is null.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static Task WriteAsync(
        Stream destination,
        IAsyncEnumerable<ConsumedLicense> rows,
        long? totalSeatsConsumed = null,
        long? totalSeatsPurchased = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(rows);
        return WriteDocumentAsync(destination, rows, totalSeatsConsumed, totalSeatsPurchased, cancellationToken);
    }

    /// <summary>Writes a file, which is complete or absent: on failure what stood there stays.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="rows">The rows, enumerated once.</param>
    /// <param name="totalSeatsConsumed"><c>total_seats_consumed</c>; null when unknown.</param>
    /// <param name="totalSeatsPurchased"><c>total_seats_purchased</c>; null when unknown.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <returns>A task that ends when the file is there.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> or <paramref name="rows"/> is null, or the path is empty.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public static Task WriteFileAsync(
        string path,
        IAsyncEnumerable<ConsumedLicense> rows,
        long? totalSeatsConsumed = null,
        long? totalSeatsPurchased = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(rows);
        return AtomicFile.WriteAsync(path, (stream, token) => WriteDocumentAsync(stream, rows, totalSeatsConsumed, totalSeatsPurchased, token), cancellationToken);
    }

    private static async Task WriteDocumentAsync(
        Stream destination, IAsyncEnumerable<ConsumedLicense> rows, long? totalSeatsConsumed, long? totalSeatsPurchased, CancellationToken cancellationToken)
    {
        var writer = new JsonFileWriter(destination);
        writer.StartObject();
        Number(writer, "total_seats_consumed"u8, totalSeatsConsumed);
        Number(writer, "total_seats_purchased"u8, totalSeatsPurchased);
        writer.Name("users"u8);
        writer.StartArray();
        await foreach (ConsumedLicense row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            writer.NewLine();
            WriteRow(writer, row);
            await writer.FlushIfLargeAsync(cancellationToken).ConfigureAwait(false);
        }

        writer.EndArray();
        writer.EndObject();
        writer.EndLine();
        await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private static void WriteRow(JsonFileWriter writer, ConsumedLicense row)
    {
        writer.StartObject();
        Text(writer, "github_com_login"u8, row.GitHubComLogin);
        Text(writer, "github_com_name"u8, row.GitHubComName);
        Ids(writer, "enterprise_server_user_ids"u8, row.EnterpriseServerUserIds);
        Flag(writer, "github_com_user"u8, row.GitHubComUser);
        Flag(writer, "enterprise_server_user"u8, row.EnterpriseServerUser);
        Flag(writer, "visual_studio_subscription_user"u8, row.VisualStudioSubscriptionUser);
        Text(writer, "license_type"u8, row.LicenseType.Value);
        Text(writer, "github_com_profile"u8, row.GitHubComProfile);
        Texts(writer, "github_com_member_roles"u8, row.GitHubComMemberRoles);
        Texts(writer, "github_com_enterprise_roles"u8, row.GitHubComEnterpriseRoles);
        writer.Property("github_com_enterprise_role"u8, row.GitHubComEnterpriseRole);
        Texts(writer, "github_com_verified_domain_emails"u8, row.GitHubComVerifiedDomainEmails);
        Text(writer, "github_com_saml_name_id"u8, row.GitHubComSamlNameId);
        Texts(writer, "github_com_orgs_with_pending_invites"u8, row.GitHubComOrgsWithPendingInvites);
        Flag(writer, "github_com_two_factor_auth"u8, row.GitHubComTwoFactorAuth);
        writer.Property("github_com_two_factor_auth_required_by_date"u8, row.GitHubComTwoFactorAuthRequiredByDate);
        Texts(writer, "enterprise_server_emails"u8, row.EnterpriseServerPrimaryEmails);
        Text(writer, "visual_studio_license_status"u8, row.VisualStudioLicenseStatus);
        Text(writer, "visual_studio_subscription_email"u8, row.VisualStudioSubscriptionEmail);
        Number(writer, "total_user_accounts"u8, row.TotalUserAccounts);
        writer.Property("github_com_cost_center"u8, row.GitHubComCostCenter);
        writer.Property("github_com_advanced_security_license_user"u8, row.GitHubComAdvancedSecurityLicenseUser);
        writer.Property("github_com_code_security_license_user"u8, row.GitHubComCodeSecurityLicenseUser);
        writer.Property("github_com_secret_protection_license_user"u8, row.GitHubComSecretProtectionLicenseUser);
        writer.Property("ghe_license_active"u8, row.GheLicenseActive);
        writer.Property("ghe_license_start_date"u8, row.GheLicenseStartDate);
        writer.Property("ghe_license_end_date"u8, row.GheLicenseEndDate);
        IdsIfAny(writer, "enterprise_server_advanced_security_user_ids"u8, row.EnterpriseServerAdvancedSecurityUserIds);
        IdsIfAny(writer, "enterprise_server_code_security_user_ids"u8, row.EnterpriseServerCodeSecurityUserIds);
        IdsIfAny(writer, "enterprise_server_secret_protection_user_ids"u8, row.EnterpriseServerSecretProtectionUserIds);
        writer.Additional(row.AdditionalProperties);
        writer.EndObject();
    }

    private static void Text(JsonFileWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        writer.Name(name);
        writer.Value(value);
    }

    private static void Texts(JsonFileWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<string> values)
    {
        writer.Name(name);
        writer.Value(values);
    }

    private static void Flag(JsonFileWriter writer, ReadOnlySpan<byte> name, bool? value)
    {
        writer.Name(name);
        if (value is { } known)
        {
            writer.Value(known);
        }
        else
        {
            writer.Value((string?)null);
        }
    }

    private static void Number(JsonFileWriter writer, ReadOnlySpan<byte> name, long? value)
    {
        writer.Name(name);
        if (value is { } known)
        {
            writer.Value(known);
        }
        else
        {
            writer.Value((string?)null);
        }
    }

    private static void Ids(JsonFileWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<ServerUserId> ids)
    {
        writer.Name(name);
        writer.StartArray();
        foreach (ServerUserId id in ids)
        {
            writer.Value(id.RawText);
        }

        writer.EndArray();
    }

    private static void IdsIfAny(JsonFileWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<ServerUserId> ids)
    {
        if (ids.Count > 0)
        {
            Ids(writer, name, ids);
        }
    }
}
