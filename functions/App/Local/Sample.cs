using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.App.Local;

/// <summary>A file of the sample: whose it is, and on which date it arrives.</summary>
internal sealed record SampleFile(string Path, string Sender, DateOnly Arrives);

/// <summary>
/// Which files are put through, in which order and on which dates. What the last day of an open case is depends on the day on which its report arrived, so a quarter of 2005 has to arrive in 2005.
/// </summary>
internal static class Sample
{
    /// <summary>Tells on which date a file arrives; lies in the folder of a sample or in the one above it.</summary>
    private const string Arrivals = "sent.csv";

    /// <summary>What is put through when nothing else is asked for.</summary>
    public static readonly ImmutableArray<string> Usual = ["sample-data/reimbursement", "sample-data/fund", "sample-data/returns"];

    /// <summary>The files of some folders in order of arrival: those that a list names on their dates, those of a folder without a list today. Whoever sends is named by the folder of the file.</summary>
    /// <returns>Also how many arrive only after today, and are left out.</returns>
    public static (ImmutableArray<SampleFile> Files, int Later) Of(IEnumerable<string> folders, DateOnly today)
    {
        var all = folders.SelectMany(folder => Listed(Path.GetFullPath(folder)) ?? Unlisted(folder, today)).ToList();
        return (
            [
                .. all.Where(file => file.Arrives <= today).OrderBy(file => file.Arrives)
                    // NHS England's edition first: what others send is compared with it.
                    .ThenBy(file => ReferenceBook.Current.Provider(file.Sender) is not { IsNhsEngland: true }).ThenBy(file => file.Path, StringComparer.Ordinal),
            ],
            all.Count(file => file.Arrives > today));
    }

    private static IEnumerable<SampleFile> Unlisted(string folder, DateOnly today) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => new SampleFile(file, Path.GetFileName(Path.GetDirectoryName(file))!, today));

    private static IEnumerable<SampleFile>? Listed(string folder)
    {
        foreach (var root in new[] { folder, Path.GetDirectoryName(folder)! })
        {
            if (File.Exists(Path.Combine(root, Arrivals)))
            {
                return
                    from row in CsvText.Read(File.ReadAllText(Path.Combine(root, Arrivals))).Skip(1)
                    let path = Path.GetFullPath(Path.Combine(root, row[0]))
                    where path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
                    select new SampleFile(path, row[1], DateOnly.ParseExact(row[2], "yyyy-MM-dd", CultureInfo.InvariantCulture));
            }
        }
        return null;
    }
}
