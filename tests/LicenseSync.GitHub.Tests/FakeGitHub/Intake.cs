using System.Text;

namespace LicenseSync.GitHub.Tests.FakeGitHub;

/// <summary>A receiver of usage files: it takes each delivery id once, as <c>Idempotency-Key</c> asks, and keeps every file it took.</summary>
internal sealed class Intake(Func<FakeRequest, FakeAnswer> others)
{
    private readonly Lock _lock = new();
    private readonly List<(string Instance, string Id, string Content)> _taken = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _awaited = [];

    /// <summary>What was taken, in order.</summary>
    public IReadOnlyList<(string Instance, string Id, string Content)> Taken
    {
        get
        {
            lock (_lock)
            {
                return [.. _taken];
            }
        }
    }

    public FakeAnswer Answer(FakeRequest request)
    {
        if (!request.Path.StartsWith("/usage/", StringComparison.Ordinal))
        {
            return others(request);
        }

        string id = request.Header("Idempotency-Key")!;
        lock (_lock)
        {
            if (_taken.Exists(file => file.Id == id))
            {
                return new();
            }

            _taken.Add((request.Path["/usage/".Length..], id, Encoding.UTF8.GetString(request.Body)));
            _awaited.FindAll(awaited => _taken.Count >= awaited.Count).ForEach(awaited => awaited.Reached.TrySetResult());
            return new() { Status = 201 };
        }
    }

    /// <summary>Ends when so many files were taken.</summary>
    public Task TakesAsync(int count)
    {
        lock (_lock)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_taken.Count >= count)
            {
                reached.SetResult();
            }

            _awaited.Add((count, reached));
            return reached.Task;
        }
    }
}
