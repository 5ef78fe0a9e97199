using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using LicenseSync.Accounts;

namespace LicenseSync.IO;

/// <summary>Writes JSON of our own models: compact, byte-stable, UTF-8 without a byte-order mark, additional properties as they came. The caller keeps the grammar.</summary>
/// <remarks>Not <see cref="Utf8JsonWriter"/>, which cannot write the name of a property as it came.</remarks>
internal sealed class JsonFileWriter(Stream destination)
{
    private const int FlushSize = 64 << 10;

    private static readonly SearchValues<byte> ToEscape = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(value => (byte)value), (byte)'"', (byte)'\\']);

    private readonly ArrayBufferWriter<byte> _buffer = new(FlushSize * 2);
    private bool _needsComma;

    /// <summary>Writes <c>{</c>.</summary>
    public void StartObject() => Open((byte)'{');

    /// <summary>Writes <c>}</c>.</summary>
    public void EndObject() => Close((byte)'}');

    /// <summary>Writes <c>[</c>.</summary>
    public void StartArray() => Open((byte)'[');

    /// <summary>Writes <c>]</c>.</summary>
    public void EndArray() => Close((byte)']');

    /// <summary>Begins a new line before the next value, so that records can be told apart by line.</summary>
    public void NewLine()
    {
        Comma();
        _buffer.Write("\n"u8);
    }

    /// <summary>Ends the document's last line.</summary>
    public void EndLine() => _buffer.Write("\n"u8);

    /// <summary>Begins a text that is written in pieces.</summary>
    public void StartText()
    {
        Comma();
        _buffer.Write("\""u8);
    }

    /// <summary>Writes a piece of a text, valid UTF-8 cut nowhere inside a character.</summary>
    public void TextPiece(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            int plain = text.IndexOfAny(ToEscape);
            _buffer.Write(plain < 0 ? text : text[..plain]);
            text = plain < 0 ? [] : text[plain..];
            if (!text.IsEmpty)
            {
                _buffer.Write(JsonEncodedText.Encode(text[..1], JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
                text = text[1..];
            }
        }
    }

    /// <summary>Ends a text that was written in pieces.</summary>
    public void EndText()
    {
        _buffer.Write("\""u8);
        _needsComma = true;
    }

    /// <summary>Writes a property's name, which needs no escape.</summary>
    public void Name(ReadOnlySpan<byte> name)
    {
        Comma();
        _buffer.Write("\""u8);
        _buffer.Write(name);
        _buffer.Write("\":"u8);
    }

    /// <summary>Writes a text, or null.</summary>
    public void Value(string? value)
    {
        if (value is null)
        {
            Raw("null"u8);
            return;
        }

        Comma();
        _buffer.Write("\""u8);
        _buffer.Write(JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
        _buffer.Write("\""u8);
        _needsComma = true;
    }

    /// <summary>Writes true or false.</summary>
    public void Value(bool value) => Raw(value ? "true"u8 : "false"u8);

    /// <summary>Writes a number.</summary>
    public void Value(long value)
    {
        Span<byte> digits = stackalloc byte[20];
        value.TryFormat(digits, out int length, default, CultureInfo.InvariantCulture);
        Raw(digits[..length]);
    }

    /// <summary>Writes a list of texts.</summary>
    public void Value(IReadOnlyList<string> values)
    {
        StartArray();
        foreach (string value in values)
        {
            Value(value);
        }

        EndArray();
    }

    /// <summary>Writes a property if it has a value.</summary>
    public void Property(ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            Name(name);
            Value(value);
        }
    }

    /// <summary>Writes a property if it has a value.</summary>
    public void Property(ReadOnlySpan<byte> name, bool? value)
    {
        if (value is { } known)
        {
            Name(name);
            Value(known);
        }
    }

    /// <summary>Writes a property if it has a value.</summary>
    public void Property(ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } known)
        {
            Name(name);
            Value(known);
        }
    }

    /// <summary>Writes a property if it has a value.</summary>
    public void Property(ReadOnlySpan<byte> name, DateTimeOffset? value)
    {
        if (value is { } known)
        {
            Name(name);
            Value(IsoDate.Format(known));
        }
    }

    /// <summary>Writes JSON as it stands.</summary>
    public void Raw(ReadOnlySpan<byte> json)
    {
        Comma();
        _buffer.Write(json);
        _needsComma = true;
    }

    /// <summary>Writes additional properties as they came.</summary>
    public void Additional(IReadOnlyList<AdditionalProperty> properties)
    {
        foreach (AdditionalProperty property in properties)
        {
            Comma();
            _buffer.Write(property.RawName.Span);
            _buffer.Write(":"u8);
            _buffer.Write(property.RawValue.Span);
            _needsComma = true;
        }
    }

    /// <summary>Hands on what is written if it is much; call it after each record.</summary>
    public ValueTask FlushIfLargeAsync(CancellationToken cancellationToken) =>
        _buffer.WrittenCount < FlushSize ? default : new(FlushAsync(cancellationToken));

    /// <summary>Hands on everything that is written, and flushes the destination.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await destination.WriteAsync(_buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
        _buffer.ResetWrittenCount();
        await destination.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Open(byte bracket)
    {
        Comma();
        _buffer.Write([bracket]);
    }

    private void Close(byte bracket)
    {
        _buffer.Write([bracket]);
        _needsComma = true;
    }

    private void Comma()
    {
        if (_needsComma)
        {
            _buffer.Write(","u8);
            _needsComma = false;
        }
    }
}
