using System.Globalization;
using System.Text;
using Spectre.Console;

namespace LicenseSync.Cli.Terminal;

/// <summary>Text for people, made whole before any of it is shown. What comes in is escaped (<see cref="SafeText"/>): nothing raw can get out.</summary>
internal sealed class TextDocument
{
    private const int NoWrapping = 10_000;

    private readonly StringBuilder _text = new();
    private readonly bool _colors;
    private readonly IAnsiConsole _console;

    /// <param name="forTerminal">Whether colors may be used: false for files and pipes.</param>
    public TextDocument(bool forTerminal)
    {
        _colors = forTerminal && Screen.TakesColors;
        _console = AnsiConsole.Create(new()
        {
            Ansi = _colors ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = _colors ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new TextOutput(new StringWriter(_text, CultureInfo.InvariantCulture) { NewLine = "\n" }),
            Enrichment = new() { UseDefaultEnrichers = false },
            EnvironmentVariables = [],
        });
        _console.Profile.Capabilities.Unicode = !forTerminal || Console.OutputEncoding.CodePage == Encoding.UTF8.CodePage;
    }

    public void Line(string text = "", Color? color = null)
    {
        string line = SafeText.Escape(text);
        if (_colors && color is { } foreground)
        {
            _console.Write(new Text(line, new Style(foreground)));
        }
        else
        {
            _text.Append(line);
        }

        _text.Append('\n');
    }

    /// <summary>Writes a table; from the second column on, numbers are to the right.</summary>
    public void Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        Table table = new Table().RoundedBorder();
        foreach (string column in header)
        {
            table.AddColumn(new TableColumn(new Text(SafeText.Escape(column))).NoWrap());
        }

        foreach (IReadOnlyList<string> row in rows)
        {
            table.AddRow(row.Select((cell, index) => new Text(SafeText.Escape(cell)) { Justification = IsNumber(cell) && index > 0 ? Justify.Right : Justify.Left }));
        }

        _console.Write(table);
    }

    public override string ToString() => _text.ToString();

    private static bool IsNumber(string cell) => decimal.TryParse(cell, NumberStyles.Number, CultureInfo.InvariantCulture, out _);

    // Spectre's own output asks the terminal for its size, for which .NET makes ready all it knows of terminals.
    private sealed class TextOutput(TextWriter writer) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => false;

        public int Width => NoWrapping;

        public int Height => int.MaxValue;

        public void SetEncoding(Encoding encoding)
        {
            // What is written is a text.
        }
    }
}
