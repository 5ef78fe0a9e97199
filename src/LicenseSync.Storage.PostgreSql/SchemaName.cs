using System.Text;

namespace LicenseSync.Storage.PostgreSql;

/// <summary>The name of a schema, checked, as it stands in SQL.</summary>
internal sealed class SchemaName
{
    // PostgreSQL cuts longer names off, silently.
    private const int MaxBytes = 63;

    public SchemaName(string schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        if (string.IsNullOrWhiteSpace(schema)
            || schema.StartsWith("pg_", StringComparison.Ordinal)
            || StoredText.Write(schema) != schema
            || Encoding.UTF8.GetByteCount(schema) > MaxBytes)
        {
            throw new ArgumentException($"'{schema.Replace('\0', '?')}' cannot be the name of a schema. Give one of 1 to {MaxBytes} bytes that does not begin with 'pg_'.", nameof(schema));
        }

        Value = schema;
        Quoted = $"\"{schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    public string Value { get; }

    /// <summary>As an identifier.</summary>
    public string Quoted { get; }
}
