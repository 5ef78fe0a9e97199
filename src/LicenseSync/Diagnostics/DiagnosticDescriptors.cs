using static LicenseSync.Diagnostics.DiagnosticSeverity;

namespace LicenseSync.Diagnostics;

/// <summary>Every kind of finding there is. The README's table of codes is held to this list by a test.</summary>
public static class DiagnosticDescriptors
{
    /// <summary>LS1001: the text is not JSON (RFC 8259).</summary>
    public static DiagnosticDescriptor MalformedJson { get; } = new("LS1001", Error, "The text is not JSON (RFC 8259).");

    /// <summary>LS1002: the file ends in the middle.</summary>
    public static DiagnosticDescriptor Truncated { get; } = new("LS1002", Error, "The file ends in the middle; nothing of it is used.");

    /// <summary>LS1003: the file is empty.</summary>
    public static DiagnosticDescriptor EmptyFile { get; } = new("LS1003", Error, "The file is empty.");

    /// <summary>LS1004: the content is none of the kinds that can be read here.</summary>
    public static DiagnosticDescriptor UnknownKind { get; } = new("LS1004", Error, "The content is none of the kinds that can be read here.");

    /// <summary>LS1005: the gzip compression is damaged.</summary>
    public static DiagnosticDescriptor MalformedGzip { get; } = new("LS1005", Error, "The gzip compression is damaged.");

    /// <summary>LS1006: a limit of the reader is passed.</summary>
    public static DiagnosticDescriptor LimitExceeded { get; } = new("LS1006", Error, "A limit against hostile input is passed.");

    /// <summary>LS1007: JSON text that is not valid Unicode (an escaped lone surrogate); read as missing.</summary>
    public static DiagnosticDescriptor InvalidText { get; } = new("LS1007", Warning, "A text is not valid Unicode (an escaped lone surrogate); it is read as missing.", Error);

    /// <summary>LS1008: the bytes are not UTF-8; the text is read as missing.</summary>
    public static DiagnosticDescriptor InvalidUtf8 { get; } = new("LS1008", Error, "Bytes are not UTF-8; the text they stand in is read as missing.");

    /// <summary>LS1009: the text is not CSV (RFC 4180).</summary>
    public static DiagnosticDescriptor MalformedCsv { get; } = new("LS1009", Error, "The text is not CSV (RFC 4180).");

    /// <summary>LS1010: a value has the wrong type; it is read as missing.</summary>
    public static DiagnosticDescriptor WrongType { get; } = new("LS1010", Error, "A value has the wrong type; it is read as missing.");

    /// <summary>LS1011: a value has the right type and cannot be understood; it is read as missing.</summary>
    public static DiagnosticDescriptor InvalidValue { get; } = new("LS1011", Error, "A value cannot be understood; it is read as missing.");

    /// <summary>LS1012: a property stands twice in one object; the first that can be used counts.</summary>
    public static DiagnosticDescriptor DuplicateProperty { get; } = new("LS1012", Warning, "A property or column stands twice; the first that can be used counts.");

    /// <summary>LS1013: an element of a list of records is no record; it is skipped.</summary>
    public static DiagnosticDescriptor NotARecord { get; } = new("LS1013", Error, "An element of a list of records is not an object; it is skipped.");

    /// <summary>LS1014: a row has fewer or more cells than the header; it is skipped.</summary>
    public static DiagnosticDescriptor WrongCellCount { get; } = new("LS1014", Error, "A CSV row has fewer or more cells than the header; it is skipped.");

    /// <summary>LS1015: a required property is missing.</summary>
    public static DiagnosticDescriptor MissingRecords { get; } = new("LS1015", Error, "The list of records is missing or is not a list.");

    /// <summary>LS2001: a user id stands twice in one file (semantics A2).</summary>
    public static DiagnosticDescriptor DuplicateUserId { get; } = new("LS2001", Error, "A user id (or, without one, a login) stands twice in one file; the first is kept (A2).");

    /// <summary>LS2002: an account has neither a user id nor a login (semantics A2).</summary>
    public static DiagnosticDescriptor MissingAccountKey { get; } = new("LS2002", Error, "An account has neither a user id nor a login; it is skipped (A2).");

    /// <summary>LS2003: an account has no primary email (semantics B3).</summary>
    public static DiagnosticDescriptor NoPrimaryEmail { get; } = new("LS2003", Warning, "An account has no primary email: it matches nothing (B3).");

