namespace LicenseSync.Matching;

/// <summary>What became of a server account (semantics D14). Our choice of words: owners see a cloud account's verified addresses only in the enterprise's verified domains.</summary>
public enum MatchOutcome
{
    /// <summary>A step of D1 to D7 decided.</summary>
    Matched,

    /// <summary>No step did, and the primary email lies in a verified domain: GitHub sees no match either.</summary>
    NotMatched,

    /// <summary>No step did, and the primary email lies elsewhere or there is none: GitHub may match it by an address nobody here can see.</summary>
    CannotTell,
}
