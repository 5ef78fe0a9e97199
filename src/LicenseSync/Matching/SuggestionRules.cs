namespace LicenseSync.Matching;

/// <summary>The kinds of evidence of semantics G.</summary>
public static class SuggestionRules
{
    /// <summary>A secondary email of the server account equals an identity address or verified address of a cloud account.</summary>
    public static SuggestionRule SecondaryEmail { get; } = new SecondaryEmailRule();

    /// <summary>Addresses are equal after dropping plus-tags and folding internationalized domains.</summary>
    public static SuggestionRule NormalizedEmail { get; } = new NormalizedEmailRule();

    /// <summary>Addresses have the same local part, and both domains belong to the enterprise.</summary>
    public static SuggestionRule DomainAlias { get; } = new DomainAliasRule();

    /// <summary>The logins are the same, ignoring case.</summary>
    public static SuggestionRule SameLogin { get; } = new SameLoginRule();

    /// <summary>Addresses of one domain differ by one typo in the local part.</summary>
    public static SuggestionRule SimilarEmail { get; } = new SimilarEmailRule();

    /// <summary>The display names are the same, and nothing else contradicts.</summary>
    public static SuggestionRule SameName { get; } = new SameNameRule();

    /// <summary>All of them, strongest first.</summary>
    public static IReadOnlyList<SuggestionRule> Default { get; } = [SecondaryEmail, NormalizedEmail, DomainAlias, SameLogin, SimilarEmail, SameName];
}
