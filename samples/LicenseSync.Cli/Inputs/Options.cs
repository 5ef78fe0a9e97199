using System.CommandLine;
using System.Globalization;
using System.Numerics;

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

    /// <summary>A number with a default; without one it is required.</summary>
    public static Option<T> Number<T>(string name, string valueName, string description, T? standard = null)
        where T : struct, INumber<T>
    {
        var option = new Option<T>(name) { HelpName = valueName, Description = description, Required = standard is null };
        if (standard is { } value)
        {
            option.DefaultValueFactory = _ => value;
        }

        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (!T.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out T number))
            {
                result.AddError($"'{text}' is no number that {name} can take");
            }

            return number;
        };
        return option;
    }

    /// <summary>Refuses a value that is empty, or an option misspelled: options that take many values would take it for a file.</summary>
    public static string CheckValue(string text) =>
        text.Length == 0 ? throw new CliException(ExitCode.WrongUsage, "a value is empty")
        : text.Length > 1 && text[0] == '-' ? throw new CliException(ExitCode.WrongUsage, $"there is no option '{text}' (a file of that name is written './{text}')")
        : text;
}
