using System.Collections.Concurrent;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>Objects that are used again when they are done with: memory that was touched before costs nothing. Safe for concurrent use.</summary>
/// <param name="create">Makes one where none is at hand.</param>
internal sealed class Reusables<T>(Func<T> create)
{
    private readonly ConcurrentBag<T> _idle = [];

    public T Take() => _idle.TryTake(out T? idle) ? idle : create();

    public void Give(T item) => _idle.Add(item);
}
