using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>The pending invitations, where only the totals are wanted; those of one login or email are one (semantics A5, C3). A login that is an email has its fingerprint.</summary>
internal sealed class TotalsInvitations
{
    private readonly FingerprintTable _logins = new();

    // By the place of a login; those without a login are each one of its own.
    private Invitation[] _invitations = new Invitation[FingerprintTable.FirstSize];
    private int _withoutLogin;
    private int _withoutLoginVisualStudio;

    [Flags]
    private enum Invitation : byte
    {
        None = 0,
        IsEmail = 1,
        HasLicenseType = 2,
        IsVisualStudio = 4,
        IsPerson = 8,
        Consumes = 16,
    }

    /// <summary>Adds an invitation, or merges it into an earlier one of its login or email (A5).</summary>
    public void Add(in TotalsCloudRows.Row row)
    {
        if (row.Login.IsNone)
        {
            _withoutLogin++;
            _withoutLoginVisualStudio += row.IsVisualStudio ? 1 : 0;
            return;
        }

        if (_logins.MakeRoom(1) is { } moves)
        {
            _invitations = _logins.Move(_invitations, moves);
        }

        ref Invitation invitation = ref _invitations[_logins.Add(row.Login, out _)];
        invitation |= row.IsInvitedEmail ? Invitation.IsEmail : Invitation.None;
        if (row.HasLicenseType && !Is(invitation, Invitation.HasLicenseType))
        {
            invitation |= Invitation.HasLicenseType | (row.IsVisualStudio ? Invitation.IsVisualStudio : Invitation.None);
        }
    }

    /// <summary>The emails: what offers one, answers the invitation.</summary>
    public IEnumerable<TextFingerprint> Emails()
    {
        for (int place = 0; place < _invitations.Length; place++)
        {
            if (Is(_invitations[place], Invitation.IsEmail))
            {
                yield return _logins[place];
            }
        }
    }

    /// <summary>Makes people of invitations whose email is no address of a cloud account and whose login is none (C3), and offers their emails (D7).</summary>
    /// <param name="cloud">Knows the cloud accounts.</param>
    /// <param name="addresses">Knows what they offer, and takes the emails: each one is that of one invitation only.</param>
    /// <param name="rule">The rule that offers emails of invitations; <see cref="TotalsAddresses.NoRule"/> for none.</param>
    /// <param name="consume">Whether they consume by themselves.</param>
    public void Judge(TotalsCloud cloud, TotalsAddresses addresses, int rule, bool consume)
    {
        for (int place = 0; place < _invitations.Length; place++)
        {
            TextFingerprint login = _logins[place];
            bool isEmail = Is(_invitations[place], Invitation.IsEmail);
            if (login.IsNone || cloud.Has(login) || (isEmail && addresses[addresses.Find(login)].IsOffered))
            {
                continue;
            }

            _invitations[place] |= Invitation.IsPerson | (consume ? Invitation.Consumes : Invitation.None);
            if (isEmail && rule != TotalsAddresses.NoRule)
            {
                addresses.Invite(rule, login);
            }
        }
    }

    /// <summary>Gives a server account to the invitation of its primary email (C5).</summary>
    /// <param name="email">The email, that of an invitation.</param>
    /// <param name="consumes">Whether the account consumes by itself.</param>
    /// <param name="hasSubscription">Whether a subscription names the email.</param>
    public void Join(TextFingerprint email, bool consumes, bool hasSubscription) =>
        _invitations[_logins.Find(email)] |= (consumes ? Invitation.Consumes : Invitation.None) | (hasSubscription ? Invitation.IsVisualStudio : Invitation.None);

    /// <summary>How many are people, how many of these consume, and how many of those have a Visual Studio subscription.</summary>
    /// <param name="consume">Whether they consume by themselves.</param>
    public (int People, int Consuming, int VisualStudio) Count(bool consume)
    {
        (int people, int consuming, int visualStudio) = (_withoutLogin, consume ? _withoutLogin : 0, consume ? _withoutLoginVisualStudio : 0);
        foreach (Invitation invitation in _invitations)
        {
            people += Is(invitation, Invitation.IsPerson) ? 1 : 0;
            consuming += Is(invitation, Invitation.Consumes) ? 1 : 0;
            visualStudio += Is(invitation, Invitation.Consumes) && Is(invitation, Invitation.IsVisualStudio) ? 1 : 0;
        }

        return (people, consuming, visualStudio);
    }

    // Enum.HasFlag makes objects until it is compiled a second time.
    private static bool Is(Invitation invitation, Invitation flag) => (invitation & flag) != 0;
}
