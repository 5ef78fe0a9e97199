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
        var account = new JsonObjectReader(scanner, scanner.Whole);
        while (account.Next())
        {
            AccountKey key = AccountKeys.Find(account.Key);
            if (key == AccountKey.Emails && account.Value.Kind == JsonTokenType.StartArray && Emails.Count == 0)
            {
                ReadEmails(account.Value);
            }

            Add(key, new(account.Name, account.Value));
        }
    }

    /// <summary>Puts <see cref="Rest"/> into the file's order.</summary>
    public void SortRest() => Rest.Sort(InFileOrder);

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

    private void ReadEmails(JsonPart list)
    {
        var elements = new JsonArrayReader(scanner, list);
        while (elements.Next())
        {
            JsonPart element = elements.Element;
            if (Emails.Count == maxEmails)
            {
                throw scanner.LimitAt(nameof(ReaderOptions.MaxEmailsPerAccount), maxEmails, element.Start);
            }

            if (element.Kind == JsonTokenType.StartObject)
            {
                ReadEmail(element);
            }
            else
            {
                Emails.Add(new(element, element, default, 0, 0));
            }
        }
    }

    private void ReadEmail(JsonPart element)
    {
        // The aliases of the address in the order in which they win, then those of the flag.
        Span<RawProperty> known = stackalloc RawProperty[5];
        known.Clear();
        int restStart = EmailRest.Count;
        var email = new JsonObjectReader(scanner, element);
        while (email.Next())
        {
            int index = email.Key switch
            {
                "email" => 0,
                "address" => 1,
                "value" => 2,
                "primary" => 3,
                "isprimary" => 4,
                _ => -1,
            };
            var property = new RawProperty(email.Name, email.Value);
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
        Emails.Add(new(element, address, isPrimary, restStart, EmailRest.Count - restStart));
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
