using System.Text.Json;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>Decisions as JSON. A decision that cannot be understood is refused and never passed over: it is somebody's work.</summary>
internal static class DecisionFile
{
    private static readonly JsonShape Shape = new() { RecordLists = ["decisions"] };

    public static async Task<SuggestionDecisions> ReadAsync(Stream stream, ReaderOptions options, bool leaveOpen, CancellationToken cancellationToken)
    {
        options.Mode = ReadingMode.Strict;
        JsonScanner scanner = await JsonScanner.OpenAsync(stream, options, Shape, leaveOpen, cancellationToken).ConfigureAwait(false);
        await using (scanner.ConfigureAwait(false))
        {
            var decisions = new SuggestionDecisions();
            JsonEvent found;
            while ((found = await scanner.ReadAsync(cancellationToken).ConfigureAwait(false)) != JsonEvent.End)
            {
                if (found == JsonEvent.Record)
                {
                    decisions.Set(Read(scanner));
                }
            }

            return decisions;
        }
    }

    public static async Task WriteAsync(Stream destination, IEnumerable<SuggestionDecision> decisions, CancellationToken cancellationToken)
    {
        var writer = new JsonFileWriter(destination);
        writer.StartObject();
        writer.Name("decisions"u8);
        writer.StartArray();
        foreach (SuggestionDecision decision in decisions)
        {
            writer.NewLine();
            Write(writer, decision);
            await writer.FlushIfLargeAsync(cancellationToken).ConfigureAwait(false);
        }

        writer.EndArray();
        writer.EndObject();
        writer.EndLine();
        await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private static void Write(JsonFileWriter writer, SuggestionDecision decision)
    {
        writer.StartObject();
        writer.Property("code"u8, decision.Code);
        writer.Name("accounts"u8);
        writer.Value(decision.Accounts);
        writer.Property("decision"u8, decision.Choice switch
        {
            DecisionChoice.Accept => "accept",
            DecisionChoice.Reject => "reject",
            _ => "undecided",
        });
        writer.Property("fingerprint"u8, decision.Fingerprint);
        writer.Property("note"u8, decision.Note);
        writer.Additional(decision.AdditionalProperties);
        writer.EndObject();
    }

    private static SuggestionDecision Read(JsonScanner scanner)
    {
        if (scanner.Whole.Kind != JsonTokenType.StartObject)
        {
            throw Refuse(scanner, scanner.Whole, DiagnosticDescriptors.NotARecord, "A decision must be an object.");
        }

        string? code = null, choice = null, fingerprint = null, note = null;
        List<string> accounts = [];
        JsonPart choicePart = scanner.Whole;
        var decision = new JsonObjectReader(scanner, scanner.Whole);
        while (decision.Next())
        {
            switch (decision.Key)
            {
                case "code": decision.Read(ref code); break;
                case "fingerprint": decision.Read(ref fingerprint); break;
                case "note": decision.Read(ref note); break;
                case "decision":
                    choicePart = decision.Value;
                    decision.Read(ref choice);
                    break;
                case "accounts" when decision.Value.Kind == JsonTokenType.StartArray: ReadAccounts(scanner, decision.Value, accounts); break;
                default: decision.Keep(); break;
            }
        }

        if (accounts.Count < 2)
        {
            throw Refuse(scanner, scanner.Whole, DiagnosticDescriptors.InvalidValue, "A decision needs 'accounts': the server accounts, then what they are suggested to.");
        }

        return new()
        {
            Code = code ?? "",
            Accounts = accounts,
            Choice = choice?.Trim().ToUpperInvariant() switch
            {
                "ACCEPT" => DecisionChoice.Accept,
                "REJECT" => DecisionChoice.Reject,
                "UNDECIDED" or null => DecisionChoice.Undecided,
                _ => throw Refuse(scanner, choicePart, DiagnosticDescriptors.InvalidValue, "Expected 'accept', 'reject' or 'undecided'."),
            },
            Fingerprint = fingerprint,
            Note = note,
            AdditionalProperties = decision.Kept,
        };
    }

    private static void ReadAccounts(JsonScanner scanner, JsonPart list, List<string> accounts)
    {
        var elements = new JsonArrayReader(scanner, list);
        while (elements.Next())
        {
            if (scanner.TryGetText(elements.Element, out string? account) && account is not null)
            {
                accounts.Add(account);
            }
        }
    }

    private static InputFormatException Refuse(JsonScanner scanner, JsonPart part, DiagnosticDescriptor descriptor, string message) =>
        scanner.FatalAt(descriptor, $"{message} Correct the file.", part.Start);
}
