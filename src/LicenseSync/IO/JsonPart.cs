using System.Text.Json;

namespace LicenseSync.IO;

/// <summary>A piece of the scanner's current value.</summary>
/// <param name="Start">Where it begins in <see cref="JsonScanner.Value"/>, quotes included.</param>
/// <param name="Length">Its length, quotes included.</param>
/// <param name="Kind">What it is: the token it begins with.</param>
internal readonly record struct JsonPart(int Start, int Length, JsonTokenType Kind)
{
    /// <summary>Whether it is null or an empty text: read as missing, as GitHub's data has both.</summary>
    public bool IsMissing => Kind == JsonTokenType.Null || (Kind == JsonTokenType.String && Length == 2);
}
