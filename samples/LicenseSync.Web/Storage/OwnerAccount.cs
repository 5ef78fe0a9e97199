namespace LicenseSync.Web.Storage;

/// <summary>A person who signs in with a password.</summary>
public sealed record OwnerAccount(string Name, string PasswordHash, DateTimeOffset CreatedAt)
{
    public override string ToString() => nameof(OwnerAccount);
}
