using LicenseSync.Cli.Inputs;
using LicenseSync.IO;
using Spectre.Console;

namespace LicenseSync.Cli.Terminal;

/// <summary>A progress bar on standard error, for a terminal only.</summary>
internal sealed class ReadingProgress : IProgress<ReadProgress>
{
    private readonly ProgressContext _context;
    private ProgressTask? _task;

    private ReadingProgress(ProgressContext context) => _context = context;

    /// <summary>Runs work that reads files, with a progress bar where one can be shown; without one the work gets null.</summary>
    public static Task<T> RunAsync<T>(Func<ReadingProgress?, Task<T>> work)
    {
        if (!Screen.ShowsProgress)
        {
            return work(null);
        }

        IAnsiConsole console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress().AutoClear(true).StartAsync(context => work(new(context)));
    }

    /// <summary>Starts the bar of one file.</summary>
    public void Begin(Input input)
    {
        _task?.StopTask();
        _task = _context.AddTask(Markup.Escape(SafeText.Escape(input.Name)), maxValue: input.Length ?? 1);
        _task.IsIndeterminate = input.Length is null;
    }

    public void Report(ReadProgress value) => _task!.Value = value.Bytes;
}
