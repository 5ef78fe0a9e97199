using LicenseSync.IO;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation;

/// <summary>Settings of a reconciliation, where the rules leave a choice. A <see cref="ReconciliationBuilder"/> copies them when it is made.</summary>
public sealed class ReconciliationOptions
{
    /// <summary>What to do when several cloud accounts hit at the deciding step (semantics D9).</summary>
    /// <value><see cref="AmbiguityChoice.First"/> by default.</value>
    public AmbiguityChoice Ambiguity { get; set; }

    /// <summary>Logins of server accounts that consume no license, ignoring case (semantics C1).</summary>
    /// <value><c>scim-admin</c>, the setup account of SCIM, by default.</value>
    public ICollection<string> ExemptLogins { get; } = ["scim-admin"];

    /// <summary>Whether a pending invitation consumes a license (semantics C3; GitHub's documentation disagrees with itself).</summary>
    /// <value>True by default.</value>
    public bool CountPendingInvitations { get; set; } = true;

    /// <summary>Verified domains of the enterprise beside those the license data shows (semantics D14), for example <c>octo-corp.example</c>.</summary>
    /// <value>Empty by default.</value>
    public ICollection<string> EnterpriseDomains { get; } = [];

    /// <summary>The steps of matching in their order; leave out, reorder or add (semantics D1 to D7).</summary>
    /// <value><see cref="MatchRules.Default"/> by default.</value>
    public IList<MatchRule> Rules { get; } = [.. MatchRules.Default];

    /// <summary>The kinds of evidence for suggestions, strongest first (semantics G); leave out, reorder or add. Without any, names and secondary emails are not held in memory.</summary>
    /// <value><see cref="Matching.SuggestionRules.Default"/> by default.</value>
    public IList<SuggestionRule> SuggestionRules { get; } = [.. Matching.SuggestionRules.Default];

    /// <summary>Whether server accounts that no rule matched are joined with each other by equal primary emails (semantics D8).</summary>
    /// <value>True by default.</value>
    public bool MatchServerAccountsWithEachOther { get; set; } = true;

    /// <summary>Whether only the totals are wanted: <see cref="ReconciliationBuilder.BuildSummary"/> gives them, and nothing is held in memory that they do not need: of texts a fingerprint, except where a rule written elsewhere has to see whole rows. Findings about what is not held (LS3004) are left out.</summary>
    /// <value>False by default.</value>
    public bool SummaryOnly { get; set; }

    /// <summary>How files are read: strict refuses a file that breaks its format (semantics A2).</summary>
    /// <value><see cref="ReadingMode.Lenient"/> by default.</value>
    public ReadingMode Mode { get; set; }

    /// <summary>Limits and progress of the readers; <see cref="ReaderOptions.MaxParallelism"/> holds for finding suggestions, too. Its <see cref="ReaderOptions.Mode"/> is replaced by <see cref="Mode"/>, its source name by each file's; its <see cref="ReaderOptions.OnDiagnostic"/> is called as well.</summary>
    /// <value>Null by default: the readers' defaults.</value>
    public ReaderOptions? Reading { get; set; }

    /// <summary>A copy whose values are checked, with <see cref="Reading"/> never null.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names the property.</exception>
    internal ReconciliationOptions CheckedCopy()
    {
        Check(Enum.IsDefined(Ambiguity), nameof(Ambiguity));
        Check(Enum.IsDefined(Mode), nameof(Mode));
        var copy = new ReconciliationOptions
        {
            Ambiguity = Ambiguity,
            CountPendingInvitations = CountPendingInvitations,
            MatchServerAccountsWithEachOther = MatchServerAccountsWithEachOther,
            SummaryOnly = SummaryOnly,
            Mode = Mode,
            Reading = Reading ?? new(),
        };
        Replace(copy.ExemptLogins, ExemptLogins);
        Replace(copy.EnterpriseDomains, EnterpriseDomains);
        Replace(copy.Rules, Rules);
        Replace(copy.SuggestionRules, SuggestionRules);
        return copy;

        static void Check(bool isDefined, string property)
        {
            if (!isDefined)
            {
                throw new ArgumentException($"{property} must be a defined value.", property);
            }
        }

        static void Replace<T>(ICollection<T> items, IEnumerable<T> by)
        {
            items.Clear();
            foreach (T item in by)
            {
                items.Add(item);
            }
        }
    }
}
