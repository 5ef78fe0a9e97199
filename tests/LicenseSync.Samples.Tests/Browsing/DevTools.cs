using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace LicenseSync.Samples.Tests.Browsing;

/// <summary>A connection of the DevTools protocol: commands and their answers, one after another. Events that come between are kept.</summary>
internal sealed class DevTools : IAsyncDisposable
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket = new();
    private readonly List<JsonNode> _events = [];
    private int _lastId;

    private DevTools()
    {
    }

    public static async Task<DevTools> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        var tools = new DevTools();
        await tools._socket.ConnectAsync(address, cancellationToken);
        return tools;
    }

    /// <summary>The events of a name that a session has sent, those before the answers so far.</summary>
    public IEnumerable<JsonNode> Events(string method, string session) =>
        _events.Where(item => (string?)item["method"] == method && (string?)item["sessionId"] == session);

    /// <summary>Sends a command and waits for its answer.</summary>
    public async Task<JsonNode> SendAsync(string method, JsonObject parameters, string? session = null)
    {
        using var timeout = new CancellationTokenSource(AnswerTime);
        var command = new JsonObject { ["id"] = ++_lastId, ["method"] = method, ["params"] = parameters };
        if (session is not null)
        {
            command["sessionId"] = session;
        }

        await _socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(command.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, timeout.Token);
        JsonNode answer = await ReadUntilAsync(message => (int?)message["id"] == _lastId, timeout.Token);
        return answer["result"] ?? throw new InvalidOperationException($"{method}: {answer["error"]?.ToJsonString()}");
    }

    /// <summary>Waits for an event, which may have come already.</summary>
    public async Task WaitForAsync(string method, string session)
    {
        using var timeout = new CancellationTokenSource(AnswerTime);
        if (!Events(method, session).Any())
        {
            await ReadUntilAsync(message => (string?)message["method"] == method && (string?)message["sessionId"] == session, timeout.Token);
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<JsonNode> ReadUntilAsync(Func<JsonNode, bool> isWanted, CancellationToken cancellationToken)
    {
        while (true)
        {
            JsonNode message = await ReadAsync(cancellationToken);
            if (message["method"] is not null)
            {
                _events.Add(message);
            }

            if (isWanted(message))
            {
                return message;
            }
        }
    }

    private async Task<JsonNode> ReadAsync(CancellationToken cancellationToken)
    {
        var message = new ArrayBufferWriter<byte>();
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(message.GetMemory(1 << 16), cancellationToken);
            message.Advance(part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(message.WrittenSpan)!;
    }
}
