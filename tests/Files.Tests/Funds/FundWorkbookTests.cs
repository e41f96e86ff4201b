using System.Globalization;
using ClosedXML.Excel;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Files.Funds;
using Monitoring.Files.Tests.Figures;
using Monitoring.Files.Tests.Workbooks;

namespace Monitoring.Files.Tests.Funds;

public class FundWorkbookTests : EveryWorkbook<FundWorkbookTests>, IWorkbooks
{
    public static IReadOnlyDictionary<string, Func<byte[]>> All { get; } = new Dictionary<string, Func<byte[]>>
    {
        ["2015-16"] = () => Write(FundDocuments.Of2015),
        ["2015-16 revised"] = () => Write(FundDocuments.Revised),
        ["2016-17"] = () => Write(FundDocuments.Of2016),
        ["2017-18"] = () => Write(FundDocuments.Of2017),
        ["2025-26"] = () => Write(FundDocuments.Of2025),
        ["empty"] = () => Write(FundDocuments.Empty),
        ["England"] = () => EnglandFundWorkbook.Write(FundDocuments.England, FundDocuments.Publication),
        ["worked out, Buckinghamshire 2015-16"] = () => Write(WorkedOut("612", 2015)),
        ["worked out, Buckinghamshire 2016-17"] = () => Write(WorkedOut("612", 2016)),
        ["worked out, Buckinghamshire 2017-18"] = () => Write(WorkedOut("612", 2017)),
        ["worked out, Nottingham 2015-16"] = () => Write(WorkedOut("512", 2015)),
        ["worked out, Merton 2025-26"] = () => Write(WorkedOut("730", 2025)),
    };

    /// <summary>
    /// The lines of the return that follow from others (domain note 1.5) are formulas in every quarter, and what they come to is vector S2, but for the third quarter's agreed payment, which the fourth takes in:
    /// 968,500 - 473,500 = 495,000.
    /// </summary>
    [Theory]
    [InlineData("Planned absolute reduction (cumulative)", 175, 357, 535, 721)]
    [InlineData("Maximum payment (cumulative)", 260750, 531930, 797150, 1074290)]
    [InlineData("Maximum quarterly payment", 260750, 271180, 265220, 277140)]
    [InlineData("Performance against baseline", 50, 100, 200, 300)]
    [InlineData("Performance against baseline (cumulative)", 50, 150, 350, 650)]
    [InlineData("Earned (cumulative)", 74500, 223500, 521500, 968500)]
    [InlineData("Suggested quarterly payment", 74500, 149000, 298000, 495000)]
    [InlineData("Total payment made", 74500, 149000, 250000, 495000)]
    [InlineData("Suggested amount of unreleased funds", 186250, 122180, 15220, -217860)]
    [InlineData("Unreleased funds (cumulative)", 186250, 308430, 323650, 105790)]
    public void The_payment_is_worked_out_by_formulas(string line, double first, double second, double third, double fourth)
    {
        var row = Row(Workbook("2015-16"), "Performance payment", line);
        double[] expected = [first, second, third, fourth];
        for (var quarter = 0; quarter < 4; quarter++)
        {
            Assert.True(row[quarter + 1].HasFormula, $"{line}, quarter {quarter + 1}");
            Assert.Equal(expected[quarter], row[quarter + 1].Number);
        }
    }

    [Theory]
    [InlineData("% change (below zero: plan is larger than baseline)", 0.035)]
    [InlineData("Absolute reduction in NEL performance", 721)]
    [InlineData("Total performance fund available", 1074290)]
    [InlineData("Total performance fund", 1074290)]
    [InlineData("Ring-fenced for NHS services", 3925710)]
    [InlineData("Total payment made", 968500)]
    [InlineData("Suggested amount of unreleased funds", 105790)]
    public void The_year_of_the_payment_is_worked_out_by_formulas(string line, double expected)
    {
        var year = Row(Workbook("2015-16"), "Performance payment", line)[5];
        Assert.True(year.HasFormula);
        Assert.Equal(expected, year.Number!.Value, 1e-9);
    }

