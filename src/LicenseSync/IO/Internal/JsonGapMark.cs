using System.Text.Json;

namespace LicenseSync.IO.Internal;

/// <summary>What begins or ends in a gap.</summary>
/// <param name="Kind">A container that begins or ends, a property's name, a literal, or (as <see cref="JsonTokenType.String"/>) an empty text.</param>
/// <param name="Offset">Where in the gap it begins; of an end, where it ends.</param>
/// <param name="Length">The length of a name, literal or empty text, quotes included; 0 of a container.</param>
/// <param name="Key">A name folded by <see cref="JsonKey"/>; empty else, and where it can be no known name.</param>
internal readonly record struct JsonGapMark(JsonTokenType Kind, int Offset, int Length, string Key);
