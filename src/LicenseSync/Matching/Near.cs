using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace LicenseSync.Matching;

/// <summary>Asks for memory before it is needed, and does not wait: what is asked for in a row arrives together.</summary>
/// <remarks>It is a hint, and none on processors for which .NET knows no such instruction.</remarks>
internal static unsafe class Near
{
    /// <summary>Asks for the line of memory that an item begins in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Ask<T>(ref readonly T item)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.AsRef(in item)));
        }
    }
}
