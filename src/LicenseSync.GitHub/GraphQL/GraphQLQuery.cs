using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;

namespace LicenseSync.GitHub.GraphQL;

/// <summary>What is asked for, but for the page.</summary>
internal sealed record GraphQLQuery
{
    /// <summary>The document, which has the variables <c>first</c> and <c>after</c>.</summary>
    public required GraphQLDocument Document { get; init; }

    /// <summary>Its other variables.</summary>
    public required GraphQLVariable[] Variables { get; init; }

    /// <summary>What the token needs.</summary>
    public required string Needs { get; init; }

    /// <summary>Whether it is an answer, without nodes, that the connection's owner is null; else it is an error.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The cursor to begin behind; null for the start.</summary>
    public string? StartsAfter { get; init; }

    public ByteArrayContent Page(int first, string? after)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("query", Document.Text);
            writer.WriteString("operationName", Document.Name);
            writer.WriteStartObject("variables");
            foreach (GraphQLVariable variable in Variables)
            {
                writer.WriteString(variable.Name, variable.Value);
            }

            writer.WriteNumber("first", first);
            writer.WriteString("after", after);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return new ByteArrayContent(buffer.WrittenSpan.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
    }
}
