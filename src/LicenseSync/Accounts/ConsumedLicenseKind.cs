namespace LicenseSync.Accounts;

/// <summary>What a row of consumed-licenses data stands for (semantics A4). Our choice, derived from the documented flags and a public recording.</summary>
public enum ConsumedLicenseKind
{
    /// <summary>None of the others: reported and ignored.</summary>
    Unclassified,

    /// <summary>A person who is invited and has not accepted (A4.1).</summary>
    PendingInvitation,

    /// <summary>A user account on GitHub Enterprise Cloud (A4.2).</summary>
    CloudAccount,

    /// <summary>A person GitHub knows from server usage only (A4.3).</summary>
    ServerOnlyPerson,

    /// <summary>A Visual Studio subscriber without an account (A4.4).</summary>
    VisualStudioSubscriber,
}
