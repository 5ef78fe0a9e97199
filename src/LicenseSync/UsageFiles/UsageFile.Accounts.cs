using System.Runtime.CompilerServices;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.UsageFiles;

// The accounts, on two levels: as bytes, and as records that are built on them.
public sealed partial class UsageFile
{
    private bool _isStepping;
    private bool _hasAccount;

    /// <summary>The accounts in the file's order, read as they are asked for; can be asked for once. Duplicates and accounts without a key are left out and reported (semantics A2).</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The accounts.</returns>
    /// <exception cref="EncryptedUsersException">The users are encrypted (semantics A3); thrown by this call.</exception>
    /// <exception cref="InvalidOperationException">The users were asked for already; thrown by this call.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    /// <exception cref="InputFormatException">While reading: the file is malformed or truncated, or strict reading refuses it.</exception>
    /// <exception cref="InputLimitException">While reading: a limit is passed.</exception>
    public IAsyncEnumerable<ServerAccount> ReadAccountsAsync(CancellationToken cancellationToken = default)
    {
        TakeAccounts();
        return ReadAsync(cancellationToken);
    }

    /// <summary>Goes on to the next account, which <see cref="CurrentAccount"/> then gives as bytes; no string is made. The faster way beside <see cref="ReadAccountsAsync"/>, with the same accounts and findings.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>False at the end of the file.</returns>
    /// <exception cref="EncryptedUsersException">The users are encrypted (semantics A3).</exception>
    /// <exception cref="InvalidOperationException">The users were asked for otherwise already.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    /// <exception cref="InputFormatException">The file is malformed or truncated, or strict reading refuses it.</exception>
    /// <exception cref="InputLimitException">A limit is passed.</exception>
    public ValueTask<bool> ReadNextAccountAsync(CancellationToken cancellationToken = default)
    {
        if (!_isStepping)
        {
            TakeAccounts();
            _isStepping = true;
        }

        return NextAsync(cancellationToken);
    }

    /// <summary>The account that <see cref="ReadNextAccountAsync"/> came to last.</summary>
    /// <value>Valid until the next is asked for or the file is closed.</value>
    /// <exception cref="InvalidOperationException">There is none: none was asked for, or the file is at its end or closed.</exception>
    public ServerAccountView CurrentAccount => _hasAccount && !_isDisposed ? new(_accounts) : throw new InvalidOperationException("There is no current account: ask for the next one first.");

    private void TakeAccounts()
    {
        if (IsEncrypted)
        {
            throw new EncryptedUsersException(_reporter.Fatal(
                DiagnosticDescriptors.EncryptedUsageFile,
                "The users of this file are encrypted. Export it again with the users left unencrypted, read the accounts back from GitHub Enterprise Cloud after the upload, or use the instance's user report (CSV).",
                UsersPosition).Diagnostic);
        }

        TakeUsers();
    }

    private async IAsyncEnumerable<ServerAccount> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RecordSections<AccountSection<List<ServerAccount>>> sections = Sections<List<ServerAccount>>(() => [], (list, account) => list.Add(account.ToAccount()));
        await using (sections.ConfigureAwait(false))
        {
            while (true)
            {
                if (await sections.NextAsync(IsNew, cancellationToken).ConfigureAwait(false) is { } next)
                {
                    _scanner.TakeOver(next.Section);
                    foreach (ServerAccount account in next.Value.Value)
                    {
                        yield return account;
                    }
                }
                else if (await NextAsync(cancellationToken).ConfigureAwait(false))
                {
                    yield return _accounts.ToAccount();
                }
                else
                {
                    yield break;
                }
            }
        }
    }

    /// <summary>Goes on to the next account.</summary>
    /// <returns>False at the end of the file.</returns>
    private ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _hasAccount = false;
        while (!_isComplete)
        {
            ValueTask<JsonEvent> found = _scanner.ReadAsync(cancellationToken);
            if (!found.IsCompletedSuccessfully)
            {
                return WaitAsync(found, cancellationToken);
            }

            if (Take(found.Result))
            {
                return new(true);
            }
        }

        return new(false);
    }

    private async ValueTask<bool> WaitAsync(ValueTask<JsonEvent> found, CancellationToken cancellationToken)
    {
        while (!Take(await found.ConfigureAwait(false)))
        {
            if (_isComplete)
            {
                return false;
            }

            found = _scanner.ReadAsync(cancellationToken);
        }

        return true;
    }

    /// <summary>Takes what the scanner came to.</summary>
    /// <returns>Whether that is an account.</returns>
    private bool Take(JsonEvent found)
    {
        switch (found)
        {
            case JsonEvent.Record:
                _hasAccount = _accounts.Read();
                break;
            case JsonEvent.Property:
                _instance.ReadProperty();
                break;
            case JsonEvent.End:
                Instance = _instance.ToInstance();
                _isComplete = true;
                break;
        }

        return _hasAccount;
    }
}
