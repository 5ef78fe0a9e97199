using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using LicenseSync.Diagnostics;
using LicenseSync.IO;
using LicenseSync.UsageFiles;
using LicenseSync.Validation;
using LicenseSync.Web.Storage;

namespace LicenseSync.Web.Uploads;

/// <summary>Takes a file as it arrives: into the content store and through the validator at once. What breaks off leaves nothing.</summary>
internal sealed class UploadReceiver(WebStore store, IContentStore contents, TimeProvider time, WebMetrics metrics)
{
    private const int BufferSize = 64 << 10;
    private const int MaxFindings = 200;
    private const int MaxNameLength = 120;

    private static readonly TimeSpan TouchInterval = TimeSpan.FromSeconds(30);

    // These end the reading, whatever the mode.
    private static readonly HashSet<string> EndReading =
    [
        DiagnosticDescriptors.MalformedJson.Code, DiagnosticDescriptors.Truncated.Code, DiagnosticDescriptors.EmptyFile.Code, DiagnosticDescriptors.UnknownKind.Code,
        DiagnosticDescriptors.MalformedGzip.Code, DiagnosticDescriptors.LimitExceeded.Code, DiagnosticDescriptors.MalformedCsv.Code, DiagnosticDescriptors.MissingRecords.Code,
    ];

    public async Task<Upload> ReceiveAsync(Stream body, string fileName, string batch, string who, UploadOrigin origin, string? instance, CancellationToken cancellationToken)
    {
        var upload = new Upload { Id = Guid.NewGuid().ToString("N"), Batch = batch, FileName = NameOf(fileName), CreatedBy = who, Origin = origin, Instance = instance };
        await store.BeginUploadAsync(upload, cancellationToken);
        try
        {
            var pipe = new Pipe();
            Task<ValidationResult> validation = ValidateAsync(pipe.Reader, cancellationToken);
            (long bytes, string hash) = await CopyAsync(body, upload.Id, pipe.Writer, cancellationToken);
            ValidationResult result = await validation;
            bool isReadable = !result.Diagnostics.Any(finding => EndReading.Contains(finding.Code));
            upload = upload with
            {
                State = UploadState.Pending,
                Kind = result.Kind,
                ServerId = result.Instance?.ServerId is { HasValue: true } serverId ? serverId.ToString() : null,
                HostName = result.Instance?.HostName,
                Version = result.Instance?.Version,
                Features = [.. (result.Instance?.Features ?? []).Select(feature => feature.Name)],
                Bytes = bytes,
                Sha256 = hash,
                Records = result.Records,
                IsEncrypted = result.IsEncrypted,
                IsReadable = isReadable,
                NewestAt = isReadable && result is { Kind: FileKind.ServerUsage, IsEncrypted: false } ? await NewestAsync(upload.Id, cancellationToken) : null,
                Findings = [.. result.Diagnostics.OrderByDescending(finding => finding.Severity).Take(MaxFindings).Select(Describe)],
                FindingCount = result.Diagnostics.TotalCount,
                ErrorCount = result.Diagnostics.ErrorCount,
                CreatedAt = time.GetUtcNow(),
            };
            await store.CompleteUploadAsync(upload, cancellationToken);
            metrics.Received(upload);
            return upload;
        }
        catch
        {
            await contents.DeleteAsync(upload.Id, CancellationToken.None);
            await store.DiscardAsync(upload, who, CancellationToken.None);
            throw;
        }
    }

    private static async Task<ValidationResult> ValidateAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await FileValidator.ValidateAsync(reader.AsStream(leaveOpen: true), cancellationToken: cancellationToken);
        }
        finally
        {
            await reader.CompleteAsync();
        }
    }

    private async Task<(long Bytes, string Hash)> CopyAsync(Stream body, string id, PipeWriter validator, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[BufferSize];
        long bytes = 0;
        long touched = time.GetTimestamp();
        bool isRead = true;
        try
        {
            await using Stream content = await contents.CreateAsync(id, cancellationToken);
            while (await body.ReadAsync(buffer, cancellationToken) is > 0 and int count)
            {
                bytes += count;
                hash.AppendData(buffer, 0, count);
                await content.WriteAsync(buffer.AsMemory(0, count), cancellationToken);

                // The validator stops where it cannot go on; the rest is taken, so that the browser can be told.
                isRead = isRead && !(await validator.WriteAsync(buffer.AsMemory(0, count), cancellationToken)).IsCompleted;
                if (time.GetElapsedTime(touched) > TouchInterval)
                {
                    touched = time.GetTimestamp();
                    await store.TouchUploadAsync(id, cancellationToken);
                }
            }

            await content.FlushAsync(cancellationToken);
            await validator.CompleteAsync();
        }
        catch (Exception exception)
        {
            await validator.CompleteAsync(exception);
            throw;
        }

        return (bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private async Task<DateTimeOffset?> NewestAsync(string id, CancellationToken cancellationToken)
    {
        await using Stream content = await contents.OpenAsync(id, cancellationToken);
        await using UsageFile file = await UsageFile.OpenAsync(content, cancellationToken: cancellationToken);
        DateTimeOffset? newest = null;
        await file.ReadSectionsAsync(
            () => new StrongBox<DateTimeOffset?>(),
            (section, account) => section.Value = Later(Later(section.Value, account.CreatedAt), account.SuspendedAt),
            section => newest = Later(newest, section.Value),
            cancellationToken);

        return newest;
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;

    private static UploadFinding Describe(Diagnostic finding) =>
        new(finding.Code, finding.Severity.ToString().ToLowerInvariant(), finding.Message, finding.Position.Path, finding.Position.Line, finding.Position.ByteOffset);

    // What browsers send may be a path, of any system.
    private static string NameOf(string fileName)
    {
        string name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        return name.Length == 0 ? "unnamed" : name.Length <= MaxNameLength ? name : name[..MaxNameLength];
    }
}
