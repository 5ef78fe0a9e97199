using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LicenseSync.Matching;

namespace LicenseSync.Tests.Matching;

/// <summary>Fingerprints are equal where texts are (semantics B1).</summary>
public sealed class TextFingerprintTests
{
    [Fact]
    public void Of_EveryCodePoint_IsEqualWhereOrdinalIgnoreCaseSaysSo()
    {
        var texts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var fingerprints = new Dictionary<TextFingerprint, int>();
        for (int code = 0; code <= 0x10FFFF; code++)
        {
            // Surrogates stand alone. The letter beyond ASCII lets those of ASCII be folded in both ways.
            string character = code is >= 0xD800 and <= 0xDFFF ? ((char)code).ToString() : char.ConvertFromUtf32(code);
            foreach (string text in new[] { character, character + "\u00E9" })
            {
                texts.TryAdd(text, texts.Count);
                fingerprints.TryAdd(TextFingerprint.Of(text), fingerprints.Count);
                Assert.Equal(texts[text], fingerprints[TextFingerprint.Of(text)]);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("seven77")]
    [InlineData("eight888")]
    [InlineData("fourteen444444")]
    [InlineData("ada@lovelace.example")]
    [InlineData("zoë@lovelace.example")]
    [InlineData("\U0001F600\U00010428@example.com")]
    public void Of_Utf8_IsThatOfTheString(string text) =>
        Assert.Equal(TextFingerprint.Of(text), TextFingerprint.Of(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Of_TextsOfEveryLength_AreToldApart()
    {
        IEnumerable<string> texts = from length in Enumerable.Range(0, 600)
                                    from letter in new[] { '\0', 'a', 'b', '\u00E9', '\uD800' }
                                    where length > 0 || letter == 'a'
                                    select new string(letter, length);

        Assert.Equal((5 * 599) + 1, texts.Select(text => TextFingerprint.Of(text)).Distinct().Count());
    }

    [Property(MaxTest = 1_000)]
    public Property Of_AnyTwoTexts_IsEqualWhereOrdinalIgnoreCaseSaysSo() => Prop.ForAll(Texts, Texts, (one, other) =>
        (TextFingerprint.Of(one) == TextFingerprint.Of(other)) == string.Equals(one, other, StringComparison.OrdinalIgnoreCase));

    [Theory]
    [InlineData(" a@b ", "a@b")]
    [InlineData("\u00A0a@b\u0085", "a@b")]
    [InlineData("é@b", "é@b")]
    public void OfTrimmed_WhiteSpaceAround_IsTrimmed(string text, string expected) =>
        Assert.Equal(TextFingerprint.Of(expected), TextFingerprint.OfTrimmed(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("")]
    [InlineData(" \t")]
    public void OfTrimmed_Blank_IsNone(string text)
    {
        Assert.True(TextFingerprint.OfTrimmed(Encoding.UTF8.GetBytes(text)).IsNone);
        Assert.False(TextFingerprint.Of(text).IsNone);
    }

    // Short texts of few letters, so that many are alike; among them letters that folding may get wrong.
    private static Arbitrary<string> Texts { get; } = Gen.Elements([.. "abAB@[`{01éÉσΣςßKkıİiſs\u00B5\u039C\uD801\uDC28\uDC00\0"])
        .ArrayOf().Select(characters => new string(characters)).ToArbitrary();
}
