namespace LicenseSync.Storage;

/// <summary>What a column holds; each database has its own type for it.</summary>
internal enum ColumnType
{
    Text,
    Number,
    Time,
    Flag,
    Id,
}
