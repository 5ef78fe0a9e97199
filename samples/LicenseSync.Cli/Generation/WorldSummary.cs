using System.Text.Json;

namespace LicenseSync.Cli.Generation;

/// <summary>The totals of a generated world, known from the way it is built and not from reconciling it (semantics E).</summary>
public sealed record WorldSummary
{
    public long ServerAccounts { get; init; }

    public long CloudAccounts { get; init; }

    public long LicensesConsumed => EnterpriseLicensesConsumed + VisualStudioLicensesConsumed;

    public long EnterpriseLicensesConsumed { get; init; }

    public long VisualStudioLicensesConsumed { get; init; }

    public long LicensesWithoutSync { get; init; }

    public long LicensesPurchased { get; init; }

    public long Matched { get; init; }

    public long NotMatched { get; init; }

    public long CannotTell { get; init; }

    /// <summary>Writes <c>{"summary":{…}}</c>, the part of the document of <c>reconcile --format json</c> that is known.</summary>
    public async Task WriteAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        await using var writer = new Utf8JsonWriter(destination, new() { Indented = true, NewLine = "\n" });
        writer.WriteStartObject();
        writer.WriteStartObject("summary");
        writer.WriteNumber("server_accounts", ServerAccounts);
        writer.WriteNumber("cloud_accounts", CloudAccounts);
        writer.WriteNumber("people", LicensesConsumed);
        writer.WriteNumber("licenses_consumed", LicensesConsumed);
        writer.WriteNumber("enterprise_licenses_consumed", EnterpriseLicensesConsumed);
        writer.WriteNumber("visual_studio_licenses_consumed", VisualStudioLicensesConsumed);
        writer.WriteNumber("licenses_without_sync", LicensesWithoutSync);
        writer.WriteNumber("licenses_saved", LicensesWithoutSync - LicensesConsumed);
        writer.WriteNumber("licenses_purchased", LicensesPurchased);
        writer.WriteNumber("licenses_available", LicensesPurchased - LicensesConsumed);
        writer.WriteNumber("matched", Matched);
        writer.WriteNumber("not_matched", NotMatched);
        writer.WriteNumber("cannot_tell", CannotTell);
        writer.WriteEndObject();
        writer.WriteEndObject();
        await writer.FlushAsync(cancellationToken);
        await destination.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }
}
