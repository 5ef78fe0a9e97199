using System.Text.Json;
using System.Text.Json.Serialization;
using LicenseSync.Reconciliation;
using LicenseSync.Tests.Conventions;
using LicenseSync.Tests.Reconciliation.Oracle;

namespace LicenseSync.Tests.Reconciliation;

/// <summary>Reads samples/data and what it is expected to give.</summary>
internal static class SampleWorld
{
    public static readonly (string File, string? Host) Main = ("ghes-main.json", null);
    public static readonly (string File, string? Host) Lab = ("ghes-lab.json", null);
    public static readonly (string File, string? Host) Encrypted = ("ghes-encrypted.json", null);
    public static readonly (string File, string? Host) Acquired = ("ghes-acquired.csv", "acquired.ghes.example");

    private static readonly JsonSerializerOptions SnakeCase = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static string PathOf(string file) => Path.Combine(Repository.Root, "samples", "data", file);

    public static async Task<ReconciliationResult> ReconcileAsync(
        ReconciliationOptions? options = null, (string File, string? Host)[]? servers = null, string cloud = "consumed-licenses.json", string[]? identities = null)
    {
        var builder = new ReconciliationBuilder(options);
        foreach ((string file, string? host) in servers ?? [Main, Lab, Acquired])
        {
            await builder.AddServerFileAsync(PathOf(file), host);
        }

        await builder.AddCloudFileAsync(PathOf(cloud));
        foreach (string file in identities ?? ["identities.json"])
        {
            await builder.AddIdentityFileAsync(PathOf(file));
        }

        return builder.Build();
    }

    /// <summary>The written result.</summary>
    public static Outcome Expected()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(PathOf("expected.json")));
        JsonElement root = document.RootElement;
        Numbers summary = root.GetProperty("summary").Deserialize<Numbers>(SnakeCase)!;
        return new Outcome(
            summary,
            [.. root.GetProperty("people").EnumerateArray().Select(person => new OutcomePerson(
                person.GetProperty("github_com_login").GetString(),
                Text(person, "license_type"),
                person.GetProperty("consumes_license").GetBoolean(),
                IsPending: false,
                Texts(person, "enterprise_server_user_ids"),
                [.. person.GetProperty("matches").EnumerateArray().Select(match => new OutcomeMatch(Text(match, "enterprise_server_user_id"), Text(match, "rule"), Text(match, "email")))]))],
            [.. root.GetProperty("unmatched").EnumerateArray().Select(account => new OutcomeUnmatched(Text(account, "enterprise_server_user_id"), Text(account, "outcome"), Texts(account, "tried")))],
            [.. root.GetProperty("ambiguities").EnumerateArray().Select(ambiguity => new OutcomeAmbiguity(
                Text(ambiguity, "enterprise_server_user_id"), Text(ambiguity, "rule"), Text(ambiguity, "email"), Texts(ambiguity, "candidates"), ambiguity.GetProperty("chosen").GetString()))]);
    }

    /// <summary>Compares line by line, in order; the written result does not say who is only invited.</summary>
    public static void AssertSame(Outcome expected, Outcome actual)
    {
        Assert.Equal(expected.Summary, actual.Summary);
        Assert.Equal(expected.People.Select(Line), actual.People.Select(Line));
        Assert.Equal(expected.Unmatched.Select(account => account.Text), actual.Unmatched.Select(account => account.Text));
        Assert.Equal(expected.Ambiguities.Select(ambiguity => ambiguity.Text), actual.Ambiguities.Select(ambiguity => ambiguity.Text));

        static string Line(OutcomePerson person) => (person with { IsPending = false }).Text;
    }

    /// <summary>A person's matches as the README of the data names accounts.</summary>
    public static string SayMatches(Person person) => string.Join(", ", person.Matches.Select(match => match.ToString().Replace("ghes.harbor-robotics.example", "main", StringComparison.Ordinal)));

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;

    private static string[] Texts(JsonElement element, string property) => [.. element.GetProperty(property).EnumerateArray().Select(text => text.GetString()!)];
}
