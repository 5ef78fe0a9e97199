using LicenseSync.Matching;
using LicenseSync.UsageFiles;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>What some server accounts say to the reconciliation, copied together: made section by section, for <see cref="ServerSide"/> to take over in order.</summary>
/// <param name="exemptLogins">Logins that consume nothing (C1).</param>
/// <param name="detail">How much is kept.</param>
internal sealed class ServerRows(ExemptLogins exemptLogins, Detail detail)
{
    private readonly List<Row> _rows = [];

    public TextBatch Texts { get; } = new();

    public int Count => _rows.Count;

    public Row this[int index] => _rows[index];

    /// <summary>Adds an account.</summary>
    public void Add(ServerAccountView account)
    {
        var row = new Row
        {
            Record = account.RecordNumber,
            UserId = account.UserId ?? -1,
            IsSuspended = account.IsSuspended,
            Consumes = !account.IsSuspended && !exemptLogins.Contains(account.Login),
            Primary = Texts.AddAddress(account.PrimaryEmail),
            Login = TextBatch.None,
            Name = TextBatch.None,
        };
        if (!account.Login.IsEmpty)
        {
            row.Login = Texts.Add(account.Login);
        }

        if (detail == Detail.Suggestions)
        {
            row.Name = Texts.AddTrimmed(account.ProfileName);
            row.FirstEmail = Texts.Count;
            for (int index = 0; account.EmailCount > 1 && index < account.EmailCount; index++)
            {
                Texts.AddAddress(account.GetEmail(index));
            }

            row.EmailCount = Texts.Count - row.FirstEmail;
        }

        _rows.Add(row);
    }

    /// <summary>Forgets the accounts, to be used again.</summary>
    public void Clear()
    {
        _rows.Clear();
        Texts.Clear();
    }

    /// <summary>An account. Texts are numbers in <see cref="Texts"/>, or <see cref="TextBatch.None"/>.</summary>
    internal record struct Row
    {
        public long Record;
        public long UserId;
        public bool IsSuspended;
        public bool Consumes;
        public int Primary;
        public int Login;
        public int Name;

        /// <summary>All its addresses, the primary among them, where it has several.</summary>
        public int FirstEmail;
        public int EmailCount;
    }
}
