using LicenseSync.IO;

namespace LicenseSync.UsageFiles;

/// <summary>Gives the accounts of a section to whoever makes something of them.</summary>
/// <param name="scanner">Goes through the records.</param>
/// <param name="maxEmails"><see cref="ReaderOptions.MaxEmailsPerAccount"/>.</param>
/// <param name="begin">What a section starts with.</param>
/// <param name="add">Takes an account.</param>
internal sealed class AccountSectionReader<T>(JsonScanner scanner, int maxEmails, Func<T> begin, Action<T, ServerAccountView> add)
    : SectionReader<AccountSection<T>>(scanner)
{
    private readonly AccountReader _accounts = new(scanner, maxEmails);
    private T _value = default!;

    public override void Begin() => (_value, _accounts.Keys) = (begin(), new());

    public override void Read()
    {
        if (_accounts.Read())
        {
            add(_value, new(_accounts));
        }
    }

    public override AccountSection<T> End() => new(_value, _accounts.Keys);
}
