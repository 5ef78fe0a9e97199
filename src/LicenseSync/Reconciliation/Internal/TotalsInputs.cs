using LicenseSync.Diagnostics;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>What is kept where only the totals are wanted: fingerprints, since no text is read any more.</summary>
/// <remarks>
/// An address that a server account has is asked for, and keeps the step that decides so far; what a cloud account offers decides at once, or waits where nobody asks for the address yet. For the
/// totals it does not matter which cloud account a server account belongs to: every one consumes by itself (semantics C2). Only where ambiguities are left (D9) the candidates are kept, too.
/// </remarks>
internal sealed class TotalsInputs : IReconciliationInputs
{
    private readonly TotalsAddresses _addresses;
    private readonly TotalsCloud _cloud;
    private readonly IdentitySide<TextFingerprint> _identities;
    private readonly RuleSet _rules;
    private readonly ReconciliationOptions _options;

    public TotalsInputs(RuleSet rules, ReconciliationOptions options, Action<Diagnostic> report)
    {
        bool keepsCandidates = options.Ambiguity == AmbiguityChoice.None;
        _addresses = new(keepsCandidates);
        _cloud = new(_addresses, rules, keepsCandidates, report);
        Servers = new TotalsServers(_addresses, options.ExemptLogins, report);
        _identities = new(rules, text => TextFingerprint.Of(text));
        (_rules, _options) = (rules, options);
    }

    public ServerInputs Servers { get; }

    public CloudInputs Cloud => _cloud;

    public IIdentityInputs Identities => _identities;

    /// <summary>Whether the rules are such that fingerprints are enough: what they offer of a row is known, and their number fits.</summary>
    public static bool CanTake(RuleSet rules) => !rules.HasToAsk && rules.Count <= WantedAddress.MaxRules;

    public void Link(Action<AddressIndex.SourceKey> reportUnlinked)
    {
        _addresses.TakeWaiting(_cloud.Invitations.Emails());
        _cloud.MarkSubscriptions();
        _identities.LinkTo(_cloud, reportUnlinked);
    }

    /// <summary>Decides and counts.</summary>
    /// <param name="instances">What <see cref="ServerInputs.Finish"/> has said.</param>
    public ReconciliationSummary Count(IReadOnlyList<ServerInstanceEntry> instances)
    {
        _cloud.Invitations.Judge(_cloud, _addresses, _rules.InvitationRule, _options.CountPendingInvitations);
        var counter = new TotalsCounter(_cloud, _addresses, _options);
        foreach (ServerInstanceEntry instance in instances)
        {
            counter.Add(instance.Counted);
        }

        return counter.ToSummary();
    }
}
