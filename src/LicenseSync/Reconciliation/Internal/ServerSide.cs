using System.Globalization;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>The server accounts of all instances, and which files count (semantics A1 to A3, C1).</summary>
/// <param name="texts">Keeps their texts.</param>
/// <param name="addresses">Finds their primary emails, where only the totals are wanted.</param>
/// <param name="exemptLogins">Logins that consume nothing (C1).</param>
/// <param name="detail">How much to keep.</param>
/// <param name="report">Takes findings.</param>
internal sealed partial class ServerSide(TextArena texts, AddressIndex addresses, IEnumerable<string> exemptLogins, Detail detail, Action<Diagnostic> report)
{
    private readonly HashSet<string> _exemptLogins = new(exemptLogins.Select(login => login.Trim()), StringComparer.OrdinalIgnoreCase);
    private readonly List<ServerInstanceEntry> _instances = [];

    // Lists of addresses one after another, each with an end; the first place is no list.
    private readonly ChunkedList<TextRef> _addresses = NewLists();

    public ServerInstanceEntry Begin(string? source, string? givenName) =>
        new() { Number = _instances.Count, Source = source, GivenName = givenName };

    public void Add(ServerInstanceEntry instance, ServerAccount account, int record)
    {
        bool isExempt = account.Login is { } login && _exemptLogins.Contains(login.Trim());
        bool isSuspended = account.IsSuspended || account.SuspendedAt is not null;
        TextRef primary = texts.Add(account.PrimaryEmail?.Value);
        if (detail == Detail.Totals)
        {
            instance.Counted.Add(new(primary.IsNone ? CountedAccount.NoEmail : addresses.Want(primary), !isSuspended && !isExempt));
            return;
        }

        int others = 0;
        foreach (ServerAccountEmail email in detail == Detail.Suggestions ? account.Emails : [])
        {
            if (EmailAddress.TryParse(email.Address, out EmailAddress address))
            {
                AddSecondaryEmail(texts.Add(address.Value), primary, ref others);
            }
        }

        EndSecondaryEmails(others);
        instance.Accounts.Add(new(
            instance.Number,
            account.UserId is >= 0 ? account.UserId.Value : -1,
            texts.Add(account.Login),
            primary,
            isSuspended,
            !isSuspended && !isExempt,
            record,
            detail == Detail.Suggestions && !string.IsNullOrWhiteSpace(account.ProfileName) ? texts.Add(account.ProfileName.Trim()) : default,
            others));
    }

    /// <summary>The other emails of an account, which feed suggestions (D11).</summary>
    public EmailAddress[] SecondaryEmailsOf(ServerAccountEntry account)
    {
        if (account.SecondaryEmails == 0)
        {
            return [];
        }

        var addresses = new List<EmailAddress>();
        for (int place = account.SecondaryEmails; !_addresses[place].IsNone; place++)
        {
            addresses.Add(EmailAddress.Parse(texts.Get(_addresses[place])!));
        }

        return [.. addresses];
    }

    /// <summary>Adds an address to the list of an account, unless it is its primary email or there already.</summary>
    /// <param name="address">The address: the text that was added last.</param>
    /// <param name="primary">The account's primary email.</param>
    /// <param name="first">Where the list begins; 0 while it is empty.</param>
    private void AddSecondaryEmail(TextRef address, TextRef primary, ref int first)
    {
        bool isKnown = !primary.IsNone && texts[address].EqualsFolded(texts[primary]);
        for (int place = first; !isKnown && first > 0 && place < _addresses.Count; place++)
        {
            isKnown = texts[address].EqualsFolded(texts[_addresses[place]]);
        }

        if (isKnown)
        {
            texts.RemoveLast(address);
            return;
        }

        first = first > 0 ? first : _addresses.Count;
        _addresses.Add(address);
    }

    private void EndSecondaryEmails(int first)
    {
        if (first > 0)
        {
            _addresses.Add(default);
        }
    }

    private static ChunkedList<TextRef> NewLists()
    {
        var lists = new ChunkedList<TextRef>();
        lists.Add(default);
        return lists;
    }

