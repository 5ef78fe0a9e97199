using System.Text.Json;

namespace LicenseSync.Cli.Generation;

/// <summary>Writes what is true of a world's look-alikes: <c>{"mismatches":[{"kind":…,"accounts":[…,…]}],"decoys":[…]}</c>, one pair a line.</summary>
internal static class WorldTruth
{
    private static readonly byte[] Separator = ",\n"u8.ToArray();

    public static async Task WriteAsync(IEnumerable<PlantedPair> pairs, Stream destination, CancellationToken cancellationToken)
    {
        await destination.WriteAsync("{\n\"mismatches\":["u8.ToArray(), cancellationToken);
        await WriteArrayAsync(pairs.Where(pair => !pair.IsDecoy), destination, cancellationToken);
        await destination.WriteAsync("],\n\"decoys\":["u8.ToArray(), cancellationToken);
        await WriteArrayAsync(pairs.Where(pair => pair.IsDecoy), destination, cancellationToken);
        await destination.WriteAsync("]\n}\n"u8.ToArray(), cancellationToken);
    }

    private static async Task WriteArrayAsync(IEnumerable<PlantedPair> pairs, Stream destination, CancellationToken cancellationToken)
    {
        bool isFirst = true;
        await using var writer = new Utf8JsonWriter(destination);
        foreach (PlantedPair pair in pairs)
        {
            await destination.WriteAsync(isFirst ? Separator.AsMemory(1) : Separator, cancellationToken);
            isFirst = false;
            Write(writer, pair);
            await writer.FlushAsync(cancellationToken);
            writer.Reset();
        }
    }

    private static void Write(Utf8JsonWriter writer, PlantedPair pair)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", pair.Kind);
        writer.WriteStartArray("accounts");
        foreach (string account in pair.Accounts)
        {
            writer.WriteStringValue(account);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
