namespace LicenseSync.IO;

/// <summary>A flag by the first byte of its literal: told apart when somebody asks. Nothing (0) is as null.</summary>
/// <param name="First">The byte.</param>
internal readonly record struct JsonFlag(byte First)
{
    /// <summary>True, false or null.</summary>
    public bool? Value => First == (byte)'t' ? true : First == (byte)'f' ? false : null;

    /// <summary>Whether it is true.</summary>
    public bool IsTrue => First == (byte)'t';

    /// <summary>The flag that says so.</summary>
    public static JsonFlag Of(bool? value) => new(value is null ? (byte)'n' : value.Value ? (byte)'t' : (byte)'f');
}
