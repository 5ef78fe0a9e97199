using LicenseSync.Accounts;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>The options' rules, asked one after another for what they offer. Not safe for concurrent use: it reuses one buffer.</summary>
internal sealed class RuleSet
{
    private readonly MatchRule[] _rules;
    private readonly string[] _names;
    private readonly MatchAddresses _buffer = new();

    public RuleSet(IEnumerable<MatchRule> rules)
    {
        _rules = [.. rules];
        _names = [.. _rules.Select(rule => rule?.Name ?? throw new ArgumentException("Rules must not hold null.", nameof(rules)))];
        if (_names.Distinct(StringComparer.Ordinal).Count() != _names.Length)
        {
            throw new ArgumentException("Rules must have different names.", nameof(rules));
        }
    }

    public int Count => _rules.Length;

    /// <summary>Whether a rule has to be asked what it offers of a row.</summary>
    public bool HasToAsk => Array.Exists(_rules, rule => rule.CloudAddresses == CloudAddresses.Ask);

    /// <summary>What a rule offers of a cloud account's row.</summary>
    public CloudAddresses AddressesOf(int rule) => _rules[rule].CloudAddresses;

    /// <summary>The rule that offers the email of an invitation (D7); -1 for none. Right only where <see cref="HasToAsk"/> is false.</summary>
    public int InvitationRule => Array.FindIndex(_rules, rule => rule is PendingInvitationRule);

    /// <summary>The name of a rule; the position behind the last rule is step D8.</summary>
    public string NameOf(int rule) => rule < _names.Length ? _names[rule] : MatchRules.ServerPrimaryEmail;

    /// <summary>What a rule compares with, in words.</summary>
    public string DescriptionOf(int rule) => _rules[rule].Description;

    public void Collect(CloudAccount account, AddressIndex index, int candidate, AddressIndex.SourceKey source)
    {
        for (int rule = 0; rule < _rules.Length; rule++)
        {
            _rules[rule].CollectAddresses(account, _buffer);
            foreach (EmailAddress address in _buffer.Items)
            {
                index.Add(rule, address, candidate, source);
            }

            _buffer.Clear();
        }
    }

    public (int Rule, EmailAddress Address)[] Collect(PendingInvitation invitation) => Collect(rule => rule.CollectAddresses(invitation, _buffer));

    public (int Rule, EmailAddress Address)[] Collect(ExternalIdentity identity) => Collect(rule => rule.CollectAddresses(identity, _buffer));

    private (int Rule, EmailAddress Address)[] Collect(Action<MatchRule> ask)
    {
        var offers = new List<(int, EmailAddress)>();
        for (int rule = 0; rule < _rules.Length; rule++)
        {
            ask(_rules[rule]);
            foreach (EmailAddress address in _buffer.Items)
            {
                offers.Add((rule, address));
            }

            _buffer.Clear();
        }

        return [.. offers];
    }
}
