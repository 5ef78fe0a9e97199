namespace LicenseSync.Matching;

/// <summary>Names a text of a <see cref="TextArena"/>. <c>default</c> is no text, which is not the same as an empty one.</summary>
/// <param name="Place">Where the text begins, in steps of <see cref="TextArena.Step"/> bytes.</param>
internal readonly record struct TextRef(uint Place)
{
    public bool IsNone => Place == 0;
}
