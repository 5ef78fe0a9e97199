using System.Buffers;
using System.Text;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.UsageFiles;

/// <summary>The text that a JSON text of any size stands for, piece by piece.</summary>
internal sealed class EncryptedText(JsonScanner scanner)
{
    private readonly ArrayBufferWriter<byte> _text = new();
    private bool _isReported;

    /// <summary>The text of the scanner's current chunk, UTF-8; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Unescape()
    {
        _text.ResetWrittenCount();
        ReadOnlySpan<byte> raw = scanner.Value;
        int at = 0;
        while (at < raw.Length)
        {
            int plain = raw[at..].IndexOf((byte)'\\');
            plain = plain < 0 ? raw.Length - at : plain;
            WritePlain(raw.Slice(at, plain), at);
            at += plain;
            if (at < raw.Length)
            {
                bool isUnit = raw[at + 1] == (byte)'u';
                Write(isUnit ? JsonText.Unit(raw[at..]) : JsonText.Simple(raw[at + 1]), at);
                at += isUnit ? 6 : 2;
            }
        }

        return _text.WrittenMemory;
    }

    private void WritePlain(ReadOnlySpan<byte> plain, int offset)
    {
        int other = plain.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
        if (other >= 0)
        {
            Report(offset + other);
        }

        _text.Write(plain);
    }

    private void Write(char unit, int offset)
    {
        if (!char.IsAscii(unit))
        {
            Report(offset);
        }

        Rune rune = Rune.TryCreate(unit, out Rune character) ? character : Rune.ReplacementChar;
        _text.Advance(rune.EncodeToUtf8(_text.GetSpan(4)));
    }

    private void Report(int offset)
    {
        if (!_isReported)
        {
            _isReported = true;
            scanner.Report(DiagnosticDescriptors.InvalidValue, offset, "The encrypted users hold a character that is not ASCII and so no base64 text. Export the file again.");
        }
    }
}
