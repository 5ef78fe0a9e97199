using System.Text.Json;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.UsageFiles;

/// <summary>Makes the emails of an account (formats 6, semantics B2 to B4).</summary>
internal sealed class AccountEmailReader(JsonScanner scanner, RawAccount raw)
{
    private readonly List<ServerAccountEmail> _emails = [];
    private EmailAddress? _flagged;
    private bool _hasEmail;
    private bool _hasSeveralFlagged;

    /// <summary>The emails of the account that <see cref="RawAccount"/> holds; what cannot be used goes to its rest.</summary>
    public IReadOnlyList<ServerAccountEmail> Read()
    {
        _emails.Clear();
        (_flagged, _hasEmail, _hasSeveralFlagged) = (null, false, false);
        ReadList();
        bool isListUsable = _hasEmail;
        EmailAddress? primary = ReadPrimaryEmail();
        ReadEmail(isListUsable, primary);
        if (_flagged is null && !HasSingleAddress())
        {
            ReportNoPrimary();
        }

        return _emails.Count == 0 ? [] : _emails.ToArray();
    }

    /// <summary>Reports that the current account has no primary email (semantics B3).</summary>
    public void ReportNoPrimary() =>
        scanner.Report(DiagnosticDescriptors.NoPrimaryEmail, 0, "The account has no primary email: it matches nothing and consumes a license of its own.");

    private void ReadList()
    {
        RawProperty list = raw[AccountKey.Emails];
        if (list.Value.Kind == JsonTokenType.None || list.Value.IsMissing)
        {
            return;
        }

        bool isWhole = list.Value.Kind == JsonTokenType.StartArray || scanner.WrongType(list.Value, "a list of emails");
        foreach (RawEmail email in raw.Emails)
        {
            isWhole &= TryAdd(email);
        }

        if (!isWhole)
        {
            raw.Rest.Add(list);
        }
    }

    private bool TryAdd(RawEmail email)
    {
        if (email.Element.Kind == JsonTokenType.Null)
        {
            return true;
        }

        if (email.Element.Kind is not (JsonTokenType.String or JsonTokenType.StartObject))
        {
            return scanner.WrongType(email.Element, "an email as a text or an object");
        }

        string? text = null;
        if (email.Address.Kind != JsonTokenType.None && !scanner.TryGetText(email.Address, out text))
        {
            return false;
        }

        bool? isPrimary = null;
        if (email.IsPrimary.Kind != JsonTokenType.None)
        {
            _ = scanner.TryGetBoolean(email.IsPrimary, out isPrimary);
        }

        int offset = email.Address.Kind == JsonTokenType.None ? email.Element.Start : email.Address.Start;
        Add(new() { Address = text ?? "", IsPrimary = isPrimary, AdditionalProperties = KeepRest(email) }, offset);
        return true;
    }

    private void Add(ServerAccountEmail email, int offset)
    {
        _emails.Add(email);
        if (!EmailAddress.TryParse(email.Address, out EmailAddress address))
        {
            ReportNotAnEmail(offset);
            return;
        }

        _hasEmail = true;
        if (email.IsPrimary is true)
        {
            if (_flagged is { } first && first != address && !_hasSeveralFlagged)
            {
                _hasSeveralFlagged = true;
                scanner.Report(DiagnosticDescriptors.SeveralPrimaryEmails, offset, "Several emails of the account are flagged primary; the first counts.");
            }

            _flagged ??= address;
        }
    }

    /// <summary><c>primary_email</c> is the flagged address unless the list flags one itself (semantics B2).</summary>
    private EmailAddress? ReadPrimaryEmail()
    {
        RawProperty property = raw[AccountKey.PrimaryEmail];
        if (!TryGetAddress(property, out string? text))
        {
            return null;
        }

        if (!EmailAddress.TryParse(text, out EmailAddress address))
        {
            ReportNotAnEmail(property.Value.Start);
            raw.Rest.Add(property);
            return null;
        }

        if (_flagged is not null)
        {
            raw.Rest.Add(property);
            return null;
        }

        int same = _emails.FindIndex(email => EmailAddress.TryParse(email.Address, out EmailAddress other) && other == address);
        if (same >= 0)
        {
            _emails[same] = _emails[same] with { IsPrimary = true };
            _flagged = address;
        }
        else
        {
            Add(new() { Address = text, IsPrimary = true }, property.Value.Start);
        }

        return address;
    }

    /// <summary>A single <c>email</c> is read only when no list has one (semantics B2).</summary>
    private void ReadEmail(bool isListUsable, EmailAddress? primary)
    {
        RawProperty property = raw[AccountKey.Email];
        if (!TryGetAddress(property, out string? text))
        {
            return;
        }

        if (isListUsable || (EmailAddress.TryParse(text, out EmailAddress address) && address == primary))
        {
            raw.Rest.Add(property);
            return;
        }

        Add(new() { Address = text }, property.Value.Start);
    }

    private bool TryGetAddress(RawProperty property, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? text)
    {
        text = null;
        if (property.Value.Kind != JsonTokenType.None && !scanner.TryGetText(property.Value, out text))
        {
            raw.Rest.Add(property);
        }

        return text is not null;
    }

    /// <summary>Whether a lone address is primary without a flag (semantics B2).</summary>
    private bool HasSingleAddress()
    {
        EmailAddress? single = null;
        foreach (ServerAccountEmail email in _emails)
        {
            if (EmailAddress.TryParse(email.Address, out EmailAddress address))
            {
                if (single is { } other && other != address)
                {
                    return false;
                }

                single = address;
            }
        }

        return single is not null;
    }

    private AdditionalProperty[] KeepRest(RawEmail email)
    {
        AdditionalProperty[] kept = email.RestCount == 0 ? [] : new AdditionalProperty[email.RestCount];
        for (int i = 0; i < kept.Length; i++)
        {
            RawProperty property = raw.EmailRest[email.RestStart + i];
            kept[i] = scanner.Keep(property.Name, property.Value);
        }

        return kept;
    }

    private void ReportNotAnEmail(int offset) =>
        scanner.Report(DiagnosticDescriptors.NotAnEmail, offset, "The email has no '@': it never matches. Correct it on the instance.");
}
