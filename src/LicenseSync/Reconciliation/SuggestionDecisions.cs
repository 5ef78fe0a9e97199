using LicenseSync.Diagnostics;
using LicenseSync.IO;
using LicenseSync.Reconciliation.Internal;

namespace LicenseSync.Reconciliation;

/// <summary>What an owner decided about suggestions, to be kept between runs. Not safe for concurrent use.</summary>
/// <remarks>A decision is about the accounts, whatever the kind of evidence: two people that were told apart once are not suggested again under another code. The file holds logins and notes: treat it as personal data.</remarks>
public sealed class SuggestionDecisions
{
    private readonly Dictionary<string, int> _positions = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<SuggestionDecision> _items = [];

    /// <summary>The decisions, in the order in which they were first made.</summary>
    public IReadOnlyList<SuggestionDecision> Items => _items;

    /// <summary>Reads decisions that <see cref="SaveAsync"/> or <see cref="WriteAsync"/> wrote, or a person.</summary>
    /// <param name="path">The file, plain or gzip.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The decisions; of several about the same accounts the last counts.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty, or a value of <paramref name="options"/> is out of range.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read, or is a directory.</exception>
    /// <exception cref="InputFormatException">The file is empty, malformed or truncated, has no list of decisions, or a decision cannot be understood: none is ever passed over.</exception>
    /// <exception cref="InputLimitException">A limit of <paramref name="options"/> is passed.</exception>
    public static Task<SuggestionDecisions> LoadAsync(string path, ReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ReaderOptions copy = (options ?? new()).CheckedCopy(path);
        return DecisionFile.ReadAsync(PlainInput.OpenFile(path), copy, leaveOpen: false, cancellationToken);
    }

    /// <summary>Reads decisions from a stream. See <see cref="LoadAsync(string, ReaderOptions?, CancellationToken)"/>.</summary>
    /// <param name="stream">The decisions, plain or gzip; left open.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The decisions; of several about the same accounts the last counts.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentException">A value of <paramref name="options"/> is out of range.</exception>
    /// <exception cref="InputFormatException">The file is empty, malformed or truncated, has no list of decisions, or a decision cannot be understood.</exception>
    /// <exception cref="InputLimitException">A limit of <paramref name="options"/> is passed.</exception>
    public static Task<SuggestionDecisions> LoadAsync(Stream stream, ReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return DecisionFile.ReadAsync(stream, (options ?? new()).CheckedCopy(), leaveOpen: true, cancellationToken);
    }

    /// <summary>Writes the decisions to a file, which is complete or absent: on failure what stood there stays.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <returns>A task that ends when the file is there.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public Task SaveAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return AtomicFile.WriteAsync(path, WriteAsync, cancellationToken);
    }

    /// <summary>Writes the decisions: <c>{"decisions":[{"code":"…","accounts":["…","…"],"decision":"accept|reject|undecided","fingerprint":"…"}]}</c>, each on its line.</summary>
    /// <param name="destination">Where to write, UTF-8; left open.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <returns>A task that ends when all is written.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> is null.</exception>
    public Task WriteAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        return DecisionFile.WriteAsync(destination, _items, cancellationToken);
    }

    /// <summary>Decides about a suggestion; an earlier decision about its accounts is replaced.</summary>
    /// <param name="suggestion">The suggestion.</param>
    /// <param name="choice">What is decided.</param>
    /// <param name="note">What to keep beside it; null for what stands there.</param>
    /// <exception cref="ArgumentNullException"><paramref name="suggestion"/> is null.</exception>
    public void Set(Suggestion suggestion, DecisionChoice choice, string? note = null)
    {
        ArgumentNullException.ThrowIfNull(suggestion);
        SuggestionDecision? earlier = Find(suggestion);
        Set(new()
        {
            Code = suggestion.Code,
            Accounts = suggestion.Accounts,
            Choice = choice,
            Fingerprint = suggestion.Fingerprint,
            Note = note ?? earlier?.Note,
            AdditionalProperties = earlier?.AdditionalProperties ?? [],
        });
    }

    /// <summary>Adds a decision; an earlier one about the same accounts is replaced.</summary>
    /// <param name="decision">The decision.</param>
    /// <exception cref="ArgumentNullException"><paramref name="decision"/> is null.</exception>
    /// <exception cref="ArgumentException">The decision is about fewer than two accounts.</exception>
    public void Set(SuggestionDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (decision.Accounts.Count < 2)
        {
            throw new ArgumentException("A decision is about two accounts at least: a server account and what it is suggested to.", nameof(decision));
        }

        if (_positions.TryAdd(KeyOf(decision.Accounts), _items.Count))
        {
            _items.Add(decision);
        }
        else
        {
            _items[_positions[KeyOf(decision.Accounts)]] = decision;
        }
    }

    /// <summary>Adds the suggestions that nothing was decided about yet as undecided, so that they can be reviewed in the file.</summary>
    /// <param name="suggestions">The suggestions.</param>
    /// <exception cref="ArgumentNullException"><paramref name="suggestions"/> is null.</exception>
    public void AddUndecided(IEnumerable<Suggestion> suggestions)
    {
        ArgumentNullException.ThrowIfNull(suggestions);
        foreach (Suggestion suggestion in suggestions)
        {
            if (Find(suggestion) is null)
            {
                Set(suggestion, DecisionChoice.Undecided);
            }
        }
    }

    /// <summary>The decision about a suggestion's accounts.</summary>
    /// <param name="suggestion">The suggestion.</param>
    /// <returns>The decision, which may be about earlier facts (<see cref="SuggestionDecision.Fingerprint"/>); null when there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="suggestion"/> is null.</exception>
    public SuggestionDecision? Find(Suggestion suggestion)
    {
        ArgumentNullException.ThrowIfNull(suggestion);
        return _items.Count > 0 && _positions.TryGetValue(KeyOf(suggestion.Accounts), out int position) ? _items[position] : null;
    }

    // The server accounts stand in the order of evidence, which another code may change.
    private static string KeyOf(IReadOnlyList<string> accounts) =>
        string.Join('\n', accounts.SkipLast(1).Order(StringComparer.OrdinalIgnoreCase).Append(accounts[^1]));
}
