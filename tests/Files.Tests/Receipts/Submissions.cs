using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using ClosedXML.Excel;
using Monitoring.Core;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Readers;
using Monitoring.Files.Templates;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Receipts;

/// <summary>Returns with what was found in them, and receipts of them, as the app makes them.</summary>
internal static class Submissions
{
    internal const string Csv = "invented-RJ7-2019-11-with-mistakes.csv";

    private static readonly CheckContext Context = new("RJ7", new DateOnly(2020, 1, 10), PolicyBook.Current, ReferenceBook.Current, Mandates.Current);

    private static readonly DateTimeOffset Arrival = new(2020, 1, 10, 9, 30, 0, TimeSpan.Zero);

    internal static byte[] WithMistakes => TestFiles.Bytes($"sample-data/returns/RJ7/{Csv}");

    internal static CheckedReturn Check(byte[] bytes, string name) => Pipeline.Check(TestFiles.Read(bytes, name), Context);

    internal static Receipt ReceiptOf(byte[] bytes, string name)
    {
        var found = Check(bytes, name);
        return new Receipt(
            "20200110T093000Z-7f3a", "RJ7", name, bytes.Length, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "Ann Officer", Arrival, Arrival,
            Receipt.OutcomeOf(found), Receipt.SummaryOf(found), DelayedTransfers.CollectionKey, found.Layout?.Title, "returns/RJ7/9f86d081", found.RowsRead,
            Receipt.PagesOf(found), found.Refused, Receipt.RulesOf(found.Findings), found.Findings, Context.Policy.Version, Context.Reference.Version)
        { SliceNoun = found.Collection?.SliceNoun ?? "slice" };
    }

    /// <summary>The template of two authorities with a zero in every number.</summary>
    internal static byte[] Template(Action<IXLWorksheet>? change = null)
    {
        using var workbook = new XLWorkbook(new MemoryStream(ReturnTemplate.Xlsx(DelayedTransfers.Collection, DelayedTransfersFilling.Of("RJ7", new ReportingMonth(2019, 11), ["702", "708"]))));
        var sheet = workbook.Worksheet("Return");
        foreach (var row in sheet.RowsUsed().Skip(1))
        {
            for (var column = 6; column <= 8; column++)
                row.Cell(column).SetValue(0);
        }
        change?.Invoke(sheet);
        using var stream = new MemoryStream();
        workbook.SaveAs(stream);
        return stream.ToArray();
    }

    /// <summary>Mistakes of several kinds: F5, G4 and H4 in one line, E9, F12, C30, and a blank (a warning) at F20.</summary>
    internal static void PutMistakes(IXLWorksheet sheet)
    {
        sheet.Cell("F5").SetValue(-4);
        sheet.Cell("G4").SetValue(12);
        sheet.Cell("H4").SetValue(3);
        sheet.Cell("E9").SetValue("Q");
        sheet.Cell("F12").SetValue("twelve");
        sheet.Cell("F20").Value = "";
        sheet.Cell("C30").SetValue("999");
    }

    /// <summary><see cref="TestFiles.Xlsx"/> with the kinds of its parts named: a reader does not ask for them, whatever edits a workbook does.</summary>
    internal static byte[] Xlsx(string sheetData, params IEnumerable<(string Name, string Content)> more) => Changed(TestFiles.Xlsx(sheetData, more), "[Content_Types].xml", text => text.Replace("<Default Extension=\"xml\" ContentType=\"application/xml\"/>", """
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>
        <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
        <Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
        <Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
        """));

    internal static byte[] Changed(byte[] xlsx, string part, Func<string, string> change)
    {
        using var zip = new ZipArchive(new MemoryStream(xlsx));
        return TestFiles.Zip([.. zip.Entries.Select(entry => (entry.FullName, Text: new StreamReader(entry.Open()).ReadToEnd())).Select(entry => (entry.FullName, entry.FullName == part ? change(entry.Text) : entry.Text))]);
    }

    internal static byte[] Lines(params IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");

    internal static ImmutableArray<Finding> Many(int count, string? sheet = null) =>
        [.. Enumerable.Range(2, count).Select(line => new Finding("DT-06", line % 10 == 0 ? Severity.Warning : Severity.Error, $"'x{line}' is not a whole number.", "Write digits only.", sheet, line, "B", "NHS days", $"x{line}"))];
}
