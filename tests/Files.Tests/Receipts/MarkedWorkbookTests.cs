using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.RegularExpressions;
using ClosedXML.Excel;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Receipts;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Receipts;

public class MarkedWorkbookTests
{
    private static Finding At(string cell, Severity severity = Severity.Error, string sheet = "Return") =>
        new("DT-06", severity, $"Wrong at {cell}.", "Write digits only.", sheet, int.Parse(cell.TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ".ToCharArray())), cell.TrimEnd("0123456789".ToCharArray()), "NHS days", "x");

    [Fact]
    public void Every_wrong_cell_has_its_colour_and_a_note_that_says_what_to_do()
    {
        var marked = Marked.Of(Submissions.Template(Submissions.PutMistakes), "return.xlsx");
        Assert.Equal("return-marked.xlsx", marked.FileName);
        Assert.Equal(["C30 red", "E30 red", "E43 red", "E9 red", "F12 red", "F20 amber", "F5 red", "G4 red", "H4 red"], Marked.Coloured(marked.Content, "Return").Order(StringComparer.Ordinal));
        var notes = Marked.Notes(marked.Content, "Return");
        Assert.Equal(9, notes.Count);
        Assert.Equal("Mistake DT-06\n-4 is below zero.\nWhat to do: Write digits only, for example 12 or 1,204; write 0 where there was no delay.", notes["F5"]);
        Assert.StartsWith("Warning DT-09\n", notes["F20"]);
    }

    [Fact]
    public void The_list_names_every_finding_and_links_to_its_cell()
    {
        var marked = Marked.Of(Submissions.Template(Submissions.PutMistakes), "return.xlsx").Content;
        var table = Marked.Table(marked);
        Assert.Equal(["Severity", "Sheet", "Cell", "Line", "Column", "Heading", "Value", "What is wrong", "What to do", "Rule"], table[0]);
        Assert.Equal(["Mistake", "Return", "F5", "5", "F", "NHS days", "-4", "-4 is below zero.", "Write digits only, for example 12 or 1,204; write 0 where there was no delay.", "DT-06"], table.Single(row => row[2] == "F5"));
        Assert.Equal(10, table.Count);
        Assert.Contains("8 mistakes and 1 warning.", Marked.Sentences(marked));
        using var document = SpreadsheetDocument.Open(new MemoryStream(marked), isEditable: false);
        var sheet = Marked.PartOf(document, "Findings").Worksheet;
        Assert.Contains("'Return'!F5", sheet.Descendants<Hyperlink>().Select(link => link.Location!.Value));
        Assert.Equal(9, sheet.Descendants<Hyperlink>().Count());
    }

    [Fact]
    public void It_opens_on_the_list_and_on_nothing_else()
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(Marked.Of(Submissions.Template(Submissions.PutMistakes), "return.xlsx").Content), isEditable: false);
        var sheets = document.WorkbookPart!.Workbook.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().ToList();
        Assert.Equal(sheets.FindIndex(sheet => sheet.Name == "Findings"), (int)document.WorkbookPart.Workbook.Descendants<WorkbookView>().Single().ActiveTab!.Value);
        var selected = sheets.Where(sheet => ((WorksheetPart)document.WorkbookPart.GetPartById(sheet.Id!.Value!)).Worksheet.Descendants<SheetView>().Any(view => view.TabSelected?.Value == true));
        Assert.Equal("Findings", Assert.Single(selected).Name);
    }

    [Fact]
    public void Number_format_border_and_typeface_stay_and_text_that_was_white_becomes_dark()
    {
        var original = Submissions.Template(sheet =>
        {
            var cell = sheet.Cell("F5");
            cell.Style.NumberFormat.Format = "#,##0.000";
            cell.Style.Border.LeftBorder = XLBorderStyleValues.Double;
            cell.Style.Font.FontName = "Georgia";
            cell.Style.Font.Italic = true;
            cell.Style.Font.FontColor = XLColor.White;
        });
        using var workbook = new XLWorkbook(new MemoryStream(Marked.Of(FileKind.Xlsx, original, "r.xlsx", [At("F5"), At("F6")]).Content));
        var style = workbook.Worksheet("Return").Cell("F5").Style;
        Assert.Equal("#,##0.000", style.NumberFormat.Format);
        Assert.Equal(XLBorderStyleValues.Double, style.Border.LeftBorder);
        Assert.Equal("Georgia", style.Font.FontName);
        Assert.True(style.Font.Italic);
        Assert.Equal("ff212b32", style.Font.FontColor.Color.Name);
        Assert.Equal("#,##0", workbook.Worksheet("Return").Cell("F6").Style.NumberFormat.Format);
    }

