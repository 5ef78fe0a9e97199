using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace LicenseSync.Reports.Internal;

/// <summary>HTML on its way to a stream. What stands in an interpolated string is markup of ours; what its holes hold is escaped, always.</summary>
internal sealed class HtmlOutput(ReportOutput output)
{
    private static readonly SearchValues<char> Special = SearchValues.Create("&<>\"'");

    private int _lastId;

    /// <summary>An id for an element, each once in the document.</summary>
    public string NextId() => string.Create(CultureInfo.InvariantCulture, $"i{++_lastId}");

    /// <summary>Writes markup; its holes are escaped.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "The interpolated string writes to the instance it is given.")]
    public void Write([InterpolatedStringHandlerArgument("")] Markup markup) => _ = markup;

    /// <summary>Writes markup of ours as it is: never with anything from outside.</summary>
    public void WriteRaw(string markup) => output.Write(markup);

    /// <summary>Writes text, which may stand between tags and in a quoted attribute.</summary>
    public void WriteText(ReadOnlySpan<char> text)
    {
        int special;
        while ((special = text.IndexOfAny(Special)) >= 0)
        {
            output.Write(text[..special]);
            output.Write(text[special] switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", '"' => "&quot;", _ => "&#39;" });
            text = text[(special + 1)..];
        }

        output.Write(text);
    }

    public ValueTask FlushIfFullAsync(CancellationToken cancellationToken) => output.FlushIfFullAsync(cancellationToken);

    /// <summary>An interpolated string that is written while it is read, so that nothing is put together first.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Markup
    {
        private readonly HtmlOutput _html;

        public Markup(int literalLength, int formattedCount, HtmlOutput html)
        {
            (_, _) = (literalLength, formattedCount);
            _html = html;
        }

        public void AppendLiteral(string markup) => _html.WriteRaw(markup);

        /// <summary>Text of ours.</summary>
        public void AppendFormatted(string? text) => _html.WriteText(text);

        /// <summary>Text from outside: set apart, so that its direction ends with it.</summary>
        public void AppendFormatted(Outside outside)
        {
            _html.WriteRaw(outside.IsAddress ? "<bdi class=\"mono\">" : "<bdi>");
            _html.WriteText(VisibleText.Of(outside.Text, outside.MaxLength));
            _html.WriteRaw("</bdi>");
        }

        /// <summary>A number for people: 12,345.</summary>
        public void AppendFormatted(long number) => _html.WriteText(ReportWords.Number(number));

        /// <summary>A length of a drawing.</summary>
        public void AppendFormatted(double length) => _html.WriteText(length.ToString("0.##", CultureInfo.InvariantCulture));
    }
}

/// <summary>Text that came from outside.</summary>
/// <param name="Text">The text; null is empty.</param>
/// <param name="IsAddress">Whether it is shown as an address or an id, letter by letter.</param>
/// <param name="MaxLength">The length from which on it is cut.</param>
internal readonly record struct Outside(string? Text, bool IsAddress = false, int MaxLength = VisibleText.MaxLength);
