using System.Text.Json;
using LicenseSync.GitHub.Http;

namespace LicenseSync.GitHub.GraphQL;

/// <summary>The <c>errors</c> of an answer whose status is 200. GitHub's words are left out of messages; the types, which are codes, are told.</summary>
internal static class GraphQLErrors
{
    /// <summary>What is wrong with an answer; null when nothing is.</summary>
    public static AttemptFailedException? Find(JsonElement answer, HttpResponseMessage response, DateTimeOffset now, string needs, string name)
    {
        JsonElement errors = Json.Property(answer, "errors");
        if (errors.ValueKind != JsonValueKind.Array || errors.GetArrayLength() == 0)
        {
            return null;
        }

        string[] types = [.. errors.EnumerateArray().Select(error => Json.Property(error, "type").AsText()).OfType<string>().Where(IsCode).Distinct()];
        string told = string.Join(", ", types);
        bool Has(string type) => types.Contains(type, StringComparer.OrdinalIgnoreCase);
        if (Has("RATE_LIMITED") || RateLimits.IsUsedUp(response) || errors.EnumerateArray().Any(error => RateLimits.MentionsLimit(Json.Property(error, "message").AsText() ?? "")))
        {
            return new(new("The GraphQL rate limit is used up. Try again later.", name) { IsTransient = true }) { Wait = RateLimits.Wait(response, now, 0) };
        }

        if (Has("RESOURCE_LIMITS_EXCEEDED") || Has("MAX_NODE_LIMIT_EXCEEDED"))
        {
            return new(new("GitHub finds even a small page of this query too costly. Try again later.", name) { IsTransient = true }) { IsTooLarge = true };
        }

        // Without a type it is GitHub's "something went wrong", which passes.
        return types.Length == 0
            ? new(new("GitHub could not answer the query. Try again later.", name) { IsTransient = true })
            : new(new($"GitHub refused the query ({told}). Check the names; the token needs {needs}.", name));
    }

    private static bool IsCode(string text) => text.Length <= 64 && text.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');
}
