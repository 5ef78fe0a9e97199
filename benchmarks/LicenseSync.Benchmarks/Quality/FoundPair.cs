namespace LicenseSync.Benchmarks.Quality;

/// <summary>Two accounts that were suggested to be one person's.</summary>
/// <param name="Code">The evidence: a code of semantics G.</param>
/// <param name="Account">The server account as <c>host:id</c>.</param>
/// <param name="Target">The cloud login or other server account it is suggested to.</param>
internal readonly record struct FoundPair(string Code, string Account, string Target);
