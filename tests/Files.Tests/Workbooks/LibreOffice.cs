using System.Diagnostics;
using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Monitoring.Files.Tests.Workbooks;

/// <summary>An independent calculation of a workbook's formulas.</summary>
internal static class LibreOffice
{
    /// <summary>By default the values in the file are trusted; with this every formula is worked out anew on loading.</summary>
    private const string RecalculateAlways = """
        <?xml version="1.0" encoding="UTF-8"?>
        <oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
        </oor:items>
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Workbooks as LibreOffice saves them after working out every formula, in the order given.</summary>
    public static async Task<byte[][]> RecalculateAsync(params byte[][] workbooks)
    {
        var program = Tools.Require("LibreOffice", Tools.OnPath("soffice", "libreoffice"));
        var folder = Directory.CreateTempSubdirectory("monitoring-libreoffice-").FullName;
        try
        {
            // A profile of its own: a running LibreOffice would otherwise take the call over, and tests side by side would collide.
            var profile = Directory.CreateDirectory(Path.Combine(folder, "profile", "user")).FullName;
            await File.WriteAllTextAsync(Path.Combine(profile, "registrymodifications.xcu"), RecalculateAlways);
            var files = workbooks.Select((_, index) => Path.Combine(folder, $"{index}.xlsx")).ToList();
            foreach (var (file, workbook) in files.Zip(workbooks))
                await File.WriteAllBytesAsync(file, workbook);
            var result = Path.Combine(folder, "result");
            await RunAsync(program, [$"-env:UserInstallation={new Uri(Path.Combine(folder, "profile"))}", "--headless", "--convert-to", "xlsx", "--outdir", result, .. files]);
            return await Task.WhenAll(files.Select(file => File.ReadAllBytesAsync(Path.Combine(result, Path.GetFileName(file)))));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunAsync(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"LibreOffice did not finish within {Patience}.");
        }
        Assert.True(process.ExitCode == 0, $"LibreOffice: {await output} {await errors}");
    }

    /// <summary>Formulas whose value in the file is not what was worked out: sheet and cell, with both values. Numbers may differ by a millionth.</summary>
    public static List<string> Differences(byte[] written, byte[] recalculated)
    {
        var other = Values(recalculated);
        return
        [
            .. from cell in Values(written)
               where cell.Value.HasFormula
               let found = other.GetValueOrDefault(cell.Key).Value
               where !Same(cell.Value.Value, found)
               select $"{cell.Key}: {cell.Value.Value} in the file, {found} worked out",
        ];
    }

    private static bool Same(string? left, string? right) =>
        left == right
        || (double.TryParse(left, NumberStyles.Float, CultureInfo.InvariantCulture, out var one) && double.TryParse(right, NumberStyles.Float, CultureInfo.InvariantCulture, out var other) && Math.Abs(one - other) < 1e-6);

    private static Dictionary<string, (string? Value, bool HasFormula)> Values(byte[] workbook)
    {
        using var opened = new OpenedWorkbook(workbook);
        return opened.Sheets
            .SelectMany(sheet => sheet.Part.Worksheet.Descendants<Cell>(), (sheet, cell) => (Key: $"{sheet.Sheet.Name}!{cell.CellReference}", cell))
            .ToDictionary(pair => pair.Key, pair => ((string?)opened.Text(pair.cell), pair.cell.CellFormula is not null));
    }

    public static bool HasFormulas(byte[] workbook) => Values(workbook).Values.Any(cell => cell.HasFormula);

    /// <summary>The workbook with a wrong value for its first formula: what a check of formulas has to find.</summary>
    public static (byte[] Workbook, string Cell) WithOneWrongValue(byte[] workbook)
    {
        using var stream = new MemoryStream();
        stream.Write(workbook);
        string name;
        using (var document = SpreadsheetDocument.Open(stream, isEditable: true))
        {
            var part = document.WorkbookPart!;
            var (sheet, cell) = part.Workbook.Sheets!.Elements<Sheet>()
                .SelectMany(sheet => ((WorksheetPart)part.GetPartById(sheet.Id!.Value!)).Worksheet.Descendants<Cell>(), (sheet, cell) => (sheet, cell)).First(found => found.cell.CellFormula is not null);
            cell.CellValue = new CellValue("12345");
            name = $"{sheet.Name}!{cell.CellReference}";
        }
        return (stream.ToArray(), name);
    }
}
