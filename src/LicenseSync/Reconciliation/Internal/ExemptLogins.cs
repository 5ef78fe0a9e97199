using System.Text;
using LicenseSync.IO;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>Logins that consume nothing (semantics C1), ignoring case and white space around them. Safe for concurrent use.</summary>
internal sealed class ExemptLogins
{
    private const int StackChars = 128;

    private readonly HashSet<string> _logins;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly ulong _lengths;

    /// <summary>Takes the logins.</summary>
    public ExemptLogins(IEnumerable<string> logins)
    {
        _logins = new(logins.Select(login => login.Trim()), StringComparer.OrdinalIgnoreCase);
        _lookup = _logins.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (string login in _logins)
        {
            _lengths |= BitOf(login.Length);
        }
    }

    /// <summary>Whether a login is one of them.</summary>
    public bool Contains(string? login) => login is not null && _logins.Contains(login.Trim());

    /// <summary>Whether a login in UTF-8 is one of them.</summary>
    public bool Contains(ReadOnlySpan<byte> login) => MayContain(login) && LookUp(login);

    // They are few: nearly every login is of another length already, which counts where it is plain ASCII.
    private bool MayContain(ReadOnlySpan<byte> login) =>
        !login.IsEmpty && ((_lengths & BitOf(login.Length)) != 0 || !Utf8Text.IsVisible(login[0]) || !Utf8Text.IsVisible(login[^1]) || !Ascii.IsValid(login));

    private bool LookUp(ReadOnlySpan<byte> login) => _lookup.Contains(new ArenaText(login, isUtf16: false).ToChars(stackalloc char[StackChars]).Trim());

    private static ulong BitOf(int length) => 1UL << Math.Min(length, 63);
}
