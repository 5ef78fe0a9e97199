using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.UsageFiles;

// The accounts in sections, of which several are read at the same time where the file allows it.
public sealed partial class UsageFile
{
    /// <summary>Reads all accounts in sections: the fastest way, on several processors where the file is large and can be read at any place (<see cref="ReaderOptions.MaxParallelism"/>).</summary>
    /// <typeparam name="T">What becomes of the accounts of a section, such as counts or a list.</typeparam>
    /// <param name="begin">Makes what a section starts with.</param>
    /// <param name="add">Takes the accounts of a section, in the file's order, as bytes; each is valid during its call only.</param>
    /// <param name="end">Takes what a section has come to; called for one after another in the file's order.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>A task that ends at the end of the file.</returns>
    /// <remarks>
    /// <paramref name="begin"/> and <paramref name="add"/> are called for several sections at the same time and must touch nothing but their section. A section may be read and thrown away, so only what
    /// comes to <paramref name="end"/> counts. How the file falls into sections is not defined. Accounts and findings are the same as in <see cref="ReadAccountsAsync"/>; findings come before the section's end.
    /// </remarks>
    /// <example><code>
    /// long suspended = 0;
    /// await file.ReadSectionsAsync(
    ///     () => new StrongBox&lt;long&gt;(),
    ///     (section, account) => section.Value += account.IsSuspended ? 1 : 0,
    ///     section => suspended += section.Value);
    /// </code></example>
    /// <exception cref="ArgumentNullException">A function is null.</exception>
    /// <exception cref="EncryptedUsersException">The users are encrypted (semantics A3).</exception>
    /// <exception cref="InvalidOperationException">The users were asked for already.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    /// <exception cref="InputFormatException">The file is malformed or truncated, or strict reading refuses it.</exception>
    /// <exception cref="InputLimitException">A limit is passed.</exception>
    public Task ReadSectionsAsync<T>(Func<T> begin, Action<T, ServerAccountView> add, Action<T> end, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(begin);
        ArgumentNullException.ThrowIfNull(add);
        ArgumentNullException.ThrowIfNull(end);
        return ReadSectionsAsync(begin, add, (section, _) => end(section), cancellationToken);
    }

    /// <summary>Reads all accounts in sections.</summary>
    /// <param name="begin">Makes what a section starts with.</param>
    /// <param name="add">Takes an account.</param>
    /// <param name="end">Takes what a section has come to, and how many records were read before those that <see cref="ServerAccountView.RecordNumber"/> counts.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    internal Task ReadSectionsAsync<T>(Func<T> begin, Action<T, ServerAccountView> add, Action<T, long> end, CancellationToken cancellationToken)
    {
        TakeAccounts();
        return ReadSectionsCoreAsync(begin, add, end, cancellationToken);
    }

    private async Task ReadSectionsCoreAsync<T>(Func<T> begin, Action<T, ServerAccountView> add, Action<T, long> end, CancellationToken cancellationToken)
    {
        RecordSections<AccountSection<T>> sections = Sections(begin, add);
        await using (sections.ConfigureAwait(false))
        {
            await sections.ReadAllAsync(
                NextAsync,
                () => new(begin(), _accounts.Keys),
                section => add(section.Value, CurrentAccount),
                IsNew,
                (section, before) => end(section.Value, before),
                cancellationToken).ConfigureAwait(false);
        }
    }

    private RecordSections<AccountSection<T>> Sections<T>(Func<T> begin, Action<T, ServerAccountView> add) =>
        new(_scanner, _options, scanner => new AccountSectionReader<T>(scanner, _options.MaxEmailsPerAccount, begin, add));

    // Two accounts with one key are for the way that knows which was the first (semantics A2).
    private bool IsNew<T>(AccountSection<T> section) => _accounts.Keys.TryTakeOver(section.Keys);
}
