using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using LicenseSync.Benchmarks.Quality;

if (args is ["quality", .. string[] options])
{
    return QualityCommand.Run(options);
}

IConfig config = DefaultConfig.Instance;
if (args.Contains("-i"))
{
    // What -i stands for gives a method five minutes, and DuckDB needs about as long for 1,000,000 accounts.
    config = config.AddJob(Job.Default.WithToolchain(new InProcessEmitToolchain(TimeSpan.FromHours(1), logOutput: true)).AsDefault());
    args = [.. args.Where(argument => argument != "-i")];
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
return 0;