    /// <summary>LS2004: several emails of an account are flagged primary (semantics B2).</summary>
    public static DiagnosticDescriptor SeveralPrimaryEmails { get; } = new("LS2004", Warning, "Several emails of an account are flagged primary; the first counts (B2).");

    /// <summary>LS2005: an email has no <c>@</c> (semantics B4).</summary>
    public static DiagnosticDescriptor NotAnEmail { get; } = new("LS2005", Warning, "An email has no @: it never matches (B4).");

    /// <summary>LS2006: the users of a usage file are encrypted (semantics A3).</summary>
    public static DiagnosticDescriptor EncryptedUsers { get; } = new("LS2006", Info, "The users are encrypted: the file can be kept and uploaded, not reconciled (A3).");

    /// <summary>LS2007: a usage file names no server id (semantics A1).</summary>
    public static DiagnosticDescriptor MissingServerId { get; } = new("LS2007", Warning, "The file names no server id: it replaces no other file (A1).");

    /// <summary>LS3001: a row of license data is of no kind that is known (semantics A4).</summary>
    public static DiagnosticDescriptor UnclassifiedRow { get; } = new("LS3001", Warning, "A row of license data is of no known kind; it is ignored (A4).");

    /// <summary>LS3002: rows of one login are merged (semantics A5).</summary>
    public static DiagnosticDescriptor MergedRows { get; } = new("LS3002", Warning, "Rows of one cloud account are merged (A5).");

    /// <summary>LS3003: a server user id in license data cannot be understood (semantics A6).</summary>
    public static DiagnosticDescriptor UnknownServerUserId { get; } = new("LS3003", Warning, "A server user id is neither host:id nor id:host:role; it is kept and not used (A6).");

    /// <summary>LS3004: a server user id stands in two rows.</summary>
    public static DiagnosticDescriptor ServerUserIdInTwoRows { get; } = new("LS3004", Warning, "A server user id stands in two rows of the license data.");

    /// <summary>LS3005: the number of rows differs from the total that is reported.</summary>
    public static DiagnosticDescriptor RowCountDiffers { get; } = new("LS3005", Warning, "The number of rows differs from total_seats_consumed; this may be legitimate (rows that hold no license).");

    /// <summary>LS4001: an external identity belongs to no cloud account (semantics A7).</summary>
    public static DiagnosticDescriptor UnlinkedIdentity { get; } = new("LS4001", Warning, "An external identity is linked to no cloud account; it is not used (A7).");

    /// <summary>LS5001: a usage file replaces an earlier one of the same instance (semantics A1).</summary>
    public static DiagnosticDescriptor UsageFileReplaced { get; } = new("LS5001", Warning, "A later usage file of the same server id replaces this one (A1).");

    /// <summary>LS5002: an instance without a server id has the host name of another (semantics A1).</summary>
    public static DiagnosticDescriptor SameHostName { get; } = new("LS5002", Warning, "A file without a server id has the host name of another: both count (A1).");

    /// <summary>LS5003: a usage file with encrypted users cannot be reconciled (semantics A3).</summary>
    public static DiagnosticDescriptor EncryptedUsageFile { get; } = new("LS5003", Error, "A usage file with encrypted users cannot be reconciled (A3).");

    /// <summary>LS6001: a remote side refused or failed.</summary>
    public static DiagnosticDescriptor RemoteFailure { get; } = new("LS6001", Error, "A remote side refused or failed.");

    /// <summary>LS6101: pages of a remote side overlap, repeat or go round.</summary>
    public static DiagnosticDescriptor OverlappingPages { get; } = new("LS6101", Warning, "Pages of a remote side overlap, repeat or go round; what came twice counts once.");

    /// <summary>All of them, ordered by code.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        MalformedJson, Truncated, EmptyFile, UnknownKind, MalformedGzip, LimitExceeded, InvalidText, InvalidUtf8, MalformedCsv, WrongType,
        InvalidValue, DuplicateProperty, NotARecord, WrongCellCount, MissingRecords,
        DuplicateUserId, MissingAccountKey, NoPrimaryEmail, SeveralPrimaryEmails, NotAnEmail, EncryptedUsers, MissingServerId,
        UnclassifiedRow, MergedRows, UnknownServerUserId, ServerUserIdInTwoRows, RowCountDiffers,
        UnlinkedIdentity,
        UsageFileReplaced, SameHostName, EncryptedUsageFile,
        RemoteFailure, OverlappingPages,
    ];
}
