using System.Globalization;

namespace LicenseSync.Cli.Generation;

/// <summary>The invented name of one person. The number in it makes every login and address of a world unique.</summary>
internal readonly record struct Naming
{
    /// <param name="seed">The seed of the world.</param>
    /// <param name="number">The person.</param>
    /// <param name="isWide">Whether display names are to be told apart, too (see <see cref="NamePool"/>).</param>
    public Naming(long seed, long number, bool isWide)
    {
        var dice = new Dice(seed, DiceTopic.Naming, number);
        (First, Middle, Last, SecondLast) = isWide ? NamePool.Pick(ref dice) : (dice.Pick<string>(NamePool.FirstNames), "", dice.Pick<string>(NamePool.LastNames), "");
        Number = number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>As addresses and logins have it.</summary>
    public string First { get; init; }

    /// <summary>As addresses and logins have it: without a second surname.</summary>
    public string Last { get; init; }

    public string Number { get; init; }

    /// <summary>For example <c>Lopez-Silva</c>.</summary>
    public string Surname => Last + SecondLast;

    /// <summary>For example <c>Ana M. Lopez-Silva</c>.</summary>
    public string FullName => $"{First}{Middle} {Surname}";

    /// <summary>For example <c>Ana Lopez</c>.</summary>
    public string PlainName => $"{First} {Last}";

    /// <summary>For example <c>ana-lopez-17</c>.</summary>
    public string Login => $"{First}-{Last}-{Number}".ToLowerInvariant();

    /// <summary>For example <c>alopez17</c>.</summary>
    public string ShortLogin => $"{First[0]}{Last}{Number}".ToLowerInvariant();

    /// <summary>For example <c>E0000017</c>: an identity provider's key that is no email.</summary>
    public string EmployeeNumber => $"E{Number.PadLeft(7, '0')}";

    private string Middle { get; init; }

    private string SecondLast { get; init; }

    /// <summary>For example <c>ana.lopez17@octo-corp.example</c>.</summary>
    public string Address(string domain) => string.Concat($"{First}.{Last}{Number}".ToLowerInvariant(), "@", domain);

    /// <summary>For example <c>alopez17@octo-corp.example</c>: never equal to an <see cref="Address"/>, which has a dot.</summary>
    public string ShortAddress(string domain) => string.Concat(ShortLogin, "@", domain);

    /// <summary>For example <c>lopez_ana17@octo-corp.example</c>: never equal to any of the others.</summary>
    public string OtherAddress(string domain) => string.Concat($"{Last}_{First}{Number}".ToLowerInvariant(), "@", domain);

    /// <summary>Somebody of the same first name and surname who spells the rest otherwise.</summary>
    public Naming WithRestOf(Naming other) => (Middle, SecondLast) == (other.Middle, other.SecondLast)
        ? this with { Middle = Middle.Length == 0 ? " J." : "" }
        : this with { Middle = other.Middle, SecondLast = other.SecondLast };
}
