using System.Text;
using ClosedXML.Excel;
using CsCheck;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Templates;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Templates;

/// <summary>
/// The round trip, for everything that is collected and for every kind of cell: any rows written to a template and read back are equal; shuffled columns, extra empty rows and the case of headings do not matter.
/// </summary>
public class TemplateLaws
{
    public static TheoryData<string> Everything => [.. MadeUp.All.Select(collection => collection.Key)];

    public static TheoryData<string> OfOneTable => [.. MadeUp.All.Where(collection => ReturnTemplate.NoCsv(collection) is null).Select(collection => collection.Key)];

    [Theory, MemberData(nameof(Everything))]
    public void Rows_written_to_a_workbook_and_read_back_are_equal(string key)
    {
        var collection = MadeUp.Of(key);
        TemplateRows.Of(collection).Sample(filling => Same(collection, filling, TestFiles.Read(ReturnTemplate.Xlsx(collection, filling), "return.xlsx")), iter: 15, threads: 1);
    }

    [Theory, MemberData(nameof(OfOneTable))]
    public void Rows_written_to_a_CSV_and_read_back_are_equal(string key)
    {
        var collection = MadeUp.Of(key);
        TemplateRows.Of(collection).Sample(filling => Same(collection, filling, TestFiles.ReadCsv(ReturnTemplate.Csv(collection, filling))), iter: 100);
    }

    [Theory, MemberData(nameof(Everything))]
    public void Shuffled_columns_extra_empty_rows_and_the_case_of_headings_do_not_matter_in_a_workbook(string key)
    {
        var collection = MadeUp.Of(key);
        TemplateRows.Of(collection).Select(Gen.Int[0, int.MaxValue]).Sample((filling, seed) =>
        {
            var template = ReturnTemplate.Xlsx(collection, filling);
            var sheets = TestFiles.Read(template, "return.xlsx").Sheets;
            using var workbook = new XLWorkbook(new MemoryStream(template));
            using var other = new XLWorkbook(XLEventTracking.Disabled);
            var random = new Random(seed);
            foreach (var table in collection.Tables.OrderBy(_ => random.Next()))
                Shuffle(sheets.Single(sheet => sheet.Name == table.Title), workbook.Worksheet(table.Title), other.AddWorksheet(table.Title), random);
            using var stream = new MemoryStream();
            other.SaveAs(stream);
            Same(collection, filling, TestFiles.Read(stream.ToArray(), "return.xlsx"));
        }, iter: 10, threads: 1);
    }

    /// <param name="read">The same sheet as text: ClosedXML, reading its own file, takes _x0041_ for an escaped letter.</param>
    private static void Shuffle(Sheet read, IXLWorksheet from, IXLWorksheet to, Random random)
    {
        var columns = Enumerable.Range(1, from.LastColumnUsed().ColumnNumber()).OrderBy(_ => random.Next()).ToList();
        var line = random.Next(1, 4);
        for (var row = 1; row <= from.LastRowUsed().RowNumber(); row++, line += random.Next(1, 4))
        {
            for (var at = 0; at < columns.Count; at++)
            {
                var cell = from.Cell(row, columns[at]);
                if (cell.IsEmpty())
                    continue;
                var copy = to.Cell(line, at + 1);
                copy.Style.NumberFormat = cell.Style.NumberFormat;
                if (row == 1)
                    copy.SetValue(InAnotherCase(cell.GetString(), random));
                else if (cell.DataType == XLDataType.Number)
                    copy.SetValue(cell.GetDouble());
                else if (cell.DataType == XLDataType.DateTime)
                    copy.SetValue(cell.GetDateTime());
                else
                    copy.SetValue(read.Lines[row - 1].Cells[columns[at] - 1]);
            }
        }
    }

    private static string InAnotherCase(string heading, Random random) => random.Next(3) switch { 0 => heading.ToUpperInvariant(), 1 => heading.ToLowerInvariant().Replace(' ', '_'), _ => $" {heading} " };

    [Theory, MemberData(nameof(OfOneTable))]
    public void Shuffled_columns_extra_empty_rows_and_the_case_of_headings_do_not_matter_in_a_CSV(string key)
    {
        var collection = MadeUp.Of(key);
        TemplateRows.Of(collection).Select(Gen.Int[0, int.MaxValue]).Sample((filling, seed) =>
        {
            var random = new Random(seed);
            var lines = CsvText.Read(ReturnTemplate.Csv(collection, filling)).ToList();
            var columns = Enumerable.Range(0, lines[0].Length).OrderBy(_ => random.Next()).ToList();
            var csv = new StringBuilder();
            for (var row = 0; row < lines.Count; row++)
            {
                for (var empty = random.Next(3); empty > 0; empty--)
                    csv.Append(random.Next(2) == 0 ? "" : new string(',', lines[0].Length - 1)).Append("\r\n");
                csv.Append(CsvText.Line(columns.Select(column => row == 0 ? InAnotherCase(lines[0][column], random) : lines[row][column]))).Append("\r\n");
            }
            Same(collection, filling, TestFiles.ReadCsv(csv.ToString()));
        }, iter: 100);
    }

    /// <summary>The file is recognised as the collection, and each table has the lines of the filling, in their order, cell by cell.</summary>
    private static void Same(Collection collection, TemplateFilling filling, FileContent file)
    {
        Assert.Empty(file.Findings);
        var (recognised, _, findings) = Headings.Recognise(file.Sheets, MadeUp.All);
        Assert.Empty(findings.Select(finding => finding.ToString()));
        Assert.Same(collection, recognised!.Collection);
        foreach (var table in collection.Tables)
        {
            var sheet = Assert.Single(recognised.Sheets, sheet => sheet.Layout == table.Template);
            Assert.Equal(
                filling.Rows.Where(row => row.Table == table.Key).Select(row => Text(table, column => row.Cells.GetValueOrDefault(column.Field, ""))),
                sheet.Lines.Select(line => Text(table, column => TemplateRows.Canonical(column, sheet.Cell(line, column.Field)) ?? $"unreadable: {sheet.Cell(line, column.Field)}")));
        }
    }

    private static string Text(ReturnTable table, Func<Column, string> cell) => string.Join(" | ", table.Template.Columns.Select(column => $"{column.Field} {cell(column)}"));

    [Theory, MemberData(nameof(Everything))]
    public void An_empty_template_is_known_for_what_it_is_and_only_its_lines_are_missing(string key)
    {
        var collection = MadeUp.Of(key);
        var (recognised, meant, findings) = Headings.Recognise(TestFiles.Read(ReturnTemplate.Xlsx(collection), "return.xlsx").Sheets, MadeUp.All);
        Assert.Null(recognised);
        Assert.Same(collection, meant);
        Assert.Equal(collection.Tables.Where(table => !table.Optional).Select(table => (FileRules.NoRows.Id, table.Title)), findings.Select(finding => (finding.Rule, finding.Sheet!)));
    }
}