    [Fact]
    public void What_a_formula_last_gave_and_the_drop_downs_stay()
    {
        // ClosedXML writes no values, so the file is one that a spreadsheet would have saved.
        var original = Submissions.Xlsx("<row r=\"1\"><c r=\"A1\"><v>2</v></c><c r=\"B1\"><f>A1*21</f><v>42</v></c><c r=\"C1\" t=\"str\"><f>\"a\"&amp;\"b\"</f><v>ab</v></c></row>");
        var marked = Marked.Of(FileKind.Xlsx, original, "r.xlsx", [At("B1"), At("A7")]).Content;
        using (var document = SpreadsheetDocument.Open(new MemoryStream(marked), isEditable: false))
        {
            var cells = Marked.PartOf(document, "Return").Worksheet.Descendants<Cell>().ToDictionary(cell => cell.CellReference!.Value!);
            Assert.Equal(("A1*21", "42"), (cells["B1"].CellFormula!.Text, cells["B1"].CellValue!.Text));
            Assert.Equal("ab", cells["C1"].CellValue!.Text);
        }
        Assert.Equal(["A7 red", "B1 red"], Marked.Coloured(marked, "Return").Order());

        using var template = SpreadsheetDocument.Open(new MemoryStream(Marked.Of(Submissions.Template(Submissions.PutMistakes), "return.xlsx").Content), isEditable: false);
        Assert.Contains(Marked.PartOf(template, "Return").Worksheet.Descendants<DataValidation>(), validation => validation.Type?.Value == DataValidationValues.List);
    }

    [Fact]
    public void A_copy_corrected_and_sent_again_reads_as_the_return_did()
    {
        var original = Submissions.Template(Submissions.PutMistakes);
        var marked = Marked.Of(original, "return.xlsx");
        Assert.Equal(TestFiles.Lines(TestFiles.Read(original, "return.xlsx").Sheets[0]), TestFiles.Lines(TestFiles.Read(marked.Content, marked.FileName).Sheets[0]));
        Assert.Equal(Submissions.Check(original, "return.xlsx").Findings.Select(finding => finding.Wrong), Submissions.Check(marked.Content, marked.FileName).Findings.Select(finding => finding.Wrong));
        // Marked a second time: the name of the list is taken.
        var again = Marked.Of(marked.Content, marked.FileName);
        Assert.Equal(10, Marked.Table(again.Content, "Findings 2").Count);
    }

