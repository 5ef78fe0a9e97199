using LicenseSync.Accounts;
using LicenseSync.Diagnostics;

namespace LicenseSync.Validation;

/// <summary>What can be said about the rows of license data together: their kind (semantics A4), rows of one account (A5), server accounts in two rows.</summary>
internal sealed class LicenseRowChecks(ValidationRun run)
{
    private readonly HashSet<string> _cloudLogins = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<ServerUserId, long> _rowOfServerUserId = [];

    /// <summary>Looks at the next row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="position">Where it stands.</param>
    public void Check(ConsumedLicense row, SourcePosition position)
    {
        run.Records++;
        ConsumedLicenseKind kind = row.Kind;
        if (kind == ConsumedLicenseKind.Unclassified)
        {
            run.Add(DiagnosticDescriptors.UnclassifiedRow, "The row is neither an invitation nor an account nor a subscriber; it is ignored.", position);
        }
        else if (kind == ConsumedLicenseKind.CloudAccount && !_cloudLogins.Add(row.GitHubComLogin!.Trim()))
        {
            run.Add(DiagnosticDescriptors.MergedRows, "An earlier row has the same login; the rows are merged.", position);
        }

        foreach (ServerUserId id in row.EnterpriseServerUserIds)
        {
            if (id.IsKnown && !_rowOfServerUserId.TryAdd(id, run.Records) && _rowOfServerUserId[id] != run.Records)
            {
                _rowOfServerUserId[id] = run.Records;
                run.Add(DiagnosticDescriptors.ServerUserIdInTwoRows, $"The server user {id} stands in an earlier row, too.", position);
            }
        }

        foreach (string email in row.GitHubComVerifiedDomainEmails)
        {
            if (!EmailAddress.TryParse(email, out _))
            {
                run.Add(DiagnosticDescriptors.NotAnEmail, "A verified email has no '@': it never matches.", position);
            }
        }
    }
}
