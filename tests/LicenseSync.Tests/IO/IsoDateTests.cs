using System.Globalization;
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
}
