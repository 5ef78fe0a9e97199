using LicenseSync.IO.Internal;

namespace LicenseSync.IO;

/// <summary>What the documents of one kind of file look like from outside.</summary>
internal sealed record JsonShape
{
    /// <summary>The names the list of records may have, folded as <see cref="JsonKey"/> folds.</summary>
    public required IReadOnlyList<string> RecordLists { get; init; }

    /// <summary>The list's usual name as it is written, for messages.</summary>
    [field: System.Diagnostics.CodeAnalysis.MaybeNull]
    public string ListName { get => field ?? RecordLists[0]; init; }

    /// <summary>Whether documents may follow one another and stand in an array of pages (semantics A8).</summary>
    public bool AllowsPages { get; init; }

    /// <summary>Whether the list of records may be one text instead (semantics A3).</summary>
    public bool AllowsText { get; init; }

    /// <summary>Makes what the reader of the records wants to know about those of one layout; null where it does not ask for that.</summary>
    public Func<JsonLayout>? NewLayout { get; init; }
}
