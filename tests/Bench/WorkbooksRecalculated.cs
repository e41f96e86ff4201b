using System.ComponentModel;
using System.Diagnostics;
using Azure.Storage.Blobs;
using Monitoring.App.Local;
using Monitoring.Files.Tests.Workbooks;
using Monitoring.LocalHost.Emulator;
using Monitoring.Storage;
using static System.FormattableString;

namespace Monitoring.Bench;

/// <summary>
/// Every workbook that the sample publishes, all versions of it, or every workbook of a folder, worked out anew by LibreOffice: each formula has to come to the value in the file, and none to an error.
/// Tests do the same with the workbooks that they write; this takes minutes.
/// </summary>
internal sealed class WorkbooksRecalculated(Options options)
{
    /// <summary>Differences of one workbook that are printed; the others are counted.</summary>
    private const int Shown = 10;

    private const string Program = "soffice";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <returns>Whether nothing differs.</returns>
    public async Task<bool> Print()
    {
        var folder = Directory.CreateTempSubdirectory("monitoring-recalculated-").FullName;
        try
        {
            var published = options.Folder ?? await OfSample(Path.Combine(folder, "published"));
            List<string> originals = [.. Directory.EnumerateFiles(published, "*.xlsx", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
            Console.WriteLine();
            Console.WriteLine(Invariant($"Recalculation of {originals.Count:#,##0} workbooks by LibreOffice"));
            if (originals.Count == 0)
                return false;
            return await Compare(published, originals, folder);
        }
        catch (Win32Exception)
        {
            Console.WriteLine($"  LibreOffice is absent: there is no program {Program} on the path.");
            return false;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<bool> Compare(string published, List<string> originals, string folder)
    {
        // Versions in different folders may have one name.
        List<string> copies = [.. originals.Select((original, at) => Copy(original, Path.Combine(folder, Invariant($"{at}.xlsx"))))];
        // The check itself: one more, with a wrong value planted in it, has to be found out.
        var (spoilt, planted) = Recalculation.WithOneWrongValue(await File.ReadAllBytesAsync(copies.First(file => Recalculation.HasFormulas(File.ReadAllBytes(file)))));
        var decoy = Path.Combine(folder, "planted.xlsx");
        await File.WriteAllBytesAsync(decoy, spoilt);

        var result = Path.Combine(folder, "result");
        var watch = Stopwatch.StartNew();
        await Recalculation.SaveAsync(Program, [.. copies, decoy], result, Patience);
        var took = watch.Elapsed;

        var (formulas, differences, errors, without) = (0L, 0, 0, 0);
        foreach (var (original, copy) in originals.Zip(copies))
        {
            var again = Of(copy);
            (formulas, differences, errors, without) = (formulas + again.Formulas, differences + again.Differences.Count, errors + again.Errors.Count, without + (again.Formulas == 0 ? 1 : 0));
            PrintFaults(Path.GetRelativePath(published, original), "differ", again.Differences);
            PrintFaults(Path.GetRelativePath(published, original), "are errors", again.Errors);
        }
        var found = Of(decoy).Differences is [var only] && only.StartsWith($"{planted}: 12345 in the file", StringComparison.Ordinal);
        Console.WriteLine(Invariant($"  {originals.Count:#,##0} workbooks, {without:#,##0} of them without a formula; {formulas:#,##0} formulas; {differences:#,##0} differences; {errors:#,##0} error values; {took.TotalSeconds:0} s."));
        Console.WriteLine(found ? $"  A wrong value planted in one more workbook, at {planted}, was found." : $"  A wrong value planted in one more workbook, at {planted}, was NOT found: the comparison is worth nothing.");
        return found && differences == 0 && errors == 0;

        Recalculation Of(string file) => Recalculation.Of(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(result, Path.GetFileName(file))));
    }

    private static string Copy(string from, string to)
    {
        File.Copy(from, to);
        return to;
    }

    private static void PrintFaults(string workbook, string what, IReadOnlyList<string> faults)
    {
        if (faults.Count == 0)
            return;
        Console.WriteLine(Invariant($"  {workbook}: {faults.Count:#,##0} {what}"));
        foreach (var fault in faults.Take(Shown))
            Console.WriteLine($"    {fault}");
    }

    /// <summary>Puts the sample through the app on an account in memory, and fetches what was published.</summary>
    /// <returns>The folder.</returns>
    private static async Task<string> OfSample(string folder)
    {
        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions { InMemory = true, Progress = Console.Error.WriteLine });
        if (await Commands.Run(["--once", "--port", "0", "--data", $"{folder}-data", "--storage", azurite.ConnectionString]) != 0)
            throw new InvalidOperationException("The sample did not go through.");
        var account = new BlobServiceClient(azurite.ConnectionString);
        foreach (var container in new[] { Containers.Published, Containers.CasePublished }.Select(account.GetBlobContainerClient))
        {
            await foreach (var blob in container.GetBlobsAsync())
            {
                if (!blob.Name.EndsWith(".xlsx", StringComparison.Ordinal))
                    continue;
                var file = Path.Combine(folder, container.Name, blob.Name);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                await container.GetBlobClient(blob.Name).DownloadToAsync(file);
            }
        }
        return folder;
    }
}
