using System.Diagnostics.CodeAnalysis;

namespace LicenseSync.Accounts;

/// <summary>The id of one GitHub Enterprise Server instance, a UUID in practice, kept as it came. Letter case is ignored (semantics A1). <c>default</c> means no id.</summary>
public readonly record struct ServerId
{
    private readonly string? _text;

    private ServerId(string text) => _text = text;

    /// <summary>Whether there is an id; false only for <c>default</c>.</summary>
    public bool HasValue => _text is not null;

    /// <summary>Reads an id.</summary>
    /// <param name="text">The text; white space around it is dropped.</param>
    /// <param name="serverId">The id, or <c>default</c>.</param>
    /// <returns>False when the text is null or blank.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out ServerId serverId)
    {
        bool parsed = !string.IsNullOrWhiteSpace(text);
        serverId = parsed ? new(text!.Trim()) : default;
        return parsed;
    }

    /// <summary>Reads an id.</summary>
    /// <param name="text">The text; white space around it is dropped.</param>
    /// <returns>The id.</returns>
    /// <exception cref="FormatException">The text is blank.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static ServerId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out ServerId serverId) ? serverId : throw new FormatException("A server id must not be blank.");
    }

    /// <summary>Whether two ids name one instance: equal but for letter case (semantics A1).</summary>
    /// <param name="other">The other id.</param>
    /// <returns>True when they are equal.</returns>
    public bool Equals(ServerId other) => string.Equals(_text, other._text, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(_text ?? "");

    /// <summary>The id as it came.</summary>
    /// <returns>Empty for <c>default</c>.</returns>
    public override string ToString() => _text ?? "";
}
