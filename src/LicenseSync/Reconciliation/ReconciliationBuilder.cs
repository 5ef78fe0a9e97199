using System.Diagnostics;
using System.Globalization;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;
using LicenseSync.Matching;
using LicenseSync.Reconciliation.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LicenseSync.Reconciliation;

/// <summary>Takes server accounts, license data and identities in any order, from files or from memory, and decides who consumes a license.</summary>
/// <remarks>
/// What is added is streamed: only what the rules need of each record is kept. The order does not matter, except that of two usage files with one
/// server id the later replaces the earlier (semantics A1, D12). Not safe for concurrent use; the result is. After an exception from an
/// <c>Add…</c> method the builder is not to be used any more.
/// </remarks>
public sealed partial class ReconciliationBuilder
{
    private readonly ILogger _logger;
    private readonly ReconciliationOptions _options;
    private readonly ReaderOptions _reading;
    private readonly WholeInputs? _whole;
    private readonly TotalsInputs? _totals;
    private readonly IReconciliationInputs _inputs;
    private readonly List<string?> _sources = [];
    private readonly DiagnosticCollection _diagnostics = [];
    private bool _isBuilt;

    /// <summary>Starts a reconciliation.</summary>
    /// <param name="options">The settings; null for the defaults. Copied.</param>
    /// <param name="logger">Told of inputs, findings and totals; null for none.</param>
    /// <exception cref="ArgumentException">A value of the options is out of its range.</exception>
    public ReconciliationBuilder(ReconciliationOptions? options = null, ILogger<ReconciliationBuilder>? logger = null)
    {
        _logger = logger ?? NullLogger<ReconciliationBuilder>.Instance;
        _options = (options ?? new()).CheckedCopy();
        _reading = _options.Reading!.CheckedCopy();
        _reading.Mode = _options.Mode;
        _reading.OnDiagnostic = Report;
        var rules = new RuleSet(_options.Rules);
        if (_options.SummaryOnly && TotalsInputs.CanTake(rules))
        {
            _inputs = _totals = new(rules, _options, Report);
        }
        else
        {
            _inputs = _whole = new(rules, _options, Report);
        }
    }

    /// <summary>Adds the accounts of one instance from memory.</summary>
    /// <param name="instance">The instance: its key is the server id (semantics A1).</param>
    /// <param name="accounts">The accounts, enumerated once; of two with one user id the first is kept (A2).</param>
    /// <param name="sourceName">The name of the input in evidence and messages; null for none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="instance"/> or <paramref name="accounts"/> is null.</exception>
    /// <exception cref="InputFormatException">In strict mode, an account breaks a rule (A2).</exception>
    public void AddServerAccounts(ServerInstance instance, IEnumerable<ServerAccount> accounts, string? sourceName = null)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(accounts);
        ServerInstanceEntry entry = _inputs.Servers.Begin(sourceName, givenName: null);
        var checks = new ServerInputs.Checks(Report, sourceName);
        int record = 0;
        foreach (ServerAccount account in accounts)
        {
            if (checks.Accept(account, ++record))
            {
                _inputs.Servers.Add(entry, account, record);
            }
        }

