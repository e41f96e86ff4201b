using System.IO.Compression;
using System.Text;
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
    public void A_formula_gives_its_saved_result_an_error_being_one() =>
        Assert.Equal(["1: 2||txt|#DIV/0!|x"], TestFiles.Lines(Read(
            "<row r=\"1\"><c r=\"A1\"><f>1+1</f><v>2</v></c><c r=\"B1\" t=\"str\"><f>\"\"</f><v></v></c><c r=\"C1\" t=\"str\"><f>A1</f><v>txt</v></c><c r=\"D1\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c><c r=\"E1\" t=\"inlineStr\"><is><t>x</t></is></c></row>")));

    /// <summary>Somebody who was told at midnight was told at a time of day; a day is not midnight.</summary>
    [Theory]
    [InlineData("yyyy-mm-dd", "2019-11-03")]
    [InlineData("d mmmm yyyy", "2019-11-03")]
    [InlineData("dd/mm/yyyy hh:mm", "2019-11-03 00:00:00")]
    [InlineData("dd/mm/yyyy h:mm AM/PM", "2019-11-03 00:00:00")]
    [InlineData("[$-809]dddd d mmmm yyyy", "2019-11-03")]
    [InlineData("dd/mm/yyyy \"(this month)\"", "2019-11-03")]
    [InlineData("dd/mm/yyyy \\h", "2019-11-03")]
    public void Midnight_is_a_time_where_the_cell_shows_one(string format, string text)
    {
        using var book = new XLWorkbook();
        book.AddWorksheet("Return").Cell(1, 1).SetValue(new DateTime(2019, 11, 3)).Style.NumberFormat.Format = format;
        Assert.Equal([$"1: {text}"], TestFiles.Lines(TestFiles.Read(Saved(book), "return.xlsx")));
    }

    /// <summary>As Excel never writes them, but libraries do: without <c>v</c>, with an empty one, and as the second cell of a shared formula.</summary>
    [Theory]
    [InlineData("<c r=\"B1\"><f>1+1</f></c>")]
    [InlineData("<c r=\"B1\"><f>1+1</f><v></v></c>")]
    [InlineData("<c r=\"B1\"><f>1+1</f><v/></c>")]
    [InlineData("<c r=\"B1\" t=\"str\"><f>1+1</f></c>")]
    [InlineData("<c r=\"B1\" t=\"e\"><f>1+1</f><v></v></c>")]
    [InlineData("<c r=\"B1\"><f t=\"shared\" si=\"0\"/></c>")]
    [InlineData("<x:c xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" r=\"B1\"><x:f>1+1</x:f></x:c>")]
    public void A_formula_without_a_saved_result_is_marked(string cell) =>
        Assert.Equal([$"1: 1|{CellProblems.NoSavedResult}|3"], TestFiles.Lines(Read($"<row r=\"1\"><c r=\"A1\"><v>1</v></c>{cell}<c r=\"C1\"><f>2+1</f><v>3</v></c></row>")));

    [Fact]
    public void A_row_of_nothing_but_formulas_without_results_is_a_row() =>
        Assert.Equal([$"1: {CellProblems.NoSavedResult}"], TestFiles.Lines(Read("<row r=\"1\"><c r=\"A1\"><f>1+1</f></c></row>")));

    [Fact]
    public void A_workbook_saved_by_a_library_that_does_not_calculate_is_seen_through()
    {
        using var book = new XLWorkbook();
        var sheet = book.AddWorksheet("Return");
        sheet.Cell(1, 1).SetValue(2);
        sheet.Cell(1, 2).FormulaA1 = "A1*3";
        Assert.Equal([$"1: 2|{CellProblems.NoSavedResult}"], TestFiles.Lines(TestFiles.Read(Saved(book), "return.xlsx")));
    }

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
    public void Hidden_rows_and_columns_are_read_and_told()
    {
        using var book = new XLWorkbook();
        var sheet = book.AddWorksheet("Return");
        for (var row = 2; row <= 9; row++)
        {
            for (var column = 1; column <= 5; column++)
                sheet.Cell(row, column).SetValue(row * 10 + column);
        }
        sheet.Row(3).Hide();
        sheet.Rows(5, 6).Hide();
        sheet.Row(12).Hide();
        sheet.Row(8).Height = 3;
        sheet.Columns(2, 3).Hide();
        sheet.Column(4).Width = 0.5;
        var read = TestFiles.Read(Saved(book), "return.xlsx");
        Assert.Equal(8, TestFiles.Lines(read).Count());
        Assert.Equal([3, 5, 6], read.Sheets[0].HiddenLines);
        Assert.Equal([1, 2], read.Sheets[0].HiddenColumns);
    }

    [Fact]
    public void Hidden_rows_and_columns_of_an_older_workbook_are_told()
    {
        var bytes = TestFiles.Bytes("sample-data/reference/council-workbooks/Nov_19.xls");
        var before = TestFiles.Read(bytes, "a.xls");
        Assert.All(before.Sheets, sheet => Assert.Empty(sheet.HiddenLines));
        // Record ROW of line 15, with the bit for hidden set.
        byte[] row = [0x08, 0x02, 0x10, 0x00, 0x0E, 0x00];
        var at = bytes.AsSpan().IndexOf(row);
        Assert.True(at > 0, "There is no such record.");
        bytes[at + 4 + 12] |= 0x20;
        // The first record COLINFO, which is about column A of the same sheet.
        byte[] column = [0x7D, 0x00, 0x0C, 0x00, 0x00, 0x00];
        at = bytes.AsSpan().IndexOf(column);
        Assert.True(at > 0, "There is no such record.");
        bytes[at + 4 + 8] |= 0x01;
        var after = TestFiles.Read(bytes, "a.xls");
        Assert.Equal([15], Assert.Single(after.Sheets, sheet => sheet.HiddenLines.Length > 0).HiddenLines);
        Assert.Contains(after.Sheets, sheet => sheet.HiddenColumns.Contains(0) && !before.Sheets.Single(other => other.Name == sheet.Name).HiddenColumns.Contains(0));
        Assert.Equal(before.Sheets.SelectMany(TestFiles.Lines), after.Sheets.SelectMany(TestFiles.Lines));
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
        Assert.Equal([("Shown", false, false), ("Hidden", true, false), ("Deep", true, true)], content.Sheets.Select(sheet => (sheet.Name, sheet.Hidden, sheet.HiddenByProgram)));
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
            TestFiles.Refused(FileRules.Extent, Read("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>")).Wrong);

    [Fact]
    public void A_workbook_of_too_many_cells_is_refused()
    {
        var row = $"<row>{string.Concat(Enumerable.Repeat("<c><v>1</v></c>", 16_000))}</row>";
        var finding = TestFiles.Refused(FileRules.Extent, Read(string.Concat(Enumerable.Repeat(row, 126))));
        Assert.Equal(("The workbook has more than 2,000,000 cells.", 126), (finding.Wrong, finding.Line));
    }

    private const string Laughs = "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]><a>&c;</a>";

    [Theory]
    [InlineData("xl/sharedStrings.xml", "<!DOCTYPE sst SYSTEM \"http://example.org/a.dtd\"><sst/>")]
    [InlineData("xl/sharedStrings.xml", Laughs)]
    [InlineData("xl/comments1.xml", "<?xml version=\"1.0\"?>\n<!-- a comment -->\n<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>")]
    [InlineData("xl/worksheets/_rels/sheet1.xml.rels", Laughs)]
    [InlineData("docProps/app.xml", Laughs)]
    [InlineData("xl/worksheets/sheet9.dat", Laughs)]
    public void A_document_type_in_any_part_is_refused_before_the_part_is_parsed(string part, string content) =>
        Assert.Equal($"The part '{part}' of the workbook has a document type declaration (<!DOCTYPE).",
            TestFiles.Refused(FileRules.DocumentType, TestFiles.Read(TestFiles.Xlsx("<row><c><v>1</v></c></row>", (part, content)), "return.xlsx")).Wrong);

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void A_document_type_is_found_in_every_encoding_of_XML(string encoding)
    {
        var code = Encoding.GetEncoding(encoding);
        TestFiles.Refused(FileRules.DocumentType, TestFiles.Read(TestFiles.WithPart(TestFiles.Xlsx(""), "xl/sharedStrings.xml", [.. code.GetPreamble(), .. code.GetBytes(Laughs)]), "return.xlsx"));
    }

    [Fact]
    public void A_document_type_is_found_where_two_pieces_of_a_part_meet() => Assert.All(Enumerable.Range(0, 12), shift =>
        TestFiles.Refused(FileRules.DocumentType, TestFiles.Read(TestFiles.Xlsx("", ("xl/comments1.xml", new string(' ', (1 << 16) - shift) + Laughs)), "return.xlsx")));

    /// <summary>What the first look does not understand, the second line of defence does: no reader of ours accepts a document type.</summary>
    [Fact]
    public void A_document_type_in_an_encoding_that_nobody_expects_is_refused_all_the_same()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var declaration = Encoding.ASCII.GetBytes("<?xml version=\"1.0\" encoding=\"IBM037\"?>");
        var book = TestFiles.WithPart(TestFiles.Xlsx("<row><c><v>1</v></c></row>"), "xl/worksheets/sheet1.xml", [.. declaration, .. Encoding.GetEncoding("IBM037").GetBytes(Laughs)]);
        TestFiles.Refused(FileRules.Damaged, TestFiles.Read(book, "return.xlsx"));
    }

    [Fact]
    public void A_drawing_with_a_document_type_is_no_reason_to_refuse() =>
        Assert.Equal(["1: 1"], TestFiles.Lines(TestFiles.Read(TestFiles.Xlsx("<row><c><v>1</v></c></row>", ("xl/media/logo.svg", "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\"><svg/>")), "return.xlsx")));

    /// <summary>A workbook with macros is its cells: what stands in the project is neither run nor read, and noise in it changes nothing.</summary>
    [Fact]
    public void Macros_are_passed_over() => Assert.All(["return.xlsm", "return.xlsx"], name =>
        Assert.Equal(["1: 1"], TestFiles.Lines(TestFiles.Read(TestFiles.Xlsx("<row><c><v>1</v></c></row>", ("xl/vbaProject.bin", "Sub Auto_Open()\nKill \"*.*\"\nEnd Sub")), name))));

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

    private static byte[] Saved(XLWorkbook book)
    {
        var bytes = new MemoryStream();
        book.SaveAs(bytes);
        return bytes.ToArray();
    }

    private static FileContent Read(string sheetData) => TestFiles.Read(TestFiles.Xlsx(sheetData), "return.xlsx");
}
