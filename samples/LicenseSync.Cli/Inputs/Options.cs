using System.CommandLine;

namespace LicenseSync.Cli.Inputs;

/// <summary>Options that several commands have.</summary>
internal static class Options
{
    public static Argument<string> File() => new("FILE") { Description = "The file; '-' is standard input." };

    public static Option<bool> Strict() => new("--strict") { Description = "Refuse what breaks a format, where it would else be reported and left out." };

    /// <summary>An output format; the first is the default.</summary>
    public static Option<string> Format(params string[] formats) => Choice("--format", "How to write the answer: text for people, the rest for programs.", formats);

    /// <summary>One of some words; the first is the default.</summary>
    public static Option<string> Choice(string name, string description, params string[] words)
    {
        var option = new Option<string>(name) { Description = description, HelpName = string.Join('|', words), DefaultValueFactory = _ => words[0] };
        option.AcceptOnlyFromAmong(words);
        return option;
    }
}
