namespace LicenseSync.Cli.Generation;

/// <summary>The names that people are invented from.</summary>
/// <remarks>
/// 32 first names and 48 surnames are enough where only addresses are compared. A world with mismatches compares display names too: there people have 96 first
/// names and 3,000 surnames, three in five a middle initial and one in four a second surname, so that about one in thirty of 100,000 people has a namesake.
/// </remarks>
internal static class NamePool
{
    public static readonly string[] FirstNames =
    [
        "Ana", "Ben", "Chloe", "Dmitri", "Elif", "Femi", "Grace", "Hiro", "Ines", "Jonas", "Kavya", "Liam", "Mei", "Noor", "Oskar", "Priya",
        "Quinn", "Rosa", "Sven", "Tariq", "Uma", "Viktor", "Wren", "Ximena", "Yusuf", "Zoe", "Aiko", "Bruno", "Carmen", "Diego", "Esther", "Farah",
    ];

    public static readonly string[] LastNames =
    [
        "Alvarez", "Becker", "Costa", "Dubois", "Eriksen", "Fischer", "Garcia", "Haddad", "Ivanova", "Jensen", "Kowalski", "Lopez", "Moreau", "Nakamura",
        "Okafor", "Petrov", "Quist", "Rossi", "Silva", "Tanaka", "Ueda", "Vargas", "Weber", "Xu", "Yilmaz", "Zhang", "Andersson", "Brandt", "Carvalho",
        "Duarte", "Engel", "Fontaine", "Grant", "Hoffmann", "Iyer", "Jokinen", "Kaur", "Lindqvist", "Mbeki", "Novak", "Olsen", "Park", "Reyes", "Sato",
        "Torres", "Umarov", "Virtanen", "Wagner",
    ];

    private static readonly string[] MoreFirstNames =
    [
        .. FirstNames,
        "Adam", "Beatriz", "Cecilia", "Daniel", "Emma", "Fatima", "George", "Hana", "Ivan", "Julia", "Kenji", "Laura", "Marco", "Nadia", "Omar", "Paula",
        "Rafael", "Sara", "Thomas", "Ulla", "Vera", "William", "Yara", "Zain", "Amara", "Boris", "Clara", "David", "Eva", "Felix", "Gita", "Hugo",
        "Ingrid", "Jorge", "Katya", "Leila", "Mateo", "Nina", "Olga", "Pedro", "Ravi", "Sofia", "Tara", "Umberto", "Valeria", "Walter", "Yuki", "Zara",
        "Alan", "Bianca", "Cyrus", "Dana", "Emil", "Freya", "Gabriel", "Helen", "Isaac", "Jana", "Karim", "Lucia", "Martin", "Naomi", "Otto", "Petra",
    ];

    private static readonly string[] SurnameStarts =
    [
        "Al", "An", "Ar", "Bar", "Ber", "Bir", "Bor", "Bran", "Bur", "Cal", "Car", "Col", "Dal", "Dan", "Dor", "El", "Er", "Fal", "Fer", "Gal", "Gar",
        "Gol", "Gran", "Hal", "Han", "Har", "Hol", "Il", "Jan", "Jor", "Kal", "Kar", "Kol", "Kor", "Lan", "Lar", "Lin", "Lor", "Mal", "Mar", "Mel", "Mor",
        "Nal", "Nor", "Ol", "Or", "Pal", "Per", "Pol", "Ran", "Ros", "Sal", "San", "Sel", "Sol", "Tal", "Tor", "Ul", "Val", "Var", "Vin", "Wal", "Wil", "Zan",
    ];

    private static readonly string[] SurnameEnds =
    [
        "berg", "dahl", "son", "sen", "man", "strom", "gren", "quist", "lund", "feld", "stein", "bach", "bauer", "inger", "ano", "anov", "ari", "aro", "asi",
        "ato", "ek", "elli", "enko", "er", "es", "etti", "eva", "ez", "ian", "ic", "idis", "ier", "ika", "ini", "ino", "ito", "oglu", "onen", "osa", "ovic",
        "owski", "oyan", "uela", "ura", "wala", "ov", "ado", "eira",
    ];

    /// <summary>A name of the wide pool: the middle initial is like <c> M.</c> or empty, the second surname like <c>-Silva</c> or empty.</summary>
    public static (string First, string Middle, string Last, string SecondLast) Pick(ref Dice dice) =>
    (
        dice.Pick<string>(MoreFirstNames),
        dice.Chance(60) ? $" {(char)('A' + dice.Next(26))}." : "",
        dice.Pick<string>(SurnameStarts) + dice.Pick<string>(SurnameEnds),
        dice.Chance(25) ? "-" + dice.Pick<string>(LastNames) : ""
    );
}
