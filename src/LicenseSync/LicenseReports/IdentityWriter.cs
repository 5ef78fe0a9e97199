using LicenseSync.Accounts;
using LicenseSync.IO;

namespace LicenseSync.LicenseReports;

/// <summary>Writes identities as one <c>{"external_identities":[…]}</c> document, UTF-8, one a line, additional properties as they came. The same identities give the same bytes. Safe for concurrent use.</summary>
/// <remarks>The names are GraphQL's in snake case. A user of a SCIM list response is an entry with <c>"scim_user":true</c>, which is our own addition: without it, an entry that names no login
/// would be linked to nobody (semantics A7). <see cref="IdentityFile"/> reads back what was written; an empty text comes back as null.</remarks>
public static class IdentityWriter
{
    /// <summary>Writes identities to a stream.</summary>
    /// <param name="destination">Where to write; flushed and left open.</param>
    /// <param name="identities">The identities, in the order to write them; enumerated once, never held.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <returns>A task that ends when everything is written.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static Task WriteAsync(Stream destination, IAsyncEnumerable<ExternalIdentity> identities, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(identities);
        return CoreAsync(destination, identities, cancellationToken);
    }

    /// <summary>Writes a file that is complete or absent; see <see cref="AtomicFile"/>.</summary>
    /// <param name="path">The file's path; replaced if it exists.</param>
    /// <param name="identities">The identities, in the order to write them; enumerated once, never held.</param>
    /// <param name="cancellationToken">Cancels the writing; the old content then stays.</param>
    /// <returns>A task that ends when the file is in place.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public static Task WriteFileAsync(string path, IAsyncEnumerable<ExternalIdentity> identities, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(identities);
        return AtomicFile.WriteAsync(path, (file, token) => CoreAsync(file, identities, token), cancellationToken);
    }

    private static async Task CoreAsync(Stream destination, IAsyncEnumerable<ExternalIdentity> identities, CancellationToken cancellationToken)
    {
        var writer = new JsonFileWriter(destination);
        writer.StartObject();
        writer.Name("external_identities"u8);
        writer.StartArray();
        await foreach (ExternalIdentity identity in identities.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            writer.NewLine();
            Write(writer, identity);
            await writer.FlushIfLargeAsync(cancellationToken).ConfigureAwait(false);
        }

        writer.EndArray();
        writer.EndObject();
        writer.EndLine();
        await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private static void Write(JsonFileWriter writer, ExternalIdentity identity)
    {
        writer.StartObject();
        writer.Property("guid"u8, identity.Guid);
        writer.Name("github_com_login"u8);
        writer.Value(identity.GitHubComLogin);
        writer.Property("scim_user"u8, identity.IsScimUser ? true : null);
        writer.Name("saml_identity"u8);
        Write(writer, identity.SamlIdentity);
        writer.Name("scim_identity"u8);
        Write(writer, identity.ScimIdentity);
        writer.Additional(identity.AdditionalProperties);
        writer.EndObject();
    }

    private static void Write(JsonFileWriter writer, SamlIdentity? saml)
    {
        if (saml is null)
        {
            writer.Value((string?)null);
            return;
        }

        writer.StartObject();
        writer.Name("name_id"u8);
        writer.Value(saml.NameId);
        writer.Name("username"u8);
        writer.Value(saml.Username);
        writer.Property("given_name"u8, saml.GivenName);
        writer.Property("family_name"u8, saml.FamilyName);
        Write(writer, saml.Emails);
        writer.Name("attributes"u8);
        writer.StartArray();
        foreach (SamlAttribute attribute in saml.Attributes)
        {
            writer.StartObject();
            writer.Property("name"u8, attribute.Name);
            writer.Name("value"u8);
            writer.Value(attribute.Value);
            writer.Additional(attribute.AdditionalProperties);
            writer.EndObject();
        }

        writer.EndArray();
        writer.Additional(saml.AdditionalProperties);
        writer.EndObject();
    }

    private static void Write(JsonFileWriter writer, ScimIdentity? scim)
    {
        if (scim is null)
        {
            writer.Value((string?)null);
            return;
        }

        writer.StartObject();
        writer.Property("id"u8, scim.Id);
        writer.Property("external_id"u8, scim.ExternalId);
        writer.Property("active"u8, scim.IsActive);
        writer.Name("username"u8);
        writer.Value(scim.UserName);
        writer.Property("display_name"u8, scim.DisplayName);
        writer.Property("given_name"u8, scim.GivenName);
        writer.Property("family_name"u8, scim.FamilyName);
        Write(writer, scim.Emails);
        writer.Additional(scim.AdditionalProperties);
        writer.EndObject();
    }

    private static void Write(JsonFileWriter writer, IReadOnlyList<IdentityEmail> emails)
    {
        writer.Name("emails"u8);
        writer.StartArray();
        foreach (IdentityEmail email in emails)
        {
            writer.StartObject();
            writer.Name("value"u8);
            writer.Value(email.Value);
            writer.Property("type"u8, email.Type);
            writer.Property("primary"u8, email.IsPrimary);
            writer.Additional(email.AdditionalProperties);
            writer.EndObject();
        }

        writer.EndArray();
    }
}
