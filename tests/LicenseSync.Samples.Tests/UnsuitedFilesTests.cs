using System.IO.Compression;
using System.Text.Json.Nodes;

namespace LicenseSync.Samples.Tests;

/// <summary>Files and pipes that cannot be read or written, and input that is cut short.</summary>
public sealed class UnsuitedFilesTests : IDisposable
{
    private const string Export = "samples/data/ghes-main.json";
    private const string Cloud = "samples/data/consumed-licenses.json";

    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--help")]
    [InlineData("validate " + Export)]
    [InlineData("inspect --format json " + Export)]
    [InlineData("reconcile --server " + Export + " --cloud " + Cloud + " --format csv")]
    public async Task AnyCommand_StandardOutputIsFull_OneLineAndExitCode3(string arguments)
    {
        (int exitCode, string output, string error) = await Cli.ShellAsync($"$licensesync {arguments} > /dev/full");

        Assert.Equal((3, ""), (exitCode, output));
        Assert.Matches("^licensesync: cannot write 'standard output': [^\n]*\n$", error);
    }

    [Fact]
    public async Task Reconcile_ReaderOfThePipeHasEnded_OneLineAndExitCode3()
    {
        // More than a pipe holds, so that the writer meets the closed end.
        await Cli.RunAsync(["generate", "--users", "2000", "--instances", "1", "--out-dir", _folder.Path]);
        string command = $"$licensesync reconcile --server {_folder["ghes-1.json"]} --cloud {_folder["consumed-licenses.json"]} --format json";

        (_, _, string error) = await Cli.ShellAsync($"{{ {command}; echo $? >&2; }} | head -c 1 > {_folder["head"]}");

        Assert.Equal("licensesync: cannot write 'standard output': Broken pipe\n3\n", error);
    }

    [Fact]
    public async Task Validate_TwoCommandsWriteOneFile_NeitherIsLost()
    {
        string file = _folder["out"];

        await Cli.ShellAsync($"{{ echo before; $licensesync validate samples/data/identities.json; echo after; }} > {file}");

        string[] lines = await File.ReadAllLinesAsync(file);
        Assert.Equal(["before", "samples/data/identities.json: valid (identities, 15 records, 0 errors, 0 other findings)", "after"], lines);
    }

    [Fact]
    public async Task Validate_LinkLoop_ExitCode3()
    {
        File.CreateSymbolicLink(_folder["loop"], "loop");

        (int exitCode, string output, string error) = await Cli.RunAsync(["validate", _folder["loop"]]);

        Assert.Equal((3, ""), (exitCode, output));
        Assert.Matches("^licensesync: cannot read '[^\n]*loop': [^\n]*\n$", error);
    }

    [Theory]
    [InlineData("missing/out.json", "its folder does not exist")]
    [InlineData("", "irectory")]
    public async Task Reconcile_OutCannotBeWritten_ExitCode3(string path, string reason)
    {
        (int exitCode, string output, string error) = await Cli.RunAsync(["reconcile", "--server", Export, "--cloud", Cloud, "--out", Path.Combine(_folder.Path, path)]);

        Assert.Equal((3, ""), (exitCode, output));
        Assert.Matches($"^licensesync: cannot write '[^\n]*': [^\n]*{reason}[^\n]*\n$", error);
    }

    [Fact]
    public async Task Reconcile_OutIsALink_TheLinkStays()
    {
        string target = _folder.Write("target.csv", "old");
        File.CreateSymbolicLink(_folder["link"], target);

        (int exitCode, string output, _) = await Cli.RunAsync(["reconcile", "--server", Export, "--cloud", Cloud, "--format", "csv", "--out", _folder["link"]]);

        Assert.Equal((0, "", target), (exitCode, output, new FileInfo(_folder["link"]).LinkTarget));
        Assert.StartsWith("github_com_login,", await File.ReadAllTextAsync(target), StringComparison.Ordinal);
    }