    /// <summary>By version 2, with weights of 25% a quarter: 150 of 200 planned, three quarters of £268,200, is £201,150; £74,500 of it was paid before (rule 5 in its ratio form, rule 13).</summary>
    [Fact]
    public void A_quarter_of_a_revised_plan_is_worked_out_by_its_own_version()
    {
        var workbook = Workbook("2015-16 revised");
        Assert.Equal((true, 2.0), (Row(workbook, "Performance payment", "Total performance fund available")[2].HasFormula, Row(workbook, "Performance payment", "Plan version")[2].Number));
        Assert.Equal((true, 268200.0), (Row(workbook, "Performance payment", "Maximum payment (cumulative)")[2].HasFormula, Row(workbook, "Performance payment", "Maximum payment (cumulative)")[2].Number));
        Assert.Equal((true, 201150.0), (Row(workbook, "Performance payment", "Earned (cumulative)")[2].HasFormula, Row(workbook, "Performance payment", "Earned (cumulative)")[2].Number));
        Assert.Equal((true, 126650.0), (Row(workbook, "Performance payment", "Suggested quarterly payment")[2].HasFormula, Row(workbook, "Performance payment", "Suggested quarterly payment")[2].Number));
    }

    /// <summary>An actual that is not known makes the quarter and those after it not calculable (rule 15): words, and no number anywhere in what follows from it.</summary>
    [Theory]
    [InlineData("Performance against baseline", "not calculable")]
    [InlineData("Earned (cumulative)", "not calculable")]
    [InlineData("Suggested quarterly payment", "not calculable")]
    [InlineData("Total payment made", "not calculable")]
    [InlineData("Actual", "not known")]
    public void What_is_not_known_is_said_in_words(string line, string words)
    {
        foreach (var quarter in new[] { 3, 4 })
            Assert.Equal(words, Row(Workbook("2015-16 revised"), "Performance payment", line)[quarter].Text);
    }

    /// <summary>The payment of the sample's county, revised in between and settled partly by CCGs' shares, is in formulas throughout: £134,100, £275,000, £492,350 and £555,770 (sample-data/fund).</summary>
    [Fact]
    public void What_is_worked_out_is_in_formulas_to_the_penny()
    {
        var workbook = Workbook("worked out, Buckinghamshire 2015-16");
        foreach (var line in new[] { "Planned absolute reduction (cumulative)", "Maximum payment (cumulative)", "Maximum quarterly payment", "Earned (cumulative)", "Suggested quarterly payment", "Total payment made", "Suggested amount of unreleased funds", "Unreleased funds (cumulative)" })
            Assert.All(Row(workbook, "Performance payment", line)[1..5], cell => Assert.True(cell.HasFormula, line));
        Assert.Equal([134100, 275000, 492350, 555770], Row(workbook, "Performance payment", "Total payment made")[1..5].Select(cell => cell.Number));
    }

    /// <summary>Volume is (2,850 - 3,000) x £1,850 = -£277,500; price the rest of the variance of £122,499, so that both are it to the penny (domain note 2.5).</summary>
    [Fact]
    public void A_variance_is_volume_and_price_by_formulas()
    {
        using var workbook = new XLWorkbook(new MemoryStream(Workbook("2015-16")));
        var row = workbook.Worksheet("Scheme outputs").Table(0).DataRange.Rows().First();
        string[] headings = ["Planned unit cost", "Unit cost", "Variance", "Of it volume", "Of it price"];
        Assert.All(headings, heading => Assert.True(row.Field(heading).HasFormula, heading));
        Assert.Equal([1850, 5672499 / 2850.0, 122499, -277500, 399999], headings.Select(heading => Cached(row.Field(heading))), (one, other) => Math.Abs(one - other) < 1e-6);
    }

