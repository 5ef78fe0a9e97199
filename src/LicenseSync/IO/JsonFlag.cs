using System.Text.Json;

namespace LicenseSync.IO;

/// <summary>A flag by its literal: told apart when somebody asks. Any other token, and none, is as null.</summary>
/// <param name="Kind">The literal.</param>
internal readonly record struct JsonFlag(JsonTokenType Kind)
{
    /// <summary>True, false or null.</summary>
    public bool? Value => Kind == JsonTokenType.True ? true : Kind == JsonTokenType.False ? false : null;

    /// <summary>Whether it is true.</summary>
    public bool IsTrue => Kind == JsonTokenType.True;

    /// <summary>The flag that says so.</summary>
    public static JsonFlag Of(bool? value) => new(value is null ? JsonTokenType.Null : value.Value ? JsonTokenType.True : JsonTokenType.False);
}
