using System.Globalization;
using System.Text;
using LicenseSync.IO;

namespace LicenseSync.Tests.IO;

public sealed class IsoDateTests
{
    [Theory]
    [InlineData("2024-01-02T03:04:05Z", "2024-01-02T03:04:05.0000000+00:00")]
    [InlineData("2024-01-02T03:04:05.123Z", "2024-01-02T03:04:05.1230000+00:00")]
    [InlineData("2024-01-02T03:04:05-05:30", "2024-01-02T03:04:05.0000000-05:30")]
    [InlineData("2024-01-02T03:04:05+0530", "2024-01-02T03:04:05.0000000+05:30")]
    [InlineData("2024-01-02T03:04:05", "2024-01-02T03:04:05.0000000+00:00")]
    [InlineData("2024-01-02T03:04Z", "2024-01-02T03:04:00.0000000+00:00")]
    [InlineData("2024-01-02", "2024-01-02T00:00:00.0000000+00:00")]
    [InlineData("2024-01-02 03:04:05 UTC", "2024-01-02T03:04:05.0000000+00:00")]
    [InlineData("2024-01-02 03:04:05 +0100", "2024-01-02T03:04:05.0000000+01:00")]
    [InlineData("20240102T030405Z", "2024-01-02T03:04:05.0000000+00:00")]
    public void TryParse_FormsOfDates_AreRead(string text, string expected)
    {
        Assert.True(IsoDate.TryParse(text, out DateTimeOffset date));
        Assert.Equal(expected, date.ToString("o", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("01/02/2024")]
    [InlineData("2024-13-02")]
    [InlineData("2024-01-02T25:00:00Z")]
    [InlineData("1704164645")]
    public void TryParse_NoDate_IsRefused(string text) => Assert.False(IsoDate.TryParse(text, out _));

    [Theory]
    [InlineData("2024-01-02T03:04:05Z")]
    [InlineData("2023-02-28T23:59:59Z")]
    [InlineData("2024-02-29T19:29:59Z")]
    [InlineData("1900-02-28T10:00:09Z")]
    [InlineData("0000-12-31T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public void IsUtc_AnyOneByteChanged_SaysWhetherItIsADate(string date)
    {
        byte[] json = Encoding.ASCII.GetBytes($"\"{date}\"");
        for (int at = 1; at <= date.Length; at++)
        {
            byte before = json[at];
            for (int value = 0; value < 0x80; value++)
            {
                json[at] = (byte)value;
                Assert.Equal(IsDate(json), IsoDate.IsUtc(json));
            }

            // What is not ASCII is never part of a date.
            json[at] = 0xB0;
            Assert.False(IsoDate.IsUtc(json));
            json[at] = before;
        }
    }

    [Fact]
    public void IsUtc_EveryDayThatTwoDigitsCanWrite_SaysWhetherItIsADate()
    {
        foreach (string year in new[] { "0000", "0001", "1900", "2000", "2023", "2024" })
        {
            for (int day = 0; day < 10_000; day++)
            {
                byte[] json = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\"{year}-{day / 100:00}-{day % 100:00}T00:00:00Z\""));
                Assert.Equal(IsDate(json), IsoDate.IsUtc(json));
            }
        }
    }

    private static bool IsDate(byte[] json) => DateTime.TryParseExact(
        Encoding.ASCII.GetString(json, 1, json.Length - 2), "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
