using BenchmarkDotNet.Running;
using LicenseSync.Benchmarks.Quality;

if (args is ["quality", .. string[] options])
{
    return QualityCommand.Run(options);
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
