using System.Runtime.CompilerServices;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;
using LicenseSync.LicenseReports;
using LicenseSync.UsageFiles;

namespace LicenseSync.GitHub.Delivery;

/// <summary>Writes a usage export, or a user report (CSV), as a usage export that says less. Streams; safe for concurrent use.</summary>
/// <remarks>
/// GitHub Docs, "About GitHub Connect": with license sync an instance sends each user's ID and email addresses and whether they use Advanced Security. Kept beside these are server id and host name,
/// whether an account is suspended (it would else count), and the login of the setup account <c>scim-admin</c> (semantics C1): the totals of a reconciliation stay what they were. An instance that the
/// file names only behind its users is left out, as a user report's is (semantics A1).
/// </remarks>
public static class UsageTransform
{
    private const string SetupLogin = "scim-admin";

    /// <summary>Leaves out what the documentation does not name as transmitted.</summary>
    /// <param name="source">The export or report, plain or gzip; left open.</param>
    /// <param name="destination">Where to write the export; left open.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A task that ends when all is written.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="EncryptedUsersException">The users are encrypted: nothing can be left out of them.</exception>
    /// <exception cref="InputFormatException">The source is no usage export or user report, or is malformed or truncated.</exception>
    public static Task MinimizeAsync(Stream source, Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        return WriteAsync(source, destination, pseudonyms: null, cancellationToken);
    }

    /// <summary>Leaves out the same, and replaces addresses by pseudonyms. See <see cref="MinimizeAsync"/>.</summary>
    /// <param name="source">The export or report, plain or gzip; left open.</param>
    /// <param name="destination">Where to write the export; left open.</param>
    /// <param name="pseudonyms">What makes the pseudonyms: the same key makes two files comparable.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A task that ends when all is written.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="EncryptedUsersException">The users are encrypted.</exception>
    /// <exception cref="InputFormatException">The source is no usage export or user report, or is malformed or truncated.</exception>
    public static Task PseudonymizeAsync(Stream source, Stream destination, EmailPseudonyms pseudonyms, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(pseudonyms);
        return WriteAsync(source, destination, pseudonyms, cancellationToken);
    }

    private static async Task WriteAsync(Stream source, Stream destination, EmailPseudonyms? pseudonyms, CancellationToken cancellationToken)
    {
        InputFile input = await InputFile.OpenAsync(source, leaveOpen: true, cancellationToken: cancellationToken).ConfigureAwait(false);
        await using (input.ConfigureAwait(false))
        {
            if (input.Kind == FileKind.ServerUserReport)
            {
                ServerUserReportFile report = await ServerUserReportFile.OpenAsync(input.Content, leaveOpen: true, cancellationToken: cancellationToken).ConfigureAwait(false);
                await using (report.ConfigureAwait(false))
                {
                    await WriteAsync(new(), report.ReadAccountsAsync(cancellationToken)).ConfigureAwait(false);
                }

                return;
            }

            UsageFile file = await UsageFile.OpenAsync(input.Content, leaveOpen: true, cancellationToken: cancellationToken).ConfigureAwait(false);
            await using (file.ConfigureAwait(false))
            {
                await WriteAsync(new() { ServerId = file.Instance?.ServerId ?? default, HostName = file.Instance?.HostName }, file.ReadAccountsAsync(cancellationToken)).ConfigureAwait(false);
            }
        }

        Task WriteAsync(ServerInstance instance, IAsyncEnumerable<ServerAccount> accounts) =>
            UsageFileWriter.WriteAsync(destination, instance, ReduceAsync(accounts, pseudonyms, cancellationToken), cancellationToken);
    }

    private static async IAsyncEnumerable<ServerAccount> ReduceAsync(IAsyncEnumerable<ServerAccount> accounts, EmailPseudonyms? pseudonyms, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (ServerAccount account in accounts.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return new()
            {
                UserId = account.UserId,
                Login = LoginOf(account, pseudonyms),
                IsSuspended = account.IsSuspended,
                Emails = [.. account.Emails.Select(email => new ServerAccountEmail { Address = pseudonyms?.Of(email.Address) ?? email.Address, IsPrimary = email.IsPrimary })],
                UsesAdvancedSecurity = account.UsesAdvancedSecurity,
                UsesCodeSecurity = account.UsesCodeSecurity,
                UsesSecretProtection = account.UsesSecretProtection,
            };
        }
    }

    /// <summary>The login where it is the account's key (semantics A2) or the setup account's.</summary>
    private static string? LoginOf(ServerAccount account, EmailPseudonyms? pseudonyms) =>
        string.Equals(account.Login, SetupLogin, StringComparison.OrdinalIgnoreCase) ? SetupLogin
        : account.UserId is not null ? null
        : pseudonyms is null ? account.Login : pseudonyms.OfText(account.Login!);
}
