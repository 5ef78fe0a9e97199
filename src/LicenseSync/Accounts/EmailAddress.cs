using System.Diagnostics.CodeAnalysis;

namespace LicenseSync.Accounts;

/// <summary>An email address as it is compared: whole, trimmed of white space, letter case ignored (semantics B1). Never empty and never without an <c>@</c> (B4), except <c>default</c>, which is no address.</summary>
/// <remarks>Comparing with <see cref="StringComparison.OrdinalIgnoreCase"/> and folding nothing else is our choice; GitHub's documentation ("License
/// troubleshooting information for GitHub Enterprise") does not say. <see cref="ToString"/> does not print the address, since addresses are personal data: read <see cref="Value"/>.</remarks>
public readonly record struct EmailAddress
{
    private readonly string? _value;

    private EmailAddress(string value) => _value = value;

    /// <summary>The address as written, without white space around it; empty for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>The whole part after the last <c>@</c> (semantics D14), as written; may be empty.</summary>
    public string Domain => Value[(Value.LastIndexOf('@') + 1)..];

    /// <summary>Reads an address.</summary>
    /// <param name="text">The text; white space around it is dropped.</param>
    /// <param name="address">The address, or <c>default</c>.</param>
    /// <returns>False when the text is null, blank, or has no <c>@</c> (semantics B4).</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out EmailAddress address)
    {
        string? trimmed = text?.Trim();
        bool parsed = trimmed is not null && trimmed.Contains('@', StringComparison.Ordinal);
        address = parsed ? new(trimmed!) : default;
        return parsed;
    }

    /// <summary>Reads an address.</summary>
    /// <param name="text">The text; white space around it is dropped.</param>
    /// <returns>The address.</returns>
    /// <exception cref="FormatException">The text is blank or has no <c>@</c>; the message does not repeat it.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static EmailAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out EmailAddress address) ? address : throw new FormatException("The text is no email address: it has no '@'.");
    }

    /// <summary>Whether two addresses are equal under semantics B1.</summary>
    /// <param name="other">The other address.</param>
    /// <returns>True when they differ at most in letter case.</returns>
    public bool Equals(EmailAddress other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Value);

    /// <summary>A placeholder: addresses never reach logs or messages by accident.</summary>
    /// <returns><c>(email address)</c>, or an empty text for <c>default</c>.</returns>
    public override string ToString() => _value is null ? "" : "(email address)";
}
