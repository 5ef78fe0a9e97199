using System.Globalization;
using System.Text;
using Spectre.Console;

namespace LicenseSync.Cli.Terminal;

/// <summary>Text for people, made whole before any of it is shown. What comes in is escaped (<see cref="SafeText"/>): nothing raw can get out.</summary>
internal sealed class TextDocument
{
    private const int NoWrapping = 10_000;

    private readonly StringBuilder _text = new();
    private readonly IAnsiConsole _console;

    /// <param name="forTerminal">Whether colors may be used: false for files and pipes.</param>
    public TextDocument(bool forTerminal)
    {
        bool colors = forTerminal && Screen.TakesColors;
        _console = AnsiConsole.Create(new()
        {
            Ansi = colors ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colors ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(new StringWriter(_text, CultureInfo.InvariantCulture) { NewLine = "\n" }),
            Enrichment = new() { UseDefaultEnrichers = false },
        });
        _console.Profile.Width = NoWrapping;
        _console.Profile.Capabilities.Unicode = !forTerminal || Console.OutputEncoding.CodePage == Encoding.UTF8.CodePage;
    }

    public void Line(string text = "", Color? color = null)
    {
        _console.Write(new Text(SafeText.Escape(text), color is { } foreground ? new Style(foreground) : Style.Plain));
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
}