    /// <summary>Every pound of the year is somewhere: what partners pay, what is left to a decision, and nothing else, is the variance.</summary>
    [Fact]
    public void The_shares_come_to_the_variance()
    {
        using var workbook = new XLWorkbook(new MemoryStream(Workbook("2015-16")));
        var table = workbook.Worksheet("Risk share").Table(0);
        Assert.Equal(600000.01, table.DataRange.Rows().Sum(row => row.Field("Pays").GetDouble()), 1e-9);
        Assert.Equal(["Exampleshire (998)", "NHS Exampleshire CCG (99X)", "Not allocated: needs a decision"], table.DataRange.Rows().Select(row => row.Field("Who").GetString()));
    }

    [Theory]
    [InlineData("2015-16", "Performance payment, Performance terms, Performance history, Partners, Pool, Risk share, Memorandum account, Schemes, Metrics, Checks, Reconciliation, Open questions", "Release of the sum held, Expectation")]
    [InlineData("2016-17", "Release of the sum held", "Performance payment, Expectation, Pool, Partners, Checks, Metrics")]
    [InlineData("2017-18", "Expectation, Pool, Income, Risk share", "Performance payment, Release of the sum held, Schemes, Checks, Contributions due")]
    [InlineData("2025-26", "Metrics, Checks, Conditions and sign-off, Rules and definitions", "Performance payment, Pool, Income, Risk share, Memorandum account")]
    public void Sheets_with_nothing_in_them_are_left_out_and_the_contents_say_so(string name, string there, string leftOut)
    {
        using var workbook = new XLWorkbook(new MemoryStream(Workbook(name)));
        var sheets = workbook.Worksheets.Select(sheet => sheet.Name).ToList();
        Assert.All(there.Split(", "), sheet => Assert.Contains(sheet, sheets));
        Assert.All(leftOut.Split(", "), sheet => Assert.DoesNotContain(sheet, sheets));
        var contents = workbook.Worksheet("Contents").Table(0).DataRange.Rows().Select(row => (Part: row.Field("Part").GetString(), Sheet: row.Field("Sheet").GetString(), About: row.Field("What is on it").GetString())).ToList();
        var said = string.Concat(contents.Where(one => one.Part == "Left out").Select(one => one.About));
        Assert.All(leftOut.Split(", "), sheet => Assert.Contains(sheet, said));
        Assert.Equal(sheets.Skip(2), contents.Where(one => one.Part != "Left out").Select(one => one.Sheet));
    }

    /// <summary>A summary that runs over is none; the payment is read across quarters and down to what was paid.</summary>
    [Theory]
    [InlineData("Cover")]
    [InlineData("Contents")]
    [InlineData("Summary")]
    [InlineData("Performance payment")]
    public void It_is_printed_on_one_page(string sheet)
    {
        using var workbook = new XLWorkbook(new MemoryStream(Workbook("2015-16")));
        var page = workbook.Worksheet(sheet).PageSetup;
        Assert.Equal((1, 1, XLPageOrientation.Landscape), (page.PagesWide, page.PagesTall, page.PageOrientation));
    }

    [Theory]
    [MemberData(nameof(AllNames))]
    public void No_cell_of_a_table_is_empty_without_a_word(string name)
    {
        using var workbook = new XLWorkbook(new MemoryStream(Workbook(name)));
        var drawn = ChartFaults.DrawnColumns(Workbook(name));
        foreach (var sheet in workbook.Worksheets.Where(sheet => sheet.Tables.Any()))
            Assert.All(sheet.Table(0).DataRange.Cells().Where(cell => !drawn.Contains((sheet.Name, cell.Address.ColumnNumber))), cell => Assert.False(!cell.HasFormula && cell.IsEmpty(), $"{sheet.Name}!{cell.Address}"));
    }

