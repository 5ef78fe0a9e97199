namespace LicenseSync.Matching;

/// <summary>What makes two accounts look like one person, and what to do about it. The texts may hold addresses, logins and names: personal data.</summary>
/// <param name="Value">What the server account has.</param>
/// <param name="TargetValue">What the other account has.</param>
/// <param name="Action">One sentence an owner can act on.</param>
public sealed record SuggestionEvidence(string Value, string TargetValue, string Action)
{
    /// <summary>A placeholder: personal data never reaches logs by accident.</summary>
    /// <returns><c>(evidence)</c>.</returns>
    public override string ToString() => "(evidence)";
}
