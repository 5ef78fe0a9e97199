using System.Text;

namespace LicenseSync.IO;

/// <summary>Strings as UTF-8, one after another in a buffer that is used again.</summary>
/// <param name="buffer">The buffer to use.</param>
internal ref struct Utf8Appender(byte[] buffer)
{
    private int _length;

    /// <summary>The buffer, or a larger one.</summary>
    public byte[] Buffer { get; private set; } = buffer;

    /// <summary>Adds a string; null adds nothing.</summary>
    /// <returns>Where it stands.</returns>
    public TextSpan Append(string? text)
    {
        int start = _length;
        int size = Encoding.UTF8.GetByteCount(text ?? "");
        if (Buffer.Length - _length < size)
        {
            byte[] larger = new byte[Math.Max(Buffer.Length * 2, _length + size)];
            Buffer.AsSpan(0, _length).CopyTo(larger);
            Buffer = larger;
        }

        _length += Encoding.UTF8.GetBytes(text ?? "", Buffer.AsSpan(_length));
        return new(start, size);
    }
}
