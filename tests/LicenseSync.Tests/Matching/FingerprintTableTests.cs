using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LicenseSync.Matching;

namespace LicenseSync.Tests.Matching;

/// <summary>A table finds what was added, wherever growing has moved it.</summary>
public sealed class FingerprintTableTests
{
    [Property(MaxTest = 200)]
    public Property Add_AnyTexts_GivesEachOnePlace() => Prop.ForAll(Gen.Choose(0, 400).ArrayOf().ToArbitrary(), Gen.Choose(1, 40).ToArbitrary(), (numbers, step) =>
    {
        var table = new FingerprintTable();
        var places = new Dictionary<int, int>();
        foreach (int number in numbers)
        {
            // Room for a few at a time.
            if (table.EnsureCapacity((table.Count / step * step) + step) is { } moved)
            {
                places = places.ToDictionary(place => place.Key, place => moved[place.Value]);
            }

            int added = table.Add(Of(number), out bool exists);
            Assert.Equal(places.TryAdd(number, added), !exists);
            Assert.Equal(places[number], added);
        }

        Assert.Equal(places.Count, table.Count);
        Assert.Equal(places.Count, places.Values.Distinct().Count());
        Assert.All(Enumerable.Range(0, 402), number => Assert.Equal(places.GetValueOrDefault(number, FingerprintTable.None), table.Find(Of(number))));
        Assert.All(places.Values, place => Assert.InRange(place, 0, table.Size - 1));
    });

    [Fact]
    public void EnsureCapacity_EnoughRoom_MovesNothing()
    {
        var table = new FingerprintTable();
        Assert.NotNull(table.EnsureCapacity(1_000));
        int place = table.Add(Of(1), out _);

        Assert.Null(table.EnsureCapacity(1_000));
        Assert.Equal(place, table.Find(Of(1)));
    }

    [Fact]
    public void Find_ManyTexts_TellsThoseItHasFromOthers()
    {
        const int Count = 50_000;
        var table = new FingerprintTable();
        table.EnsureCapacity(Count);
        for (int number = 0; number < Count; number++)
        {
            table.LoadTags(Of(number));
            table.LoadEntry(Of(number));
            table.Add(Of(number), out bool exists);
            Assert.False(exists);
        }

        Assert.Equal(Count, table.Count);
        Assert.DoesNotContain(FingerprintTable.None, Enumerable.Range(0, Count).Select(number => table.Find(Of(number))));
        Assert.All(Enumerable.Range(Count, Count), number => Assert.Equal(FingerprintTable.None, table.Find(Of(number))));
    }

    private static TextFingerprint Of(int number) => TextFingerprint.Of($"user-{number}@example.com");
}
