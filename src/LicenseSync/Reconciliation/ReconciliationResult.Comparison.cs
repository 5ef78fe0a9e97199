using LicenseSync.Accounts;
using LicenseSync.LicenseReports;
using LicenseSync.Matching;
using LicenseSync.Reconciliation.Internal;

namespace LicenseSync.Reconciliation;

// What GitHub reports beside ours (semantics F).
public sealed partial class ReconciliationResult
{
    /// <summary>Compares with the license data that this reconciliation was built from: nothing is read again.</summary>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <returns>The comparison, made in linear time, sorting aside.</returns>
    /// <exception cref="ArgumentException">A value of <paramref name="options"/> is out of its range.</exception>
    public LicenseComparison CompareWithReport(ComparisonOptions? options = null) => Compare(_data.Cloud, options);

    /// <summary>Compares with other license data, for example with that of a later day.</summary>
    /// <param name="consumedLicenses">All rows, enumerated once (semantics A4, A5).</param>
    /// <param name="totalSeatsConsumed"><c>total_seats_consumed</c> beside the rows; null when unknown.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <returns>The comparison, made in linear time, sorting aside.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="consumedLicenses"/> is null.</exception>
    /// <exception cref="ArgumentException">A value of <paramref name="options"/> is out of its range.</exception>
    public LicenseComparison CompareWith(IEnumerable<ConsumedLicense> consumedLicenses, long? totalSeatsConsumed = null, ComparisonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(consumedLicenses);
        var reported = new CloudSide(new TextArena(), new RuleSet([]), Detail.People, _ => { });
        int record = 0;
        foreach (ConsumedLicense row in consumedLicenses)
        {
            reported.Add(row, new(0, ++record), sourceName: null);
        }

        reported.AddTotals(totalSeatsConsumed, seatsPurchased: null);
        return Compare(reported, options);
    }

    private LicenseComparison Compare(CloudSide reported, ComparisonOptions? options)
    {
        options ??= new();
        if (options.MaxSyncAge < TimeSpan.Zero)
        {
            throw new ArgumentException($"{nameof(ComparisonOptions.MaxSyncAge)} must not be negative.", nameof(options));
        }

        return new(ComparisonEngine.Run(_data, _people.Value, reported, Summary.LicensesConsumed), FindOutdated(options));
    }

    private IReadOnlyList<InstanceSyncStatus> FindOutdated(ComparisonOptions options)
    {
        if (options.SyncStatus is not { } known)
        {
            return [];
        }

        DateTimeOffset now = (options.Clock ?? TimeProvider.System).GetUtcNow();
        IEnumerable<InstanceSyncStatus> unknown = _data.Instances
            .Where(instance => !instance.IsReplaced && !known.Any(status => IsOf(status, instance)))
            .Select(instance => new InstanceSyncStatus { ServerId = instance.ServerId, HostName = instance.HostName });
        return [.. known.Concat(unknown).Where(status => status.IsOutdated(now, options.MaxSyncAge))];

        static bool IsOf(InstanceSyncStatus status, ServerInstanceEntry instance) => status.ServerId.HasValue && instance.ServerId.HasValue
            ? status.ServerId == instance.ServerId
            : string.Equals(status.HostName?.Trim(), instance.HostName, StringComparison.OrdinalIgnoreCase);
    }
}
