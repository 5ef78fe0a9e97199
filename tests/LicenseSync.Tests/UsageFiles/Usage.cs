using System.Globalization;
using System.Text;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;
using LicenseSync.Tests.IO;
using LicenseSync.UsageFiles;

namespace LicenseSync.Tests.UsageFiles;

/// <summary>Reads usage files for tests and writes down what came, since records compare their lists by reference.</summary>
internal static class Usage
{
    public static string Golden(string name) => Path.Combine(AppContext.BaseDirectory, "UsageFiles", "Files", name);

    /// <summary>A file with one account, given as the inside of its JSON object.</summary>
    public static string OneAccount(string properties) => """{"instance":{"server_id":"s"},"users":[{""" + properties + "}]}";

    public static async Task<ServerAccount> ReadOneAsync(string properties)
    {
        (_, List<ServerAccount> accounts, _) = await ReadAsync(OneAccount(properties));
        return Assert.Single(accounts);
    }

    /// <summary>The findings about one account, one a line: code, path and byte.</summary>
    public static async Task<string> FindingsOfAsync(string properties) => (await ReadAsync(OneAccount(properties))).Findings;

    public static Task<(ServerInstance? Instance, List<ServerAccount> Accounts, string Findings)> ReadAsync(string text, ReaderOptions? options = null) =>
        ReadAsync(Json.Stream(text), options);

    public static async Task<(ServerInstance? Instance, List<ServerAccount> Accounts, string Findings)> ReadAsync(Stream stream, ReaderOptions? options = null)
    {
        var findings = new StringBuilder();
        options ??= new();
        options.OnDiagnostic = diagnostic => findings.Append(Line(diagnostic)).Append('\n');
        await using UsageFile file = await UsageFile.OpenAsync(stream, options);
        List<ServerAccount> accounts = [];
        await foreach (ServerAccount account in file.ReadAccountsAsync())
        {
            accounts.Add(account);
        }

        return (file.Instance, accounts, findings.ToString());
    }

    /// <summary>Everything that reading gives, as text; an exception is the last line.</summary>
    public static async Task<string> DescribeAsync(Stream stream, ReaderOptions? options = null)
    {
        var text = new StringBuilder();
        options ??= new();
        options.OnDiagnostic = diagnostic => text.Append(Line(diagnostic)).Append('\n');
        try
        {
            await using UsageFile file = await UsageFile.OpenAsync(stream, options);
            if (file.IsEncrypted)
            {
                using var users = new MemoryStream();
                await file.CopyEncryptedUsersAsync(users);
                text.Append(Encoding.UTF8.GetString(users.ToArray())).Append('\n');
            }
            else
            {
                await foreach (ServerAccount account in file.ReadAccountsAsync())
                {
                    text.Append(Describe(account)).Append('\n');
                }
            }

            text.Append(Describe(file.Instance!)).Append('\n');
        }
        catch (LicenseSyncException exception)
        {
            text.Append(Line(exception.Diagnostic)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The same by the other level: the accounts as bytes, checked against what they are as records.</summary>
    public static async Task<string> DescribeViewsAsync(Stream stream, ReaderOptions? options = null)
    {
        var text = new StringBuilder();
        options ??= new();
        options.OnDiagnostic = diagnostic => text.Append(Line(diagnostic)).Append('\n');
        try
        {
            await using UsageFile file = await UsageFile.OpenAsync(stream, options);
            if (file.IsEncrypted)
            {
                using var users = new MemoryStream();
                await file.CopyEncryptedUsersAsync(users);
                text.Append(Encoding.UTF8.GetString(users.ToArray())).Append('\n');
            }

            while (!file.IsEncrypted && await file.ReadNextAccountAsync())
            {
                text.Append(Describe(file.CurrentAccount)).Append('\n');
            }

            text.Append(Describe(file.Instance!)).Append('\n');
        }
        catch (LicenseSyncException exception)
        {
            text.Append(Line(exception.Diagnostic)).Append('\n');
        }

        return text.ToString();
    }

    public static string Describe(ServerAccountView view)
    {
        ServerAccountEmail[] emails = new ServerAccountEmail[view.EmailCount];
        for (int i = 0; i < emails.Length; i++)
        {
            emails[i] = new() { Address = Encoding.UTF8.GetString(view.GetEmail(i)), IsPrimary = view.IsEmailPrimary(i) };
        }

        var seen = new ServerAccount
        {
            UserId = view.UserId,
            Login = Text(view.Login),
            ProfileName = Text(view.ProfileName),
            IsSiteAdmin = view.IsSiteAdmin,
            CreatedAt = view.CreatedAt,
            IsSuspended = view.IsSuspended,
            SuspendedAt = view.SuspendedAt,
            IsDormant = view.IsDormant,
            UsesAdvancedSecurity = view.UsesAdvancedSecurity,
            UsesCodeSecurity = view.UsesCodeSecurity,
            UsesSecretProtection = view.UsesSecretProtection,
            Emails = emails,
        };
        string? primary = Text(view.PrimaryEmail);
        ServerAccount account = view.ToAccount();
        Assert.Equal(account.PrimaryEmail?.Value, primary?.Trim());
        Assert.Equal(Describe(account with { AdditionalProperties = [], Emails = [.. account.Emails.Select(email => email with { AdditionalProperties = [] })] }), Describe(seen));
        return Describe(account);

        static string? Text(ReadOnlySpan<byte> text) => text.IsEmpty ? null : Encoding.UTF8.GetString(text);
    }

    public static string Line(Diagnostic diagnostic) =>
        string.Create(CultureInfo.InvariantCulture, $"{diagnostic.Code} {diagnostic.Position.Path} {diagnostic.Position.Line}:{diagnostic.Position.ByteOffset}");

    public static string Describe(ServerAccount account) => string.Join(
        '|',
        account.UserId,
        account.Login,
        account.ProfileName,
        account.IsSiteAdmin,
        account.CreatedAt?.ToString("o", CultureInfo.InvariantCulture),
        account.IsSuspended,
        account.SuspendedAt?.ToString("o", CultureInfo.InvariantCulture),
        account.IsDormant,
        account.UsesAdvancedSecurity,
        account.UsesCodeSecurity,
        account.UsesSecretProtection,
        string.Join(';', account.Emails.Select(email => $"{email.Address}/{email.IsPrimary}/{Describe(email.AdditionalProperties)}")),
        account.PrimaryEmail?.Value,
        Describe(account.AdditionalProperties));

    public static string Describe(ServerInstance instance) => string.Join(
        '|',
        instance.ServerId,
        instance.HostName,
        instance.Version,
        instance.IsHttpOnly,
        instance.LicenseHash,
        instance.PublicKey,
        string.Join(';', instance.Features.Select(feature =>
            $"{feature.Name}/{feature.EnabledAt?.ToString("o", CultureInfo.InvariantCulture)}/{Describe(feature.AdditionalProperties)}")),
        Describe(instance.AdditionalProperties));

    public static string Describe(IReadOnlyList<AdditionalProperty> properties) =>
        string.Join(',', properties.Select(property => $"{Encoding.UTF8.GetString(property.RawName.Span)}:{Encoding.UTF8.GetString(property.RawValue.Span)}"));
}
