using System.Diagnostics.Metrics;
using LicenseSync.Web.Uploads;

namespace LicenseSync.Web;

/// <summary>What the page measures. No instrument carries personal data.</summary>
internal sealed class WebMetrics
{
    public const string MeterName = "LicenseSync.Web";

    private readonly Counter<long> _uploads;
    private readonly Counter<long> _failedSignIns;
    private readonly Histogram<double> _counting;

    public WebMetrics(IMeterFactory factory)
    {
        Meter meter = factory.Create(MeterName);
        _uploads = meter.CreateCounter<long>("licensesync.web.uploads", "{file}", "Files that arrived.");
        _failedSignIns = meter.CreateCounter<long>("licensesync.web.sign_in.failures", "{attempt}", "Sign-ins with a wrong name or password.");
        _counting = meter.CreateHistogram<double>("licensesync.web.counting.duration", "s", "How long counting the licenses took.");
    }

    public void Received(Upload upload) => _uploads.Add(
        1, new("licensesync.kind", upload.Kind.ToString()), new("licensesync.readable", upload.IsReadable), new("licensesync.origin", upload.Origin.ToString()));

    public void SignInFailed() => _failedSignIns.Add(1);

    public void Counted(TimeSpan duration) => _counting.Record(duration.TotalSeconds);
}
