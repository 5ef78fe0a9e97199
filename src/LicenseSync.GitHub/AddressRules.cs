using System.ComponentModel.DataAnnotations;

namespace LicenseSync.GitHub;

/// <summary>Which addresses a token may be sent to.</summary>
internal static class AddressRules
{
    public static IEnumerable<ValidationResult> Check(Uri? address, bool allowsHttp)
    {
        if (address is null)
        {
            yield break; // [Required] says so
        }

        if (!address.IsAbsoluteUri || address.Scheme is not ("https" or "http"))
        {
            yield return new("The address must be an absolute https URL.");
        }
        else if (address.UserInfo.Length > 0 || address.Fragment.Length > 0)
        {
            yield return new("The address must have no user name, password or fragment.");
        }
        else if (address.Scheme == "http" && !address.IsLoopback && !allowsHttp)
        {
            yield return new("The address is not https: a token would be sent in the clear. Use https, or set AllowsHttp.");
        }
    }
}
