using System.IO.Compression;
using ClosedXML.Excel;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Tests.Readers;

public class WorkbookFileTests
{
    [Fact]
    public void Values_are_stored_values_as_plain_text()
    {
        var content = Read(
            "<row r=\"1\"><c r=\"A1\"><v>5</v></c><c r=\"B1\"><v>0.1</v></c><c r=\"C1\"><v>1E-05</v></c><c r=\"D1\"><v>5.0</v></c><c r=\"E1\"><v>0.16666666666666666</v></c><c r=\"F1\"><v>-0</v></c><c r=\"G1\"><v>1.25E+20</v></c><c r=\"H1\"><v>-2.5E-7</v></c></row>" +
            "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>43770</v></c><c r=\"B2\" s=\"2\"><v>43770.5</v></c><c r=\"C2\" s=\"3\"><v>0.5</v></c><c r=\"D2\" s=\"4\"><v>1.5</v></c><c r=\"E2\" t=\"d\"><v>2019-11-01</v></c><c r=\"F2\" s=\"2\"><v>43770.333333333336</v></c></row>" +
            "<row r=\"3\"><c r=\"A3\" t=\"b\"><v>1</v></c><c r=\"B3\" t=\"b\"><v>0</v></c><c r=\"C3\" t=\"e\"><v>#N/A</v></c><c r=\"D3\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> two  words\u00A0</t></is></c></row>");
        Assert.Equal(
            [
                "1: 5|0.1|0.00001|5|0.16666666666666666|0|125000000000000000000|-0.00000025",
                "2: 2019-11-01|2019-11-01 12:00:00|12:00:00|36:00:00|2019-11-01|2019-11-01 08:00:00",
                "3: TRUE|FALSE|#N/A|two  words",
            ], TestFiles.Lines(content));
        Assert.Equal(("Return", false), (content.Sheets[0].Name, content.Sheets[0].Hidden));
    }

    [Fact]
    public void A_formula_gives_its_cached_value_and_without_one_nothing() =>
        Assert.Equal(["1: 2||txt|#DIV/0!|x"], TestFiles.Lines(Read(
            "<row r=\"1\"><c r=\"A1\"><f>1+1</f><v>2</v></c><c r=\"B1\"><f>1+1</f></c><c r=\"C1\" t=\"str\"><f>A1</f><v>txt</v></c><c r=\"D1\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c><c r=\"E1\" t=\"inlineStr\"><is><t>x</t></is></c></row>")));

    [Fact]
    public void Empty_rows_count_and_empty_cells_at_the_end_are_cut() =>
        Assert.Equal(["1: a", "4: |b"], TestFiles.Lines(Read(
            "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c><c r=\"C1\" s=\"1\"/></row><row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t> </t></is></c></row><row r=\"4\"><c r=\"B4\" t=\"inlineStr\"><is><t>b</t></is></c><c r=\"G4\"/></row>")));

    [Fact]
    public void Errors_are_found_where_cells_do_not_say_where_they_stand() =>
        Assert.Equal(["1: 1|#REF!"], TestFiles.Lines(Read("<row><c><v>1</v></c><c t='e'><v>#REF!</v></c></row>")));

    [Fact]
    public void A_merged_range_gives_its_first_cell_only()
    {
        var book = TestFiles.Xlsx("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c><c r=\"C1\"><v>3</v></c></row><row r=\"2\"><c r=\"A2\"><v>4</v></c><c r=\"B2\"><v>5</v></c><c r=\"C2\"><v>6</v></c></row></sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:B2\"/></mergeCells><sheetData>");
        Assert.Equal(["1: 1||3", "2: ||6"], TestFiles.Lines(TestFiles.Read(book, "return.xlsx")));
    }

    [Fact]
    public void Hidden_sheets_are_read_and_flagged()
    {
        using var book = new XLWorkbook();
        foreach (var (name, visibility) in new[] { ("Shown", XLWorksheetVisibility.Visible), ("Hidden", XLWorksheetVisibility.Hidden), ("Deep", XLWorksheetVisibility.VeryHidden) })
        {
            var sheet = book.AddWorksheet(name);
            sheet.Visibility = visibility;
            sheet.Cell(2, 2).SetValue(new DateTime(2019, 11, 1));
            sheet.Cell(2, 3).SetValue("0123");
            sheet.Cell(2, 4).SetValue(12.5);
        }
        var bytes = new MemoryStream();
        book.SaveAs(bytes);
        var content = TestFiles.Read(bytes.ToArray(), "return.xlsx");
        Assert.Equal([("Shown", false), ("Hidden", true), ("Deep", true)], content.Sheets.Select(sheet => (sheet.Name, sheet.Hidden)));
        Assert.All(content.Sheets, sheet => Assert.Equal(["2: |2019-11-01|0123|12.5"], TestFiles.Lines(sheet)));
    }