    [Theory]
    [InlineData("2015-16", "Signed: the return of Q3 2015-16 was approved by D. Treasurer on 25 February 2016, prepared by C. Accountant", "Figures provisional")]
    [InlineData("2016-17", "Draft - no return names who approved it", "Draft - not signed")]
    public void It_says_whether_it_is_signed(string name, string status, string footer)
    {
        var text = WorkbookText.Extract(Workbook(name));
        Assert.Contains($"A3 Status: {status}\n", text);
        Assert.All(text.Split('\n').Where(line => line.StartsWith("foot ", StringComparison.Ordinal)), foot => Assert.Contains(footer, foot));
    }

    [Fact]
    public void A_name_that_looks_like_a_formula_stays_a_text()
    {
        const string name = "=cmd|' /C calc'!A1";
        var spoilt = FundDocuments.Of2015 with { Schemes = FundDocuments.Of2015.Schemes! with { Schemes = [FundDocuments.Of2015.Schemes!.Schemes[0] with { Name = name }] } };
        using var workbook = new XLWorkbook(new MemoryStream(Write(spoilt)));
        var cell = workbook.Worksheet("Schemes").CellsUsed().Single(cell => !cell.HasFormula && cell.GetString() == name);
        Assert.True(cell.Style.IncludeQuotePrefix);
    }

    /// <summary>An amount that its parts do not give stands without a formula: the file never shows a formula that would come to something else.</summary>
    [Fact]
    public async Task A_figure_that_its_parts_do_not_give_has_no_formula()
    {
        var payment = FundDocuments.Of2015.Performance!;
        var odd = FundDocuments.Of2015 with { Performance = payment with { Quarters = payment.Quarters.SetItem(1, payment.Quarters[1] with { EarnedCumulative = 200000m }) } };
        var workbook = Write(odd);
        var cell = Row(workbook, "Performance payment", "Earned (cumulative)")[2];
        Assert.Equal((false, 200000.0), (cell.HasFormula, cell.Number));
        Assert.Empty((await LibreOffice.RecalculateAsync(workbook))[0].Differences);
    }

    [Theory]
    [InlineData("2015-16")]
    [InlineData("2015-16 revised")]
    [InlineData("2016-17")]
    [InlineData("2017-18")]
    [InlineData("2025-26")]
    [InlineData("England")]
    public Task It_reads_as_it_did(string name) =>
        GoldenText.IsAsync(Workbook(name), "Funds", name);

    /// <summary>Worked out from the returns of the sample, as they are received.</summary>
    private static FundYear WorkedOut(string hwb, int year) => FundYears.Of(FundSample.All.Facts(hwb), new FinancialYear(year), PolicyBook.Current, FundSample.All.Reference);

    private static byte[] Write(FundYear year) => FundWorkbook.Write(year, FundDocuments.Publication);

    private static double Cached(IXLCell cell) => double.Parse(cell.CachedValue.ToString()!, CultureInfo.InvariantCulture);

    /// <summary>The cells of the row that a name begins, as a reader of data sees them.</summary>
    private static (bool HasFormula, double? Number, string? Text)[] Row(byte[] file, string sheet, string first)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
        var part = document.WorkbookPart!;
        var strings = part.SharedStringTablePart!.SharedStringTable.Elements<SharedStringItem>().Select(item => item.InnerText).ToArray();
        var id = part.Workbook.Sheets!.Elements<Sheet>().Single(one => one.Name == sheet).Id!.Value!;
        return ((WorksheetPart)part.GetPartById(id)).Worksheet.Descendants<Row>().Select(row => row.Elements<Cell>().Select(Of).ToArray()).First(row => row.Length > 1 && row[0].Text == first);

        (bool HasFormula, double? Number, string? Text) Of(Cell cell) => cell.DataType?.Value == CellValues.SharedString
            ? (cell.CellFormula is not null, null, strings[int.Parse(cell.CellValue!.Text, CultureInfo.InvariantCulture)])
            : double.TryParse(cell.CellValue?.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? (cell.CellFormula is not null, number, null) : (cell.CellFormula is not null, null, cell.CellValue?.Text);
    }
}
