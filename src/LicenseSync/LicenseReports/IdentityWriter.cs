using LicenseSync.Accounts;
using LicenseSync.IO;

namespace LicenseSync.LicenseReports;

/// <summary>Writes identities as one document of <c>external_identities</c>, each on its line. The same identities give the same bytes.</summary>
/// <remarks>
/// GraphQL's names in snake case; the login, both identities, and of these <c>name_id</c>, <c>username</c>, <c>emails</c> and <c>attributes</c>, are always there; others without a value are left out. A SCIM user of a list response gets <c>"scim_user":true</c>, so that it reads back as one and is
/// linked as one (semantics A7). What a reader kept is written as it came.
/// </remarks>
public static class IdentityWriter
{
    /// <summary>Writes a document to a stream.</summary>
    /// <param name="destination">Where to write; left open.</param>
    /// <param name="identities">The identities, enumerated once.</param>
    /// <param name="cancellationToken">Cancels the writing; what is written then is no whole document.</param>
    /// <returns>A task that ends when all is written.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> or <paramref name="identities"/> is null.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static Task WriteAsync(Stream destination, IAsyncEnumerable<ExternalIdentity> identities, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(identities);
        return WriteDocumentAsync(destination, identities, cancellationToken);
    }

    /// <summary>Writes a file, which is complete or absent: on failure what stood there stays.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="identities">The identities, enumerated once.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <returns>A task that ends when the file is there.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> or <paramref name="identities"/> is null, or the path is empty.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public static Task WriteFileAsync(string path, IAsyncEnumerable<ExternalIdentity> identities, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(identities);
        return AtomicFile.WriteAsync(path, (stream, token) => WriteDocumentAsync(stream, identities, token), cancellationToken);
    }

    private static async Task WriteDocumentAsync(Stream destination, IAsyncEnumerable<ExternalIdentity> identities, CancellationToken cancellationToken)
    {
        var writer = new JsonFileWriter(destination);
        writer.StartObject();
        writer.Name("external_identities"u8);
        writer.StartArray();
        await foreach (ExternalIdentity identity in identities.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            writer.NewLine();
            WriteIdentity(writer, identity);
            await writer.FlushIfLargeAsync(cancellationToken).ConfigureAwait(false);
        }

        writer.EndArray();
        writer.EndObject();
        writer.EndLine();
        await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private static void WriteIdentity(JsonFileWriter writer, ExternalIdentity identity)
    {
        writer.StartObject();
        writer.Property("guid"u8, identity.Guid);
        writer.Name("github_com_login"u8);
        writer.Value(identity.GitHubComLogin);
        writer.Property("scim_user"u8, identity.IsScimUser ? true : null);
        writer.Name("saml_identity"u8);
        WriteSaml(writer, identity.SamlIdentity);
        writer.Name("scim_identity"u8);
        WriteScim(writer, identity.ScimIdentity);
        writer.Additional(identity.AdditionalProperties);
        writer.EndObject();
    }

    private static void WriteSaml(JsonFileWriter writer, SamlIdentity? saml)
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
        WriteEmails(writer, saml.Emails);
        WriteAttributes(writer, saml.Attributes);
        writer.Additional(saml.AdditionalProperties);
        writer.EndObject();
    }

    private static void WriteScim(JsonFileWriter writer, ScimIdentity? scim)
    {
        if (scim is null)
        {
            writer.Value((string?)null);
            return;
        }

        writer.StartObject();
        writer.Property("id"u8, scim.Id);
        writer.Property("external_id"u8, scim.ExternalId);
        writer.Name("username"u8);
        writer.Value(scim.UserName);
        writer.Property("display_name"u8, scim.DisplayName);
        writer.Property("given_name"u8, scim.GivenName);
        writer.Property("family_name"u8, scim.FamilyName);
        writer.Property("active"u8, scim.IsActive);
        WriteEmails(writer, scim.Emails);
        writer.Additional(scim.AdditionalProperties);
        writer.EndObject();
    }

    private static void WriteEmails(JsonFileWriter writer, IReadOnlyList<IdentityEmail> emails)
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

    private static void WriteAttributes(JsonFileWriter writer, IReadOnlyList<SamlAttribute> attributes)
    {
        writer.Name("attributes"u8);
        writer.StartArray();
        foreach (SamlAttribute attribute in attributes)
        {
            writer.StartObject();
            writer.Property("name"u8, attribute.Name);
            writer.Name("value"u8);
            writer.Value(attribute.Value);
            writer.Additional(attribute.AdditionalProperties);
            writer.EndObject();
        }

        writer.EndArray();
    }
}