    /// <summary>
    /// Trap 13: a published workbook had dangling relationships to drawings on twelve sheets. That file names nobody who could license it, so its fault is made here.
    /// </summary>
    [Fact]
    public void A_workbook_that_points_to_a_drawing_which_is_not_there_is_read()
    {
        using var book = new XLWorkbook();
        foreach (var name in new[] { "Cover", "Provider" })
        {
            var sheet = book.AddWorksheet(name);
            for (var row = 1; row <= 12; row++)
                sheet.Cell(row, 1).SetValue(row);
        }
        var bytes = new MemoryStream();
        book.SaveAs(bytes);
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Update, leaveOpen: true))
        {
            foreach (var sheet in zip.Entries.Where(entry => entry.FullName.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal)).ToList())
            {
                string text;
                using (var reader = new StreamReader(sheet.Open()))
                    text = reader.ReadToEnd();
                // Before the table parts, where the format wants it.
                var at = text.IndexOf("<x:tableParts", StringComparison.Ordinal) is var parts and >= 0 ? parts : text.LastIndexOf("</", StringComparison.Ordinal);
                var (path, name) = (sheet.FullName, sheet.Name);
                sheet.Delete();
                using (var writer = new StreamWriter(zip.CreateEntry(path).Open()))
                    writer.Write(text.Insert(at, "<x:drawing xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"rIdGone\" />"));
                using var relations = new StreamWriter(zip.CreateEntry($"xl/worksheets/_rels/{name}.rels").Open());
                relations.Write("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rIdGone\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing\" Target=\"../drawings/drawing1.xml\"/></Relationships>");
            }
        }
        // The fault is the real one: a library that follows the relationship cannot open the file.
        Assert.ThrowsAny<Exception>(() => new XLWorkbook(new MemoryStream(bytes.ToArray())));

        var content = TestFiles.Read(bytes.ToArray(), "return.xlsx");
        Assert.Empty(content.Findings);
        Assert.Equal([("Cover", 12), ("Provider", 12)], content.Sheets.Select(sheet => (sheet.Name!, sheet.Lines.Count)));
    }

    [Fact]
    public void An_error_in_an_older_workbook_is_found()
    {
        // A cell of line 15 with a number (record NUMBER) is made one with an error (record BOOLERR), which is as long as far as anybody reads it.
        var bytes = TestFiles.Bytes("sample-data/reference/council-workbooks/Nov_19.xls");
        var before = TestFiles.Read(bytes, "a.xls");
        byte[] numberOnLine15 = [0x03, 0x02, 0x0E, 0x00, 0x0E, 0x00];
        var at = bytes.AsSpan().IndexOf(numberOnLine15);
        Assert.True(at > 0, "There is no such record on line 15.");
        bytes[at] = 0x05;
        bytes[at + 10] = 0x2A;
        bytes[at + 11] = 1;
        var after = TestFiles.Read(bytes, "a.xls");
        var changed = before.Sheets.Zip(after.Sheets).SelectMany(pair => pair.First.Lines.Zip(pair.Second.Lines))
            .SelectMany(pair => pair.First.Cells.Zip(pair.Second.Cells, (was, now) => (pair.First.Line, was, now))).Where(cell => cell.was != cell.now).ToList();
        var cell = Assert.Single(changed);
        Assert.Equal((15, "#N/A"), (cell.Line, cell.now));
    }

    [Fact]
    public void An_archive_of_too_many_parts_is_refused() =>
        Assert.Equal("The workbook consists of 2,107 parts; at most 2,000 are unpacked.",
            TestFiles.Refused(FileRules.Expands, TestFiles.Read(TestFiles.Xlsx("", [.. Enumerable.Range(0, 2_101).Select(i => ($"xl/media/{i}.txt", ""))]), "return.xlsx")).Wrong);

    [Fact]
    public void An_archive_that_unpacks_to_too_much_is_refused() =>
        Assert.Equal("The workbook unpacks to more than 200 MB.",
            TestFiles.Refused(FileRules.Expands, TestFiles.Read(TestFiles.Xlsx("", ("xl/media/a.txt", new string(' ', 201 << 20))), "return.xlsx")).Wrong);

    [Fact]
    public void An_archive_that_lies_about_the_size_of_its_parts_unpacks_no_more_for_it()
    {
        var bytes = TestFiles.Xlsx("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", ("xl/media/a.txt", new string(' ', 201 << 20)));
        byte[] size = BitConverter.GetBytes(201 << 20);
        for (var at = bytes.AsSpan().IndexOf(size); at >= 0; at = bytes.AsSpan().IndexOf(size))
            bytes.AsSpan(at, 4).Clear();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var content = TestFiles.Read(bytes, "return.xlsx");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20 << 20);
        // The library that unpacks stops at the size told, so that the rest of the workbook can be read.
        Assert.Equal(["1: 1"], TestFiles.Lines(content));
    }

    [Fact]
    public void A_part_that_points_out_of_the_archive_is_refused() =>
        TestFiles.Refused(FileRules.Expands, TestFiles.Read(TestFiles.Xlsx("", ("xl/../../a.txt", "x")), "return.xlsx"));

    [Fact]
    public void Two_parts_of_one_name_are_refused() =>
        TestFiles.Refused(FileRules.Damaged, TestFiles.Read(TestFiles.Xlsx("", ("XL/workbook.xml", "x")), "return.xlsx"));

    [Theory]
    [InlineData("<row r=\"1\"><c r=\"ZZZZZZZZ1\"><v>1</v></c></row>")]
    [InlineData("<row r=\"1\"><c r=\"ZZZZZ1\"><v>1</v></c></row>")]
    [InlineData("<row r=\"2147483647\"><c><v>1</v></c></row>")]
    [InlineData("<row r=\"1\"><c r=\"A1\"><v>1</v></row>")]
    public void A_sheet_no_spreadsheet_would_write_is_damaged(string sheetData) => TestFiles.Refused(FileRules.Damaged, Read(sheetData));

    [Fact]
    public void A_sheet_of_nothing_but_its_last_cell_is_refused() =>
        Assert.Equal("The sheet 'Return' spans 1,048,576 rows and 16,384 columns, most of them empty.",
            TestFiles.Refused(FileRules.Expands, Read("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>")).Wrong);

    [Fact]
    public void A_workbook_of_too_many_cells_is_refused()
    {
        var row = $"<row>{string.Concat(Enumerable.Repeat("<c><v>1</v></c>", 16_000))}</row>";
        var finding = TestFiles.Refused(FileRules.Expands, Read(string.Concat(Enumerable.Repeat(row, 126))));
        Assert.Equal(("The workbook has more than 2,000,000 cells.", 126), (finding.Wrong, finding.Line));
    }

    [Fact]
    public void A_document_type_in_a_part_is_refused()
    {
        var book = TestFiles.Zip(("xl/workbook.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><workbook>&b;</workbook>"));
        TestFiles.Refused(FileRules.Damaged, TestFiles.Read(book, "return.xlsx"));
    }

    [Fact]
    public void The_extract_saved_as_a_workbook_reads_the_same()
    {
        var csv = TestFiles.ReadPath("sample-data/returns/X24/MSitDT-2019-11.csv").Sheets[0].Lines.Take(500).ToList();
        using var book = new XLWorkbook();
        var sheet = book.AddWorksheet("Extract");
        foreach (var line in csv)
        {
            for (var i = 0; i < line.Cells.Length; i++)
            {
                if (decimal.TryParse(line.Cells[i], System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) && i >= 9)
                    sheet.Cell(line.Line, i + 1).SetValue((double)number);
                else
                    sheet.Cell(line.Line, i + 1).SetValue(line.Cells[i]);
            }
        }
        var bytes = new MemoryStream();
        book.SaveAs(bytes);
        var read = TestFiles.Read(bytes.ToArray(), "extract.xlsx");
        Assert.Equal(csv.Select(line => string.Join('|', line.Cells).TrimEnd('|')), read.Sheets[0].Lines.Select(line => string.Join('|', line.Cells)));
    }

    private static FileContent Read(string sheetData) => TestFiles.Read(TestFiles.Xlsx(sheetData), "return.xlsx");
}
