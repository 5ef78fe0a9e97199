using LicenseSync.Accounts;

namespace LicenseSync.Tests.Accounts;

public sealed class LicenseTypeTests
{
    [Theory]
    [InlineData("Visual Studio subscription", "visual_studio_subscription", true)]
    [InlineData("VISUAL-STUDIO SUBSCRIPTION", "visual_studio_subscription", true)]
    [InlineData("Enterprise", "enterprise", true)]
    [InlineData("", null, true)]
    [InlineData("Enterprise", "visual_studio_subscription", false)]
    [InlineData("Enterprise Plus", "enterprise", false)]
    [InlineData("enterprıse", "enterprise", false)]
    public void Equals_LetterCaseAndSeparators_DoNotMatter(string? left, string? right, bool expected)
    {
        // semantics, Words
        Assert.Equal(expected, new LicenseType(left) == new LicenseType(right));
        Assert.True(!expected || new LicenseType(left).GetHashCode() == new LicenseType(right).GetHashCode());
    }

    [Fact]
    public void ToString_UnknownType_IsAsItCame() => Assert.Equal("Copilot Plus", new LicenseType("Copilot Plus").ToString());
}
