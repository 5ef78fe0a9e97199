using System.Text.Json;
using LicenseSync.Diagnostics;
using LicenseSync.IO;
using LicenseSync.Validation;

namespace LicenseSync.Reports;

/// <summary>Writes the findings about one file as JSON for programs: the document of <c>licensesync validate --format json</c>. Safe to share.</summary>
public static class ValidationJsonWriter
{
    /// <summary>Writes the result.</summary>
    /// <param name="destination">Where the document goes: UTF-8 without a byte-order mark, one line; left open. All that is not ASCII is escaped.</param>
    /// <param name="result">What to write; of each kind of finding those that <see cref="ValidationResult.Diagnostics"/> holds.</param>
    /// <param name="cancellationToken">Ends the work; what was written by then is no complete document.</param>
    /// <returns>A task that ends when the document is written and flushed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> or <paramref name="result"/> is null.</exception>
    public static Task WriteAsync(Stream destination, ValidationResult result, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(result);
        return WriteCoreAsync(destination, result, cancellationToken);
    }

    /// <summary>The contract's name of a kind of file.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>For example <c>server-usage</c>; null for <see cref="FileKind.Unknown"/>.</returns>
    public static string? NameOf(FileKind kind) => kind switch
    {
        FileKind.ServerUsage => "server-usage",
        FileKind.ConsumedLicenses => "consumed-licenses",
        FileKind.LicenseReport => "license-report",
        FileKind.ServerUserReport => "server-user-report",
        FileKind.Identities => "identities",
        _ => null,
    };

    private static async Task WriteCoreAsync(Stream destination, ValidationResult result, CancellationToken cancellationToken)
    {
        var writer = new Utf8JsonWriter(destination);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            writer.WriteBoolean("valid"u8, result.IsValid);
            writer.WriteString("kind"u8, NameOf(result.Kind));
            writer.WriteBoolean("encrypted"u8, result.IsEncrypted);
            writer.WriteStartArray("diagnostics"u8);
            foreach (Diagnostic diagnostic in result.Diagnostics)
            {
                DiagnosticJson.Write(writer, diagnostic, withFile: false);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
