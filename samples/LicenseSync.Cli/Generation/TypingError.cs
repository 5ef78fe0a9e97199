namespace LicenseSync.Cli.Generation;

/// <summary>One slip in a name: a letter too many, too few or another, or two neighbours swapped.</summary>
internal static class TypingError
{
    /// <returns>Another name, with a capital first letter.</returns>
    public static string In(string name, ref Dice dice)
    {
        string letters = name.ToLowerInvariant();
        string slip;
        do
        {
            slip = Slip(letters, dice.Next(letters.Length), dice.Next(4), ((char)('a' + dice.Next(26))).ToString());
        }
        while (slip == letters);

        return char.ToUpperInvariant(slip[0]) + slip[1..];
    }

    private static string Slip(string letters, int place, int what, string letter) => what switch
    {
        0 => letters.Insert(place, letter),
        1 when letters.Length > 1 => letters.Remove(place, 1),
        2 when place > 0 => string.Concat(letters.AsSpan(0, place - 1), [letters[place], letters[place - 1]], letters.AsSpan(place + 1)),
        _ => string.Concat(letters.AsSpan(0, place), letter, letters.AsSpan(place + 1)),
    };
}
