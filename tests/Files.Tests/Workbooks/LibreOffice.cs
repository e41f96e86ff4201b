namespace Monitoring.Files.Tests.Workbooks;

/// <summary>Recalculation for tests, which are skipped where LibreOffice is not installed.</summary>
internal static class LibreOffice
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Works out every formula of the workbooks, in the order given.</summary>
    public static async Task<Recalculation[]> RecalculateAsync(params byte[][] workbooks)
    {
        var program = Tools.Require("LibreOffice", Tools.OnPath("soffice", "libreoffice"));
        var folder = Directory.CreateTempSubdirectory("monitoring-recalculation-").FullName;
        try
        {
            var files = workbooks.Select((_, index) => Path.Combine(folder, $"{index}.xlsx")).ToList();
            foreach (var (file, workbook) in files.Zip(workbooks))
                await File.WriteAllBytesAsync(file, workbook);
            var result = Path.Combine(folder, "result");
            await Recalculation.SaveAsync(program, files, result, Patience);
            return [.. workbooks.Zip(files, (workbook, file) => Recalculation.Of(workbook, File.ReadAllBytes(Path.Combine(result, Path.GetFileName(file)))))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
