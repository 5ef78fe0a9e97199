using LicenseSync.IO;
using LicenseSync.Reconciliation;

namespace LicenseSync.Sync;

/// <summary>Settings of a <see cref="SyncRunner"/>, which copies them.</summary>
public sealed class SyncOptions
{
    /// <summary>What makes a usage file invalid: what ends its reading, or, when strict, anything that breaks its format.</summary>
    /// <value><see cref="ReadingMode.Lenient"/> by default.</value>
    public ReadingMode Mode { get; set; }

    /// <summary>How long a run that stands still keeps others from running; it is renewed in time while the run goes on.</summary>
    /// <value>2 minutes by default; from 1 second to 1 day.</value>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>The folder where a usage file is kept while it is checked and delivered, readable to the user only, and gone with the process.</summary>
    /// <value>The system's folder for temporary files by default.</value>
    public string SpoolFolder { get; set; } = Path.GetTempPath();

    /// <summary>Makes the builder of each reconciliation.</summary>
    /// <value>One with the defaults, by default.</value>
    public Func<ReconciliationBuilder> CreateBuilder { get; set; } = () => new();

    internal SyncOptions CheckedCopy()
    {
        Check(Enum.IsDefined(Mode), nameof(Mode), "a defined mode");
        Check(LeaseDuration >= TimeSpan.FromSeconds(1) && LeaseDuration <= TimeSpan.FromDays(1), nameof(LeaseDuration), "from 1 second to 1 day");
        Check(!string.IsNullOrEmpty(SpoolFolder), nameof(SpoolFolder), "a folder");
        Check(CreateBuilder is not null, nameof(CreateBuilder), "a function");
        return (SyncOptions)MemberwiseClone();

        static void Check(bool holds, string property, string allowed)
        {
            if (!holds)
            {
                throw new ArgumentException($"{property} must be {allowed}.", property);
            }
        }
    }
}
