namespace LicenseSync.Reconciliation;

/// <summary>A decision that was not applied, and why.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="AccountsChanged">True when the suggestion stands but its accounts have changed since (a login, name or address): decide again. False when these accounts are not suggested any more: they match now, are gone, or consume nothing.</param>
public sealed record StaleDecision(SuggestionDecision Decision, bool AccountsChanged);
