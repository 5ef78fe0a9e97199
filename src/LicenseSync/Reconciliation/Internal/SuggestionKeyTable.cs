using System.Numerics;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>For one rule, the keys that accounts without a match look under, and the best targets found under each.</summary>
/// <remarks>
/// The keys are sorted hashes; millions of target keys are streamed past a bit filter, and only those that pass are looked up, where the first bits of the hash say. Of the targets of a key the
/// first few in order are kept, so that a key that everybody shares costs no more than one that two share.
/// </remarks>
internal sealed class SuggestionKeyTable
{
    private const int MaxTargetsPerKey = 8;
    private const int BitsPerKey = 16;
    private const int None = -1;

    private readonly int _maxPeople;
    private readonly Comparison<int> _compareTargets;
    private readonly ulong[] _hashes;
    private readonly int[] _accounts;
    private readonly ulong[] _filter;

    // By the first bits of a hash, where such hashes begin. Hashes are spread evenly, so there are few.
    private readonly int[] _starts;
    private readonly int _shift;
    private readonly int[] _firstTarget;
    private readonly (int Count, int Last)[] _people;
    private readonly List<(int Target, int Next)> _targets = [];

    /// <summary>Sorts the keys.</summary>
    /// <param name="hashes">The keys' hashes; taken over.</param>
    /// <param name="accounts">The account that looks under each key; taken over.</param>
    /// <param name="maxPeople">The number of people beyond which a key means nothing.</param>
    /// <param name="compareTargets">The order of targets.</param>
    public SuggestionKeyTable(ulong[] hashes, int[] accounts, int maxPeople, Comparison<int> compareTargets)
    {
        _maxPeople = maxPeople;
        _compareTargets = compareTargets;
        _hashes = hashes;
        _accounts = accounts;
        Array.Sort(_hashes, _accounts);
        int bits = BitOperations.Log2((uint)hashes.Length | 1) + 1;
        _shift = 64 - bits;
        _starts = new int[(1 << bits) + 1];
        foreach (ulong hash in _hashes)
        {
            _starts[(int)(hash >> _shift) + 1]++;
        }

        for (int index = 1; index < _starts.Length; index++)
        {
            _starts[index] += _starts[index - 1];
        }

        _filter = new ulong[BitOperations.RoundUpToPowerOf2((uint)Math.Max((long)hashes.Length * BitsPerKey / 64, 1))];
        foreach (ulong hash in _hashes)
        {
            WordOf(hash) |= 1UL << (int)(hash & 63);
        }

        _firstTarget = new int[_hashes.Length];
        Array.Fill(_firstTarget, None);
        _people = maxPeople == int.MaxValue ? [] : new (int, int)[_hashes.Length];
    }

    public bool IsEmpty => _hashes.Length == 0;

    /// <summary>Takes a target of a person that is found under a key.</summary>
    public void Offer(ulong hash, int target, int person)
    {
        if ((WordOf(hash) & (1UL << (int)(hash & 63))) != 0 && FindFirst(hash) is var key && key != None && Admits(key, person))
        {
            Keep(key, target);
        }
    }

    /// <summary>All pairs of an account and a target with a key in common, in the order of accounts, then of targets; a pair with several keys in common as often.</summary>
    public List<(int Account, int Target)> Pairs()
    {
        var pairs = new List<(int Account, int Target)>();
        for (int start = 0, end; start < _hashes.Length; start = end)
        {
            for (end = start + 1; end < _hashes.Length && _hashes[end] == _hashes[start]; end++)
            {
            }

            if (_people.Length > 0 && _people[start].Count > _maxPeople)
            {
                continue;
            }

            for (int node = _firstTarget[start]; node != None; node = _targets[node].Next)
            {
                for (int entry = start; entry < end; entry++)
                {
                    pairs.Add((_accounts[entry], _targets[node].Target));
                }
            }
        }

        pairs.Sort((left, right) => left.Account != right.Account ? left.Account.CompareTo(right.Account) : _compareTargets(left.Target, right.Target));
        return pairs;
    }

    private ref ulong WordOf(ulong hash) => ref _filter[(int)(hash >> 6) & (_filter.Length - 1)];

    // The first of the entries with this hash stands for the key.
    private int FindFirst(ulong hash)
    {
        int bucket = (int)(hash >> _shift);
        int low = _starts[bucket], high = _starts[bucket + 1];
        while (low < high)
        {
            int middle = (int)((uint)(low + high) / 2);
            (low, high) = _hashes[middle] < hash ? (middle + 1, high) : (low, middle);
        }

        return low < _hashes.Length && _hashes[low] == hash ? low : None;
    }

    // Targets come person by person.
    private bool Admits(int key, int person)
    {
        if (_people.Length == 0)
        {
            return true;
        }

        (int count, int last) = _people[key];
        if (count == 0 || last != person)
        {
            _people[key] = (++count, person);
        }

        return count <= _maxPeople;
    }

    private void Keep(int key, int target)
    {
        int count = 0;
        int worst = None;
        for (int node = _firstTarget[key]; node != None; node = _targets[node].Next)
        {
            count++;
            worst = worst == None || _compareTargets(_targets[node].Target, _targets[worst].Target) > 0 ? node : worst;
        }

        if (count < MaxTargetsPerKey)
        {
            _targets.Add((target, _firstTarget[key]));
            _firstTarget[key] = _targets.Count - 1;
        }
        else if (_compareTargets(target, _targets[worst].Target) < 0)
        {
            _targets[worst] = (target, _targets[worst].Next);
        }
    }
}
