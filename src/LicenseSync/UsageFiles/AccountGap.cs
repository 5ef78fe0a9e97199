using System.Text.Json;
using LicenseSync.IO;
using LicenseSync.IO.Internal;

namespace LicenseSync.UsageFiles;

/// <summary>What the bytes of a gap say about an account: which property the scalar behind them is. Worked out once for each gap.</summary>
internal sealed class AccountGap
{
    /// <summary>The bits of <see cref="JsonGap.Keys"/> that stand for the known properties, which may begin once in a record.</summary>
    public const ulong SingleKeys = (1UL << (int)AccountKey.Count) - 1;

    /// <summary>The bit for a property that is not known.</summary>
    public const ulong RestKey = 1UL << 61;

    /// <summary>The bit for a gap behind which the first scalar inside <c>emails</c> stands.</summary>
    public const ulong EmailsEnteredKey = 1UL << 62;

    /// <summary>The bit for a gap that is for the general way: a property twice, a known one that is a container, an odd name.</summary>
    public const ulong OddKey = 1UL << 63;

    private AccountKey _key = AccountKey.None;
    private ulong _keys;

    private AccountGap()
    {
    }

    /// <summary>Whether the gap begins or comes to the object itself, so that a container that was open before it is so no more.</summary>
    public bool LeavesContainer { get; private set; }

    /// <summary>Whether an object begins in the gap that is the element of a list.</summary>
    public bool StartsElement { get; private set; }

    /// <summary>What the scalar that follows is, if it stands in <c>emails</c>.</summary>
    public AccountEmailPart EmailPart { get; private set; }

    /// <summary>Whether the gap is for the general way if it stands in <c>emails</c>.</summary>
    public bool IsOddInEmails { get; private set; }

    /// <summary>What a gap is known by: <see cref="JsonGap.Keys"/> and an <see cref="AccountSlot"/>; its meaning is worked out with it.</summary>
    public static (ulong Keys, int Slot) Know(JsonGap gap)
    {
        AccountGap meaning = gap.MeaningAs(Read);
        return (meaning._keys, (int)((meaning._keys & EmailsEnteredKey) != 0 ? AccountSlot.Emails : SlotOf(meaning._key)));
    }

    private static AccountGap Read(JsonGap gap)
    {
        var meaning = new AccountGap { _keys = gap.Traits == JsonTextTraits.None ? 0 : OddKey };
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
        meaning._keys |= isInEmails && depth > 1 ? EmailsEnteredKey : 0;
        meaning._keys |= meaning.IsOddInEmails && (meaning._keys & (1UL << (int)AccountKey.Emails)) != 0 ? OddKey : 0;
        if (gap.Marks.Length == 0 && depth == 2)
        {
            // A comma between two texts of a list.
            meaning.EmailPart = AccountEmailPart.Text;
        }

        meaning._key = depth == 1 ? meaning._key : AccountKey.None;
        return meaning;
    }

    /// <summary>Takes a property of the object itself.</summary>
    /// <returns>Whether it is a list of emails.</returns>
    private bool TopProperty(AccountKey key, JsonTokenType value)
    {
        _key = key;
        if (key == AccountKey.None)
        {
            _keys |= RestKey;
            return false;
        }

        bool isContainer = value is JsonTokenType.StartObject or JsonTokenType.StartArray;
        bool isEmails = key == AccountKey.Emails && value == JsonTokenType.StartArray;
        ulong bit = 1UL << (int)key;
        bool isOdd = (_keys & bit) != 0 || (isContainer && !isEmails) || (key == AccountKey.Emails && !isEmails);
        _keys |= bit | (isOdd ? OddKey : 0);
        return isEmails;
    }

    private static AccountSlot SlotOf(AccountKey key) => key switch
    {
        AccountKey.None => AccountSlot.None,
        <= AccountKey.DatabaseId => AccountSlot.UserId,
        <= AccountKey.Handle => AccountSlot.Login,
        <= AccountKey.FullName => AccountSlot.ProfileName,
        <= AccountKey.Admin => AccountSlot.IsSiteAdmin,
        AccountKey.Role => AccountSlot.Role,
        <= AccountKey.CreatedAt => AccountSlot.CreatedAt,
        AccountKey.PrimaryEmail or AccountKey.Email => AccountSlot.Email,
        AccountKey.Suspended => AccountSlot.Suspended,
        AccountKey.IsSuspended => AccountSlot.IsSuspended,
        AccountKey.SuspendedAt => AccountSlot.SuspendedAt,
        AccountKey.Dormant or AccountKey.IsDormant => AccountSlot.Dormant,
        >= AccountKey.AdvancedSecurity and <= AccountKey.AdvancedSecurityLicenseUser => AccountSlot.AdvancedSecurity,
        >= AccountKey.CodeSecurity and <= AccountKey.CodeSecurityLicenseUser => AccountSlot.CodeSecurity,
        >= AccountKey.SecretProtection and <= AccountKey.SecretProtectionLicenseUser => AccountSlot.SecretProtection,
        _ => AccountSlot.None,
    };

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
