using LicenseSync.Diagnostics;
using LicenseSync.IO;
using LicenseSync.Reconciliation;
using LicenseSync.Web.Storage;
using LicenseSync.Web.Uploads;

namespace LicenseSync.Web.Counting;

/// <summary>Counts once for each change of what is accepted, in the background, and keeps the last count. Another replica's change is noticed within seconds.</summary>
internal sealed class LicenseCounter(
    WebStore store, IContentStore contents, IServiceProvider services, TimeProvider time, WebMetrics metrics, ILogger<LicenseCounter> logger) : BackgroundService
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _wake = new(0);
    private readonly SemaphoreSlim _counting = new(1, 1);
    private volatile LicenseSnapshot? _current;
    private volatile CancellationTokenSource? _running;
    private (long Inputs, DateTimeOffset At) _failed = (-1, default);

    /// <summary>Why the last count failed; null when it did not.</summary>
    public string? Failure { get; private set; }

    /// <summary>Says that a decision changed.</summary>
    public void Wake() => _wake.Release();

    /// <summary>Says that what is counted changed: a count that is under way is of no use any more.</summary>
    public void Restart()
    {
        try
        {
            _running?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended meanwhile.
        }

        Wake();
    }

    /// <summary>The count of what is accepted now, if it is made in time; else an earlier one, or null.</summary>
    public async Task<(LicenseSnapshot? Snapshot, bool IsCurrent)> GetAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        while (!await IsCurrentAsync(cancellationToken))
        {
            // The count goes on when this request does not wait any more.
            Task count = Task.Run(() => CountIfChangedAsync(CancellationToken.None), CancellationToken.None);
            TimeSpan left = patience - time.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
            {
                return (_current, false);
            }

            try
            {
                await count.WaitAsync(left, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                return (_current, false);
            }

            if (Failure is not null)
            {
                return (_current, false);
            }
        }

        return (_current, true);
    }

    public override void Dispose()
    {
        base.Dispose();
        _wake.Dispose();
        _counting.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await CountIfChangedAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Log.CountFailed(logger, exception);
            }

            await _wake.WaitAsync(LookInterval, stoppingToken);
        }
    }

    private async Task<bool> IsCurrentAsync(CancellationToken cancellationToken) => _current is { } current
        && current.InputsVersion == await store.GetInputsVersionAsync(cancellationToken)
        && current.DecisionsVersion == await store.GetDecisionsVersionAsync(cancellationToken);

    private async Task CountIfChangedAsync(CancellationToken cancellationToken)
    {
        await _counting.WaitAsync(cancellationToken);
        using var running = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _running = running;
        long inputs = -1;
        try
        {
            if (await IsCurrentAsync(cancellationToken))
            {
                return;
            }

            inputs = await store.GetInputsVersionAsync(cancellationToken);
            if (_failed.Inputs == inputs && time.GetUtcNow() - _failed.At < RetryInterval)
            {
                return;
            }

            long decisions = await store.GetDecisionsVersionAsync(cancellationToken);
            LicenseSnapshot snapshot = _current is { } current && current.InputsVersion == inputs ? current : await CountAsync(inputs, running.Token);
            SuggestionReview review = snapshot.Result.Review(await store.GetDecisionsAsync(cancellationToken));
            _current = snapshot with { DecisionsVersion = decisions, Review = review, WhatIf = snapshot.Result.WhatIf(review.Accepted) };
            Failure = null;
            _failed = (-1, default);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Something changed while it was counted: the next look counts that.
        }
        catch (Exception exception) when (exception is LicenseSyncException or IOException)
        {
            // A file that was removed meanwhile is no failure: the next look counts without it.
            if (exception is not FileNotFoundException)
            {
                _failed = (inputs, time.GetUtcNow());
                Failure = exception.Message;
                Log.CountFailed(logger, exception);
            }
        }
        finally
        {
            _running = null;
            _counting.Release();
        }
    }

    private async Task<LicenseSnapshot> CountAsync(long inputsVersion, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        List<Upload> uploads = await store.GetUploadsAsync(UploadState.Accepted, cancellationToken);
        var builder = services.GetRequiredService<ReconciliationBuilder>();
        foreach (Upload upload in uploads.Where(upload => upload is { IsUsage: true, IsEncrypted: false }))
        {
            await AddAsync(upload, upload.Instance!, file => builder.AddServerFileAsync(file, upload.Instance, cancellationToken), cancellationToken);
        }

        foreach ((int number, Upload upload) in uploads.Where(upload => upload.IsLicenseData).Index())
        {
            await AddAsync(upload, $"license data {number + 1}", file => builder.AddCloudFileAsync(file, cancellationToken), cancellationToken);
        }

        foreach ((int number, Upload upload) in uploads.Where(upload => upload.Kind == FileKind.Identities).Index())
        {
            await AddAsync(upload, $"identities {number + 1}", file => builder.AddIdentityFileAsync(file, cancellationToken), cancellationToken);
        }

        ReconciliationResult result = builder.Build();
        bool hasLicenseData = uploads.Any(upload => upload.IsLicenseData);
        var snapshot = new LicenseSnapshot
        {
            InputsVersion = inputsVersion,
            DecisionsVersion = -1,
            CountedAt = time.GetUtcNow(),
            Result = result,
            People = new(result, cancellationToken),
            Comparison = hasLicenseData ? result.CompareWithReport(new() { Clock = time }) : null,
            Review = new() { Suggestions = [], Accepted = [], StaleDecisions = [] },
            WhatIf = new() { Applied = [], LicensesFreed = 0, Summary = result.Summary },
            LeftOut = [.. uploads.Where(upload => upload is { IsUsage: true, IsEncrypted: true }).Select(upload => upload.Instance!)],
            HasUsage = uploads.Any(upload => upload.IsUsage),
            HasLicenseData = hasLicenseData,
            HasIdentities = uploads.Any(upload => upload.Kind == FileKind.Identities),
        };
        if (result.People.Count > 0)
        {
            _ = result.ExplainAt(0); // what explanations look up is made here, not on somebody's time
        }

        if (!snapshot.IsEmpty)
        {
            await store.AddTrendPointAsync(inputsVersion, result.Summary, cancellationToken);
        }

        TimeSpan duration = time.GetElapsedTime(start);
        metrics.Counted(duration);
        Log.Counted(logger, result.Summary.ServerAccounts, result.Summary.CloudAccounts, result.Summary.LicensesConsumed, duration);
        return snapshot;
    }

    private async Task AddAsync(Upload upload, string name, Func<InputFile, Task> add, CancellationToken cancellationToken)
    {
        Stream content = await contents.OpenAsync(upload.Id, cancellationToken);
        await using InputFile file = await InputFile.OpenAsync(content, name, leaveOpen: false, cancellationToken);
        await add(file);
    }
}
