using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Xdr = DocumentFormat.OpenXml.Drawing.Spreadsheet;

namespace Monitoring.Files.Tests.Workbooks;

/// <summary>The checker itself: each rule is broken once, or in each of its ways, in a workbook that is sound, and is found.</summary>
public class AccessibilityTests
{
    private static readonly Lazy<byte[]> Sound = new(ChartSheets.Write);

    private static readonly Dictionary<string, (AccessibilityRule Rule, Action<SpreadsheetDocument> Break)> Faults = new()
    {
        ["a sheet without its table"] = (AccessibilityRule.OneTable, document =>
        {
            var sheet = Sheet(document, "Changes");
            sheet.DeletePart(sheet.TableDefinitionParts.Single());
        }),
        ["two headings alike"] = (AccessibilityRule.Headings, document => SetText(document, "Fund", "C2", "plan")),
        ["a heading that is not the table's"] = (AccessibilityRule.Headings, document => SetText(document, "Fund", "C2", "Expected")),
        ["an empty heading"] = (AccessibilityRule.Headings, document => SetText(document, "Fund", "C2", "")),
        ["nothing in A1"] = (AccessibilityRule.HeadingInA1, document => SetText(document, "Fund", "A1", " ")),
        ["merged cells"] = (AccessibilityRule.NoMergedCells, document => Sheet(document, "Fund").Worksheet.InsertAfter(new MergeCells(new MergeCell { Reference = "A1:B1" }), Data(document, "Fund"))),
        ["an empty row"] = (AccessibilityRule.NoBlankRowsOrColumns, document => Data(document, "Fund").Elements<Row>().ElementAt(3).RemoveAllChildren()),
        ["an empty column"] = (AccessibilityRule.NoBlankRowsOrColumns, document => Data(document, "Fund").Descendants<Cell>().Where(cell => cell.CellReference!.Value![0] == 'B').ToList().ForEach(cell => cell.CellValue = null)),
        ["a name too long"] = (AccessibilityRule.SheetNames, document => Named(document, "Fund").Name = "Pooled fund by source and by partner"),
        ["two names alike"] = (AccessibilityRule.SheetNames, document => Named(document, "Fund").Name = "league"),
        ["no title"] = (AccessibilityRule.Document, document => document.PackageProperties.Title = ""),
        ["no author"] = (AccessibilityRule.Document, document => document.PackageProperties.Creator = null),
        ["no language"] = (AccessibilityRule.Document, document => document.PackageProperties.Language = null),
        ["headings that scroll away"] = (AccessibilityRule.FrozenHeadings, document => View(document, "Over months").RemoveAllChildren<Pane>()),
        ["headings printed once"] = (AccessibilityRule.PrintTitles, document => document.WorkbookPart!.Workbook.DefinedNames!.Elements<DefinedName>().Where(name => name.Text.StartsWith("Authorities", StringComparison.Ordinal)).ToList().ForEach(name => name.Remove())),
        ["portrait"] = (AccessibilityRule.Paper, document => Setup(document).Orientation = OrientationValues.Portrait),
        ["US letter"] = (AccessibilityRule.Paper, document => Setup(document).PaperSize = 1),
        ["two pages wide"] = (AccessibilityRule.Paper, document => Setup(document).FitToWidth = 2),
        ["a hidden sheet"] = (AccessibilityRule.NothingHidden, document => Named(document, "Fund").State = SheetStateValues.Hidden),
        ["a hidden row"] = (AccessibilityRule.NothingHidden, document => Data(document, "Fund").Elements<Row>().Last().Hidden = true),
        ["a hidden column"] = (AccessibilityRule.NothingHidden, document => Sheet(document, "Fund").Worksheet.Descendants<Column>().Last().Hidden = true),
        ["a number on a colour"] = (AccessibilityRule.NotByColourAlone, document => Cell(document, "Fund", "B3").StyleIndex = Cell(document, "Fund", "B2").StyleIndex!.Value),
        ["a rule that colours"] = (AccessibilityRule.NotByColourAlone, document => Sheet(document, "Fund").Worksheet.InsertAfter(new ConditionalFormatting { SequenceOfReferences = new ListValue<StringValue> { InnerText = "B3:B5" } }, Data(document, "Fund"))),
        ["a format that colours"] = (AccessibilityRule.NotByColourAlone, document => document.WorkbookPart!.WorkbookStylesPart!.Stylesheet.NumberingFormats!.Elements<NumberingFormat>().Single(format => format.FormatCode == "£#,##0.00").FormatCode = "£#,##0.00;[Red]-£#,##0.00"),
        ["a link without text"] = (AccessibilityRule.Links, document => Link(document, "E9", "'League'!A1")),
        ["a link to nowhere"] = (AccessibilityRule.Links, document => Link(document, "A1", "'League'!A999")),
        ["a link to no sheet"] = (AccessibilityRule.Links, document => Link(document, "A1", "'Evidence'!A1")),
        ["a comment"] = (AccessibilityRule.NotesInCells, document => Sheet(document, "Fund").AddNewPart<WorksheetCommentsPart>().Comments = new Comments(new Authors(new Author("Monitoring")), new CommentList())),
        ["a chart without words"] = (AccessibilityRule.Charts, document => Sheet(document, "Fund").DrawingsPart!.WorksheetDrawing.Descendants<Xdr.NonVisualDrawingProperties>().First().Description = null),
        ["a chart without a title"] = (AccessibilityRule.Charts, document => Sheet(document, "Fund").DrawingsPart!.ChartParts.First().ChartSpace.Descendants<DocumentFormat.OpenXml.Drawing.Charts.Title>().First().Remove()),
        ["grey letters"] = (AccessibilityRule.Contrast, document => document.WorkbookPart!.WorkbookStylesPart!.Stylesheet.Fonts!.Elements<Font>().First(font => font.Color?.Rgb?.Value == "FF212B32").Color!.Rgb = "FF8F9CA5"),
        ["another sheet first"] = (AccessibilityRule.OpensAtTheTop, document => document.WorkbookPart!.Workbook.BookViews!.GetFirstChild<WorkbookView>()!.ActiveTab = 2),
        ["the cursor elsewhere"] = (AccessibilityRule.OpensAtTheTop, document => View(document, "Fund").Append(new Selection { ActiveCell = "C7" })),
        ["a second sheet selected"] = (AccessibilityRule.OpensAtTheTop, document => View(document, "Fund").TabSelected = true),
    };

