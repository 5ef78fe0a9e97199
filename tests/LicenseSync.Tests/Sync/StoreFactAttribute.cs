namespace LicenseSync.Tests.Sync;

/// <summary>A test of a store. The tests of a store that needs a server say in the other part why it is skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed partial class StoreFactAttribute : FactAttribute
{
    public StoreFactAttribute()
    {
        string? reason = null;
        SkipWithoutServer(ref reason);
        Skip = reason;
    }

    static partial void SkipWithoutServer(ref string? reason);
}
