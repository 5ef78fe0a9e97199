namespace LicenseSync.Reconciliation.Internal;

/// <summary>Groups of numbers that are joined pair by pair, in nearly linear time (union by size, path halving).</summary>
internal sealed class DisjointSets(int count)
{
    // A negative number is a root and says how many are joined in it.
    private readonly int[] _parent = [.. Enumerable.Repeat(-1, count)];

    /// <summary>The number that stands for the group.</summary>
    public int Find(int item)
    {
        while (_parent[item] >= 0)
        {
            int parent = _parent[item];
            if (_parent[parent] >= 0)
            {
                _parent[item] = _parent[parent];
            }

            item = parent;
        }

        return item;
    }

    /// <summary>Joins two groups.</summary>
    /// <returns>The number that stands for both from now on.</returns>
    public int Join(int one, int other)
    {
        (one, other) = (Find(one), Find(other));
        if (one == other)
        {
            return one;
        }

        if (_parent[one] > _parent[other])
        {
            (one, other) = (other, one);
        }

        _parent[one] += _parent[other];
        _parent[other] = one;
        return one;
    }
}
