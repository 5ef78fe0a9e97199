using System.Reflection;
using System.Security.Cryptography;

namespace LicenseSync.Web.Pages;

/// <summary>Style sheet, script and icon, embedded; their addresses change with their content, so that browsers may keep them for ever.</summary>
internal static class PageAssets
{
    private static readonly Dictionary<string, (byte[] Content, string Type, string Url)> All = new(StringComparer.Ordinal)
    {
        ["site.css"] = Load("site.css", "text/css; charset=utf-8"),
        ["site.js"] = Load("site.js", "text/javascript; charset=utf-8"),
        ["icon.svg"] = Load("icon.svg", "image/svg+xml"),
    };

    public static string Url(string name) => All[name].Url;

    public static IResult Get(string name, HttpContext context)
    {
        if (!All.TryGetValue(name, out (byte[] Content, string Type, string Url) asset))
        {
            return Results.NotFound();
        }

        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(asset.Content, asset.Type);
    }

    private static (byte[] Content, string Type, string Url) Load(string name, string type)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return (content, type, $"/assets/{name}?v={Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 6))}");
    }
}
