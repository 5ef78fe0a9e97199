using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LicenseSync.Accounts;
using LicenseSync.IO;
using LicenseSync.LicenseReports;

namespace LicenseSync.Tests.LicenseReports;

public sealed class IdentityWriterTests
{
    [Fact]
    public async Task WriteAsync_BothKinds_OneDocumentAndStableBytes()
    {
        byte[] both = [.. Inputs.File("identities-camel-case.json"), .. Inputs.File("identities-scim.json")];
        Outcome<ExternalIdentity> identities = await Inputs.IdentitiesAsync(both);
        Assert.Equal(Encoding.UTF8.GetString(Inputs.File("identities-written.json")), Encoding.UTF8.GetString(await WriteAsync(identities.Records)));
    }

    [Theory]
    [InlineData("identities-snake-case.json")]
    [InlineData("identities-camel-case.json")]
    [InlineData("identities-scim.json")]
    public async Task WriteAsync_Identities_AreReadBackTheSame(string file)
    {
        // A7: a SCIM user that names no login stays one.
        Outcome<ExternalIdentity> identities = await Inputs.IdentitiesAsync(Inputs.File(file));
        Outcome<ExternalIdentity> back = await Inputs.IdentitiesAsync(await WriteAsync(identities.Records), new() { Mode = ReadingMode.Strict });
        Assert.Equal(("", Describe.All(identities.Records)), (back.Report, Describe.All(back.Records)));
    }

    [Fact]
    public async Task WriteAsync_WhatCouldNotBeUsed_IsWrittenAsItCame()
    {
        byte[] file = Inputs.Bytes("""
            {"external_identities":[{"guid":5,"saml_identity":{"emails":["a@x.example",7],"attributes":[{"name":"n","metadata":{"a":1}},{"value":"v"}]},
             "scim_identity":{"github_com_login":"a","name":{"givenName":1},"emails":[{"value":"\ud800","primary":"x"}]},"user":"odd"}]}
            """);
        Outcome<ExternalIdentity> identities = await Inputs.IdentitiesAsync(file);
        Outcome<ExternalIdentity> back = await Inputs.IdentitiesAsync(await WriteAsync(identities.Records));
        Assert.Equal(["guid", "user"], identities.Records[0].AdditionalProperties.Select(property => property.Name));
        Assert.Equal(["github_com_login", "name"], identities.Records[0].ScimIdentity!.AdditionalProperties.Select(property => property.Name));
        Assert.Equal(Describe.All(identities.Records), Describe.All(back.Records));
    }

    [Property(MaxTest = 200)]
    public Property WriteAsync_AnyIdentities_AreReadBackTheSame() => Prop.ForAll(Generators.Identity.ListOf().ToArbitrary(), identities =>
        Describe.All(identities) == Describe.All(Inputs.IdentitiesAsync(WriteAsync(identities).GetAwaiter().GetResult()).GetAwaiter().GetResult().Records));

    [Fact]
    public async Task WriteAsync_None_IsStillOfItsKind()
    {
        await using InputFile file = await InputFile.OpenAsync(new MemoryStream(await WriteAsync([])));
        Assert.Equal(FileKind.Identities, file.Kind);
    }

    [Fact]
    public async Task WriteFileAsync_Canceled_NoFileIsLeft()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        using var source = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => IdentityWriter.WriteFileAsync(Path.Combine(folder.FullName, "identities.json"), Inputs.Stream(Canceling()), source.Token));
        Assert.Empty(folder.GetFiles());
        folder.Delete();

        IEnumerable<ExternalIdentity> Canceling()
        {
            yield return new();
            source.Cancel();
            yield return new();
        }
    }

    private static async Task<byte[]> WriteAsync(IEnumerable<ExternalIdentity> identities)
    {
        using var written = new MemoryStream();
        await IdentityWriter.WriteAsync(written, Inputs.Stream(identities));
        return written.ToArray();
    }
}
