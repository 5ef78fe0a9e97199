using LicenseSync.Cli.Generation;
using LicenseSync.GitHub.Tests.FakeGitHub;

namespace LicenseSync.GitHub.Tests;

/// <summary>A generated world of 600 people on three instances, shared by all tests of a class.</summary>
public sealed class World : IDisposable
{
    private readonly Folder _folder = new();

    public WorldGenerator Generator { get; } = new(new() { Users = 600, Seed = 4 });

    internal string Files
    {
        get
        {
            lock (_folder)
            {
                if (!File.Exists(_folder["expected.json"]))
                {
                    WorldFiles.WriteAsync(Generator, _folder.Path).GetAwaiter().GetResult();
                }

                return _folder.Path;
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    internal FakeEnterprise Enterprise(bool hasLinks = true, int reportDelays = 2) => new(Generator, Files) { HasLinks = hasLinks, ReportDelays = reportDelays };
}
