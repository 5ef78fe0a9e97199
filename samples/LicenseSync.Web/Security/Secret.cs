using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LicenseSync.Web.Security;

/// <summary>Random texts that let somebody in. Only their hashes are kept: 256 random bits need no salt.</summary>
internal static class Secret
{
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
