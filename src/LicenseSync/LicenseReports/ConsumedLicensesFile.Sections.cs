using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.LicenseReports;

// The rows in sections, of which several are read at the same time where the file allows it.
public sealed partial class ConsumedLicensesFile
{
    /// <summary>Reads all rows in sections: the fastest way, on several processors where the file is large, can be read at any place and has one long page (<see cref="ReaderOptions.MaxParallelism"/>).</summary>
    /// <typeparam name="T">What becomes of the rows of a section, such as counts or a list.</typeparam>
    /// <param name="begin">Makes what a section starts with.</param>
    /// <param name="add">Takes the rows of a section, in the file's order, as bytes; each is valid during its call only.</param>
    /// <param name="end">Takes what a section has come to; called for one after another in the file's order.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>A task that ends at the end of the file.</returns>
    /// <remarks>
    /// <paramref name="begin"/> and <paramref name="add"/> are called for several sections at the same time and must touch nothing but their section. A section may be read and thrown away, so only what
    /// comes to <paramref name="end"/> counts. How the file falls into sections is not defined. Rows and findings are the same as in <see cref="ReadAsync"/>; findings come before the section's end.
    /// </remarks>
    /// <exception cref="ArgumentNullException">A function is null.</exception>
    /// <exception cref="InvalidOperationException">The rows were asked for already.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    /// <exception cref="InputFormatException">The content is malformed or truncated, or strict reading refuses it.</exception>
    /// <exception cref="InputLimitException">A limit is passed.</exception>
    public Task ReadSectionsAsync<T>(Func<T> begin, Action<T, ConsumedLicenseView> add, Action<T> end, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(begin);
        ArgumentNullException.ThrowIfNull(add);
        ArgumentNullException.ThrowIfNull(end);
        return ReadSectionsAsync(begin, add, (section, _) => end(section), cancellationToken);
    }

    /// <summary>Reads all rows in sections.</summary>
    /// <param name="begin">Makes what a section starts with.</param>
    /// <param name="add">Takes a row.</param>
    /// <param name="end">Takes what a section has come to, and how many records were read before those that <see cref="ConsumedLicenseView.RecordNumber"/> counts.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    internal async Task ReadSectionsAsync<T>(Func<T> begin, Action<T, ConsumedLicenseView> add, Action<T, long> end, CancellationToken cancellationToken)
    {
        Take();
        var sections = new RecordSections<RowSection<T>>(_scanner, _options, scanner => new RowSectionReader<T>(scanner, _options.MaxEmailsPerAccount, begin, add));
        await using (sections.ConfigureAwait(false))
        {
            await sections.ReadAllAsync(
                NextAsync,
                () => new(begin(), 0),
                section => add(section.Value, CurrentRow),
                _ => true,
                (section, before) =>
                {
                    _rows += section.Rows;
                    end(section.Value, before);
                },
                cancellationToken).ConfigureAwait(false);
        }
    }
}
