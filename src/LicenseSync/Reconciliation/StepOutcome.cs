namespace LicenseSync.Reconciliation;

/// <summary>What became of one step of matching for one server account.</summary>
public enum StepOutcome
{
    /// <summary>The step was tried, and no address is equal.</summary>
    NoHit,

    /// <summary>An address is equal: the step decided.</summary>
    Hit,

    /// <summary>Addresses of several accounts are equal: the step decided, and it is an ambiguity (semantics D9).</summary>
    Ambiguous,

    /// <summary>The input holds no usable address for the step, so it was not tried (semantics D13).</summary>
    NoAddresses,

    /// <summary>An earlier step decided, so this one was not tried.</summary>
    AfterDecision,

    /// <summary>The account has no primary email, so nothing was tried (semantics B3).</summary>
    NoPrimaryEmail,
}
