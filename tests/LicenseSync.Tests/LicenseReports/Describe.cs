using System.Collections;
using System.Reflection;
using System.Text;
using LicenseSync.Accounts;

namespace LicenseSync.Tests.LicenseReports;

/// <summary>Everything a model holds, as text: records compare lists by reference.</summary>
internal static class Describe
{
    public static string All<T>(IEnumerable<T> models) => string.Join('\n', models.Select(model => One(model)));

    public static string One(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        AdditionalProperty property => $"{Encoding.UTF8.GetString(property.RawName.Span)}={Encoding.UTF8.GetString(property.RawValue.Span)}",
        ServerUserId id => $"{id.RawText}|{id.HostName}|{id.UserId}|{id.Login}|{id.Role}",
        LicenseType type => $"type {type.Value ?? "null"}",
        EmailAddress email => email.Value,
        IEnumerable list => "[" + string.Join(", ", list.Cast<object?>().Select(One)) + "]",
        DateTimeOffset time => FormattableString.Invariant($"{time:O}"),
        bool or int or long or Enum => FormattableString.Invariant($"{value}"),
        _ => value.GetType().Name + " {" + string.Join("; ", Properties(value).Select(property => $"{property.Name} {One(property.GetValue(value))}")) + "}",
    };

    private static IEnumerable<PropertyInfo> Properties(object value) =>
        value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is not null).OrderBy(property => property.Name, StringComparer.Ordinal);
}
