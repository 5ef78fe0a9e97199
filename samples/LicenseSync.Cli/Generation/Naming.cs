using System.Globalization;

namespace LicenseSync.Cli.Generation;

/// <summary>The invented name of one person. The number in it makes every login and address of a world unique.</summary>
internal readonly struct Naming
{
    private static readonly string[] FirstNames =
    [
        "Ana", "Ben", "Chloe", "Dmitri", "Elif", "Femi", "Grace", "Hiro", "Ines", "Jonas", "Kavya", "Liam", "Mei", "Noor", "Oskar", "Priya",
        "Quinn", "Rosa", "Sven", "Tariq", "Uma", "Viktor", "Wren", "Ximena", "Yusuf", "Zoe", "Aiko", "Bruno", "Carmen", "Diego", "Esther", "Farah",
    ];

    private static readonly string[] LastNames =
    [
        "Alvarez", "Becker", "Costa", "Dubois", "Eriksen", "Fischer", "Garcia", "Haddad", "Ivanova", "Jensen", "Kowalski", "Lopez", "Moreau", "Nakamura",
        "Okafor", "Petrov", "Quist", "Rossi", "Silva", "Tanaka", "Ueda", "Vargas", "Weber", "Xu", "Yilmaz", "Zhang", "Andersson", "Brandt", "Carvalho",
        "Duarte", "Engel", "Fontaine", "Grant", "Hoffmann", "Iyer", "Jokinen", "Kaur", "Lindqvist", "Mbeki", "Novak", "Olsen", "Park", "Reyes", "Sato",
        "Torres", "Umarov", "Virtanen", "Wagner",
    ];

    private readonly string _first;
    private readonly string _last;
    private readonly string _number;

    public Naming(long seed, long number)
    {
        var dice = new Dice(seed, DiceTopic.Naming, number);
        _first = dice.Pick<string>(FirstNames);
        _last = dice.Pick<string>(LastNames);
        _number = number.ToString(CultureInfo.InvariantCulture);
    }

    public string First => _first;

    public string Last => _last;

    public string FullName => $"{_first} {_last}";

    /// <summary>For example <c>ana-lopez-17</c>.</summary>
    public string Login => $"{_first}-{_last}-{_number}".ToLowerInvariant();

    /// <summary>For example <c>alopez17</c>.</summary>
    public string ShortLogin => $"{_first[0]}{_last}{_number}".ToLowerInvariant();

    /// <summary>For example <c>E0000017</c>: an identity provider's key that is no email.</summary>
    public string EmployeeNumber => $"E{_number.PadLeft(7, '0')}";

    /// <summary>For example <c>ana.lopez17@octo-corp.example</c>.</summary>
    public string Address(string domain) => string.Concat($"{_first}.{_last}{_number}".ToLowerInvariant(), "@", domain);

    /// <summary>For example <c>alopez17@octo-corp.example</c>: never equal to an <see cref="Address"/>, which has a dot.</summary>
    public string ShortAddress(string domain) => string.Concat(ShortLogin, "@", domain);
}
