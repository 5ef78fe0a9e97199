namespace LicenseSync.GitHub.Http;

/// <summary>Names from outside as one segment of a path.</summary>
internal static class Segment
{
    /// <summary>The name, escaped.</summary>
    /// <exception cref="ArgumentException">It is empty, or would leave its place in the path.</exception>
    public static string Of(string name, string parameter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name, parameter);
        return name is "." or ".." ? throw new ArgumentException("The name must not be '.' or '..'.", parameter) : Uri.EscapeDataString(name);
    }
}