    /// <summary>Takes a source whose accounts are all added: it replaces an earlier one of its server id (A1).</summary>
    public void End(ServerInstanceEntry instance, ServerInstance? header)
    {
        instance.NameFrom(header);
        ServerInstanceEntry? earlier = instance.ServerId.HasValue
            ? _instances.Find(other => !other.IsReplaced && other.ServerId == instance.ServerId)
            : null;
        if (earlier is not null)
        {
            earlier.IsReplaced = true;
            earlier.Accounts = new();
            earlier.Counted = new();
            Report(DiagnosticDescriptors.UsageFileReplaced, earlier, $"'{instance.Source ?? instance.HostName}' is given later for the same server id and replaces this one. Give one file for each instance.");
        }

        _instances.Add(instance);
    }

    /// <summary>The instances that count, after the checks that need all of them.</summary>
    /// <exception cref="EncryptedUsersException">The users of one are encrypted (A3).</exception>
    public IReadOnlyList<ServerInstanceEntry> Finish()
    {
        ServerInstanceEntry[] kept = [.. _instances.Where(instance => !instance.IsReplaced)];
        if (Array.Find(kept, instance => instance.IsEncrypted) is { } encrypted)
        {
            throw new EncryptedUsersException(new()
            {
                Descriptor = DiagnosticDescriptors.EncryptedUsageFile,
                Severity = DiagnosticSeverity.Error,
                Message = $"The users of '{encrypted.Source ?? encrypted.HostName}' are encrypted and cannot be reconciled. Export again with the users left unencrypted, "
                    + "or read the accounts back from GitHub Enterprise Cloud after the upload, or use the instance's user report (all_users.csv).",
                Position = new() { Source = encrypted.Source },
            });
        }

        foreach (ServerInstanceEntry instance in kept)
        {
            if (!instance.ServerId.HasValue && kept.Any(other => other != instance && string.Equals(other.HostName, instance.HostName, StringComparison.OrdinalIgnoreCase)))
            {
                Report(DiagnosticDescriptors.SameHostName, instance, $"It names no server id, and another input has the host '{instance.HostName}' too: both count. Leave one out if they are one instance.");
            }
        }

        // Accounts name their instance by its position.
        return _instances;
    }

    private void Report(DiagnosticDescriptor descriptor, ServerInstanceEntry instance, string message) => report(new()
    {
        Descriptor = descriptor,
        Severity = descriptor.Severity,
        Message = message,
        Position = new() { Source = instance.Source },
    });

    /// <summary>Checks accounts that no reader has checked: keys (A2) and emails (B2, B3).</summary>
    public sealed class Checks(Action<Diagnostic> report, string? source)
    {
        private readonly ServerAccountKeys _keys = new();

        /// <summary>Whether the account is to be kept.</summary>
        public bool Accept(ServerAccount account, int record)
        {
            long? userId = account.UserId is >= 0 ? account.UserId : null;
            if (userId is null && string.IsNullOrWhiteSpace(account.Login))
            {
                Report(DiagnosticDescriptors.MissingAccountKey, record, "It has neither a user id nor a login and is skipped.");
                return false;
            }

            if (!_keys.Add(userId, account.Login))
            {
                Report(DiagnosticDescriptors.DuplicateUserId, record, "Its user id (or, without one, its login) stands in an earlier account. The first is kept.");
                return false;
            }

            if (account.PrimaryEmail is null)
            {
                Report(DiagnosticDescriptors.NoPrimaryEmail, record, "It has no primary email and matches nothing.");
            }
            else if (account.Emails.Where(email => email.IsPrimary is true && EmailAddress.TryParse(email.Address, out _)).Select(email => EmailAddress.Parse(email.Address)).Distinct().Skip(1).Any())
            {
                Report(DiagnosticDescriptors.SeveralPrimaryEmails, record, "Several of its emails are flagged primary. The first counts.");
            }

            return true;
        }

        private void Report(DiagnosticDescriptor descriptor, int record, string what) => report(new()
        {
            Descriptor = descriptor,
            Severity = descriptor.Severity,
            Message = string.Create(CultureInfo.InvariantCulture, $"Account {record}: {what}"),
            Position = new() { Source = source },
        });
    }
}
