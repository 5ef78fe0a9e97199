namespace LicenseSync.GitHub.GraphQL;

/// <summary>A variable of a query whose value is a text.</summary>
internal readonly record struct GraphQLVariable(string Name, string Value);
