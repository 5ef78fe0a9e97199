using System.Text.Json.Nodes;

namespace LicenseSync.Samples.Tests.Browsing;

/// <summary>An open page of the browser.</summary>
internal sealed class Page : IAsyncDisposable
{
    private readonly DevTools _tools;
    private readonly string _target;
    private readonly string _session;

    private Page(DevTools tools, string target, string session) => (_tools, _target, _session) = (tools, target, session);

    /// <summary>What the browser complained about: errors of scripts and breaches of the content security policy.</summary>
    public IReadOnlyList<string> Complaints =>
    [
        .. _tools.Events("Log.entryAdded", _session).Select(entry => (string)entry["params"]!["entry"]!["text"]!),
        .. _tools.Events("Runtime.exceptionThrown", _session).Select(thrown => thrown["params"]!.ToJsonString()),
    ];

    public static async Task<Page> OpenAsync(DevTools tools, string address, int width, bool isDark, bool runsScripts, string medium)
    {
        string target = (string)(await tools.SendAsync("Target.createTarget", new() { ["url"] = "about:blank" }))["targetId"]!;
        string session = (string)(await tools.SendAsync("Target.attachToTarget", new() { ["targetId"] = target, ["flatten"] = true }))["sessionId"]!;
        var page = new Page(tools, target, session);
        await page.SendAsync("Log.enable");
        await page.SendAsync("Runtime.enable");
        await page.SendAsync("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = width < 600 });
        await page.SendAsync("Emulation.setEmulatedMedia", new()
        {
            ["media"] = medium,
            ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = isDark ? "dark" : "light" }),
        });
        await page.SendAsync("Emulation.setScriptExecutionDisabled", new() { ["value"] = !runsScripts });
        await page.SendAsync("Page.enable");
        await page.SendAsync("Page.navigate", new() { ["url"] = address });
        await tools.WaitForAsync("Page.loadEventFired", session);
        return page;
    }

    /// <summary>Runs a script in the page and gives its value.</summary>
    public async Task<T> EvaluateAsync<T>(string expression)
    {
        JsonNode answer = await SendAsync("Runtime.evaluate", new() { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true });
        return answer["exceptionDetails"] is { } details ? throw new InvalidOperationException(details.ToJsonString()) : answer["result"]!["value"]!.GetValue<T>();
    }

    /// <summary>A picture of the page (PNG).</summary>
    /// <param name="top">Where it begins.</param>
    /// <param name="height">How much of it; null for the whole page.</param>
    public async Task<byte[]> ScreenshotAsync(int top = 0, int? height = null)
    {
        var parameters = new JsonObject { ["format"] = "png", ["captureBeyondViewport"] = true };
        JsonNode size = (await SendAsync("Page.getLayoutMetrics"))["cssContentSize"]!;
        parameters["clip"] = new JsonObject { ["x"] = 0, ["y"] = top, ["width"] = (double)size["width"]!, ["height"] = height ?? ((double)size["height"]! - top), ["scale"] = 1 };
        return Convert.FromBase64String((string)(await SendAsync("Page.captureScreenshot", parameters))["data"]!);
    }

    /// <summary>The page as a printer gets it (PDF).</summary>
    public async Task<byte[]> PrintAsync() => Convert.FromBase64String((string)(await SendAsync("Page.printToPDF", new() { ["preferCSSPageSize"] = true }))["data"]!);

    public async ValueTask DisposeAsync() => await _tools.SendAsync("Target.closeTarget", new() { ["targetId"] = _target });

    private Task<JsonNode> SendAsync(string method, JsonObject? parameters = null) => _tools.SendAsync(method, parameters ?? [], _session);
}
