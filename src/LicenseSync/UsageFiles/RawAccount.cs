using System.Runtime.InteropServices;
using System.Text.Json;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.UsageFiles;

/// <summary>One account as parts of the scanner's current record: read in one pass, no text made, used again for the next account.</summary>
internal sealed class RawAccount(JsonScanner scanner, int maxEmails)
{
    private static readonly Comparison<RawProperty> InFileOrder = (one, other) => one.Name.Start.CompareTo(other.Name.Start);

    private readonly RawProperty[] _known = new RawProperty[(int)AccountKey.Count];
    private readonly char[] _key = new char[JsonKey.MaxLength];

    /// <summary>Properties that are not known or stand twice, in the file's order once <see cref="SortRest"/> is called.</summary>
    public List<RawProperty> Rest { get; } = [];

    /// <summary>The elements of <c>emails</c> that are texts or objects.</summary>
    public List<RawEmail> Emails { get; } = [];

    /// <summary>What else the elements of <see cref="Emails"/> say.</summary>
    public List<RawProperty> EmailRest { get; } = [];

    /// <summary>A known property; its value is of kind None when it is not there.</summary>
    public RawProperty this[AccountKey key] => _known[(int)key];

    /// <summary>Takes the scanner's current record, which must be an object.</summary>
    public void Read()
    {
        Array.Clear(_known);
        Rest.Clear();
        Emails.Clear();
        EmailRest.Clear();
        Utf8JsonReader reader = JsonParts.Open(scanner, scanner.Whole);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            JsonPart name = NameOf(ref reader);
            AccountKey key = AccountKeys.Find(ReadKey(ref reader));
            bool isList = key == AccountKey.Emails && reader.TokenType == JsonTokenType.StartArray && Emails.Count == 0;
            JsonPart value = isList ? ReadEmails(ref reader) : JsonParts.Take(ref reader, 0);
            Add(key, new(name, value));
        }
    }

    /// <summary>Puts <see cref="Rest"/> into the file's order.</summary>
    public void SortRest() => Rest.Sort(InFileOrder);

    private static JsonPart NameOf(ref Utf8JsonReader reader) =>
        new((int)reader.TokenStartIndex, reader.ValueSpan.Length + 2, JsonTokenType.PropertyName);

    /// <summary>Folds the name the reader stands at and goes on to the value.</summary>
    private ReadOnlySpan<char> ReadKey(ref Utf8JsonReader reader)
    {
        int length = JsonKey.Fold(reader.ValueSpan, _key);
        reader.Read();
        return _key.AsSpan(0, length);
    }

    private void Add(AccountKey key, RawProperty property)
    {
        if (key == AccountKey.None)
        {
            Rest.Add(property);
            return;
        }

        ref RawProperty first = ref _known[(int)key];
        if (first.Value.Kind == JsonTokenType.None)
        {
            first = property;
            return;
        }

        ReportDuplicate(property);
        bool isReplaced = key == AccountKey.Emails
            ? Emails.Count > 0 && Emails[0].Element.Start > property.Value.Start // the first was no list, or an empty one
            : !AccountValues.IsUsable(scanner, key, first.Value) && AccountValues.IsUsable(scanner, key, property.Value);
        (first, RawProperty loser) = isReplaced ? (property, first) : (first, property);
        Rest.Add(loser);
    }

    private JsonPart ReadEmails(ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        for (int count = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; count++)
        {
            int elementStart = (int)reader.TokenStartIndex;
            if (count == maxEmails)
            {
                throw scanner.LimitAt(nameof(ReaderOptions.MaxEmailsPerAccount), maxEmails, elementStart);
            }

            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadEmail(ref reader, elementStart);
            }
            else
            {
                JsonPart element = JsonParts.Take(ref reader, 0);
                Emails.Add(new(element, element, default, 0, 0));
            }
        }

        return new(start, (int)reader.BytesConsumed - start, JsonTokenType.StartArray);
    }

    private void ReadEmail(ref Utf8JsonReader reader, int elementStart)
    {
        // The aliases of the address in the order in which they win, then those of the flag.
        Span<RawProperty> known = stackalloc RawProperty[5];
        known.Clear();
        int restStart = EmailRest.Count;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            JsonPart name = NameOf(ref reader);
            int index = ReadKey(ref reader) switch
            {
                "email" => 0,
                "address" => 1,
                "value" => 2,
                "primary" => 3,
                "isprimary" => 4,
                _ => -1,
            };
            var property = new RawProperty(name, JsonParts.Take(ref reader, 0));
            if (index < 0)
            {
                EmailRest.Add(property);
            }
            else if (known[index].Value.Kind == JsonTokenType.None)
            {
                known[index] = property;
            }
            else
            {
                ReportDuplicate(property);
                bool isReplaced = !IsUsableInEmail(index, known[index].Value) && IsUsableInEmail(index, property.Value);
                (known[index], RawProperty loser) = isReplaced ? (property, known[index]) : (known[index], property);
                EmailRest.Add(loser);
            }
        }

        JsonPart address = Choose(known[..3], 0);
        JsonPart isPrimary = Choose(known[3..], 3);
        CollectionsMarshal.AsSpan(EmailRest)[restStart..].Sort(InFileOrder);
        var whole = new JsonPart(elementStart, (int)reader.BytesConsumed - elementStart, JsonTokenType.StartObject);
        Emails.Add(new(whole, address, isPrimary, restStart, EmailRest.Count - restStart));
    }

    /// <summary>The first alias that can be used, else the first whose fault is to be reported; the others go to the rest.</summary>
    private JsonPart Choose(ReadOnlySpan<RawProperty> aliases, int firstIndex)
    {
        int chosen = -1;
        bool isChosenUsable = false;
        for (int i = 0; i < aliases.Length; i++)
        {
            if (aliases[i].Value.Kind != JsonTokenType.None && !aliases[i].Value.IsMissing)
            {
                bool isUsable = IsUsableInEmail(firstIndex + i, aliases[i].Value);
                (chosen, isChosenUsable) = chosen < 0 || (isUsable && !isChosenUsable) ? (i, isUsable) : (chosen, isChosenUsable);
            }
        }

        for (int i = 0; i < aliases.Length; i++)
        {
            if ((i != chosen || !isChosenUsable) && aliases[i].Value.Kind != JsonTokenType.None && !aliases[i].Value.IsMissing)
            {
                EmailRest.Add(aliases[i]);
            }
        }

        return chosen < 0 ? default : aliases[chosen].Value;
    }

    private bool IsUsableInEmail(int index, JsonPart value) => index < 3
        ? scanner.GetText(value, out string? text).IsNone && text is not null
        : scanner.GetBoolean(value, out bool? flag).IsNone && flag is not null;

    private void ReportDuplicate(RawProperty second) => scanner.Report(
        DiagnosticDescriptors.DuplicateProperty,
        second.Name.Start,
        "The property stands twice in one object; the first that can be used counts.");
}
