namespace LicenseSync.LicenseReports;

/// <summary>The key under which headers of every generation meet: ASCII letters in lower case and digits, nothing else.</summary>
internal static class CsvHeaderKey
{
    public static string Of(string header)
    {
        Span<char> key = header.Length <= 256 ? stackalloc char[header.Length] : new char[header.Length];
        int length = 0;
        foreach (char c in header)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                key[length++] = char.ToLowerInvariant(c);
            }
        }

        return new(key[..length]);
    }

    /// <summary>The separator of a header line: the one of <c>,</c> <c>;</c> tab that splits it into most known columns, then into most cells.</summary>
    public static char SeparatorOf(string headerLine, Func<string, bool> isKnown)
    {
        (int Known, int Cells) best = (-1, 0);
        char separator = ',';
        foreach (char candidate in ",;\t")
        {
            string[] cells = headerLine.Split(candidate);
            (int, int) score = (cells.Count(cell => isKnown(Of(cell))), cells.Length);
            if (score.CompareTo(best) > 0)
            {
                (best, separator) = (score, candidate);
            }
        }

        return separator;
    }
}
