using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LicenseSync.Matching;

namespace LicenseSync.Tests.Matching;

/// <summary>Texts as bytes say the same as strings do (semantics B1, E).</summary>
public sealed class TextArenaTests
{
    private readonly TextArena _arena = new();

    [Property(MaxTest = 300)]
    public bool Get_AnyText_GivesItBack(string? text) => _arena.Get(_arena.Add(text)) == text;

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("half a pair \uD800")]
    [InlineData("\uDC00\uD800")]
    [InlineData("\U0001F600@example.com")]
    public void Get_OddText_GivesItBack(string text)
    {
        TextRef added = _arena.Add(text);

        Assert.False(added.IsNone);
        Assert.Equal(text, _arena.Get(added));
    }

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(8_191)]
    [InlineData(8_192)]
    [InlineData(3_000_000)]
    public void Get_LongTextBetweenOthers_GivesAllBack(int length)
    {
        TextRef before = _arena.Add("before");
        TextRef added = _arena.Add(new string('x', length));
        TextRef after = _arena.Add("after");

        Assert.Equal(["before", new string('x', length), "after"], new[] { before, added, after }.Select(_arena.Get));
    }

    [Theory]
    [InlineData(" a@b ", "a@b")]
    [InlineData("\u00A0a@b\u0085", "a@b")]
    [InlineData("é@b", "é@b")]
    [InlineData(" \t", null)]
    [InlineData("", null)]
    public void AddTrimmed_Utf8_IsTrimmedAsStringsAre(string text, string? expected)
    {
        var batch = new TextBatch();
        int added = batch.AddTrimmed(System.Text.Encoding.UTF8.GetBytes(text));

        Assert.Equal(expected, added == TextBatch.None ? null : batch[added].ToString());
    }

    [Fact]
    public void RemoveLast_TextThatWasAdded_MakesRoomForTheNext()
    {
        TextRef first = _arena.Add("first");
        _arena.RemoveLast(first);

        Assert.Equal(first, _arena.Add("other"));
    }

    [Fact]
    public void OrdinalIgnoreCase_AnyCharacterBeyondAscii_EqualsNoneOfAscii() =>
        Assert.DoesNotContain(
            from character in Enumerable.Range(0x80, 0x10000 - 0x80)
            from ascii in Enumerable.Range(0, 0x80)
            where string.Equals(((char)character).ToString(), ((char)ascii).ToString(), StringComparison.OrdinalIgnoreCase)
            select character,
            _ => true);

    [Fact]
    public void EqualsFolded_EveryCharacterAndItsUpperCase_IsAsOrdinalIgnoreCase()
    {
        foreach (char character in Enumerable.Range(0, 0x10000).Select(code => (char)code))
        {
            string one = $"ab{character}c@example.com", other = $"AB{char.ToUpperInvariant(character)}C@Example.com";
            ArenaText left = _arena[_arena.Add(one)], right = _arena[_arena.Add(other)];
            bool expected = string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

            Assert.Equal(expected, left.EqualsFolded(right));
            Assert.True(!expected || left.FoldedHash() == right.FoldedHash());
        }
    }

    [Property(MaxTest = 500)]
    public Property EqualsFolded_AnyTwoTexts_IsAsOrdinalIgnoreCase() => Prop.ForAll(Texts, Texts, (one, other) =>
        _arena[_arena.Add(one)].EqualsFolded(_arena[_arena.Add(other)]) == string.Equals(one, other, StringComparison.OrdinalIgnoreCase)
        && (!string.Equals(one, other, StringComparison.OrdinalIgnoreCase) || _arena[_arena.Add(one)].FoldedHash() == _arena[_arena.Add(other)].FoldedHash()));

    [Property(MaxTest = 500)]
    public Property CompareAsLogin_AnyTwoTexts_IsTheOrderOfLowerCasedTexts() => Prop.ForAll(Texts, Texts, (one, other) =>
    {
        int order = string.CompareOrdinal(one.ToLowerInvariant(), other.ToLowerInvariant());
        order = order != 0 ? order : string.CompareOrdinal(one, other);
        ArenaText left = _arena[_arena.Add(one)], right = _arena[_arena.Add(other)];
        int prefixes = left.LoginPrefix().CompareTo(right.LoginPrefix());
        return Math.Sign(left.CompareAsLogin(right)) == Math.Sign(order) && (prefixes == 0 || prefixes == Math.Sign(order));
    });

    [Property(MaxTest = 200)]
    public Property Find_AnyTexts_NumbersThemAsADictionaryDoes() => Prop.ForAll(Texts.Generator.ArrayOf().ToArbitrary(), texts =>
    {
        var table = new TextTable(_arena);
        var dictionary = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (string text in texts)
        {
            bool isNew = dictionary.TryAdd(text, dictionary.Count);
            if (table.Add(_arena.Add(text), out bool exists) != dictionary[text] || exists == isNew)
            {
                return false;
            }
        }

        string[] asked = [.. texts.Select(text => text.ToUpperInvariant()), .. texts.Select(text => text + "x")];
        TextRef[] wanted = [.. asked.Select(_arena.Add)];
        IEnumerable<(int, int)> found = asked.Index().Where(text => dictionary.ContainsKey(text.Item)).Select(text => (text.Index, NumberOf(text.Item)));
        return asked.All(text => table.Find(text) == NumberOf(text) && table.Find(_arena.Add(text)) == NumberOf(text))
            && table.FindAll(wanted.Length, position => wanted[position], maxParallelism: 1).SelectMany(several => several).SequenceEqual(found);

        int NumberOf(string text) => dictionary.GetValueOrDefault(text, TextTable.None);
    });

    // More than are looked at together, so that several processors take part.
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 3)]
    [InlineData(100, 3)]
    [InlineData(20_000, 1)]
    [InlineData(20_000, 3)]
    public void AddAllAndFindAll_ManyTexts_NumberThemAsADictionaryDoes(int count, int maxParallelism)
    {
        string[] texts = [.. Enumerable.Range(0, count).Select(number => number % 7 == 0 ? $"Zoë-{number / 2}" : $"User-{number / 2}@d{number % 50}.example")];
        string[] asked = [.. texts.Select(text => text.ToUpperInvariant()).Reverse(), .. texts.Select(text => text + "x")];
        var dictionary = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        List<(int, int)> added = [];
        for (int position = 0; position < texts.Length; position++)
        {
            dictionary.TryAdd(texts[position], dictionary.Count);
            added.Add((position * 2, dictionary[texts[position]]));
        }

        var table = new TextTable(_arena);
        TextRef[] keys = [.. texts.Select(_arena.Add)], wanted = [.. asked.Select(_arena.Add)];
        List<(int, int)> taken = [];
        table.AddAll(keys.Length * 2, position => position % 2 == 0 ? keys[position / 2] : default, (position, number) => taken.Add((position, number)), maxParallelism);

        Assert.Equal(added, taken);
        Assert.Equal(dictionary.Count, table.Count);
        Assert.Equal(
            asked.Index().Where(text => dictionary.ContainsKey(text.Item)).Select(text => (text.Index, dictionary[text.Item])),
            table.FindAll(wanted.Length, position => wanted[position], maxParallelism).SelectMany(found => found));
    }

    // Short texts of few letters, so that many are alike; among them letters that folding may get wrong.
    private static Arbitrary<string> Texts { get; } = Gen.Elements([.. "abAB@[`{z01éÉσΣςßKkıİiſsS\u00B5\u039C\uD800\uDC00\uFB00\0"])
        .ArrayOf().Select(characters => new string(characters)).ToArbitrary();
}
