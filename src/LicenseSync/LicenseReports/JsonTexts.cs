using System.Text;
using System.Text.Json;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.LicenseReports;

/// <summary>Reads texts and lists of texts of which there are many: one string for texts that repeat, nothing for empty lists.</summary>
/// <param name="scanner">The scanner that holds the record.</param>
/// <param name="maxEmails"><see cref="ReaderOptions.MaxEmailsPerAccount"/>.</param>
internal sealed class JsonTexts(JsonScanner scanner, int maxEmails)
{
    private readonly Utf8StringCache _repeated = new();
    private readonly List<string> _texts = [];
    private readonly List<ServerUserId> _ids = [];

    /// <summary>Reads a text that repeats from record to record; see <see cref="JsonObjectReader.Read(ref string?)"/>.</summary>
    public void ReadRepeated(ref JsonObjectReader record, ref string? field)
    {
        if (field is not null)
        {
            record.KeepDuplicate();
        }
        else if (!TryGet(record.Value, repeats: true, out field))
        {
            record.Keep();
        }
    }

    /// <summary>Reads a list of texts that repeat from record to record. A field that has a value already keeps it: the second is reported and kept aside. An empty list counts as no value.</summary>
    public void ReadRepeated(ref JsonObjectReader record, ref IReadOnlyList<string> field) => ReadList(ref record, ref field, repeats: true, int.MaxValue);

    /// <summary>Reads a list of emails.</summary>
    /// <exception cref="InputLimitException">There are more than an account may have.</exception>
    public void ReadEmails(ref JsonObjectReader record, ref IReadOnlyList<string> field) => ReadList(ref record, ref field, repeats: false, maxEmails);

    /// <summary>Reads a list of server user ids. One that is not understood is reported and kept in the list (semantics A6).</summary>
    public void ReadServerUserIds(ref JsonObjectReader record, ref IReadOnlyList<ServerUserId> field)
    {
        if (field.Count > 0)
        {
            record.KeepDuplicate();
            return;
        }

        _ids.Clear();
        if (!TryGetList(record.Value, repeats: false, int.MaxValue, areIds: true))
        {
            record.Keep();
        }

        if (_ids.Count > 0)
        {
            field = _ids.ToArray();
        }
    }

    private void ReadList(ref JsonObjectReader record, ref IReadOnlyList<string> field, bool repeats, int maxCount)
    {
        if (field.Count > 0)
        {
            record.KeepDuplicate();
            return;
        }

        if (!TryGetList(record.Value, repeats, maxCount))
        {
            record.Keep();
        }

        field = _texts.Count == 0 ? [] : _texts.ToArray();
    }

    /// <summary>Reads a list into the buffer. A bare text is a list of one; nulls and empty texts are left out.</summary>
    /// <returns>False when something of it cannot be used, which is reported.</returns>
    private bool TryGetList(JsonPart part, bool repeats, int maxCount, bool areIds = false)
    {
        _texts.Clear();
        if (part.IsMissing)
        {
            return true;
        }

        if (part.Kind == JsonTokenType.String)
        {
            return TryAdd(part, repeats, maxCount, areIds);
        }

        if (part.Kind != JsonTokenType.StartArray)
        {
            return scanner.WrongType(part, "a list of texts");
        }

        if (part.Length == 2)
        {
            return true;
        }

        bool isWhole = true;
        var elements = new JsonArrayReader(scanner, part);
        while (elements.Next())
        {
            isWhole &= TryAdd(elements.Element, repeats, maxCount, areIds);
        }

        return isWhole;
    }

    private bool TryAdd(JsonPart part, bool repeats, int maxCount, bool areIds)
    {
        bool isUsable = TryGet(part, repeats, out string? text);
        if (text is null)
        {
            return isUsable;
        }

        if (_texts.Count == maxCount)
        {
            throw scanner.LimitAt(nameof(ReaderOptions.MaxEmailsPerAccount), maxCount, part.Start);
        }

        if (!areIds)
        {
            _texts.Add(text);
            return true;
        }

        if (!ServerUserId.TryParse(text, out ServerUserId id))
        {
            scanner.Report(DiagnosticDescriptors.UnknownServerUserId, part.Start, "A server user id is neither host:id nor id:host:role; it is kept and not used.");
        }

        _ids.Add(id);
        return true;
    }

    private bool TryGet(JsonPart part, bool repeats, out string? text)
    {
        if (repeats && part.Kind == JsonTokenType.String && part.Length > 2)
        {
            ReadOnlySpan<byte> raw = scanner.Raw(part)[1..^1];
            if (!raw.Contains((byte)'\\') && Ascii.IsValid(raw))
            {
                text = _repeated.Get(raw);
                return true;
            }
        }

        return scanner.TryGetText(part, out text);
    }
}
