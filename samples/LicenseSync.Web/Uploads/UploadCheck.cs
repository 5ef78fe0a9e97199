using System.Globalization;

namespace LicenseSync.Web.Uploads;

/// <summary>What should be looked at before an upload takes the place of what is there.</summary>
internal static class UploadCheck
{
    private const double FarFromLast = 0.25;
    private const int SmallInstance = 10;

    /// <summary>Compares an upload with what is counted.</summary>
    /// <param name="upload">The upload.</param>
    /// <param name="accepted">What is counted now.</param>
    /// <returns>Sentences for a person who decides; empty when nothing stands out.</returns>
    public static IReadOnlyList<string> Notes(Upload upload, IReadOnlyList<Upload> accepted)
    {
        var notes = new List<string>();
        if (accepted.Any(other => other.Sha256 == upload.Sha256 && other.Kind == upload.Kind))
        {
            notes.Add("This very file is counted already.");
            return notes;
        }

        if (!upload.IsUsage)
        {
            return notes;
        }

        foreach (Upload other in accepted.Where(other => other.IsUsage && upload.HostName is not null && Same(other.HostName, upload.HostName) && !Same(other.ServerId, upload.ServerId)))
        {
            notes.Add($"Another server id is known behind this host name ({other.ServerId ?? "none"}, now {upload.ServerId ?? "none"}). If the instance was set up anew, remove the old one afterwards: both count until then.");
        }

        if (accepted.FirstOrDefault(other => other.IsUsage && other.Instance is not null && Same(other.Instance, InstanceName.Of(upload, accepted))) is not { } last)
        {
            return notes;
        }

        if (upload.NewestAt < last.NewestAt)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"It is probably older than what is there: its newest account is of {upload.NewestAt:yyyy-MM-dd}, the file that is counted knows one of {last.NewestAt:yyyy-MM-dd}."));
        }

        if (upload.IsEncrypted && !last.IsEncrypted)
        {
            notes.Add("The file that is counted can be read, this one is encrypted: the instance would be missing from the count.");
        }
        else if (!last.IsEncrypted && Math.Abs(upload.Records - last.Records) > Math.Max(SmallInstance, last.Records * FarFromLast))
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"The number of accounts is far from the last one: {upload.Records:N0}, was {last.Records:N0}."));
        }

        return notes;
    }

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
