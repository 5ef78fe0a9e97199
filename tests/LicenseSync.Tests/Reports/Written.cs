using System.Text;
using LicenseSync.Reports;

namespace LicenseSync.Tests.Reports;

/// <summary>Writes reports to where a test can look at them.</summary>
internal static class Written
{
    public static async Task<string> TextAsync(Func<Stream, Task> write)
    {
        using var stream = new MemoryStream();
        await write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static Task<string> HtmlAsync(ReconciliationReport report, HtmlReportOptions? options = null) => TextAsync(stream => HtmlReportWriter.WriteAsync(stream, report, options));

    public static Task<string> MarkdownAsync(ReconciliationReport report, MarkdownReportOptions? options = null) => TextAsync(stream => MarkdownReportWriter.WriteAsync(stream, report, options));

    public static Task<string> JsonAsync(ReconciliationReport report) => TextAsync(stream => ReconciliationJsonWriter.WriteAsync(stream, report));
}
