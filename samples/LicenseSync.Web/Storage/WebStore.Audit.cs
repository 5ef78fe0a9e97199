namespace LicenseSync.Web.Storage;

// Who did what.
internal sealed partial class WebStore
{
    public Task<int> AuditAsync(string who, string action, string subject, CancellationToken cancellationToken) => database.ExecuteAsync(
        AddEntry, cancellationToken, ("now", Now), ("who", who), ("action", action), ("subject", subject));

    /// <summary>Reads the log, the latest first, from before an entry.</summary>
    public Task<List<AuditEntry>> GetAuditAsync(long before, int count, CancellationToken cancellationToken) => database.QueryAsync(
        "SELECT number, at, who, action, subject FROM audit WHERE number < @before ORDER BY number DESC LIMIT @count",
        row => new AuditEntry(row.Number(0), row.Time(1), row.Text(2), row.Text(3), row.Text(4)),
        cancellationToken, ("before", before), ("count", count));

    private const string AddEntry = "INSERT INTO audit (at, who, action, subject) VALUES (@now, @who, @action, @subject)";

    private Task<int> AuditAsync(Database.Statements statements, string who, string action, string subject, CancellationToken cancellationToken) =>
        statements.ExecuteAsync(AddEntry, cancellationToken, ("now", Now), ("who", who), ("action", action), ("subject", subject));
}
