namespace LicenseSync.Matching;

/// <summary>One kind of evidence that a server account without a match and another account are one person (semantics G). Derive from it to add a kind.</summary>
/// <remarks>Pairs are found through keys, never pair by pair, so that the time stays linear: both accounts add keys, and those with a key in common are compared. A rule must not keep state: several processors ask it at the same time.</remarks>
public abstract class SuggestionRule
{
    /// <summary>Names the rule.</summary>
    /// <param name="code">The code that reports print, for example <c>same_login</c>; not blank.</param>
    /// <param name="confidence">How far its suggestions can be trusted.</param>
    /// <exception cref="ArgumentException"><paramref name="code"/> is blank, or <paramref name="confidence"/> is no defined value.</exception>
    protected SuggestionRule(string code, SuggestionConfidence confidence)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        if (!Enum.IsDefined(confidence))
        {
            throw new ArgumentException("The confidence must be a defined value.", nameof(confidence));
        }

        Code = code;
        Confidence = confidence;
    }

    /// <summary>The code that reports print.</summary>
    public string Code { get; }

    /// <summary>How far its suggestions can be trusted.</summary>
    public SuggestionConfidence Confidence { get; }

    /// <summary>How many people may share a key for it to mean anything: more, and pairs under it are passed over.</summary>
    /// <value>No limit unless overridden; at least 2.</value>
    public virtual int MaxPeoplePerKey => int.MaxValue;

    /// <summary>Adds the keys under which a server account without a match looks for others.</summary>
    /// <param name="account">The account.</param>
    /// <param name="enterpriseDomains">The enterprise's verified and configured domains (semantics D14), ignoring case.</param>
    /// <param name="keys">Takes the keys.</param>
    public abstract void CollectKeys(SuggestionParty account, IReadOnlySet<string> enterpriseDomains, SuggestionKeys keys);

    /// <summary>Adds the keys under which an account is found. The same as those it looks under, unless overridden.</summary>
    /// <param name="target">A cloud account, an invitation, or a server account without a match.</param>
    /// <param name="enterpriseDomains">The enterprise's verified and configured domains (semantics D14), ignoring case.</param>
    /// <param name="keys">Takes the keys.</param>
    public virtual void CollectTargetKeys(SuggestionParty target, IReadOnlySet<string> enterpriseDomains, SuggestionKeys keys) =>
        CollectKeys(target, enterpriseDomains, keys);

    /// <summary>Compares two accounts that have a key in common.</summary>
    /// <param name="account">The server account without a match.</param>
    /// <param name="target">The other account, of another person.</param>
    /// <param name="enterpriseDomains">The enterprise's verified and configured domains (semantics D14), ignoring case.</param>
    /// <returns>The evidence; null when they are no likely pair after all.</returns>
    public abstract SuggestionEvidence? Compare(SuggestionParty account, SuggestionParty target, IReadOnlySet<string> enterpriseDomains);

    /// <summary>The rule's code.</summary>
    /// <returns><see cref="Code"/>.</returns>
    public override string ToString() => Code;
}
