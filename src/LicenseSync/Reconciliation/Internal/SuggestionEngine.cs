using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>Finds accounts that are probably one person but consume two licenses (semantics G), in nearly linear time.</summary>
internal sealed class SuggestionEngine
{
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
        SuggestionKeyTable[] tables = engine.CollectKeys();
        engine.FindTargets(tables);
        var suggestions = new List<Suggestion>();
        for (int rule = 0; rule < tables.Length; rule++)
        {
            engine.Choose(rules[rule], tables[rule].Pairs(), suggestions);
        }

        return suggestions;
    }

    // One pass over all accounts for all rules: making an account costs more than its keys.
    private SuggestionKeyTable[] CollectKeys()
    {
        var keys = new SuggestionKeys();
        (ChunkedList<ulong> Hashes, ChunkedList<int> Accounts)[] found = [.. _rules.Select(_ => (new ChunkedList<ulong>(), new ChunkedList<int>()))];
        foreach (int account in _parties.AccountsWithoutMatch())
        {
            SuggestionParty party = _parties.Make(_parties.NumberOf(account));
            for (int rule = 0; rule < found.Length; rule++)
            {
                keys.Clear();
                _rules[rule].CollectKeys(party, _data.VerifiedDomains, keys);
                foreach (ulong hash in keys.Hashes)
                {
                    found[rule].Hashes.Add(hash);
                    found[rule].Accounts.Add(account);
                }
            }
        }

        return [.. found.Select((keys, rule) => new SuggestionKeyTable(keys.Hashes.ToArray(), keys.Accounts.ToArray(), _rules[rule].MaxPeoplePerKey, _parties.Compare))];
    }

    // So do all targets.
    private void FindTargets(SuggestionKeyTable[] tables)
    {
        if (Array.TrueForAll(tables, table => table.IsEmpty))
        {
            return;
        }

        var keys = new SuggestionKeys();
        foreach (int target in _parties.Targets())
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
                    tables[rule].Offer(hash, target, party.Person);
                }
            }
        }
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
