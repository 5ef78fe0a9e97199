namespace LicenseSync.Matching;

/// <summary>Does work on several processors, and gives what comes of it in order, while the next is done.</summary>
internal static class InOrder
{
    // So many that who takes the results is seldom waited for, and seldom waits.
    private const int ItemsAhead = 4;

    /// <summary>Works on some things.</summary>
    /// <param name="items">The things.</param>
    /// <param name="maxParallelism">On how many processors; 1 is where the results are taken.</param>
    /// <param name="run">The work: safe to be done at the same time for several.</param>
    /// <returns>The results, to be gone through once; when that ends, so has all work. What the work throws, taking its result throws.</returns>
    public static IEnumerable<TResult> Select<T, TResult>(IEnumerable<T> items, int maxParallelism, Func<T, TResult> run) =>
        maxParallelism == 1 ? items.Select(run) : SelectAhead(items, maxParallelism, run);

    /// <summary>Works on some things by their numbers, many at a time.</summary>
    /// <param name="first">The first number.</param>
    /// <param name="end">Behind the last.</param>
    /// <param name="size">How many at a time.</param>
    /// <param name="maxParallelism">See <see cref="Select"/>.</param>
    /// <param name="run">The work on those from one number to before another.</param>
    /// <returns>See <see cref="Select"/>.</returns>
    public static IEnumerable<TResult> SelectBlocks<TResult>(int first, int end, int size, int maxParallelism, Func<int, int, TResult> run)
    {
        int count = Math.Max(end - first + size - 1, 0) / size;
        return Select(Enumerable.Range(0, count).Select(block => first + (block * size)), count <= 1 ? 1 : maxParallelism, start => run(start, Math.Min(start + size, end)));
    }

    private static IEnumerable<TResult> SelectAhead<T, TResult>(IEnumerable<T> items, int maxParallelism, Func<T, TResult> run)
    {
        var processors = new TaskFactory(new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, maxParallelism).ConcurrentScheduler);
        var ahead = new Queue<Task<TResult>>();
        try
        {
            foreach (T item in items)
            {
                ahead.Enqueue(processors.StartNew(() => run(item)));
                if (ahead.Count / ItemsAhead >= maxParallelism)
                {
                    yield return ahead.Dequeue().GetAwaiter().GetResult();
                }
            }

            while (ahead.Count > 0)
            {
                yield return ahead.Dequeue().GetAwaiter().GetResult();
            }
        }
        finally
        {
            ((Task)Task.WhenAll(ahead)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
        }
    }
}
