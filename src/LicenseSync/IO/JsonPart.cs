using System.Text.Json;

namespace LicenseSync.IO;

/// <summary>A piece of the scanner's current value: a value, or a property's name. The scanner numbers the pieces as they stand: a container before what is in it, a name before its value.</summary>
/// <param name="Start">Where it begins in <see cref="JsonScanner.Value"/>, quotes included.</param>
/// <param name="Length">Its length, quotes included.</param>
/// <param name="Kind">What it is: the token it begins with.</param>
/// <param name="Number">Its number; what is in a container begins with the next.</param>
/// <param name="Next">The number of what stands behind it.</param>
internal readonly record struct JsonPart(int Start, int Length, JsonTokenType Kind, int Number, int Next)
{
    /// <summary>Whether it is null or an empty text: read as missing, as GitHub's data has both.</summary>
    public bool IsMissing => Kind == JsonTokenType.Null || (Kind == JsonTokenType.String && Length == 2);
}
