using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LicenseSync.Matching;

/// <summary>Arrays that may be large and are looked at here and there.</summary>
/// <remarks>
/// Touching a page of memory for the first time costs microseconds, and finding it again a walk through tables: on Linux the system is asked for large pages, of two megabytes each.
/// It is a hint: where it is not understood or not granted, nothing but time is lost. Such arrays are pinned, since what is moved would have to be asked for again.
/// </remarks>
internal static class LargeArray
{
    private const int MinBytes = 1 << 20;
    private const int WantsLargePages = 14;
    private const int LineBytes = 64;

    /// <summary>An array of default values.</summary>
    public static T[] Create<T>(int length)
    {
        // The hint has to come before the first touch.
        T[] array = CreateUninitialized<T>(length);
        Array.Clear(array);
        return array;
    }

    /// <summary>An array of anything.</summary>
    public static T[] CreateUninitialized<T>(int length)
    {
        bool isLarge = !RuntimeHelpers.IsReferenceOrContainsReferences<T>() && (long)length * Unsafe.SizeOf<T>() >= MinBytes;
        T[] array = GC.AllocateUninitializedArray<T>(length, isLarge);
        if (isLarge && OperatingSystem.IsLinux())
        {
            nint page = Environment.SystemPageSize;
            nint first = Marshal.UnsafeAddrOfPinnedArrayElement(array, 0);
            nint start = first / page * page;
            nint end = (first + (length * (nint)Unsafe.SizeOf<T>()) + page - 1) / page * page;
            _ = Advise(start, end - start, WantsLargePages);
        }

        return array;
    }

    /// <summary>The first item that begins a line of memory; of an array that is not large only as long as it is not moved.</summary>
    public static int FirstInLine<T>(T[] array)
        where T : unmanaged
    {
        nint before = Marshal.UnsafeAddrOfPinnedArrayElement(array, 0) % LineBytes;
        return (int)((LineBytes - before) % LineBytes) / Unsafe.SizeOf<T>();
    }

    [DllImport("libc", EntryPoint = "madvise")]
    private static extern int Advise(nint address, nint length, int advice);
}
