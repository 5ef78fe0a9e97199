using LicenseSync.Accounts;

namespace LicenseSync.LicenseReports;

/// <summary>A server user id as reports nearly always write it, <c>host:id</c> (semantics A6), without a string. What is written otherwise is for <see cref="ServerUserId.TryParse"/>.</summary>
internal readonly ref struct Utf8ServerUserId
{
    private const int MaxDigits = 18;

    private Utf8ServerUserId(ReadOnlySpan<byte> hostName, long userId)
    {
        HostName = hostName;
        UserId = userId;
    }

    /// <summary>The host name, ASCII.</summary>
    public ReadOnlySpan<byte> HostName { get; }

    /// <summary>The user id.</summary>
    public long UserId { get; }

    /// <summary>Reads an id.</summary>
    /// <returns>False for another form, which may be understood all the same.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out Utf8ServerUserId id)
    {
        id = default;
        int colon = text.LastIndexOf((byte)':');
        if (colon <= 0 || text.Length - colon - 1 is 0 or > MaxDigits || text.ContainsAnyExceptInRange((byte)0x21, (byte)0x7E))
        {
            return false;
        }

        ReadOnlySpan<byte> digits = text[(colon + 1)..];
        ReadOnlySpan<byte> host = text[..colon];
        int firstColon = host.IndexOf((byte)':');
        ReadOnlySpan<byte> firstPart = firstColon < 0 ? host : host[..firstColon];
        if (digits.ContainsAnyExceptInRange((byte)'0', (byte)'9') || !firstPart.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        long userId = 0;
        foreach (byte digit in digits)
        {
            userId = (userId * 10) + (digit - '0');
        }

        id = new(host, userId);
        return true;
    }
}
