using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;
using LicenseSync.Reconciliation;
using LicenseSync.Transport;
using Microsoft.Extensions.Logging;

namespace LicenseSync.Sync;

/// <summary>The reconciliation of a run: fed instance by instance, so that no usage is kept for it.</summary>
internal sealed class SyncReconciliation(SyncOptions options, ILogger logger)
{
    private const int IdentitiesAtOnce = 1_000;

    private readonly ReconciliationBuilder _builder = options.CreateBuilder();

    public ReconciliationResult? Result { get; private set; }

    public LicenseTotals? Totals { get; private set; }

    /// <summary>Why there is no result; null as long as there may be one.</summary>
    public SyncFailure? Failure { get; private set; }

    /// <summary>Adds an instance's accounts.</summary>
    /// <returns>Whether they are taken.</returns>
    public async Task<bool> AddAsync(Spool spool, string name, CancellationToken cancellationToken)
    {
        await AttemptAsync(
            async () =>
            {
                InputFile input = await InputFile.OpenAsync(spool.OpenRead(), name, leaveOpen: false, cancellationToken).ConfigureAwait(false);
                await using (input.ConfigureAwait(false))
                {
                    await _builder.AddServerFileAsync(input, name, cancellationToken).ConfigureAwait(false);
                }
            },
            cancellationToken).ConfigureAwait(false);
        return Failure is null;
    }

    /// <summary>Adds what the cloud knows, and decides.</summary>
    public Task FinishAsync(SyncPlan plan, int instancesLeftOut, CancellationToken cancellationToken) => AttemptAsync(
        async () =>
        {
            foreach (IConsumedLicensesSource source in plan.CloudLicenses)
            {
                await foreach (ConsumedLicensesPage page in source.ReadPagesAsync(cancellationToken).WithCancellation(cancellationToken).ConfigureAwait(false))
                {
                    _builder.AddConsumedLicenses(page.Rows, page.TotalSeatsConsumed, page.TotalSeatsPurchased, "cloud licenses");
                }
            }

            foreach (IIdentitySource source in plan.Identities)
            {
                await AddIdentitiesAsync(source, cancellationToken).ConfigureAwait(false);
            }

            Result = _builder.Build();
            Totals = LicenseTotals.From(Result.Summary, instancesLeftOut);
            LicenseSyncTelemetry.LicensesConsumed.Record(Totals.LicensesConsumed);
        },
        cancellationToken);

    private async Task AddIdentitiesAsync(IIdentitySource source, CancellationToken cancellationToken)
    {
        var identities = new List<ExternalIdentity>();
        await foreach (ExternalIdentity identity in source.ReadAsync(cancellationToken).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            identities.Add(identity);
            if (identities.Count == IdentitiesAtOnce)
            {
                _builder.AddIdentities(identities, "identities");
                identities.Clear();
            }
        }

        _builder.AddIdentities(identities, "identities");
    }

    // A builder that threw is not to be used any more.
    private async Task AttemptAsync(Func<Task> step, CancellationToken cancellationToken)
    {
        if (Failure is not null)
        {
            return;
        }

        Failure = await Attempt.RunAsync(step, cancellationToken).ConfigureAwait(false);
        if (Failure is { } failure)
        {
            Log.ReconciliationFailed(logger, failure.Kind, failure.Code, failure.Message);
        }
    }
}
