using System.Runtime.CompilerServices;
using System.Text;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;
using LicenseSync.LicenseReports;

namespace LicenseSync.Tests.LicenseReports;

/// <summary>What the tests of this folder read, and what came of it.</summary>
internal static class Inputs
{
    public static byte[] File(string name) => System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "LicenseReports", "Files", name));

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static Task<Outcome<ConsumedLicense>> ReportAsync(string text, ReaderOptions? options = null) => ReportAsync(Bytes(text), options);

    public static Task<Outcome<ConsumedLicense>> ReportAsync(byte[] bytes, ReaderOptions? options = null, int chunk = int.MaxValue) => Outcome<ConsumedLicense>.OfAsync(options, async checkedOptions =>
    {
        await using LicenseReportFile file = await LicenseReportFile.OpenAsync(new ChunkedStream(bytes, chunk), checkedOptions);
        return await ListAsync(file.ReadAsync());
    });

    public static Task<Outcome<ServerAccount>> UsersAsync(string text, ReaderOptions? options = null) => UsersAsync(Bytes(text), options);

    public static Task<Outcome<ServerAccount>> UsersAsync(byte[] bytes, ReaderOptions? options = null, int chunk = int.MaxValue) => Outcome<ServerAccount>.OfAsync(options, async checkedOptions =>
    {
        await using ServerUserReportFile file = await ServerUserReportFile.OpenAsync(new ChunkedStream(bytes, chunk), checkedOptions);
        return await ListAsync(file.ReadAccountsAsync());
    });

    public static Task<Outcome<ConsumedLicense>> LicensesAsync(string text, ReaderOptions? options = null) => LicensesAsync(Bytes(text), options);

    public static Task<Outcome<ConsumedLicense>> LicensesAsync(byte[] bytes, ReaderOptions? options = null, int chunk = int.MaxValue) => Outcome<ConsumedLicense>.OfAsync(options, async checkedOptions =>
    {
        await using ConsumedLicensesFile file = await ConsumedLicensesFile.OpenAsync(new ChunkedStream(bytes, chunk), checkedOptions);
        return await ListAsync(file.ReadAsync());
    });

    /// <summary>The rows as their bytes say, where there are any.</summary>
    public static Task<Outcome<ConsumedLicense>> LicenseViewsAsync(byte[] bytes, ReaderOptions? options = null, int chunk = int.MaxValue) => Outcome<ConsumedLicense>.OfAsync(options, async checkedOptions =>
    {
        await using ConsumedLicensesFile file = await ConsumedLicensesFile.OpenAsync(new ChunkedStream(bytes, chunk), checkedOptions);
        var rows = new List<ConsumedLicense>();
        while (await file.ReadNextRowAsync())
        {
            rows.Add(ToLicense(file.CurrentRow));
        }

        return rows;
    });

    private static ConsumedLicense ToLicense(ConsumedLicenseView row)
    {
        ConsumedLicense license = row.ToLicense() with
        {
            GitHubComLogin = Text(row.GitHubComLogin),
            GitHubComName = Text(row.GitHubComName),
            GitHubComProfile = Text(row.GitHubComProfile),
            GitHubComUser = row.GitHubComUser,
            EnterpriseServerUser = row.EnterpriseServerUser,
            VisualStudioSubscriptionUser = row.VisualStudioSubscriptionUser,
            LicenseType = new(Text(row.LicenseType)),
            GitHubComMemberRoles = Texts(row.GitHubComMemberRoles),
            GitHubComEnterpriseRoles = Texts(row.GitHubComEnterpriseRoles),
            GitHubComEnterpriseRole = Text(row.GitHubComEnterpriseRole),
            GitHubComVerifiedDomainEmails = Texts(row.GitHubComVerifiedDomainEmails),
            GitHubComSamlNameId = Text(row.GitHubComSamlNameId),
            GitHubComOrgsWithPendingInvites = Texts(row.GitHubComOrgsWithPendingInvites),
            GitHubComTwoFactorAuth = row.GitHubComTwoFactorAuth,
            GitHubComTwoFactorAuthRequiredByDate = Text(row.GitHubComTwoFactorAuthRequiredByDate),
            EnterpriseServerUserIds = [.. Texts(row.EnterpriseServerUserIds).Select(ServerUserId.Parse)],
            EnterpriseServerPrimaryEmails = Texts(row.EnterpriseServerPrimaryEmails),
            VisualStudioLicenseStatus = Text(row.VisualStudioLicenseStatus),
            VisualStudioSubscriptionEmail = Text(row.VisualStudioSubscriptionEmail),
            TotalUserAccounts = row.TotalUserAccounts,
        };
        Assert.Equal(
            (license.Kind, license.IsGitHubComUser, license.IsEnterpriseServerUser, license.IsVisualStudioSubscriptionUser),
            (row.Kind, row.IsGitHubComUser, row.IsEnterpriseServerUser, row.IsVisualStudioSubscriptionUser));
        Assert.Equal((byte)'{', row.Json[0]);
        return license;

        static string? Text(ReadOnlySpan<byte> text) => text.IsEmpty ? null : Encoding.UTF8.GetString(text);

        static string[] Texts(Utf8TextList list)
        {
            var texts = new List<string>();
            foreach (ReadOnlySpan<byte> text in list)
            {
                Assert.True(text.SequenceEqual(list[texts.Count]));
                texts.Add(Encoding.UTF8.GetString(text));
            }

            Assert.Equal(list.Count, texts.Count);
            return [.. texts];
        }
    }

    public static Task<Outcome<ExternalIdentity>> IdentitiesAsync(string text, ReaderOptions? options = null) => IdentitiesAsync(Bytes(text), options);

    public static Task<Outcome<ExternalIdentity>> IdentitiesAsync(byte[] bytes, ReaderOptions? options = null, int chunk = int.MaxValue) => Outcome<ExternalIdentity>.OfAsync(options, async checkedOptions =>
    {
        await using IdentityFile file = await IdentityFile.OpenAsync(new ChunkedStream(bytes, chunk), checkedOptions);
        return await ListAsync(file.ReadAsync());
    });

    public static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (T item in items)
        {
            list.Add(item);
        }

        return list;
    }

    public static async IAsyncEnumerable<T> Stream<T>(IEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (T item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return item;
        }
    }
}

