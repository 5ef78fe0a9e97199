using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>Finds accounts that are probably one person but consume two licenses (semantics G), in nearly linear time.</summary>
internal sealed class SuggestionEngine
{
    private const int BlockSize = 1 << 10;

    private readonly ReconciliationData _data;
    private readonly PersonIndex _people;
    private readonly IReadOnlyList<SuggestionRule> _rules;
    private readonly Func<Suggestion, bool> _isRejected;
    private readonly SuggestionParties _parties;
    private readonly DisjointSets _groups;
    private readonly bool[] _hasLogin;
    private readonly HashSet<int> _suggested = [];

    private SuggestionEngine(ReconciliationData data, PersonIndex people, IReadOnlyList<SuggestionRule> rules, Func<Suggestion, bool> isRejected)
    {
        (_data, _people, _rules, _isRejected) = (data, people, rules, isRejected);
        _parties = new(data, people);
        _groups = new(data.PersonCount);
        _hasLogin = new bool[data.PersonCount];
        Array.Fill(_hasLogin, true, 0, data.FirstServerOnly);
    }

    /// <summary>The suggestions, strongest rule first, each rule's in the order of accounts.</summary>
    public static IReadOnlyList<Suggestion> Run(ReconciliationData data, PersonIndex people, IReadOnlyList<SuggestionRule> rules, Func<Suggestion, bool> isRejected)
    {
        var engine = new SuggestionEngine(data, people, rules, isRejected);
        List<(int Account, int Target)>[] pairs = engine.FindPairs();
        var suggestions = new List<Suggestion>();
        for (int rule = 0; rule < pairs.Length; rule++)
        {
            engine.Choose(rules[rule], pairs[rule], suggestions);
        }

        return suggestions;
    }

    private List<(int Account, int Target)>[] FindPairs()
    {
        SuggestionKeyTable[] tables = CollectKeys();
        FindTargets(tables);
        return [.. InOrder.Select(tables, _data.MaxParallelism, table => table.Pairs())];
    }

    // One pass over all accounts for all rules: making an account costs more than its keys.
    private SuggestionKeyTable[] CollectKeys()
    {
        List<(ulong Hash, int Account)>[][] found = [.. InOrder.SelectBlocks(_data.FirstServerOnly, _data.PersonCount, BlockSize, _data.MaxParallelism, CollectKeys)];
        return [.. InOrder.Select(
            Enumerable.Range(0, _rules.Count), _data.MaxParallelism, rule => new SuggestionKeyTable([.. found.Select(lists => lists[rule])], _rules[rule].MaxPeoplePerKey, _parties))];
    }

    private List<(ulong Hash, int Account)>[] CollectKeys(int start, int end)
    {
        var keys = new SuggestionKeys();
        List<(ulong Hash, int Account)>[] found = [.. _rules.Select(_ => new List<(ulong, int)>())];
        foreach (int account in _parties.AccountsWithoutMatch(start, end))
        {
            SuggestionParty party = _parties.Make(_parties.NumberOf(account));
            for (int rule = 0; rule < found.Length; rule++)
            {
                keys.Clear();
                _rules[rule].CollectKeys(party, _data.VerifiedDomains, keys);
                foreach (ulong hash in keys.Hashes)
                {
                    found[rule].Add((hash, account));
                }
            }
        }

        return found;
    }

    // So do all targets.
    private void FindTargets(SuggestionKeyTable[] tables)
    {
        if (Array.TrueForAll(tables, table => table.IsEmpty))
        {
            return;
        }

        foreach (List<(int Rule, int Key, int Target)> found in InOrder.SelectBlocks(0, _data.PersonCount, BlockSize, _data.MaxParallelism, (start, end) => FindTargets(tables, start, end)))
        {
            foreach ((int rule, int key, int target) in found)
            {
                tables[rule].Offer(key, target, _parties.PersonOf(target));
            }
        }
    }

