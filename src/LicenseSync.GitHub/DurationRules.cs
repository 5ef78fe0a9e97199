using System.ComponentModel.DataAnnotations;

namespace LicenseSync.GitHub;

/// <summary>Which durations make sense. By hand, since <c>[Range]</c> over <see cref="TimeSpan"/> is not trimming safe.</summary>
internal static class DurationRules
{
    public static IEnumerable<ValidationResult> Check(string property, TimeSpan value, TimeSpan longest)
    {
        if (value < TimeSpan.FromSeconds(1) || value > longest)
        {
            yield return new($"{property} must be from 1 second to {longest.Days} days.", [property]);
        }
    }
}
