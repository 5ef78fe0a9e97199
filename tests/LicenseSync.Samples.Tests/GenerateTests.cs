using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace LicenseSync.Samples.Tests;

/// <summary>The files of generated worlds.</summary>
public sealed class GenerateTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Worlds are quoted by their seed: what was generated once must come out for good.
    [Fact]
    public async Task Generate_NoMismatches_SameBytesAsEver()
    {
        await GenerateAsync("a", 5, 0);

        Assert.Equal("02C556F86F2AC09ABC3AF00B9C6A34B5BE3EDD53C6093D0B6299EF98058D3DBA", Convert.ToHexString(SHA256.HashData(Bytes("a"))));
        Assert.False(File.Exists(Path.Combine(_folder["a"], "truth.json")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Generate_SameSeed_SameBytes(int mismatches)
    {
        await GenerateAsync("a", 5, mismatches);
        await GenerateAsync("b", 5, mismatches);
        await GenerateAsync("c", 6, mismatches);

        Assert.Equal(Bytes("a"), Bytes("b"));
        Assert.NotEqual(Bytes("a"), Bytes("c"));
    }

    [Fact]
    public async Task Generate_Mismatches_TruthNamesPairsOfEveryKind()
    {
        await GenerateAsync("a", 5, 1, users: 300);

        JsonNode truth = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_folder["a"], "truth.json")))!;
        JsonArray mismatches = truth["mismatches"]!.AsArray();
        Assert.Equal(
            ["domain_alias", "normalized_email", "same_login", "same_name", "secondary_email", "similar_email"],
            mismatches.Select(pair => (string)pair!["kind"]!).Distinct().Order(StringComparer.Ordinal));
        Assert.All(mismatches.Concat(truth["decoys"]!.AsArray()), pair => Assert.Equal(2, pair!["accounts"]!.AsArray().Count));
    }

    private async Task GenerateAsync(string folder, int seed, int mismatches, int users = 60)
    {
        (int exitCode, _, string error) = await Cli.RunAsync(["generate", "--users", $"{users}", "--seed", $"{seed}", "--mismatches", $"{mismatches}", "--out-dir", _folder[folder]]);
        Assert.Equal((0, ""), (exitCode, error));
    }

    private byte[] Bytes(string name) => [.. Directory.GetFiles(_folder[name]).Order(StringComparer.Ordinal).SelectMany(File.ReadAllBytes)];
}
