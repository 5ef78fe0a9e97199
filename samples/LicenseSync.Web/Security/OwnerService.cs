using LicenseSync.Web.Storage;
using Microsoft.AspNetCore.Identity;

namespace LicenseSync.Web.Security;

/// <summary>Accounts of owners who sign in with a password.</summary>
internal sealed class OwnerService(WebStore store, TimeProvider time)
{
    public const int MinPasswordLength = 12;
    public const int MaxPasswordLength = 200;
    public const int MaxNameLength = 100;

    private static readonly TimeSpan LinkLength = TimeSpan.FromDays(1);

    private readonly PasswordHasher<string> _hasher = new();

    // Checked when the name is not known, so that the time it takes does not tell.
    private readonly Lazy<string> _nobody = new(() => new PasswordHasher<string>().HashPassword("", Secret.Create()));

    /// <summary>Makes a one-time link to an account; by an owner, or by nobody at the first start.</summary>
    public async Task<string> CreateLinkAsync(string? createdBy, CancellationToken cancellationToken)
    {
        string code = Secret.Create();
        await store.AddLinkAsync(Secret.Hash(code), createdBy, time.GetUtcNow() + LinkLength, cancellationToken);
        return $"/setup?code={code}";
    }

    public Task<bool> IsLinkValidAsync(string? code, CancellationToken cancellationToken) =>
        string.IsNullOrEmpty(code) ? Task.FromResult(false) : store.IsLinkValidAsync(Secret.Hash(code), cancellationToken);

    /// <summary>Makes the account.</summary>
    /// <returns>What is wrong, in words; null when it was made.</returns>
    public async Task<string?> CreateOwnerAsync(string code, string name, string password, CancellationToken cancellationToken)
    {
        if (Normalize(name) is not { Length: > 0 and <= MaxNameLength } normalized || normalized.Any(char.IsControl))
        {
            return "Choose a user name.";
        }

        if (password.Length is < MinPasswordLength or > MaxPasswordLength)
        {
            return $"Choose a password of at least {MinPasswordLength} characters.";
        }

        return await store.CreateOwnerAsync(normalized, _hasher.HashPassword("", password), Secret.Hash(code), cancellationToken) switch
        {
            OwnerCreation.Created => null,
            OwnerCreation.NameIsTaken => "This user name is taken. Choose another.",
            _ => "This link was used or has expired. Restart the page for a new one, or ask an owner for one.",
        };
    }

    /// <summary>Finds the account that a name and a password belong to.</summary>
    public async Task<string?> CheckAsync(string name, string password, CancellationToken cancellationToken)
    {
        if (password.Length > MaxPasswordLength)
        {
            return null;
        }

        OwnerAccount? owner = await store.FindOwnerAsync(Normalize(name), cancellationToken);
        PasswordVerificationResult result = _hasher.VerifyHashedPassword("", owner?.PasswordHash ?? _nobody.Value, password);
        return owner is not null && result != PasswordVerificationResult.Failed ? owner.Name : null;
    }

    public static string Normalize(string name) => name.Trim().ToLowerInvariant();
}
