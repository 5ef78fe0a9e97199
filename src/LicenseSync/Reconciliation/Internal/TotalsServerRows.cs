using System.Runtime.InteropServices;
using LicenseSync.Matching;
using LicenseSync.UsageFiles;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>What some server accounts say to the totals: made section by section, for <see cref="TotalsServers"/> to take over in order.</summary>
/// <param name="exemptLogins">Logins that consume nothing (C1).</param>
internal sealed class TotalsServerRows(ExemptLogins exemptLogins)
{
    private readonly List<Row> _rows = [];
    private readonly DomainList _domains = new();

    public ReadOnlySpan<Row> Rows => CollectionsMarshal.AsSpan(_rows);

    /// <summary>The domains of the primary emails.</summary>
    public IReadOnlyList<TextFingerprint> Domains => _domains.Domains;

    /// <summary>Adds an account.</summary>
    public void Add(ServerAccountView account)
    {
        ReadOnlySpan<byte> email = ArenaText.Trim(account.PrimaryEmail);
        bool hasEmail = email.Contains((byte)'@');
        _rows.Add(new()
        {
            Primary = hasEmail ? TextFingerprint.Of(email) : default,
            Domain = hasEmail ? _domains.AddDomainOf(email) : 0,
            Consumes = !account.IsSuspended && !exemptLogins.Contains(account.Login),
        });
    }

    /// <summary>Forgets the accounts, to be used again.</summary>
    public void Clear()
    {
        _rows.Clear();
        _domains.Clear();
    }

    /// <summary>An account.</summary>
    internal readonly record struct Row
    {
        /// <summary>Its primary email, or none.</summary>
        public TextFingerprint Primary { get; init; }

        /// <summary>The number of the email's domain.</summary>
        public int Domain { get; init; }

        /// <summary>Whether it consumes by itself (C1).</summary>
        public bool Consumes { get; init; }
    }
}