    // To rename a file over a pipe or a device would destroy it. (No device here: a run that fails as root would leave the machine without it.)
    [Fact]
    public async Task Reconcile_OutIsAPipe_IsWrittenInPlace()
    {
        string script = "mkfifo out; cat out > got & $licensesync reconcile --server {0} --cloud {1} --format csv --out out; wait; test -p out && head -n 1 got";

        (int exitCode, string output, _) = await Cli.ShellAsync($"cd {_folder.Path}; " + script
            .Replace("{0}", Path.Combine(Cli.Root, Export), StringComparison.Ordinal).Replace("{1}", Path.Combine(Cli.Root, Cloud), StringComparison.Ordinal));

        Assert.Equal(0, exitCode);
        Assert.StartsWith("github_com_login,", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reconcile_OutExists_KeepsItsPermissions()
    {
        string file = _folder.Write("out.json", "old");
        await Cli.ShellAsync($"chmod 600 {file}");

        await Cli.RunAsync(["reconcile", "--server", Export, "--cloud", Cloud, "--format", "json", "--out", file]);

        Assert.Equal(("-rw-------\n", '{'), ((await Cli.ShellAsync($"ls -l {file} | cut -c 1-10")).Output, (await File.ReadAllTextAsync(file))[0]));
    }

    [Theory]
    [InlineData("inspect")]
    [InlineData("reconcile", "--cloud", Cloud, "--server")]
    [InlineData("explain", "ana", "--cloud", Cloud, "--server")]
    public async Task AnyCommand_FileEndsInTheMiddle_SaysWhereAndGivesNoAnswer(params string[] command)
    {
        string file = _folder.Write("cut.json", (await File.ReadAllTextAsync(Path.Combine(Cli.Root, Export)))[..3000]);

        (int exitCode, string output, string error) = await Cli.RunAsync([.. command, file]);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Matches("^licensesync: [^\n]*cut.json, [^\n]*byte 3002[^\n]*\n$", error);
    }

    [Theory]
    [InlineData("", "LS1003")]
    [InlineData("{\"users\":[{\"user_id\":1},", "LS1002")]
    [InlineData("{\"users\":[{]}", "LS1001")]
    [InlineData("hello", "LS1004")]
    public async Task Validate_NoDocument_IsNotValid(string content, string code)
    {
        (int exitCode, string output, string error) = await Cli.RunAsync(["validate", "-", "--format", "json"], System.Text.Encoding.UTF8.GetBytes(content));

        JsonNode document = JsonNode.Parse(output)!;
        Assert.Equal((1, "", false), (exitCode, error, (bool)document["valid"]!));
        Assert.Equal(code, (string)document["diagnostics"]!.AsArray()[^1]!["code"]!);
    }

    [Fact]
    public async Task Reconcile_CompressedExportFromStdinWithAHost_CountsLikeTheFile()
    {
        using var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionMode.Compress, leaveOpen: true))
        {
            await gzip.WriteAsync(await File.ReadAllBytesAsync(Path.Combine(Cli.Root, "samples/data/ghes-acquired.csv")));
        }

        (int exitCode, string output, _) = await Cli.RunAsync(["reconcile", "--server", "acquired.example=-", "--cloud", Cloud, "--format", "csv"], compressed.ToArray());

        Assert.Equal(0, exitCode);
        Assert.Contains("acquired.example:4", output, StringComparison.Ordinal);
    }

    // A file named exactly as given is a file, also with a '=' in its name.
    [Fact]
    public async Task Reconcile_FileNameWithEqualsSign_IsAFile()
    {
        string file = _folder["ghes=main.json"];
        File.Copy(Path.Combine(Cli.Root, Export), file);

        (int exitCode, string output, _) = await Cli.ShellAsync($"cd {_folder.Path}; $licensesync reconcile --server ghes=main.json --cloud {Path.Combine(Cli.Root, Cloud)} --format csv");

        Assert.Equal(0, exitCode);
        Assert.Contains("ghes.harbor-robotics.example:10", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Validate_Interrupted_ExitCode130(string signal)
    {
        (int exitCode, string error) = await Cli.InterruptAsync(signal, ["validate", "-"]);

        Assert.Equal((130, "licensesync: interrupted\n"), (exitCode, error));
    }
}
