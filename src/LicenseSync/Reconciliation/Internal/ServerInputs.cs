using System.Globalization;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;
using LicenseSync.UsageFiles;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>The instances and which of their files count (semantics A1 to A3). What is kept of their accounts is for those who derive from it.</summary>
/// <param name="report">Takes findings.</param>
internal abstract class ServerInputs(Action<Diagnostic> report)
{
    private readonly List<ServerInstanceEntry> _instances = [];

    /// <summary>Begins a source of one instance's accounts.</summary>
    public virtual ServerInstanceEntry Begin(string? source, string? givenName) =>
        new() { Number = _instances.Count, Source = source, GivenName = givenName };

    /// <summary>Adds an account.</summary>
    public abstract void Add(ServerInstanceEntry instance, ServerAccount account, int record);

    /// <summary>Adds the accounts of a file.</summary>
    public abstract Task ReadAsync(ServerInstanceEntry instance, UsageFile file, CancellationToken cancellationToken);

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
