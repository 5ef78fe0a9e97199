using LicenseSync.Accounts;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

// Pending invitations: few, so that they are kept whole.
internal sealed partial class CloudSide
{
    private readonly Dictionary<string, int> _invitationByLogin = new(StringComparer.OrdinalIgnoreCase);

    public List<InvitationEntry> Invitations { get; } = [];

    public bool TryFindInvitation(string login, out int invitation) => _invitationByLogin.TryGetValue(login.Trim(), out invitation);

    /// <summary>Adds an invitation, or merges it into an earlier one of its login or email (A5).</summary>
    /// <returns>Its position.</returns>
    private int AddInvitation(PendingInvitation invitation, AddressIndex.SourceKey source)
    {
        bool hasType = !string.IsNullOrWhiteSpace(invitation.LicenseType.Value);
        bool isVisualStudio = invitation.LicenseType == LicenseType.VisualStudioSubscription;
        if (invitation.Login is not null && !_invitationByLogin.TryAdd(invitation.Login, Invitations.Count))
        {
            int position = _invitationByLogin[invitation.Login];
            InvitationEntry first = Invitations[position];
            Invitations[position] = first.HasLicenseType ? first : first with { HasLicenseType = hasType, IsVisualStudio = isVisualStudio };
            return position;
        }

        Invitations.Add(new(invitation, hasType, isVisualStudio, source));
        return Invitations.Count - 1;
    }
}
