using LicenseSync.Accounts;
using LicenseSync.Matching;

namespace LicenseSync.Benchmarks;

/// <summary>Accounts as the reconciliation has them when it matches: addresses as bytes.</summary>
internal sealed class MatchTexts
{
    private readonly TextArena _texts = new();
    private readonly List<(TextRef Email, bool IsSuspended)> _emails;
    private readonly List<TextRef> _addresses;
    private readonly int _rows;

    public MatchTexts(List<ServerAccount> accounts, List<ConsumedLicense> rows)
    {
        _emails = [.. accounts.Select(account => (_texts.Add(account.PrimaryEmail!.Value.Value), account.IsSuspended))];
        _addresses = [.. rows.SelectMany(MatchBenchmarks.AddressesOf).Select(_texts.Add)];
        _rows = rows.Count;
    }

    public int CountLicenses()
    {
        var table = new TextTable(_texts);
        table.EnsureCapacity(_emails.Count);
        var isAlone = new bool[_emails.Count];
        Span<TextRef> wanted = stackalloc TextRef[TextTable.Batch];
        Span<int> found = stackalloc int[TextTable.Batch];
        for (int start = 0; start < _emails.Count; start += TextTable.Batch)
        {
            int count = Math.Min(TextTable.Batch, _emails.Count - start);
            for (int index = 0; index < count; index++)
            {
                wanted[index] = _emails[start + index].Email;
            }

            table.Add(wanted[..count], found);
            for (int index = 0; index < count; index++)
            {
                isAlone[found[index]] |= !_emails[start + index].IsSuspended;
            }
        }

        for (int start = 0; start < _addresses.Count; start += TextTable.Batch)
        {
            int count = Math.Min(TextTable.Batch, _addresses.Count - start);
            for (int index = 0; index < count; index++)
            {
                wanted[index] = _addresses[start + index];
            }

            table.Find(wanted[..count], found);
            for (int index = 0; index < count; index++)
            {
                if (found[index] != TextTable.None)
                {
                    isAlone[found[index]] = false;
                }
            }
        }

        return _rows + isAlone.Count(alone => alone);
    }
}
