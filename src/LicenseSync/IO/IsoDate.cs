using System.Globalization;
using System.Runtime.Intrinsics;

namespace LicenseSync.IO;

/// <summary>Dates as exports write them (ISO 8601, and Ruby's form with a space and <c>UTC</c>). A date without an offset is UTC.</summary>
internal static class IsoDate
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss 'UTC'", "yyyy-MM-dd HH:mm:ss zzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyyMMdd'T'HHmmssK",
    ];

    /// <summary>Reads a date.</summary>
    /// <returns>False when the text is no such date.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset date) => DateTimeOffset.TryParseExact(
        text.Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date);

    /// <summary>Reads the form that nearly all exports have, <c>"2024-01-02T03:04:05Z"</c>, without making a text of it.</summary>
    /// <param name="json">A JSON text, quotes included.</param>
    /// <param name="date">The date.</param>
    /// <returns>False when it is of another form, or no date.</returns>
    public static bool TryParseUtc(ReadOnlySpan<byte> json, out DateTimeOffset date)
    {
        if (!IsUtc(json))
        {
            date = default;
            return false;
        }

        date = new(Number(json, 1, 4), Number(json, 6, 2), Number(json, 9, 2), Number(json, 12, 2), Number(json, 15, 2), Number(json, 18, 2), TimeSpan.Zero);
        return true;
    }

    /// <summary>Whether a JSON text is a date in the form <c>"2024-01-02T03:04:05Z"</c>, quotes included.</summary>
    /// <remarks>Every character must lie in a range of its own, which two comparisons see for all; what is left is that month, day and hour, digits by then, are not too large together.</remarks>
    public static bool IsUtc(ReadOnlySpan<byte> json)
    {
        if (json.Length != "\"yyyy-MM-ddTHH:mm:ssZ\"".Length)
        {
            return false;
        }

        // Both count from the least that may stand there: to the minute, and from the month to the end.
        Vector128<byte> first = Vector128.Create(json[1..]) - Vector128.Create("0000-00-00T00:00"u8);
        Vector128<byte> last = Vector128.Create(json[5..]) - Vector128.Create("-00-00T00:00:00Z"u8);
        if (!Vector128.LessThanOrEqualAll(first, Vector128.Create((byte)9, 9, 9, 9, 0, 1, 9, 0, 3, 9, 0, 2, 9, 0, 5, 9))
            || !Vector128.LessThanOrEqualAll(last, Vector128.Create((byte)0, 1, 9, 0, 3, 9, 0, 2, 9, 0, 5, 9, 0, 5, 9, 0)))
        {
            return false;
        }

        (int month, int day, int hour) = (Pair(json, 6), Pair(json, 9), Pair(json, 12));
        return month is >= 1 and <= 12 && day >= 1 && hour <= 23 && (day <= 28 || day <= DaysInMonth(json, month)) && !json[1..].StartsWith("0000"u8);
    }

    private static int Pair(ReadOnlySpan<byte> digits, int start) => (digits[start] * 10) + digits[start + 1] - ('0' * 11);

    private static int DaysInMonth(ReadOnlySpan<byte> json, int month) => Number(json, 1, 4) is >= 1 and int year ? DateTime.DaysInMonth(year, month) : 0;

    /// <summary>The number that digits make; negative when one is none.</summary>
    private static int Number(ReadOnlySpan<byte> text, int start, int count)
    {
        int number = 0;
        int wrong = 0;
        foreach (byte digit in text.Slice(start, count))
        {
            int value = digit - '0';
            wrong |= value | (9 - value);
            number = (number * 10) + value;
        }

        return wrong < 0 ? -1 : number;
    }

    /// <summary>Writes a date so that it is read back equal, offset included.</summary>
    public static string Format(DateTimeOffset date) => date.ToString(
        date.Offset == TimeSpan.Zero ? "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
        CultureInfo.InvariantCulture);
}
