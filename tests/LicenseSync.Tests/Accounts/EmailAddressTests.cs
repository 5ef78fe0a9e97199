using LicenseSync.Accounts;

namespace LicenseSync.Tests.Accounts;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("ana@x.example", "ANA@X.Example")]
    [InlineData("ana@x.example", " \t\u00a0ana@x.example\r\n")]
    [InlineData("rené@x.example", "RENÉ@x.example")]
    [InlineData("σ@x.example", "ς@x.example")]
    [InlineData("σ@x.example", "Σ@x.example")]
    public void Equals_LetterCaseAndOuterWhiteSpace_DoNotMatter(string left, string right)
    {
        // B1
        Assert.Equal(EmailAddress.Parse(left), EmailAddress.Parse(right));
        Assert.Equal(EmailAddress.Parse(left).GetHashCode(), EmailAddress.Parse(right).GetHashCode());
    }

    [Theory]
    [InlineData("straße@x.example", "strasse@x.example")]
    [InlineData("ana@x.example", "ana+work@x.example")]
    [InlineData("ana.octo@x.example", "anaocto@x.example")]
    [InlineData("ren\u00e9@x.example", "rene\u0301@x.example")]
    [InlineData("\u212a@x.example", "k@x.example")]
    [InlineData("\u0131@x.example", "i@x.example")]
    [InlineData("\u0130@x.example", "i@x.example")]
    [InlineData("a@b\u00fccher.example", "a@xn--bcher-kva.example")]
    [InlineData("a na@x.example", "ana@x.example")]
    public void Equals_AnythingElse_IsNotFolded(string left, string right) =>
        Assert.NotEqual(EmailAddress.Parse(left), EmailAddress.Parse(right)); // B1

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("ana")]
    [InlineData("ana.x.example")]
    public void TryParse_NoAtSign_IsNoEmail(string? text)
    {
        // B4
        Assert.False(EmailAddress.TryParse(text, out EmailAddress address));
        Assert.Equal((default, ""), (address, address.Value));
    }

    [Fact]
    public void Parse_NoAtSign_RefusedWithoutRepeatingIt()
    {
        FormatException exception = Assert.Throws<FormatException>(() => EmailAddress.Parse("octo-ana"));
        Assert.DoesNotContain("octo-ana", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ana@x.example", "x.example")]
    [InlineData("\"a@b\"@X.example", "X.example")]
    [InlineData("ana@", "")]
    public void Domain_Always_IsTheWholePartAfterTheLastAt(string text, string domain) =>
        Assert.Equal(domain, EmailAddress.Parse(text).Domain); // D14
}
