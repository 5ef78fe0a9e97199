using LicenseSync.Storage.PostgreSql.Tests;

namespace LicenseSync.Tests.Sync;

/// <summary>Skipped where there is no server.</summary>
public sealed partial class StoreFactAttribute
{
    static partial void SkipWithoutServer(ref string? reason) => reason = Server.SkipReason;
}
