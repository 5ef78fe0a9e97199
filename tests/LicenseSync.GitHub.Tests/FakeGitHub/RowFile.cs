using System.Text;

namespace LicenseSync.GitHub.Tests.FakeGitHub;

/// <summary>The rows of a generated file, one a line, read from the disk when they are asked for.</summary>
internal sealed class RowFile : IDisposable
{
    private readonly FileStream _file;
    private readonly List<(long Offset, int Length)> _rows = [];

    public RowFile(string path)
    {
        _file = File.OpenRead(path);
        long offset = 0, number = 0;
        foreach (string line in File.ReadLines(path))
        {
            int length = Encoding.UTF8.GetByteCount(line);
            if (number++ == 0)
            {
                Head = line;
            }
            else
            {
                int end = line.EndsWith("]}", StringComparison.Ordinal) ? 2 : line.EndsWith(',') ? 1 : 0;
                _rows.Add((offset, length - end));
            }

            offset += length + 1;
        }
    }

    /// <summary>What stands before the rows.</summary>
    public string Head { get; } = "";

    public int Count => _rows.Count;

    public IReadOnlyList<string> Page(int start, int count) => [.. Enumerable.Range(start, Math.Max(0, Math.Min(count, Count - start))).Select(Row)];

    public void Dispose() => _file.Dispose();

    private string Row(int number)
    {
        byte[] row = new byte[_rows[number].Length];
        RandomAccess.Read(_file.SafeFileHandle, row, _rows[number].Offset);
        return Encoding.UTF8.GetString(row);
    }
}
