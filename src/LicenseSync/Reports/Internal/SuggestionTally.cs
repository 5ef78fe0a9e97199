using LicenseSync.Matching;
using LicenseSync.Reconciliation;

namespace LicenseSync.Reports.Internal;

/// <summary>What suggestions add up to: made in one pass, of which only the first are kept.</summary>
internal sealed class SuggestionTally
{
    private SuggestionTally()
    {
    }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The licenses all of them free together.</summary>
    public int Frees => FreesByAdvice + FreesAfterReview;

    /// <summary>The licenses that those to act on free.</summary>
    public int FreesByAdvice { get; private set; }

    /// <summary>The licenses that those to look at first free.</summary>
    public int FreesAfterReview { get; private set; }

    /// <summary>The licenses by kind of evidence, in the order the kinds come.</summary>
    public Dictionary<string, (int Count, int Frees)> ByCode { get; } = [];

    /// <summary>The first suggestions.</summary>
    public List<Suggestion> First { get; } = [];

    /// <summary>Reads all suggestions once.</summary>
    public static SuggestionTally Of(IReadOnlyList<Suggestion> suggestions, int maxSuggestions)
    {
        var tally = new SuggestionTally();
        foreach (Suggestion suggestion in suggestions)
        {
            tally.Add(suggestion, maxSuggestions);
        }

        return tally;
    }

    private void Add(Suggestion suggestion, int maxSuggestions)
    {
        Count++;
        FreesByAdvice += suggestion.Confidence == SuggestionConfidence.Advice ? suggestion.Frees : 0;
        FreesAfterReview += suggestion.Confidence == SuggestionConfidence.Advice ? 0 : suggestion.Frees;
        (int count, int frees) = ByCode.GetValueOrDefault(suggestion.Code);
        ByCode[suggestion.Code] = (count + 1, frees + suggestion.Frees);
        if (First.Count < maxSuggestions)
        {
            First.Add(suggestion);
        }
    }
}