    private List<(int Rule, int Key, int Target)> FindTargets(SuggestionKeyTable[] tables, int start, int end)
    {
        var keys = new SuggestionKeys();
        var likely = new List<(int Rule, ulong Hash, int Target)>();
        foreach (int target in _parties.Targets(start, end))
        {
            SuggestionParty party = _parties.Make(target);
            for (int rule = 0; rule < tables.Length; rule++)
            {
                if (tables[rule].IsEmpty)
                {
                    continue;
                }

                keys.Clear();
                _rules[rule].CollectTargetKeys(party, _data.VerifiedDomains, keys);
                foreach (ulong hash in keys.Hashes)
                {
                    tables[rule].LoadFilter(hash);
                }

                foreach (ulong hash in keys.Hashes)
                {
                    if (tables[rule].MayHave(hash))
                    {
                        likely.Add((rule, hash, target));
                    }
                }
            }
        }

        // Tables are too large to be near: what all look-ups wait for is asked for first.
        foreach ((int rule, ulong hash, _) in likely)
        {
            tables[rule].LoadStart(hash);
        }

        foreach ((int rule, ulong hash, _) in likely)
        {
            tables[rule].Load(hash);
        }

        var found = new List<(int Rule, int Key, int Target)>(likely.Count);
        foreach ((int rule, ulong hash, int target) in likely)
        {
            if (tables[rule].Find(hash) is >= 0 and int key)
            {
                found.Add((rule, key, target));
            }
        }

        return found;
    }

    // One account is suggested to one person at most, and two people with a login never become one (D10): so the licenses freed add up.
    private void Choose(SuggestionRule rule, List<(int Account, int Target)> pairs, List<Suggestion> suggestions)
    {
        (int Account, int Target) last = (-1, -1);
        foreach ((int account, int target) in pairs)
        {
            if (last == (account, target))
            {
                continue;
            }

            last = (account, target);
            int person = _data.PersonOfAccount[account];
            int other = _parties.PersonOf(target);
            int group = _groups.Find(person);
            int otherGroup = _groups.Find(other);
            if (group == otherGroup || _suggested.Contains(person) || (_hasLogin[group] && _hasLogin[otherGroup]))
            {
                continue;
            }

            SuggestionParty source = _parties.Make(_parties.NumberOf(account));
            SuggestionParty found = _parties.Make(target);
            if (rule.Compare(source, found, _data.VerifiedDomains) is { } evidence && Make(rule, account, target, source, found, evidence) is var suggestion && !_isRejected(suggestion))
            {
                bool hasLogin = _hasLogin[group] || _hasLogin[otherGroup];
                _hasLogin[_groups.Join(person, other)] = hasLogin;
                _suggested.Add(person);
                suggestions.Add(suggestion);
            }
        }
    }

    private Suggestion Make(SuggestionRule rule, int account, int target, SuggestionParty source, SuggestionParty found, SuggestionEvidence evidence)
    {
        int person = _data.PersonOfAccount[account];
        int[] members = _people.AccountsOf(person).ToArray();
        return new()
        {
            Code = rule.Code,
            Confidence = rule.Confidence,
            ServerAccounts = [_data.IdOf(account), .. members.Where(member => member != account).Select(_data.IdOf)],
            TargetLogin = found.ServerAccount is null ? found.Login : null,
            TargetServerAccount = found.ServerAccount,
            Frees = 1,
            Action = evidence.Action,
            Value = evidence.Value,
            TargetValue = evidence.TargetValue,
            Record = _parties.RecordOf(_parties.NumberOf(account)),
            TargetRecord = _parties.RecordOf(target),
            Fingerprint = SuggestionFingerprint.Of([.. members.Select(member => member == account ? source : _parties.Make(_parties.NumberOf(member)))], found),
            Person = person,
            TargetPerson = _parties.PersonOf(target),
            Owner = _data,
        };
    }
}
