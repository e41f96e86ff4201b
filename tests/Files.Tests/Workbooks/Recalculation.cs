using System.Diagnostics;
using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Monitoring.Files.Tests.Workbooks;

/// <summary>An independent calculation of workbooks' formulas, by LibreOffice, and what it came to.</summary>
/// <param name="Formulas">How many cells of the workbook have a formula.</param>
/// <param name="Differences">Formulas that came to another value than the file holds, or are lost: sheet and cell, with both values. Numbers may differ by a millionth.</param>
/// <param name="Errors">Cells that hold an error value, such as #REF!, in the reopened workbook.</param>
internal sealed record Recalculation(int Formulas, IReadOnlyList<string> Differences, IReadOnlyList<string> Errors)
{
    /// <summary>By default the values in the file are trusted; with this every formula is worked out anew on loading.</summary>
    private const string RecalculateAlways = """
        <?xml version="1.0" encoding="UTF-8"?>
        <oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
        </oor:items>
        """;

    /// <summary>Workbooks for one process: after some 250 LibreOffice has ended without a word.</summary>
    private const int Together = 100;

    /// <summary>Has every workbook loaded, worked out and saved, by as few processes as can do it, one after the other, with a profile of their own.</summary>
    /// <param name="program">LibreOffice.</param>
    /// <param name="workbooks">Files with different names.</param>
    /// <param name="result">The folder for the workbooks as they are saved, under the same names.</param>
    /// <param name="patience">For each process.</param>
    /// <exception cref="TimeoutException">A process did not end in time, and was ended.</exception>
    /// <exception cref="InvalidOperationException">It failed, or left a workbook out: with the last that it said.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static async Task SaveAsync(string program, IEnumerable<string> workbooks, string result, TimeSpan patience)
    {
        // A profile of its own: a running LibreOffice would otherwise take the call over, and calls side by side would collide.
        var profile = Directory.CreateTempSubdirectory("monitoring-libreoffice-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(profile, "user")).FullName, "registrymodifications.xcu"), RecalculateAlways);
            foreach (var some in workbooks.Chunk(Together))
            {
                var said = await RunAsync(program, [$"-env:UserInstallation={new Uri(profile)}", "--headless", "--convert-to", "xlsx", "--outdir", result, .. some], patience);
                if (some.FirstOrDefault(file => !File.Exists(Path.Combine(result, Path.GetFileName(file)))) is { } missing)
                    throw new InvalidOperationException($"LibreOffice did not save {Path.GetFileName(missing)}. It said last: {said}");
            }
        }
        finally
        {
            Directory.Delete(profile, recursive: true);
        }
    }

    /// <returns>The last lines of what it said.</returns>
    private static async Task<string> RunAsync(string program, IEnumerable<string> arguments, TimeSpan patience)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var inTime = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(inTime.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"LibreOffice did not finish within {patience}.");
        }
        var said = $"{LastLine(await output)} {LastLine(await errors)}".Trim();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"LibreOffice ended with {process.ExitCode}. It said last: {said}");

        static string LastLine(string text) => text.TrimEnd().Split('\n')[^1];
    }

    /// <param name="written">The workbook as it is published.</param>
    /// <param name="saved">The same as it was saved after a recalculation.</param>
    public static Recalculation Of(byte[] written, byte[] saved)
    {
        var again = Cells(saved);
        var formulas = Cells(written).Where(cell => cell.Value.HasFormula).ToList();
        return new(
            formulas.Count,
            [
                .. from cell in formulas
                   let found = again.GetValueOrDefault(cell.Key)
                   where !found.HasFormula || !Same(cell.Value.Text, found.Text)
                   select $"{cell.Key}: {cell.Value.Text} in the file, {(found.HasFormula ? found.Text : $"no formula but '{found.Text}'")} worked out",
            ],
            [.. again.Where(cell => cell.Value.IsError).Select(cell => $"{cell.Key}: {cell.Value.Text}")]);
    }

    public static bool HasFormulas(byte[] workbook) => Cells(workbook).Values.Any(cell => cell.HasFormula);

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

    private static bool Same(string left, string right) =>
        left == right
        || (double.TryParse(left, NumberStyles.Float, CultureInfo.InvariantCulture, out var one) && double.TryParse(right, NumberStyles.Float, CultureInfo.InvariantCulture, out var other) && Math.Abs(one - other) < 1e-6);

    /// <summary>Cells by sheet and place.</summary>
    private static Dictionary<string, Held> Cells(byte[] workbook)
    {
        using var opened = new OpenedWorkbook(workbook);
        return opened.Sheets
            .SelectMany(sheet => sheet.Part.Worksheet.Descendants<Cell>(), (sheet, cell) => (Key: $"{sheet.Sheet.Name}!{cell.CellReference}", cell))
            .ToDictionary(pair => pair.Key, pair => new Held(opened.Text(pair.cell), pair.cell.CellFormula is not null, pair.cell.DataType?.Value == CellValues.Error));
    }

    private readonly record struct Held(string Text, bool HasFormula, bool IsError);
}
