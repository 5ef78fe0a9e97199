namespace LicenseSync.Cli.Generation;

/// <summary>The evidence a planted account shows of belonging to somebody else: the codes of semantics G, strongest first.</summary>
internal enum MismatchKind
{
    SecondaryEmail,
    NormalizedEmail,
    DomainAlias,
    SameLogin,
    SimilarEmail,
    SameName,
}

/// <summary>The code of every kind, and how many in a hundred of its planted accounts are decoys: another person who only looks like that one.</summary>
/// <remarks>
/// The shares are assumptions, stated here once. A mailbox is rarely two people's: only team mailboxes and borrowed plus-tags are, 1 in 100. Companies that grew
/// together give one local part to two namesakes now and then, 5. Logins are chosen by their owners, and good ones are taken twice, 12. Surnames a letter apart
/// are common, 15. Namesakes are planted for 10 in 100, and more come by chance (see <see cref="NamePool"/>).
/// </remarks>
internal static class MismatchKinds
{
    private static readonly (string Code, int DecoyPercent)[] Table =
    [
        ("secondary_email", 1),
        ("normalized_email", 1),
        ("domain_alias", 5),
        ("same_login", 12),
        ("similar_email", 15),
        ("same_name", 10),
    ];

    public static IReadOnlyList<string> Codes { get; } = [.. Table.Select(row => row.Code)];

    public static string CodeOf(MismatchKind kind) => Table[(int)kind].Code;

    public static int DecoyPercentOf(MismatchKind kind) => Table[(int)kind].DecoyPercent;
}
