using System.Globalization;
using ClosedXML.Excel;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Policy;
using Monitoring.Files.Summaries;
using Monitoring.Files.Workbooks;
using Chart = DocumentFormat.OpenXml.Drawing.Charts;

namespace Monitoring.Files.Tests.Workbooks;

public class WorkbookTests : EveryWorkbook<WorkbookTests>, IWorkbooks
{
    private static readonly Dictionary<string, Func<DelayFigures>> Figures = new()
    {
        ["Derby"] = () => Months.Derby,
        ["England"] = () => Months.England,
        ["invented authority, October 2012"] = () => Months.InventedAuthority,
        ["invented England, October 2012"] = () => Months.InventedEngland,
        ["a cell not given"] = () => Months.WithOneCellNotGiven,
        ["nothing stands"] = () => Months.WithNothingStanding,
    };

    public static IReadOnlyDictionary<string, Func<byte[]>> All { get; } = Figures.ToDictionary(figures => figures.Key, figures => (Func<byte[]>)(() => Months.Write(figures.Value())));

    [Theory]
    [MemberData(nameof(AllNames))]
    public void No_number_is_wider_than_its_column(string name)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(Months.Write(Figures[name]())), isEditable: false);
        var part = document.WorkbookPart!;
        var styles = part.WorkbookStylesPart!.Stylesheet;
        var formats = styles.NumberingFormats!.Elements<NumberingFormat>().ToDictionary(format => format.NumberFormatId!.Value, format => format.FormatCode!.Value!);
        var cellFormats = styles.CellFormats!.Elements<CellFormat>().ToArray();
        var numbers = 0;
        foreach (var sheet in part.WorksheetParts)
        {
            var widths = sheet.Worksheet.GetFirstChild<Columns>()!.Elements<Column>()
                .SelectMany(column => Enumerable.Range((int)column.Min!.Value, (int)(column.Max!.Value - column.Min.Value + 1)), (column, number) => (number, column.Width!.Value)).ToDictionary();
            foreach (var cell in sheet.Worksheet.Descendants<Cell>().Where(cell => cell.CellValue is not null && (cell.DataType is null || cell.DataType == CellValues.Number)))
            {
                var format = formats[cellFormats[cell.StyleIndex!.Value].NumberFormatId!.Value];
                var shown = double.Parse(cell.CellValue!.Text, CultureInfo.InvariantCulture).ToString(format, CultureInfo.InvariantCulture);
                var digits = shown.Sum(c => char.IsAsciiDigit(c) ? 1.0 : c == '%' ? 1.6 : 0.6);
                Assert.True(digits * 1.08 + 1 <= widths[OpenedWorkbook.Place(cell.CellReference!.Value!).Column], $"{shown} in {cell.CellReference}");
                numbers++;
            }
        }
        if (name == "Derby")
            Assert.True(numbers > 200);
    }

    [Theory]
    [InlineData("Derby", 1)]
    [InlineData("England", 2)]
    [InlineData("nothing stands", 0)]
    public void The_chart_is_there_with_its_axes_its_title_and_words_for_it(string name, int charts)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(Months.Write(Figures[name]())), isEditable: false);
        var drawings = document.WorkbookPart!.WorksheetParts.Select(sheet => sheet.DrawingsPart).OfType<DrawingsPart>().ToList();
        Assert.Equal(charts, drawings.SelectMany(drawing => drawing.ChartParts).Count());
        var titles = drawings.SelectMany(drawing => drawing.ChartParts).ToLookup(part => part.ChartSpace.Descendants<Chart.BarChartSeries>().Count(), part => string.Join(' ', part.ChartSpace.Descendants<Chart.Title>().First().Descendants<DocumentFormat.OpenXml.Drawing.Text>().Select(line => line.Text)));
        // Reasons by NHS, social care and both; of England also the authorities with England among them.
        Assert.All(titles[3], title => Assert.Contains("is the largest reason", title));
        Assert.Equal((Math.Min(charts, 1), charts == 2 ? 1 : 0), (titles[3].Count(), titles[2].Count(title => title.StartsWith("Rates run from ", StringComparison.Ordinal))));
        Assert.All(drawings, drawing => Assert.All(drawing.WorksheetDrawing.Descendants<DocumentFormat.OpenXml.Drawing.Spreadsheet.NonVisualDrawingProperties>(), frame => Assert.Matches("^(Bar chart|Columns) of ", frame.Description!.Value)));
    }

    [Fact]
    public void The_chart_states_the_finding() =>
        Assert.Contains("chart Patient or family choice is the largest reason: 120 of 293 days ", WorkbookText.Extract(Months.Write(Months.Derby)));

    [Fact]
    public void Written_side_by_side_they_do_not_disturb_each_other()
    {
        var (derby, england) = (WorkbookText.Extract(Months.Write(Months.Derby)), WorkbookText.Extract(Months.Write(Months.England)));
        Parallel.For(0, 12, number => Assert.Equal(number % 3 == 0 ? england : derby, WorkbookText.Extract(Months.Write(number % 3 == 0 ? Months.England : Months.Derby))));
    }

    [Fact]
    public void A_name_that_looks_like_a_formula_stays_a_text()
    {
        const string name = "=cmd|' /C calc'!A1";
        var figures = Months.Derby with { Providers = [Months.Derby.Providers[0] with { Name = name }, .. Months.Derby.Providers.Skip(1)] };
        using var workbook = new XLWorkbook(new MemoryStream(Months.Write(figures)));
        var cell = workbook.Worksheet("Providers").CellsUsed().Single(cell => !cell.HasFormula && cell.GetString() == name);
        Assert.True(cell.Style.IncludeQuotePrefix);
    }

    [Fact]
    public void What_is_not_given_is_said_in_words()
    {
        var text = WorkbookText.Extract(Months.Write(Months.WithOneCellNotGiven));
        Assert.Matches(@"\nC\d+ not given\n", text[text.IndexOf("\nsheet Reasons\n", StringComparison.Ordinal)..]);
        Assert.Contains("Acute, A) Awaiting completion of assessment, NHS\n", text);
        Assert.Contains("1 return without a number of delayed days; the others add up to 0.", text);
        Assert.Contains("Incomplete. 1 cell of the returns holds no number of days.", text);
    }

    [Fact]
    public void What_cannot_be_worked_out_is_said_in_words()
    {
        using var workbook = new XLWorkbook(new MemoryStream(Months.Write(Months.WithNothingStanding)));
        Assert.All(workbook.Worksheet("Delays").Table(0).DataRange.Rows(), row => Assert.All(row.Cells(2, 6), cell => Assert.Equal("not calculable", cell.GetString())));
        Assert.DoesNotContain(workbook.Worksheet("Reasons").CellsUsed(), cell => cell.DataType == XLDataType.Number);
        var rates = WorkbookText.Extract(Months.Write(Months.InventedAuthority));
        Assert.Contains("No population estimate is set for October 2012, so there is no rate.", rates);
        Assert.Contains(" not calculable\n", rates[rates.IndexOf("\nsheet Rates\n", StringComparison.Ordinal)..]);
    }

    [Fact]
    public void England_names_the_council_for_which_nobody_reported()
    {
        var text = WorkbookText.Extract(Months.Write(Months.England));
        Assert.Contains("City of London (714)\n", text);
        Assert.Contains("No row: no provider reported a delay for it. Absent is not zero.", text);
        Assert.Contains("Isles of Scilly (906)\n", text);
    }

    [Fact]
    public void The_cover_says_that_it_is_a_draft_and_when_the_last_return_arrived()
    {
        var summer = Months.Publication with { AsAt = new DateTimeOffset(2020, 7, 1, 8, 5, 0, TimeSpan.Zero) };
        var text = WorkbookText.Extract(Months.Write(Months.Derby, summer));
        Assert.Contains("A3 Status: Draft - not signed\n", text);
        Assert.Contains("1 July 2020, 09:05 London time", text);
        Assert.Contains("'Contents'!A1\n", text);
    }

    [Fact]
    public Task Derby_in_November_2019_reads_as_it_did() =>
        GoldenText.IsAsync(Months.Write(Months.Derby), "Workbooks", "507-2019-11", (PolicyBook.Current.Version, "<policy>"), (Months.Derby.Reference, "<reference>"));
}
