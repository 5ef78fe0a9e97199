using System.Security.Cryptography;
using System.Text;

namespace LicenseSync.Reports.Internal;

/// <summary>The frame of an HTML report: what a browser may do with it, its style and its script.</summary>
internal static class HtmlPage
{
    private static readonly string Style = Read("report.css");
    private static readonly string Script = Read("report.js");
    private static readonly string Policy = $"default-src 'none'; style-src {HashOf(Style)}; script-src {HashOf(Script)}; base-uri 'none'; form-action 'none'";

    public static void Begin(HtmlOutput html, string title)
    {
        html.Write($"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">\n");
        html.WriteRaw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
        html.WriteRaw("<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"format-detection\" content=\"telephone=no, email=no\">\n<meta name=\"robots\" content=\"noindex\">\n");
        html.Write($"<title>{VisibleText.Of(title)}</title>\n<style>");
        html.WriteRaw(Style);
        html.WriteRaw("</style>\n</head>\n<body>\n");
    }

    public static void End(HtmlOutput html)
    {
        html.WriteRaw("<footer><p>One license for each person: the accounts that consume it together. How accounts match, and what every word means, is in the documentation of LicenseSync. "
            + "This page holds logins and email addresses: treat it as personal data.</p></footer>\n</main>\n<script>");
        html.WriteRaw(Script);
        html.WriteRaw("</script>\n</body>\n</html>\n");
    }

    private static string HashOf(string content) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}'";

    private static string Read(string name)
    {
        using Stream resource = typeof(HtmlPage).Assembly.GetManifestResourceStream($"LicenseSync.Reports.{name}")!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
