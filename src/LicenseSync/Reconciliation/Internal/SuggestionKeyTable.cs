using System.Numerics;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>For one rule, the keys that accounts without a match look under, and the best targets found under each.</summary>
/// <remarks>
/// The keys are hashes in order; millions of target keys are streamed past a bit filter, and only those that pass are looked up, where the first bits of the hash say. Of the targets of a key the
/// first few in order are kept, so that a key that everybody shares costs no more than one that two share. Looking up is thread-safe, offering is not.
/// </remarks>
internal sealed class SuggestionKeyTable
{
    public const int None = -1;

    private const int MaxTargetsPerKey = 8;
    private const int BitsPerKey = 16;

    private readonly int _maxPeople;
    private readonly SuggestionParties _parties;
    private readonly ulong[] _hashes;
    private readonly int[] _accounts;
    private readonly ulong[] _filter;

    // By the first bits of a hash, where such hashes begin. Hashes are spread evenly, so there are few.
    private readonly int[] _starts;
    private readonly int _shift;
    private readonly int[] _firstTarget;
    private readonly (int Count, int Last)[] _people;
    private readonly List<(int Target, int Next)> _targets = [];

    /// <summary>Puts keys in order.</summary>
    /// <param name="keys">The keys' hashes with the account that looks under each, in the order of accounts.</param>
    /// <param name="maxPeople">The number of people beyond which a key means nothing.</param>
    /// <param name="parties">Knows the order of targets.</param>
    public SuggestionKeyTable(IReadOnlyCollection<List<(ulong Hash, int Account)>> keys, int maxPeople, SuggestionParties parties)
    {
        _maxPeople = maxPeople;
        _parties = parties;
        int count = keys.Sum(list => list.Count);
        int bits = BitOperations.Log2((uint)count | 1) + 1;
        _shift = 64 - bits;
        _starts = LargeArray.Create<int>((1 << bits) + 1);
        _filter = LargeArray.Create<ulong>((int)BitOperations.RoundUpToPowerOf2((uint)Math.Max((long)count * BitsPerKey / 64, 1)));
        foreach (List<(ulong Hash, int Account)> list in keys)
        {
            foreach ((ulong hash, _) in list)
            {
                _starts[(int)(hash >> _shift) + 1]++;
                WordOf(hash) |= BitsOf(hash);
            }
        }

        for (int bucket = 1; bucket < _starts.Length; bucket++)
        {
            _starts[bucket] += _starts[bucket - 1];
        }

        _hashes = LargeArray.CreateUninitialized<ulong>(count);
        _accounts = LargeArray.CreateUninitialized<int>(count);
        int[] next = [.. _starts];
        foreach (List<(ulong Hash, int Account)> list in keys)
        {
            foreach ((ulong hash, int account) in list)
            {
                int place = next[(int)(hash >> _shift)]++;
                (_hashes[place], _accounts[place]) = (hash, account);
            }
        }

        for (int bucket = 0; bucket + 1 < _starts.Length; bucket++)
        {
            if (_starts[bucket + 1] - _starts[bucket] > 1)
            {
                Array.Sort(_hashes, _accounts, _starts[bucket], _starts[bucket + 1] - _starts[bucket]);
            }
        }

        _firstTarget = LargeArray.CreateUninitialized<int>(count);
        Array.Fill(_firstTarget, None);
        _people = maxPeople == int.MaxValue ? [] : new (int, int)[count];
    }

    public bool IsEmpty => _hashes.Length == 0;

    /// <summary>Whether an account may look under a key; true for a few under which none does.</summary>
    public bool MayHave(ulong hash) => (WordOf(hash) & BitsOf(hash)) == BitsOf(hash);

    /// <summary>Asks ahead for what <see cref="MayHave"/> looks at.</summary>
    public void LoadFilter(ulong hash) => Near.Ask(in WordOf(hash));

    /// <summary>Asks ahead for where <see cref="Load"/> looks.</summary>
    public void LoadStart(ulong hash) => Near.Ask(in _starts[(int)(hash >> _shift)]);

    /// <summary>Asks ahead for where <see cref="Find"/> looks.</summary>
    public void Load(ulong hash) => Near.Ask(in _hashes[Math.Min(_starts[(int)(hash >> _shift)], _hashes.Length - 1)]);

    /// <summary>Takes a target of a person that is found under a key.</summary>
    public void Offer(int key, int target, int person)
    {
        if (Admits(key, person))
        {
            Keep(key, target);
        }
    }

    /// <summary>All pairs of an account and a target of another person with a key in common, in the order of accounts, then of targets; a pair with several keys in common as often.</summary>
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
                int target = _targets[node].Target;
                int person = _parties.PersonOf(target);
                for (int entry = start; entry < end; entry++)
                {
                    if (_parties.PersonOf(_parties.NumberOf(_accounts[entry])) != person)
                    {
                        pairs.Add((_accounts[entry], target));
                    }
                }
            }
        }

        pairs.Sort((left, right) => left.Account != right.Account ? left.Account.CompareTo(right.Account) : _parties.Compare(left.Target, right.Target));
        return pairs;
    }

    private ref ulong WordOf(ulong hash) => ref _filter[(int)(hash >> 6) & (_filter.Length - 1)];

    private static ulong BitsOf(ulong hash) => (1UL << (int)(hash & 63)) | (1UL << (int)(hash >> 58));

    /// <summary>Finds a key.</summary>
    /// <returns>Its number, for <see cref="Offer"/>: that of the first entry with this hash; <see cref="None"/> when no account looks under it.</returns>
    public int Find(ulong hash)
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
            worst = worst == None || _parties.Compare(_targets[node].Target, _targets[worst].Target) > 0 ? node : worst;
        }

        if (count < MaxTargetsPerKey)
        {
            _targets.Add((target, _firstTarget[key]));
            _firstTarget[key] = _targets.Count - 1;
        }
        else if (_parties.Compare(target, _targets[worst].Target) < 0)
        {
            _targets[worst] = (target, _targets[worst].Next);
        }
    }
}
