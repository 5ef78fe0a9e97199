using System.Globalization;
using System.Text;
using LicenseSync.Cli.Generation;

namespace LicenseSync.Benchmarks.Quality;

/// <summary>How often suggestions are right, and how many mismatches they find, by code and summed over worlds.</summary>
/// <remarks>
/// A suggestion is right when the truth has its two accounts as a mismatch of any kind, in either order: an account with two kinds of evidence is suggested for
/// the stronger. A wrong one is a planted decoy or came by chance. A mismatch is found under whatever code.
/// </remarks>
internal sealed class QualityTable
{
    private const string All = "all";
    private readonly SortedDictionary<string, Line> _lines = new(StringComparer.Ordinal);

    /// <summary>Adds one world.</summary>
    /// <param name="planted">Its truth.</param>
    /// <param name="found">What was suggested for it.</param>
    public void Add(IReadOnlyCollection<PlantedPair> planted, IReadOnlyCollection<FoundPair> found)
    {
        HashSet<(string, string)> mismatches = [.. planted.Where(pair => !pair.IsDecoy).Select(KeyOf)];
        HashSet<(string, string)> decoys = [.. planted.Where(pair => pair.IsDecoy).Select(KeyOf)];
        HashSet<(string, string)> suggested = [.. found.Select(KeyOf)];
        foreach (IGrouping<string, FoundPair> code in found.SelectMany(pair => new[] { pair, pair with { Code = All } }).GroupBy(pair => pair.Code))
        {
            LineOf(code.Key).AddSuggestions(code.Count(), code.Count(pair => mismatches.Contains(KeyOf(pair))), code.Count(pair => decoys.Contains(KeyOf(pair))));
        }

        foreach (PlantedPair pair in planted.Where(pair => !pair.IsDecoy))
        {
            bool isFound = suggested.Contains(KeyOf(pair));
            LineOf(pair.Kind).AddMismatch(isFound);
            LineOf(All).AddMismatch(isFound);
        }
    }

    /// <summary>The table in Markdown: a line for each code or kind, strongest first, then one for all.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append("| code | suggestions | right | decoys | precision | worst seed | planted | found | recall |\n| --- | --: | --: | --: | --: | --: | --: | --: | --: |\n");
        foreach (string code in _lines.Keys.OrderBy(RankOf).ThenBy(code => code, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {code} {_lines[code]}\n");
        }

        return text.ToString();
    }

    private static int RankOf(string code) => code == All ? int.MaxValue : WorldGenerator.MismatchCodes.Index().Where(item => item.Item == code).Select(item => item.Index).FirstOrDefault(int.MaxValue - 1);

    private static (string, string) KeyOf(PlantedPair pair) => KeyOf(pair.Accounts[0], pair.Accounts[^1]);

    private static (string, string) KeyOf(FoundPair pair) => KeyOf(pair.Account, pair.Target);

    private static (string, string) KeyOf(string one, string other)
    {
        (string a, string b) = (one.ToLowerInvariant(), other.ToLowerInvariant());
        return string.CompareOrdinal(a, b) <= 0 ? (a, b) : (b, a);
    }

    private Line LineOf(string code) => _lines.TryGetValue(code, out Line? line) ? line : _lines[code] = new();

    private sealed class Line
    {
        private int _suggestions;
        private int _right;
        private int _decoys;
        private double? _worst;
        private int _planted;
        private int _found;

        public void AddSuggestions(int count, int right, int decoys)
        {
            _suggestions += count;
            _right += right;
            _decoys += decoys;
            _worst = Math.Min(_worst ?? 1, (double)right / count);
        }

        public void AddMismatch(bool isFound)
        {
            _planted++;
            _found += isFound ? 1 : 0;
        }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"| {_suggestions} | {_right} | {_decoys} | {Share(_right, _suggestions)} | {(_worst is { } worst ? Percent(worst) : "–")} | {_planted} | {_found} | {Share(_found, _planted)} |");

        private static string Share(int part, int whole) => whole == 0 ? "–" : Percent((double)part / whole);

        private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %");
    }
}