/// <summary>What reading came to: the records, the findings, and the exception that ended it.</summary>
internal sealed record Outcome<T>(IReadOnlyList<T> Records, IReadOnlyList<Diagnostic> Findings, LicenseSyncException? Failure)
{
    /// <summary>Code, path, line and byte of each finding, the fatal one last.</summary>
    public string Report => string.Join('\n', Findings.Concat(Failure is null ? [] : [Failure.Diagnostic]).Select(finding =>
        FormattableString.Invariant($"{finding.Code} {finding.Position.Path} {finding.Position.Line}:{finding.Position.ByteOffset}")));

    public static async Task<Outcome<T>> OfAsync(ReaderOptions? options, Func<ReaderOptions, Task<List<T>>> read)
    {
        var findings = new List<Diagnostic>();
        options ??= new();
        options.OnDiagnostic = findings.Add;
        try
        {
            return new(await read(options), findings, null);
        }
        catch (LicenseSyncException exception)
        {
            return new([], findings, exception);
        }
    }
}

/// <summary>A stream that gives a few bytes at a time, can only be read forwards and asynchronously, and counts what was taken.</summary>
internal sealed class ChunkedStream(byte[] bytes, int chunk = int.MaxValue) : Stream
{
    public int Taken { get; private set; }

    public bool IsDisposed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int count = Math.Min(Math.Min(chunk, buffer.Length), bytes.Length - Taken);
        bytes.AsMemory(Taken, count).CopyTo(buffer);
        Taken += count;
        return new(count);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Reading must be asynchronous.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
