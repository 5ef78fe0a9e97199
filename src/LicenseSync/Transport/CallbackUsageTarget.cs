namespace LicenseSync.Transport;

/// <summary>Hands usage files to a function. As safe to share as the function is.</summary>
public sealed class CallbackUsageTarget : IUsageFileTarget
{
    private readonly Func<UsageDelivery, CancellationToken, Task> _deliver;

    /// <summary>Names the function.</summary>
    /// <param name="deliver">Delivers a file; called again for one id it must change nothing, as <see cref="IUsageFileTarget.DeliverAsync"/> says.</param>
    /// <exception cref="ArgumentNullException"><paramref name="deliver"/> is null.</exception>
    public CallbackUsageTarget(Func<UsageDelivery, CancellationToken, Task> deliver)
    {
        ArgumentNullException.ThrowIfNull(deliver);
        _deliver = deliver;
    }

    /// <summary>Calls the function.</summary>
    /// <param name="delivery">What to deliver.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The function's task.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="delivery"/> is null.</exception>
    public Task DeliverAsync(UsageDelivery delivery, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return _deliver(delivery, cancellationToken);
    }
}
