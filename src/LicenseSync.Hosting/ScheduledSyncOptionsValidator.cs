using Microsoft.Extensions.Options;

namespace LicenseSync.Hosting;

/// <summary>Has the schedule check itself, so that its ranges stand in one place.</summary>
internal sealed class ScheduledSyncOptionsValidator(TimeProvider time) : IValidateOptions<ScheduledSyncOptions>
{
    public ValidateOptionsResult Validate(string? name, ScheduledSyncOptions options)
    {
        try
        {
            options.ToSchedule().GetNext(time.GetUtcNow(), [], time.GetUtcNow());
            return string.IsNullOrEmpty(options.SpoolFolder) ? ValidateOptionsResult.Fail("SpoolFolder must be a folder.") : ValidateOptionsResult.Success;
        }
        catch (InvalidOperationException exception)
        {
            return ValidateOptionsResult.Fail(exception.Message);
        }
    }
}
