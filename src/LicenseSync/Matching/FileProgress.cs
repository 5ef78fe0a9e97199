namespace LicenseSync.Matching;

/// <summary>How far a file is read, for those who make room for what is in it.</summary>
/// <param name="CountBefore">How much there was of what is counted before the file was begun.</param>
/// <param name="Read">How many of its records are read.</param>
/// <param name="Records">About how many it has; 0 when unknown.</param>
internal readonly record struct FileProgress(int CountBefore, long Read, long Records)
{
    private const int MaxExpected = 1 << 26;
    private const int Part = 16;
    private const int Slack = 32;

    /// <summary>About how much there will be of what is counted.</summary>
    /// <param name="count">How much there is.</param>
    public int Expect(int count)
    {
        double rest = Math.Max(Records - Read, 0);
        double expected = Read * Part < Records ? rest / Part : rest * (count - CountBefore) / Math.Max(Read, 1) * (Slack + 1) / Slack;
        return (int)Math.Min(count + Math.Max(expected, count / Part), MaxExpected);
    }
}
