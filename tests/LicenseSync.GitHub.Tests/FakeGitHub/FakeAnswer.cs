using System.Text;

namespace LicenseSync.GitHub.Tests.FakeGitHub;

/// <summary>An answer, and how it goes wrong on the wire.</summary>
internal sealed record FakeAnswer
{
    public int Status { get; init; } = 200;

    public string ContentType { get; init; } = "application/json";

    public byte[] Body { get; init; } = [];

    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>How many bytes are sent before the connection is broken; null for all of them and no break.</summary>
    public int? BreaksAfter { get; init; }

    /// <summary>Whether the answer stops after <see cref="BreaksAfter"/> bytes and the connection stays.</summary>
    public bool Stalls { get; init; }

    public static FakeAnswer Json(string body, int status = 200) => new() { Status = status, Body = Encoding.UTF8.GetBytes(body) };

    public FakeAnswer With(string header, string value) => this with { Headers = new(Headers) { [header] = value } };
}
