return await LicenseSync.Cli.CommandLine.RunAsync(args);
