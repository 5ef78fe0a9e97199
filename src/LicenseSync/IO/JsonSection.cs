using LicenseSync.Diagnostics;

namespace LicenseSync.IO;

/// <summary>A stretch of a list of records that a scanner of its own has read. Its offsets are those of the input; records and lines are counted from its start.</summary>
/// <param name="Start">Where its first record begins.</param>
/// <param name="End">Where the next record begins, or where the list's closing bracket stands.</param>
/// <param name="EndsList">Whether the list ends with it.</param>
/// <param name="Records">How many records it has.</param>
/// <param name="Lines">How many lines end in it.</param>
/// <param name="Findings">What was found in its records.</param>
internal sealed record JsonSection(long Start, long End, bool EndsList, long Records, long Lines, IReadOnlyList<JsonSection.Finding> Findings)
{
    /// <summary>A finding in a record.</summary>
    /// <param name="Descriptor">The kind of finding.</param>
    /// <param name="Message">What was found.</param>
    /// <param name="Record">The record, from 0.</param>
    /// <param name="Path">The path below the record.</param>
    /// <param name="Line">How many lines end before it.</param>
    /// <param name="Offset">Where it is.</param>
    internal readonly record struct Finding(DiagnosticDescriptor Descriptor, string Message, long Record, string Path, long Line, long Offset);
}
