using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;

namespace LicenseSync.Web.Tests;

/// <summary>What the page measures.</summary>
public sealed class MetricsTests
{
    [Fact]
    public async Task Meter_UploadAndFailedSignIn_AreCountedWithoutPersonalData()
    {
        await using TestPage page = await TestPage.StartAsync();
        var measured = new ConcurrentQueue<(string Name, double Value, string Tags)>();
        using MeterListener listener = ListenTo(page, measured);
        using Client owner = await page.SetUpAsync();
        using Client stranger = page.NewClient();

        await owner.UploadAsync(("ana@octo.example.json", await Samples.ReadAsync("ghes-main.json")));
        using HttpResponseMessage refused = await stranger.PostAsync("/sign-in", "/sign-in", ("name", TestPage.Owner), ("password", "wrong"));

        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Equal("licensesync.kind=ServerUsage licensesync.readable=True licensesync.origin=Upload", Assert.Single(measured, one => one.Name == "licensesync.web.uploads").Tags);
        Assert.Equal((1, ""), measured.Where(one => one.Name == "licensesync.web.sign_in.failures").Select(one => (one.Value, one.Tags)).Single());
        Assert.DoesNotContain(measured, one => one.Tags.Contains("ana", StringComparison.OrdinalIgnoreCase) || one.Tags.Contains(TestPage.Owner, StringComparison.OrdinalIgnoreCase));
    }

    // Other tests have pages of their own in this process: only this one's meter counts.
    private static MeterListener ListenTo(TestPage page, ConcurrentQueue<(string Name, double Value, string Tags)> measured)
    {
        object scope = page.Services.GetService(typeof(IMeterFactory))!;
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == WebMetrics.MeterName && instrument.Meter.Scope == scope)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured.Enqueue((instrument.Name, value, Text(tags))));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => measured.Enqueue((instrument.Name, value, Text(tags))));
        listener.Start();
        return listener;
    }

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags) => string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
}