    [Fact]
    public void Macros_stay_byte_for_byte_and_the_file_stays_one_with_macros()
    {
        byte[] macros = [1, 2, 3, 250, 251, 0, 9];
        using var stream = new MemoryStream();
        stream.Write(Submissions.Changed(Submissions.Template(Submissions.PutMistakes), "[Content_Types].xml", text => text.Replace(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml")));
        using (var document = SpreadsheetDocument.Open(stream, isEditable: true))
        {
            using var part = document.WorkbookPart!.AddNewPart<VbaProjectPart>().GetStream(FileMode.Create);
            part.Write(macros);
        }
        var marked = Marked.Of(stream.ToArray(), "return.xlsm");
        Assert.Equal("return-marked.xlsm", marked.FileName);
        Assert.Equal("application/vnd.ms-excel.sheet.macroEnabled.12", marked.ContentType);
        using var reopened = SpreadsheetDocument.Open(new MemoryStream(marked.Content), isEditable: false);
        Assert.Equal(SpreadsheetDocumentType.MacroEnabledWorkbook, reopened.DocumentType);
        using var kept = new MemoryStream();
        reopened.WorkbookPart!.VbaProjectPart!.GetStream().CopyTo(kept);
        Assert.Equal(macros, kept.ToArray());
    }

    [Fact]
    public void A_protected_sheet_is_marked_and_stays_protected()
    {
        var marked = Marked.Of(Submissions.Template(sheet => { Submissions.PutMistakes(sheet); sheet.Protect("secret"); }), "return.xlsx").Content;
        using var document = SpreadsheetDocument.Open(new MemoryStream(marked), isEditable: false);
        Assert.NotNull(Marked.PartOf(document, "Return").Worksheet.GetFirstChild<SheetProtection>());
        Assert.Contains("F5 red", Marked.Coloured(marked, "Return"));
    }

    [Fact]
    public void A_note_of_the_sender_stays_and_ours_goes_below_in_a_box_that_shows_both()
    {
        var original = Submissions.Template(sheet => { Submissions.PutMistakes(sheet); sheet.Cell("F5").Comment.AddText("Ann: ask the ward"); sheet.Cell("A2").Comment.AddText("Mine"); });
        var marked = Marked.Of(original, "return.xlsx").Content;
        var notes = Marked.Notes(marked, "Return");
        Assert.Equal("Mine", notes["A2"]);
        Assert.StartsWith("Ann: ask the ward\n\nMistake DT-06\n", notes["F5"]);
        using var archive = new ZipArchive(new MemoryStream(marked));
        var boxes = new StreamReader(archive.Entries.Single(entry => entry.Name.EndsWith(".vml", StringComparison.Ordinal)).Open()).ReadToEnd();
        Assert.Equal(10, boxes.Split("ObjectType=\"Note\"").Length - 1);
        // Left column, pixels, top row, pixels, right column, pixels, bottom row, pixels.
        var anchor = Regex.Match(boxes, "Anchor>([0-9, ]+)</\\w+:Anchor>(?:(?!ClientData).)*Row>4</\\w+:Row>\\s*<\\w+:Column>5<", RegexOptions.Singleline).Groups[1].Value.Split(',').Select(int.Parse).ToList();
        Assert.Equal((6, 3), (anchor[0], anchor[2]));
        Assert.True(anchor[6] - anchor[2] >= 5, "The box is not tall enough for both notes.");
    }

    [Fact]
    public void Where_cells_are_merged_the_one_that_is_seen_is_marked()
    {
        var original = Submissions.Template(sheet => sheet.Range("B3:D4").Merge());
        Assert.Equal(["B3 red"], Marked.Coloured(Marked.Of(FileKind.Xlsx, original, "r.xlsx", [At("C4", Severity.Warning), At("D3")]).Content, "Return"));
    }

    [Fact]
    public void A_finding_about_a_line_colours_the_line_and_has_one_note()
    {
        var marked = Marked.Of(FileKind.Xlsx, Submissions.Template(), "r.xlsx", [new Finding("HEAD-05", Severity.Error, "Line 3 repeats the headings.", "Delete it.", "Return", 3)]).Content;
        Assert.Equal(["A3 red", "B3 red", "C3 red", "D3 red", "E3 red", "F3 red", "G3 red", "H3 red"], Marked.Coloured(marked, "Return"));
        Assert.Equal(["A3"], Marked.Notes(marked, "Return").Keys);
        Assert.Equal("line 3", Marked.Table(marked)[1][2]);
    }

    [Fact]
    public void Notes_stop_at_two_thousand_cells_mistakes_first_and_the_list_says_so()
    {
        var original = Submissions.Template(sheet =>
        {
            for (var row = 2; row < 6_002; row++)
                sheet.Cell(row, 10).SetValue($"x{row}");
        });
        var findings = Enumerable.Range(2, 6_000).Select(line => At($"J{line}", line <= 2_500 ? Severity.Warning : Severity.Error)).ToImmutableArray();
        var marked = Marked.Of(FileKind.Xlsx, original, "r.xlsx", findings).Content;
        Assert.Equal(6_000, Marked.Coloured(marked, "Return").Count());
        var notes = Marked.Notes(marked, "Return");
        Assert.Equal(2_000, notes.Count);
        Assert.All(notes.Values, note => Assert.StartsWith("Mistake", note));
        Assert.Contains("Notes stop after 2,000 cells, mistakes first, because Excel gets slow with more: 4,000 other cells have the colour only.", Marked.Sentences(marked));
        Assert.Equal(6_001, Marked.Table(marked).Count);
    }

    [Fact]
    public void Styles_that_are_missing_and_cells_without_an_address_are_made_good()
    {
        var original = Submissions.Xlsx("<row><c><v>1</v></c><c><v>2</v></c></row><row r=\"4\"><c r=\"C4\"><v>3</v></c></row>");
        var marked = Marked.Of(FileKind.Xlsx, original, "r.xlsx", [At("B1"), At("A4"), At("B2"), At("D9", Severity.Warning)]).Content;
        Assert.Equal(["A4 red", "B1 red", "B2 red", "D9 amber"], Marked.Coloured(marked, "Return").Order());
        Assert.Equal(["1: 1|2", "4: ||3"], TestFiles.Lines(TestFiles.Read(marked, "r.xlsx").Sheets[0]));
    }

    [Fact]
    public void Relationships_that_lead_nowhere_are_taken_out_of_the_copy()
    {
        const string package = "http://schemas.openxmlformats.org/package/2006/relationships";
        const string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        var good = Submissions.Xlsx("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", ("xl/worksheets/_rels/sheet1.xml.rels",
            $"<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" Type=\"{office}/drawing\" Target=\"../drawings/drawing1.xml\"/><Relationship Id=\"rId2\" Type=\"{office}/vmlDrawing\" Target=\"../drawings/vmlDrawing1.vml\"/></Relationships>"));
        var broken = Submissions.Changed(good, "xl/worksheets/sheet1.xml", text => text
            .Replace("</sheetData>", $"</sheetData><drawing xmlns:r=\"{office}\" r:id=\"rId1\"/><legacyDrawing xmlns:r=\"{office}\" r:id=\"rId2\"/>"));
        var marked = Marked.Of(FileKind.Xlsx, broken, "r.xlsx", [At("A1")]);
        Assert.Equal("r-marked.xlsx", marked.FileName);
        Assert.Equal(["A1 red"], Marked.Coloured(marked.Content, "Return"));
        Assert.Contains("refers to pictures or drawings that are not in it", Marked.Sentences(marked.Content));
    }

    [Theory]
    [InlineData(FileKind.Xlsx)]
    [InlineData(FileKind.Csv)]
    [InlineData(FileKind.Xls)]
    [InlineData(FileKind.Unknown)]
    public void What_cannot_be_marked_comes_back_as_a_list_that_says_so(FileKind kind)
    {
        var marked = Marked.Of(kind, [0x50, 0x4B, 3, 4, 1, 2, 3, 0, 0, 0xFF, 0xFE], "return.xls", [At("B2"), new Finding("FILE-09", Severity.Error, "It is damaged.", "Repair it.")]);
        Assert.Equal("return-findings.xlsx", marked.FileName);
        Assert.Equal(3, Marked.Table(marked.Content).Count);
        Assert.Matches("cannot be marked|could not be", Marked.Sentences(marked.Content));
    }

    [Fact]
    public void A_sheet_that_the_findings_name_and_that_is_not_there_is_passed_over()
    {
        var marked = Marked.Of(FileKind.Xlsx, Submissions.Template(), "r.xlsx", [At("A1", sheet: "Gone"), At("ZZZZ1"), At("B2")]).Content;
        Assert.Equal(["B2 red"], Marked.Coloured(marked, "Return"));
        Assert.Equal(4, Marked.Table(marked).Count);
    }

    [Fact]
    public void Without_findings_there_is_nothing_to_mark() => Assert.Null(MarkedCopy.Of(FileKind.Xlsx, Submissions.Template(), "r.xlsx", []));

    [Fact]
    public void The_same_file_and_findings_give_the_same_bytes()
    {
        var original = Submissions.Template(Submissions.PutMistakes);
        Assert.Equal(Marked.Of(original, "return.xlsx").Content, Marked.Of(original, "return.xlsx").Content);
        Assert.Equal(Marked.Of(Submissions.WithMistakes, Submissions.Csv).Content, Marked.Of(Submissions.WithMistakes, Submissions.Csv).Content);
    }
}
