using System.Text.Json;

namespace LicenseSync.IO.Internal;

/// <summary>The gaps that a record consists of, in order. What they mean to the reader of the records is worked out once for all records that have them.</summary>
/// <remarks>Most records have the layout of the one before, or one of few. Where there are very many, a layout gives its place to the next: then it begins anew.</remarks>
internal abstract class JsonLayout
{
    private int[] _numbers = [];
    private List<JsonGap>? _known;

    /// <summary>How many gaps there are.</summary>
    protected int Count { get; private set; }

    /// <summary>Whether there is something that the general way has to look at: then nothing more is taken.</summary>
    protected bool IsOdd { get; set; }

    /// <summary>Whether it consists of these gaps.</summary>
    /// <param name="numbers">Their numbers, in order.</param>
    /// <param name="known">All gaps by their numbers.</param>
    public bool Has(ReadOnlySpan<int> numbers, List<JsonGap> known) => ReferenceEquals(known, _known) && numbers.SequenceEqual(_numbers.AsSpan(0, Count));

    /// <summary>Takes over other gaps.</summary>
    /// <param name="numbers">Their numbers, in order.</param>
    /// <param name="known">All gaps by their numbers.</param>
    public void Take(ReadOnlySpan<int> numbers, List<JsonGap> known)
    {
        if (_numbers.Length < numbers.Length)
        {
            _numbers = new int[numbers.Length];
        }

        (Count, _known, IsOdd) = (numbers.Length, known, false);
        numbers.CopyTo(_numbers);
        Begin();
        int depth = 0;
        for (int position = 0; position < Count && !IsOdd; position++)
        {
            JsonGap gap = known[numbers[position]];
            IsOdd |= gap.Traits != JsonTextTraits.None;
            foreach (JsonGapMark mark in gap.Marks)
            {
                switch (mark.Kind)
                {
                    case JsonTokenType.PropertyName:
                        TakeName(mark.Key, depth);
                        break;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        TakeStart(mark.Kind, ++depth);
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        TakeEnd(depth--);
                        break;
                    default:
                        TakeConstant(mark.Kind, depth);
                        break;
                }
            }

            if (!gap.IsLast)
            {
                TakeScalar(position, depth);
            }
        }

        End();
    }

    /// <summary>Forgets what was learned before.</summary>
    protected abstract void Begin();

    /// <summary>Takes a property's name.</summary>
    /// <param name="key">The name, folded by <see cref="JsonKey"/>.</param>
    /// <param name="depth">How many containers are open in the record, itself included.</param>
    protected abstract void TakeName(string key, int depth);

    /// <summary>Takes the start of a container, which <paramref name="depth"/> includes.</summary>
    protected abstract void TakeStart(JsonTokenType kind, int depth);

    /// <summary>Takes the end of a container, which <paramref name="depth"/> includes.</summary>
    protected virtual void TakeEnd(int depth)
    {
    }

    /// <summary>Takes a literal or an empty text (<see cref="JsonTokenType.String"/>).</summary>
    protected abstract void TakeConstant(JsonTokenType kind, int depth);

    /// <summary>Takes a text that is not empty, or a number, by its number among the record's.</summary>
    protected abstract void TakeScalar(int position, int depth);

    /// <summary>Works out what follows from all that was taken.</summary>
    protected virtual void End()
    {
    }
}
