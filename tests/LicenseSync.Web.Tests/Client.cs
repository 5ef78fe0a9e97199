using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LicenseSync.Web.Tests;

/// <summary>A browser without eyes, or a program with a token: follows no redirect by itself.</summary>
internal sealed partial class Client : IDisposable
{
    private readonly HttpClient _http;

    public Client(Uri url, string? token = null)
    {
        _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = url, Timeout = TimeSpan.FromMinutes(5) };
        _http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
    }

    public CookieContainer Cookies { get; } = new();

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null) => _http.SendAsync(new(method, path) { Content = content });

    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(path);

    public async Task<string> ReadAsync(string path)
    {
        using HttpResponseMessage response = await _http.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    public async Task<JsonNode> ReadJsonAsync(string path) => JsonNode.Parse(await ReadAsync(path))!;

    /// <summary>Sends a form of a page, with the token that stands there.</summary>
    public async Task<HttpResponseMessage> PostAsync(string page, string path, params (string Name, string Value)[] fields)
    {
        string token = await TokenAsync(page);
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).Prepend(KeyValuePair.Create("__RequestVerificationToken", token)));
        return await _http.PostAsync(path, form);
    }

    public async Task<string> TokenAsync(string page) => WebUtility.HtmlDecode(FormToken().Matches(await ReadAsync(page))[^1].Groups[1].Value);

    /// <summary>Uploads files by the form.</summary>
    /// <returns>The address of the page to decide on.</returns>
    public async Task<string> UploadAsync(params (string Name, byte[] Content)[] files)
    {
        using var form = new MultipartFormDataContent { { new StringContent(await TokenAsync("/uploads/new")), "__RequestVerificationToken" } };
        foreach ((string name, byte[] content) in files)
        {
            var part = new ByteArrayContent(content);
            part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"files\"; filename=\"{name.Replace("\"", "%22", StringComparison.Ordinal)}\""); // as browsers do
            form.Add(part);
        }

        using HttpResponseMessage response = await _http.PostAsync("/uploads", form);
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        return response.Headers.Location!.OriginalString;
    }

    /// <summary>Accepts every file of a page that can be, whatever is noted about it.</summary>
    public async Task AcceptAllAsync(string review, string? hostName = null, string mode = "replace")
    {
        string[] ids = [.. AcceptBox().Matches(await ReadAsync(review)).Select(match => match.Groups[1].Value)];
        Assert.NotEmpty(ids);
        using HttpResponseMessage response = await PostAsync(
            review, $"{review}/accept", [("mode", mode), .. ids.Select(id => ("accept", id)), .. hostName is null ? [] : ids.Select(id => ($"host-{id}", hostName))]);
        Assert.Equal("/", response.Headers.Location?.OriginalString);
    }

    public async Task AddSampleWorldAsync()
    {
        (string, byte[])[] files = await Task.WhenAll(Samples.World.Select(async name => (name, await Samples.ReadAsync(name))));
        await AcceptAllAsync(await UploadAsync(files), "acquired.ghes.example");
    }

    /// <summary>Uploads and accepts as programs do.</summary>
    public async Task AddAsync(string name, Stream content, string? hostName = null)
    {
        using HttpResponseMessage uploaded = await _http.PostAsync($"/api/v1/uploads?file_name={name}", new StreamContent(content));
        Assert.Equal(HttpStatusCode.Created, uploaded.StatusCode);
        JsonNode upload = (await uploaded.Content.ReadFromJsonAsync<JsonNode>())!;
        using HttpResponseMessage accepted = await _http.PostAsync($"/api/v1/uploads/{(string)upload["id"]!}/accept{(hostName is null ? "" : $"?host_name={hostName}")}", null);
        Assert.Equal(HttpStatusCode.NoContent, accepted.StatusCode);
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]*)\"")]
    private static partial Regex FormToken();

    [GeneratedRegex("name=\"accept\" value=\"([^\"]*)\"")]
    private static partial Regex AcceptBox();
}