        _inputs.Servers.End(entry, instance);
    }

    /// <summary>Adds the accounts of one instance as they arrive.</summary>
    /// <param name="instance">The instance: its key is the server id (semantics A1).</param>
    /// <param name="accounts">The accounts, enumerated once; of two with one user id the first is kept (A2).</param>
    /// <param name="sourceName">The name of the input in evidence and messages; null for none.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A task that ends when all accounts are taken.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="instance"/> or <paramref name="accounts"/> is null.</exception>
    /// <exception cref="InputFormatException">In strict mode, an account breaks a rule (A2).</exception>
    public async Task AddServerAccountsAsync(
        ServerInstance instance, IAsyncEnumerable<ServerAccount> accounts, string? sourceName = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(accounts);
        ServerInstanceEntry entry = _inputs.Servers.Begin(sourceName, givenName: null);
        var checks = new ServerInputs.Checks(Report, sourceName);
        int record = 0;
        await foreach (ServerAccount account in accounts.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (checks.Accept(account, ++record))
            {
                _inputs.Servers.Add(entry, account, record);
            }
        }

        _inputs.Servers.End(entry, instance);
    }

    /// <summary>Adds rows of license data from memory (semantics A4, A5, A8).</summary>
    /// <param name="rows">The rows, enumerated once.</param>
    /// <param name="totalSeatsConsumed"><c>total_seats_consumed</c>, GitHub's own count; the largest one given counts. Null when unknown.</param>
    /// <param name="totalSeatsPurchased"><c>total_seats_purchased</c>; the largest one given counts. Null when unknown.</param>
    /// <param name="sourceName">The name of the input in evidence and messages; null for none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="rows"/> is null.</exception>
    public void AddConsumedLicenses(
        IEnumerable<ConsumedLicense> rows, long? totalSeatsConsumed = null, long? totalSeatsPurchased = null, string? sourceName = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        int source = AddSource(sourceName);
        int record = 0;
        foreach (ConsumedLicense row in rows)
        {
            _inputs.Cloud.Add(row, new(source, ++record), sourceName);
        }

        _inputs.Cloud.AddTotals(totalSeatsConsumed, totalSeatsPurchased);
    }

    /// <summary>Adds external identities from memory (semantics A7).</summary>
    /// <param name="identities">The identities, enumerated once.</param>
    /// <param name="sourceName">The name of the input in evidence and messages; null for none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="identities"/> is null.</exception>
    public void AddIdentities(IEnumerable<ExternalIdentity> identities, string? sourceName = null)
    {
        ArgumentNullException.ThrowIfNull(identities);
        int source = AddSource(sourceName);
        int record = 0;
        foreach (ExternalIdentity identity in identities)
        {
            _inputs.Identities.Add(identity, new(source, ++record));
        }
    }

    /// <summary>What was found so far while reading and reconciling; at most 1,000 of each code are held.</summary>
    public DiagnosticCollection Diagnostics => _diagnostics;

    /// <summary>Decides. Either this or <see cref="BuildSummary"/> can be called, once.</summary>
    /// <returns>The result.</returns>
    /// <exception cref="EncryptedUsersException">The users of a usage file are encrypted, and no later file replaces it (semantics A3).</exception>
    /// <exception cref="InvalidOperationException">The builder has built already, or was made with <see cref="ReconciliationOptions.SummaryOnly"/>.</exception>
    public ReconciliationResult Build()
    {
        if (_options.SummaryOnly)
        {
            throw new InvalidOperationException($"The builder holds no more than the totals need ({nameof(ReconciliationOptions.SummaryOnly)}); call {nameof(BuildSummary)}.");
        }

        return BuildWhole();
    }

    /// <summary>Decides, and tells the totals alone: the <see cref="ReconciliationResult.Summary"/> of the same inputs. Needs least memory with <see cref="ReconciliationOptions.SummaryOnly"/>.</summary>
    /// <returns>The totals.</returns>
    /// <exception cref="EncryptedUsersException">The users of a usage file are encrypted, and no later file replaces it (semantics A3).</exception>
    /// <exception cref="InvalidOperationException">The builder has built already.</exception>
    public ReconciliationSummary BuildSummary() => _totals is null ? BuildWhole().Summary : Decide(_totals.Count, summary => summary);

    private ReconciliationResult BuildWhole() =>
        Decide(instances => new ReconciliationResult(_whole!.Decide(instances, _sources), _diagnostics), result => result.Summary);

    private T Decide<T>(Func<IReadOnlyList<ServerInstanceEntry>, T> decide, Func<T, ReconciliationSummary> summaryOf)
    {
        if (_isBuilt)
        {
            throw new InvalidOperationException("A builder builds once; start a new one.");
        }

        _isBuilt = true;
        using Activity? activity = LicenseSyncTelemetry.ActivitySource.StartActivity("licensesync.reconcile");
        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<ServerInstanceEntry> instances = _inputs.Servers.Finish();
        _inputs.Link(ReportUnlinked);

        // What readers find and what is found here come in an order that depends on the sections.
        _diagnostics.SortByCode();
        T result = decide(instances);
        ReconciliationSummary summary = summaryOf(result);
        LicenseSyncTelemetry.MatchDuration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
        Log.Reconciled(_logger, summary.ServerAccounts, summary.CloudAccounts, summary.LicensesConsumed, summary.LicensesSaved);
        return result;
    }

    private void ReportUnlinked(AddressIndex.SourceKey source) => Report(new()
    {
        Descriptor = DiagnosticDescriptors.UnlinkedIdentity,
        Severity = DiagnosticDescriptors.UnlinkedIdentity.Severity,
        Message = string.Create(CultureInfo.InvariantCulture, $"Identity {source.Record} is linked to no cloud account of the license data and is not used."),
        Position = new() { Source = _sources[source.Source] },
    });

    private int AddSource(string? name)
    {
        _sources.Add(name);
        return _sources.Count - 1;
    }

    // Readers throw what strict mode refuses; what comes from memory is refused here.
    private void Report(Diagnostic diagnostic)
    {
        if (_options.SummaryOnly && diagnostic.Descriptor == DiagnosticDescriptors.ServerUserIdInTwoRows)
        {
            // Told of people, not of totals, also where rules have to be asked and people are held.
            return;
        }

        if (_options.Mode == ReadingMode.Strict && diagnostic.Severity == DiagnosticSeverity.Error)
        {
            throw new InputFormatException(diagnostic);
        }

        if (_diagnostics.Add(diagnostic))
        {
            Log.Finding(_logger, diagnostic.Severity == DiagnosticSeverity.Info ? LogLevel.Debug : LogLevel.Warning, diagnostic);
        }

        _options.Reading!.OnDiagnostic?.Invoke(diagnostic);
    }
}
