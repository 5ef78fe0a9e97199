using LicenseSync.Naive;

// Usage: LicenseSync.Naive CONSUMED-LICENSES USAGE-FILE...
Console.WriteLine($"Licenses consumed: {await NaiveReconciliation.CountLicensesAsync(args[0], args[1..]):N0}");
