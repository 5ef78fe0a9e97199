using System.Text.Json;

namespace LicenseSync.Benchmarks;

/// <summary>The least that any reader on <see cref="Utf8JsonReader"/> does: one pass over the tokens, in chunks of 256 KiB. It keeps nothing, and checks nothing but the grammar.</summary>
internal static class RawTokens
{
    /// <summary>How many objects stand in the list that is a property of the root object.</summary>
    public static int CountRecords(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        byte[] buffer = new byte[256 << 10];
        int length = 0;
        int records = 0;
        JsonReaderState state = default;
        while (true)
        {
            int read = file.Read(buffer, length, buffer.Length - length);
            length += read;
            var reader = new Utf8JsonReader(buffer.AsSpan(0, length), isFinalBlock: read == 0, state);
            while (reader.Read())
            {
                records += reader.TokenType == JsonTokenType.StartObject && reader.CurrentDepth == 2 ? 1 : 0;
            }

            if (read == 0)
            {
                return records;
            }

            state = reader.CurrentState;
            int consumed = (int)reader.BytesConsumed;
            buffer.AsSpan(consumed, length - consumed).CopyTo(buffer);
            length -= consumed;
        }
    }
}
