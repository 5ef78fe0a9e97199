using System.Text.Json;
using LicenseSync.IO;
using LicenseSync.IO.Internal;

namespace LicenseSync.UsageFiles;

/// <summary>What the bytes of a gap say about an account: which property the scalar behind them is. Worked out once for each gap.</summary>
internal sealed class AccountGap
{
    private AccountGap()
    {
    }

    /// <summary>The known property whose value is the scalar that follows; None for another.</summary>
    public AccountKey Key { get; private set; } = AccountKey.None;

    /// <summary>The known properties that begin in the gap, a bit for each.</summary>
    public ulong Keys { get; private set; }

    /// <summary>Whether the scalar that follows stands in the object itself and not in a container inside it.</summary>
    public bool IsAtTop { get; private set; }

    /// <summary>Whether the gap begins or comes to the object itself, so that a container that was open before it is so no more.</summary>
    public bool LeavesContainer { get; private set; }

    /// <summary>Whether <c>emails</c> begins in the gap and the scalar that follows is inside it.</summary>
    public bool EntersEmails { get; private set; }

    /// <summary>Whether an object begins in the gap that is the element of a list.</summary>
    public bool StartsElement { get; private set; }

    /// <summary>What the scalar that follows is, if it stands in <c>emails</c>.</summary>
    public AccountEmailPart EmailPart { get; private set; }

    /// <summary>Whether a property begins in the gap that is not known.</summary>
    public bool HasRest { get; private set; }

    /// <summary>Whether the gap is for the general way: a property twice, a known one that is a container, an odd name.</summary>
    public bool IsOdd { get; private set; }

    /// <summary>Whether it is so if it stands in <c>emails</c>, or begins them.</summary>
    public bool IsOddInEmails { get; private set; }

    /// <summary>The meaning of a gap.</summary>
    public static AccountGap Of(JsonGap gap) => gap.MeaningAs(Read);

    private static AccountGap Read(JsonGap gap)
    {
        var meaning = new AccountGap { IsOdd = gap.Traits != JsonTextTraits.None };
        int depth = gap.NestingBefore.Depth;
        bool isInEmails = false;
        for (int i = 0; i < gap.Marks.Length; i++)
        {
            JsonGapMark mark = gap.Marks[i];
            switch (mark.Kind)
            {
                case JsonTokenType.PropertyName when depth == 1:
                    JsonTokenType value = i + 1 < gap.Marks.Length ? gap.Marks[i + 1].Kind : JsonTokenType.None;
                    isInEmails = meaning.TopProperty(KeyOf(gap, mark), value);
                    break;
                case JsonTokenType.PropertyName when depth == 3:
                    meaning.EmailPart = EmailPartOf(gap, mark);
                    meaning.IsOddInEmails |= meaning.EmailPart == AccountEmailPart.Odd;
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    depth++;
                    meaning.StartsElement |= depth == 3 && mark.Kind == JsonTokenType.StartObject;
                    meaning.IsOddInEmails |= depth > 3 || (depth == 3 && mark.Kind == JsonTokenType.StartArray);
                    meaning.EmailPart = depth == 2 ? AccountEmailPart.Text : AccountEmailPart.Odd;
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    depth--;
                    meaning.IsOddInEmails |= depth == 2 && i > 0 && gap.Marks[i - 1].Kind == JsonTokenType.StartObject;
                    meaning.EmailPart = depth == 2 ? AccountEmailPart.Text : AccountEmailPart.Odd;
                    meaning.LeavesContainer |= depth <= 1;
                    break;
            }
        }

        meaning.LeavesContainer |= gap.NestingBefore.Depth <= 1;
        meaning.EntersEmails = isInEmails && depth > 1;
        meaning.IsAtTop = depth == 1;
        if (gap.Marks.Length == 0 && depth == 2)
        {
            // A comma between two texts of a list.
            meaning.EmailPart = AccountEmailPart.Text;
        }

        meaning.Key = meaning.IsAtTop ? meaning.Key : AccountKey.None;
        return meaning;
    }

    /// <summary>Takes a property of the object itself.</summary>
    /// <returns>Whether it is a list of emails.</returns>
    private bool TopProperty(AccountKey key, JsonTokenType value)
    {
        Key = key;
        if (key == AccountKey.None)
        {
            HasRest = true;
            return false;
        }

        bool isContainer = value is JsonTokenType.StartObject or JsonTokenType.StartArray;
        bool isEmails = key == AccountKey.Emails && value == JsonTokenType.StartArray;
        IsOdd |= (Keys & (1UL << (int)key)) != 0 || (isContainer && !isEmails) || (key == AccountKey.Emails && !isEmails);
        Keys |= 1UL << (int)key;
        return isEmails;
    }

    private static AccountKey KeyOf(JsonGap gap, JsonGapMark name)
    {
        Span<char> folded = stackalloc char[JsonKey.MaxLength];
        return AccountKeys.Find(new(folded[..JsonKey.Fold(NameOf(gap, name), folded)]));
    }

    private static AccountEmailPart EmailPartOf(JsonGap gap, JsonGapMark name)
    {
        Span<char> folded = stackalloc char[JsonKey.MaxLength];
        return folded[..JsonKey.Fold(NameOf(gap, name), folded)] switch
        {
            "email" or "address" or "value" => AccountEmailPart.Address,
            "primary" or "isprimary" => AccountEmailPart.IsPrimary,
            _ => AccountEmailPart.Odd,
        };
    }

    private static ReadOnlySpan<byte> NameOf(JsonGap gap, JsonGapMark name) => gap.Bytes.AsSpan(name.Offset + 1, name.Length - 2);
}
