namespace LicenseSync.Reports.Internal;

/// <summary>A bar chart as inline SVG with the same numbers as a table under it. Lengths are percentages and text is text, so that it is as readable on a phone as on paper.</summary>
internal static class HtmlChart
{
    private const int RowHeight = 46;

    // The part of the narrowest chart (a phone's) that a digit takes, in percent: the label gets the rest.
    private const double DigitWidth = 3.4;

    /// <summary>Writes a figure; nothing where there are no bars.</summary>
    /// <param name="html">Where it goes.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="description">What it says, in a sentence.</param>
    /// <param name="unit">What is counted: the header of the numbers.</param>
    /// <param name="bars">The bars, each beside its label and number.</param>
    /// <param name="partName">What the filled part of the bars means; null where bars have no parts.</param>
    /// <param name="restName">What the rest of the bars means.</param>
    public static void Write(HtmlOutput html, string title, string description, string unit, IReadOnlyList<Bar> bars, string? partName = null, string? restName = null)
    {
        string id = html.NextId();
        double scale = 100.0 / Math.Max(1, bars.Max(bar => bar.Value));
        html.Write($"<figure class=\"chart\"><figcaption><h3>{title}</h3><p>{description}</p></figcaption>");
        if (partName is not null)
        {
            html.Write($"<p class=\"legend\"><svg class=\"key\" aria-hidden=\"true\"><rect class=\"part\" width=\"100%\" height=\"100%\" rx=\"2\"/></svg>{partName}");
            html.Write($"<svg class=\"key\" aria-hidden=\"true\"><rect class=\"rest\" width=\"100%\" height=\"100%\" rx=\"2\"/></svg>{restName}</p>");
        }

        html.Write($"<svg role=\"img\" aria-labelledby=\"{id}t {id}d\" width=\"100%\" height=\"{(double)(bars.Count * RowHeight)}\"><title id=\"{id}t\">{title}</title><desc id=\"{id}d\">{description}</desc>");
        for (int index = 0; index < bars.Count; index++)
        {
            Bar bar = bars[index];
            double y = index * RowHeight;
            double width = bar.Value * scale;
            string number = partName is null ? ReportWords.Number(bar.Value) : $"{ReportWords.Number(bar.Part)} of {ReportWords.Number(bar.Value)}";
            html.Write($"<svg y=\"{y}\" width=\"{Math.Max(35, 98 - (number.Length * DigitWidth))}%\" height=\"24\"><text class=\"label\" y=\"16\">{VisibleText.Of(bar.Label)}</text></svg>");
            html.Write($"<text class=\"value\" x=\"100%\" y=\"{y + 16}\" text-anchor=\"end\">{number}</text>");
            html.Write($"<rect class=\"track\" y=\"{y + 24}\" width=\"100%\" height=\"10\" rx=\"2\"/>");
            html.Write($"<rect class=\"{(partName is null ? "part" : "rest")}\" y=\"{y + 24}\" width=\"{width}%\" height=\"10\" rx=\"2\"/>");
            if (partName is not null && bar.Part > 0)
            {
                html.Write($"<rect class=\"part\" y=\"{y + 24}\" width=\"{bar.Part * scale}%\" height=\"10\" rx=\"2\"/>");
            }
        }

        html.WriteRaw("</svg>");
        WriteTable(html, title, unit, bars, partName, restName);
        html.WriteRaw("</figure>\n");
    }

    private static void WriteTable(HtmlOutput html, string title, string unit, IReadOnlyList<Bar> bars, string? partName, string? restName)
    {
        html.Write($"<details><summary>As a table</summary><table class=\"plain\"><caption>{title}</caption><thead><tr><th scope=\"col\"></th>");
        if (partName is not null)
        {
            html.Write($"<th scope=\"col\" class=\"number\">{partName}</th><th scope=\"col\" class=\"number\">{restName}</th>");
        }

        html.Write($"<th scope=\"col\" class=\"number\">{unit}</th></tr></thead><tbody>");
        foreach (Bar bar in bars)
        {
            html.Write($"<tr><th scope=\"row\">{new Outside(bar.Label)}</th>");
            if (partName is not null)
            {
                html.Write($"<td class=\"number\">{bar.Part}</td><td class=\"number\">{bar.Value - bar.Part}</td>");
            }

            html.Write($"<td class=\"number\">{bar.Value}</td></tr>");
        }

        html.WriteRaw("</tbody></table></details>");
    }
}

/// <summary>A bar of a chart.</summary>
/// <param name="Label">What it stands for; may come from outside.</param>
/// <param name="Value">Its length.</param>
/// <param name="Part">The part of it that is filled, where a chart has parts.</param>
internal readonly record struct Bar(string Label, long Value, long Part = 0);
