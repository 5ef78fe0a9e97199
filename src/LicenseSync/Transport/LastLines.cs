using System.Text.RegularExpressions;

namespace LicenseSync.Transport;

/// <summary>The last lines of a text that may be endless, for a message: one line, bounded, without addresses.</summary>
internal sealed partial class LastLines
{
    private const int MaxLines = 3;
    private const int MaxLength = 600;

    private readonly Lock _lock = new();
    private string _text = "";

    /// <summary>Reads to the end, keeping the last part.</summary>
    public async Task ReadAsync(TextReader reader)
    {
        char[] buffer = new char[4_096];
        try
        {
            while (await reader.ReadAsync(buffer.AsMemory()).ConfigureAwait(false) is > 0 and int count)
            {
                lock (_lock)
                {
                    _text += new string(buffer, 0, count);
                    _text = _text.Length > MaxLength ? _text[^MaxLength..] : _text;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The reader was closed: what came until then is kept.
        }
    }

    /// <summary>The last lines, joined by <c>; </c>; words with an <c>@</c> are left out, since they may be addresses.</summary>
    public override string ToString()
    {
        lock (_lock)
        {
            IEnumerable<string> lines = _text.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(MaxLines);
            return Address().Replace(string.Join("; ", lines), "(address)").TrimEnd('.');
        }
    }

    [GeneratedRegex(@"[^\s;,:<>()'""]+@[^\s;,:<>()'""]+", RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
