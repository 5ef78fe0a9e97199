using System.Buffers;
using System.Text;
using LicenseSync.Accounts;
using LicenseSync.IO;

namespace LicenseSync.UsageFiles;

/// <summary>Writes usage exports: <c>{"instance":{…},"users":[…]}</c>, UTF-8, one account a line, additional properties as they came. The same accounts give the same bytes. Safe for concurrent use.</summary>
/// <remarks>The names are the first of each field's aliases, so that what is written is read back equal. Fields that are unknown (null) are left out.</remarks>
public static class UsageFileWriter
{
    /// <summary>Writes a usage file to a stream.</summary>
    /// <param name="destination">Where to write; flushed and left open.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="accounts">Its accounts, in the order to write them; enumerated once, never held.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <returns>A task that ends when everything is written.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static Task WriteAsync(Stream destination, ServerInstance instance, IAsyncEnumerable<ServerAccount> accounts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(accounts);
        return WriteCoreAsync(destination, instance, accounts, cancellationToken);
    }

    /// <summary>Writes a usage file that is complete or absent; see <see cref="AtomicFile"/>.</summary>
    /// <param name="path">The file's path; replaced if it exists.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="accounts">Its accounts, in the order to write them; enumerated once, never held.</param>
    /// <param name="cancellationToken">Cancels the writing; the old content then stays.</param>
    /// <returns>A task that ends when the file is in place.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public static Task WriteFileAsync(string path, ServerInstance instance, IAsyncEnumerable<ServerAccount> accounts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(accounts);
        return AtomicFile.WriteAsync(path, (file, token) => WriteCoreAsync(file, instance, accounts, token), cancellationToken);
    }

    /// <summary>Writes a usage file whose users stay encrypted.</summary>
    /// <param name="destination">Where to write; flushed and left open.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="encryptedUsers">The users as <see cref="UsageFile.CopyEncryptedUsersAsync"/> gives them: base64 text; read to its end, left open.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <returns>A task that ends when everything is written.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="encryptedUsers"/> is not ASCII, and so not base64.</exception>
    public static Task WriteEncryptedAsync(Stream destination, ServerInstance instance, Stream encryptedUsers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(encryptedUsers);
        return WriteEncryptedCoreAsync(destination, instance, encryptedUsers, cancellationToken);
    }

    private static async Task WriteCoreAsync(Stream destination, ServerInstance instance, IAsyncEnumerable<ServerAccount> accounts, CancellationToken cancellationToken)
    {
        var writer = new JsonFileWriter(destination);
        Start(writer, instance);
        writer.StartArray();
        await foreach (ServerAccount account in accounts.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            writer.NewLine();
            Write(writer, account);
            await writer.FlushIfLargeAsync(cancellationToken).ConfigureAwait(false);
        }

        writer.EndArray();
        await EndAsync(writer, cancellationToken).ConfigureAwait(false);
    }

    private static async Task WriteEncryptedCoreAsync(Stream destination, ServerInstance instance, Stream encryptedUsers, CancellationToken cancellationToken)
    {
        var writer = new JsonFileWriter(destination);
        Start(writer, instance);
        writer.StartText();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(64 << 10);
        try
        {
            int read;
            while ((read = await encryptedUsers.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (!Ascii.IsValid(buffer.AsSpan(0, read)))
                {
                    throw new ArgumentException("The encrypted users must be base64 text.", nameof(encryptedUsers));
                }

                writer.TextPiece(buffer.AsSpan(0, read));
                await writer.FlushIfLargeAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }

        writer.EndText();
        await EndAsync(writer, cancellationToken).ConfigureAwait(false);
    }

    private static void Start(JsonFileWriter writer, ServerInstance instance)
    {
        writer.StartObject();
        writer.Name("instance"u8);
        Write(writer, instance);
        writer.Name("users"u8);
    }

    private static Task EndAsync(JsonFileWriter writer, CancellationToken cancellationToken)
    {
        writer.EndObject();
        writer.EndLine();
        return writer.FlushAsync(cancellationToken);
    }

    private static void Write(JsonFileWriter writer, ServerInstance instance)
    {
        writer.StartObject();
        writer.Property("server_id"u8, instance.ServerId.HasValue ? instance.ServerId.ToString() : null);
        writer.Property("host_name"u8, instance.HostName);
        writer.Property("version"u8, instance.Version);
        writer.Property("public_key"u8, instance.PublicKey);
        writer.Property("license"u8, instance.LicenseHash);
        writer.Property("http_only"u8, instance.IsHttpOnly);
        if (instance.Features.Count > 0)
        {
            writer.Name("features"u8);
            writer.StartArray();
            foreach (ServerFeature feature in instance.Features)
            {
                Write(writer, feature);
            }

            writer.EndArray();
        }

        writer.Additional(instance.AdditionalProperties);
        writer.EndObject();
    }

    private static void Write(JsonFileWriter writer, ServerFeature feature)
    {
        if (feature.EnabledAt is null && feature.AdditionalProperties.Count == 0)
        {
            writer.Value(feature.Name);
            return;
        }

        writer.StartObject();
        writer.Property("name"u8, feature.Name);
        writer.Property("enabled_at"u8, feature.EnabledAt);
        writer.Additional(feature.AdditionalProperties);
        writer.EndObject();
    }

    private static void Write(JsonFileWriter writer, ServerAccount account)
    {
        writer.StartObject();
        writer.Property("user_id"u8, account.UserId);
        writer.Property("login"u8, account.Login);
        writer.Property("profile_name"u8, account.ProfileName);
        writer.Property("is_site_admin"u8, account.IsSiteAdmin);
        writer.Property("remote_created_at"u8, account.CreatedAt);
        writer.Name("suspended"u8);
        writer.Value(account.IsSuspended);
        writer.Property("suspended_at"u8, account.SuspendedAt);
        writer.Property("dormant"u8, account.IsDormant);
        if (account.Emails.Count > 0)
        {
            writer.Name("emails"u8);
            writer.StartArray();
            foreach (ServerAccountEmail email in account.Emails)
            {
                Write(writer, email);
            }

            writer.EndArray();
        }

        writer.Property("advanced_security"u8, account.UsesAdvancedSecurity);
        writer.Property("code_security"u8, account.UsesCodeSecurity);
        writer.Property("secret_protection"u8, account.UsesSecretProtection);
        writer.Additional(account.AdditionalProperties);
        writer.EndObject();
    }

    private static void Write(JsonFileWriter writer, ServerAccountEmail email)
    {
        if (email.IsPrimary is null && email.AdditionalProperties.Count == 0)
        {
            writer.Value(email.Address);
            return;
        }

        writer.StartObject();
        writer.Property("email"u8, email.Address);
        writer.Property("primary"u8, email.IsPrimary);
        writer.Additional(email.AdditionalProperties);
        writer.EndObject();
    }
}
