namespace LicenseSync.GitHub.Paging;

/// <summary>Which rows of license data came already.</summary>
internal sealed class SeenRows
{
    private readonly Dictionary<UInt128, UInt128> _contentByKey = [];
    private long _anonymous;

    /// <summary>Rows that are not the same as another.</summary>
    public long Count => _contentByKey.Count + _anonymous;

    /// <summary>Rows that came again.</summary>
    public long Repeated { get; private set; }

    /// <summary>Takes known rows off a page. One whose login came before with other content stays, to be merged (semantics A5).</summary>
    /// <returns>How many of its rows are new.</returns>
    public int RemoveKnown(List<LicenseRow> rows)
    {
        int identified = rows.Count(row => !row.IsAnonymous);
        int known = rows.Count(row => !row.IsAnonymous && _contentByKey.ContainsKey(row.Key));

        // Rows that name nobody are told apart by nothing: they are known where their whole page is.
        bool isRepeatedPage = identified > 0 && known == identified;
        int fresh = 0, kept = 0;
        foreach (LicenseRow row in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows))
        {
            UInt128 content = default;
            bool isNew = row.IsAnonymous ? !isRepeatedPage : !_contentByKey.TryGetValue(row.Key, out content);
            bool isKept = isNew || (!row.IsAnonymous && content != row.Content);
            fresh += isNew ? 1 : 0;
            Repeated += isNew ? 0 : 1;
            if (isNew && row.IsAnonymous)
            {
                _anonymous++;
            }
            else if (isKept)
            {
                _contentByKey[row.Key] = row.Content;
            }

            if (isKept)
            {
                rows[kept++] = row;
            }
        }

        rows.RemoveRange(kept, rows.Count - kept);
        return fresh;
    }
}
