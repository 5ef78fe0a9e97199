namespace LicenseSync.Cli.Generation;

/// <summary>What a planted account is planted as, and whom it looks like: by arithmetic alone, like the rest of the <see cref="WorldPlan"/>.</summary>
/// <remarks>
/// Planted accounts come in rounds of ten: one of each kind that looks like a cloud account, then two pairs whose second account is an ordinary server-only
/// person on another instance, whom the first looks like. Every other round looks like cloud accounts that have a server account already, on another instance.
/// </remarks>
internal readonly struct Plant
{
    private static readonly MismatchKind[] Round =
    [
        MismatchKind.SecondaryEmail, MismatchKind.NormalizedEmail, MismatchKind.DomainAlias, MismatchKind.SameLogin, MismatchKind.SimilarEmail, MismatchKind.SameName,
        MismatchKind.NormalizedEmail, MismatchKind.NormalizedEmail, MismatchKind.SameLogin, MismatchKind.SameLogin,
    ];

    private static readonly int FirstPair = Enum.GetValues<MismatchKind>().Length;

    private Plant(WorldPlan plan, long account)
    {
        long index = account - plan.LinkedAccounts;
        int place = (int)(index % Round.Length);
        Account = account;
        Kind = Round[place];
        if (place >= FirstPair && plan.Instances > 1 && index + 1 < plan.PlantedAccounts)
        {
            OtherAccount = account + 1;
        }
        else
        {
            Person = PersonOf(plan, index);
        }

        var dice = new Dice(plan.Seed, DiceTopic.Plant, account);
        IsDecoy = dice.Chance(MismatchKinds.DecoyPercentOf(Kind));
        Form = IsDecoy || Person is null ? AddressForm.ServerTag : dice.Pick<AddressForm>([AddressForm.ServerTag, AddressForm.ServerTag, AddressForm.CloudTag, AddressForm.CloudUnicode, AddressForm.CloudAscii]);
    }

    public long Account { get; }

    public MismatchKind Kind { get; }

    /// <summary>Whether the two are two people.</summary>
    public bool IsDecoy { get; }

    /// <summary>The cloud account it looks like; null when that is a server account.</summary>
    public long? Person { get; }

    /// <summary>The server account it looks like; null when that is a cloud account.</summary>
    public long? OtherAccount { get; }

    /// <summary>How the two addresses of <see cref="MismatchKind.NormalizedEmail"/> differ.</summary>
    public AddressForm Form { get; }

    /// <summary>The plant an account is; null for the second account of a pair and for accounts that are not planted.</summary>
    public static Plant? Of(WorldPlan plan, long account)
    {
        long index = account - plan.LinkedAccounts;
        return index < 0 || index >= plan.PlantedAccounts || IsSecondOfPair(plan, index) ? null : new(plan, account);
    }

    /// <summary>The plant that looks like a cloud account, if there is one.</summary>
    public static Plant? OfPerson(WorldPlan plan, long person)
    {
        long index = person < plan.LinkedPeople ? (person / Round.Length * 2 * Round.Length) + Round.Length + (person % Round.Length) : person - plan.LinkedPeople;
        return Of(plan, plan.LinkedAccounts + index) is { } plant && plant.Person == person ? plant : null;
    }

    private static bool IsSecondOfPair(WorldPlan plan, long index) =>
        plan.Instances > 1 && index % Round.Length >= FirstPair && (index % Round.Length - FirstPair) % 2 == 1;

    // There are at least as many cloud accounts without a server account as server accounts without a cloud account.
    private static long PersonOf(WorldPlan plan, long index)
    {
        long linked = (index / Round.Length / 2 * Round.Length) + (index % Round.Length);
        bool isOnOtherInstance = linked < plan.LinkedPeople && !plan.HasSecondAccount(linked)
            && WorldPlan.AccountOf(linked) % plan.Instances != (plan.LinkedAccounts + index) % plan.Instances;
        return index / Round.Length % 2 == 1 && isOnOtherInstance ? linked : plan.LinkedPeople + index;
    }
}

/// <summary>Which of two forms of one address stands where.</summary>
internal enum AddressForm
{
    /// <summary>The planted account's has a plus-tag.</summary>
    ServerTag,

    /// <summary>The cloud account's has a plus-tag.</summary>
    CloudTag,

    /// <summary>The cloud account's domain is written in Unicode, the planted account's in ASCII.</summary>
    CloudUnicode,

    /// <summary>The other way round.</summary>
    CloudAscii,
}
