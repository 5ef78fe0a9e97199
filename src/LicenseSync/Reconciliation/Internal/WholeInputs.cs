using LicenseSync.Diagnostics;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>What is kept for people and evidence: the texts of all accounts.</summary>
internal sealed class WholeInputs : IReconciliationInputs
{
    private readonly CloudSide _cloud;
    private readonly ServerSide _servers;
    private readonly IdentitySide<TextRef> _identities;
    private readonly RuleSet _rules;
    private readonly ReconciliationOptions _options;

    public WholeInputs(RuleSet rules, ReconciliationOptions options, Action<Diagnostic> report)
    {
        Detail detail = options.SuggestionRules.Count > 0 && !options.SummaryOnly ? Detail.Suggestions : Detail.People;
        var texts = new TextArena();
        _cloud = new(texts, rules, detail, report);
        _servers = new(texts, options.ExemptLogins, detail, report);
        _identities = new(rules, text => texts.Add(text));
        (_rules, _options) = (rules, options);
    }

    public ServerInputs Servers => _servers;

    public CloudInputs Cloud => _cloud;

    public IIdentityInputs Identities => _identities;

    public void Link(Action<AddressIndex.SourceKey> reportUnlinked) => _identities.LinkTo(_cloud, reportUnlinked);

    /// <summary>Decides.</summary>
    /// <param name="instances">What <see cref="ServerInputs.Finish"/> has said.</param>
    /// <param name="sources">The names of the inputs, by number.</param>
    public ReconciliationData Decide(IReadOnlyList<ServerInstanceEntry> instances, IReadOnlyList<string?> sources) =>
        ReconciliationEngine.Run(_cloud, _servers, instances, _rules, _options, sources);
}