    public static TheoryData<string> Names => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_rule_fails_where_it_is_broken(string name)
    {
        var (rule, breaking) = Faults[name];
        using var stream = new MemoryStream();
        stream.Write(Sound.Value);
        using (var document = SpreadsheetDocument.Open(stream, isEditable: true))
            breaking(document);
        Assert.Contains(Accessibility.Faults(stream.ToArray()), fault => fault.Rule == rule);
    }

    [Fact]
    public void Every_rule_is_broken_somewhere_here_and_nowhere_in_the_sound_workbook()
    {
        Assert.Equal(Enum.GetValues<AccessibilityRule>(), Faults.Values.Select(fault => fault.Rule).Distinct().Order());
        Assert.Empty(Accessibility.Faults(Sound.Value));
    }

    private static Sheet Named(SpreadsheetDocument document, string sheet) => document.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().Single(found => found.Name == sheet);

    private static WorksheetPart Sheet(SpreadsheetDocument document, string sheet) => (WorksheetPart)document.WorkbookPart!.GetPartById(Named(document, sheet).Id!.Value!);

    private static SheetData Data(SpreadsheetDocument document, string sheet) => Sheet(document, sheet).Worksheet.GetFirstChild<SheetData>()!;

    private static SheetView View(SpreadsheetDocument document, string sheet) => Sheet(document, sheet).Worksheet.Descendants<SheetView>().First();

    private static PageSetup Setup(SpreadsheetDocument document) => Sheet(document, "Fund").Worksheet.GetFirstChild<PageSetup>()!;

    private static Cell Cell(SpreadsheetDocument document, string sheet, string reference) => Data(document, sheet).Descendants<Cell>().Single(cell => cell.CellReference == reference);

    private static void SetText(SpreadsheetDocument document, string sheet, string reference, string text)
    {
        var cell = Cell(document, sheet, reference);
        (cell.DataType, cell.CellValue, cell.InlineString) = (CellValues.InlineString, null, new InlineString(new Text(text)));
    }

    private static void Link(SpreadsheetDocument document, string reference, string location) =>
        Sheet(document, "Fund").Worksheet.InsertBefore(new Hyperlinks(new Hyperlink { Reference = reference, Location = location }), Sheet(document, "Fund").Worksheet.GetFirstChild<PageMargins>());
}
