using System.Text.Json;
using LicenseSync.Reconciliation;

namespace LicenseSync.Web.Storage;

// What owners decided about suggestions, and the trend.
internal sealed partial class WebStore
{
    public async Task<SuggestionDecisions> GetDecisionsAsync(CancellationToken cancellationToken)
    {
        var decisions = new SuggestionDecisions();
        foreach (SuggestionDecision decision in await database.QueryAsync(
            "SELECT accounts, code, fingerprint, choice FROM decisions ORDER BY decided_at, accounts",
            row => new SuggestionDecision
            {
                Accounts = JsonSerializer.Deserialize<string[]>(row.Text(0))!,
                Code = row.Text(1),
                Fingerprint = row.Text(2),
                Choice = Enum.Parse<DecisionChoice>(row.Text(3)),
            },
            cancellationToken))
        {
            decisions.Set(decision);
        }

        return decisions;
    }

    /// <summary>Decides about a suggestion, or takes a decision back.</summary>
    public Task<int> DecideAsync(IReadOnlyList<string> accounts, string code, string fingerprint, DecisionChoice choice, string who, CancellationToken cancellationToken) => database.InTransactionAsync(
        async statements =>
        {
            string key = JsonSerializer.Serialize(accounts);
            if (choice == DecisionChoice.Undecided)
            {
                await statements.ExecuteAsync("DELETE FROM decisions WHERE accounts = @accounts", cancellationToken, ("accounts", key));
            }
            else
            {
                await statements.ExecuteAsync(
                    """
                    INSERT INTO decisions (accounts, code, fingerprint, choice, decided_at, decided_by) VALUES (@accounts, @code, @fingerprint, @choice, @now, @by)
                    ON CONFLICT (accounts) DO UPDATE SET code = @code, fingerprint = @fingerprint, choice = @choice, decided_at = @now, decided_by = @by
                    """,
                    cancellationToken, ("accounts", key), ("code", code), ("fingerprint", fingerprint), ("choice", choice.ToString()), ("now", Now), ("by", who));
            }

            await statements.ExecuteAsync(Bump, cancellationToken, ("name", DecisionsVersion));
            string action = choice switch
            {
                DecisionChoice.Accept => AuditAction.SuggestionAccepted,
                DecisionChoice.Reject => AuditAction.SuggestionRejected,
                _ => AuditAction.SuggestionReset,
            };
            return await AuditAsync(statements, who, action, string.Join(", ", accounts), cancellationToken);
        },
        cancellationToken);

    /// <summary>Keeps the totals of a count, the last of each hour: what is half uploaded is no trend. Replicas that count the same keep it once.</summary>
    public Task<int> AddTrendPointAsync(long inputsVersion, ReconciliationSummary summary, CancellationToken cancellationToken) => database.InTransactionAsync(
        async statements =>
        {
            DateTimeOffset now = Now;
            await statements.ExecuteAsync(
                "DELETE FROM trend WHERE at >= @hour AND inputs_version < @version", cancellationToken, ("hour", now - TimeSpan.FromTicks(now.Ticks % TimeSpan.TicksPerHour)), ("version", inputsVersion));
            return await statements.ExecuteAsync(
                """
                INSERT INTO trend (inputs_version, at, consumed, enterprise, visual_studio, saved, purchased, server_accounts, cloud_accounts)
                VALUES (@version, @now, @consumed, @enterprise, @vs, @saved, @purchased, @server, @cloud) ON CONFLICT (inputs_version) DO NOTHING
                """,
                cancellationToken,
                ("version", inputsVersion), ("now", now), ("consumed", summary.LicensesConsumed), ("enterprise", summary.EnterpriseLicensesConsumed),
                ("vs", summary.VisualStudioLicensesConsumed), ("saved", summary.LicensesSaved), ("purchased", summary.LicensesPurchased), ("server", summary.ServerAccounts), ("cloud", summary.CloudAccounts));
        },
        cancellationToken);

    /// <summary>Reads the last points of the trend, the earliest first.</summary>
    public async Task<IReadOnlyList<TrendPoint>> GetTrendAsync(int count, CancellationToken cancellationToken)
    {
        List<TrendPoint> points = await database.QueryAsync(
            "SELECT at, consumed, enterprise, visual_studio, saved, purchased, server_accounts, cloud_accounts FROM trend ORDER BY inputs_version DESC LIMIT @count",
            row => new TrendPoint(row.Time(0), row.Number(1), row.Number(2), row.Number(3), row.Number(4), row.NumberOrNull(5), row.Number(6), row.Number(7)),
            cancellationToken, ("count", count));
        points.Reverse();
        return points;
    }
}
