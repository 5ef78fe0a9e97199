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

    public int CountLicenses(int threads)
    {
        var table = new TextTable(_texts);
        table.EnsureCapacity(_emails.Count);
        var isAlone = new bool[_emails.Count];
        table.AddAll(_emails.Count, index => _emails[index].Email, (index, number) => isAlone[number] |= !_emails[index].IsSuspended, threads);
        foreach (List<(int Position, int Number)> found in table.FindAll(_addresses.Count, index => _addresses[index], threads))
        {
            foreach ((_, int number) in found)
            {
                isAlone[number] = false;
            }
        }

        return _rows + isAlone.Count(alone => alone);
    }
}
