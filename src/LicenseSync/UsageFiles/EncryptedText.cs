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
        ReportIfNotAscii(raw);
        while (!raw.IsEmpty)
        {
            int plain = raw.IndexOf((byte)'\\');
            plain = plain < 0 ? raw.Length : plain;
            _text.Write(raw[..plain]);
            raw = raw[plain..];
            if (!raw.IsEmpty)
            {
                bool isUnit = raw[1] == (byte)'u';
                Write(isUnit ? JsonText.Unit(raw) : JsonText.Simple(raw[1]));
                raw = raw[(isUnit ? 6 : 2)..];
            }
        }

        return _text.WrittenMemory;
    }

    private void Write(char unit)
    {
        if (!char.IsAscii(unit))
        {
            Report(0);
        }

        Rune rune = Rune.TryCreate(unit, out Rune character) ? character : Rune.ReplacementChar;
        _text.Advance(rune.EncodeToUtf8(_text.GetSpan(4)));
    }

    private void ReportIfNotAscii(ReadOnlySpan<byte> raw)
    {
        int offset = raw.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
        if (offset >= 0)
        {
            Report(offset);
        }
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
