using LicenseSync.Web;

WebApplication application = LicensingPage.Build(args);
await application.RunAsync();
