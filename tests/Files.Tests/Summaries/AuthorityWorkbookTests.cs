using ClosedXML.Excel;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Policy;
using Monitoring.Files.Summaries;
using Monitoring.Files.Tests.Workbooks;

namespace Monitoring.Files.Tests.Summaries;

/// <summary>The workbooks of authorities and of England.</summary>
public class AuthorityWorkbookTests : EveryWorkbook<AuthorityWorkbookTests.Ours>
{
    public sealed class Ours : IWorkbooks
    {
        public static IReadOnlyDictionary<string, Func<byte[]>> All { get; } = new Dictionary<string, Func<byte[]>>
        {
            ["authority, month"] = () => AuthorityWorkbook.Write(SummaryDocuments.Month, SummaryDocuments.Changed, SummaryDocuments.Publication),
            ["authority, quarter"] = () => AuthorityWorkbook.Write(SummaryDocuments.Quarter, SummaryDocuments.First, SummaryDocuments.Publication),
            ["authority, only delays"] = () => AuthorityWorkbook.Write(SummaryDocuments.OnlyDelays, SummaryDocuments.First, SummaryDocuments.Publication),
            ["authority, part of a quarter"] = () => AuthorityWorkbook.Write(SummaryDocuments.PartQuarter, SummaryDocuments.First, SummaryDocuments.Publication),
            ["authority, nothing but a fund"] = () => AuthorityWorkbook.Write(SummaryDocuments.OnlyFund, SummaryDocuments.First, SummaryDocuments.Publication),
            ["England, month"] = () => EnglandWorkbook.Write(SummaryDocuments.England, SummaryDocuments.First, SummaryDocuments.Publication),
            ["England, quarter"] = () => EnglandWorkbook.Write(SummaryDocuments.EnglandQuarter, SummaryDocuments.First, SummaryDocuments.Publication),
        };
    }

    [Theory]
    [MemberData(nameof(AllNames))]
    public Task The_workbook_reads_as_it_did(string name) => GoldenText.IsAsync(Workbook(name), "Summaries", name, (PolicyBook.Current.Version, "<policy>"), (Months.Derby.Reference, "<reference>"));

    /// <summary>Three months of 293 days: each month has its rows, and the totals are of the quarter, 879 days over 92.</summary>
    [Fact]
    public void A_quarter_shows_each_month_and_adds_them_up()
    {
        using var workbook = new XLWorkbook(new MemoryStream(Workbook("authority, quarter")));
        var delays = workbook.Worksheet("Delays").Table(0);
        Assert.Equal(["Oct 2015", "Oct 2015", "Nov 2015", "Nov 2015", "Dec 2015", "Dec 2015"], delays.DataRange.Rows().Select(row => row.Cell(1).GetDateTime().ToString("MMM yyyy", System.Globalization.CultureInfo.InvariantCulture)));
        var totals = delays.TotalsRow();
        Assert.Equal("879", totals.Cell(6).CachedValue.ToString());
        Assert.Equal("92", totals.Cell(8).CachedValue.ToString());
        Assert.StartsWith("9.554", totals.Cell(9).CachedValue.ToString(), StringComparison.Ordinal);
    }

    /// <summary>One month has nothing that stands and one has not arrived: the total says that it is of the rest.</summary>
    [Fact]
    public void A_quarter_with_a_month_missing_says_so_and_has_no_total_of_the_quarter()
    {
        var text = WorkbookText.Extract(Workbook("authority, part of a quarter"));
        Assert.Contains("Nothing stands of October 2019 and December 2019: totals are of the other months, and not of the quarter.", text);
        Assert.Contains(" Total known\n", text);
    }

    /// <summary>Small numbers stand nowhere in the file, not even in a cache of a formula or of a chart, and no case does.</summary>
    [Fact]
    public void What_is_withheld_is_a_word()
    {
        using var workbook = new XLWorkbook(new MemoryStream(Workbook("authority, month")));
        var rows = workbook.Worksheet("Reimbursement").Table(0).DataRange.Rows().ToList();
        Assert.All(rows.Skip(1), row => Assert.All(row.Cells(4, 11), cell => Assert.Equal("withheld", cell.GetString())));
        Assert.Equal("Total shown", workbook.Worksheet("Reimbursement").Table(0).TotalsRow().Cell(1).GetString());
    }

    [Fact]
    public void The_summary_is_printed_on_one_page_and_money_stands_in_thousands_too()
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(Workbook("authority, quarter")), isEditable: false);
        var part = document.WorkbookPart!;
        var sheet = part.Workbook.Sheets!.Elements<Sheet>().Single(sheet => sheet.Name == "Summary");
        var setup = ((WorksheetPart)part.GetPartById(sheet.Id!.Value!)).Worksheet.Descendants<PageSetup>().Single();
        Assert.Equal((1u, 1u), (setup.FitToWidth?.Value ?? 1u, setup.FitToHeight?.Value ?? 1u));
        var text = WorkbookText.Extract(Workbook("authority, quarter"));
        // £24,180.00 required.
        Assert.Contains("=ROUND(INDEX(tblLines[Q3 2015-16],MATCH(\"Required\",tblLines[Measure],0))/1000,0) -> 24", text.Replace("tblLines[[Q3 2015-16]]", "tblLines[Q3 2015-16]", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("authority, month", "Status: Draft - not signed")]
    [InlineData("authority, quarter", "Status: Signed by A. Treasurer on 24 February 2016")]
    public void The_cover_and_every_page_say_whether_it_is_signed(string name, string status)
    {
        var text = WorkbookText.Extract(Workbook(name));
        Assert.Contains($"{status}\n", text);
        Assert.All(text.Split('\n').Where(line => line.StartsWith("foot ", StringComparison.Ordinal)), foot => Assert.Contains(status["Status: ".Length..], foot));
    }

    /// <summary>The period of each figure that the file can work out is a formula, and so are the year to date and the same of last year.</summary>
    [Theory]
    [InlineData("Delayed days", 5)]
    [InlineData("Required", 2)]
    [InlineData("Income", 3)]
    [InlineData("Performance payment", 3)]
    public void Figures_that_follow_from_the_file_are_formulas(string measure, int formulas)
    {
        using var workbook = new XLWorkbook(new MemoryStream(Workbook("authority, quarter")));
        var row = workbook.Worksheet("Summary").Table(0).DataRange.Rows().Single(row => row.Cell(2).GetString() == measure);
        // Last year to date has a month that is not known.
        Assert.Equal(measure == "Delayed days" ? formulas - 1 : formulas, row.Cells(4, 8).Count(cell => cell.HasFormula));
    }

    /// <summary>The engine's own summary of a month of which nothing else is known is written as well.</summary>
    [Fact]
    public void A_summary_made_by_the_rules_is_written()
    {
        var derby = Months.Derby;
        var facts = new SummaryFacts("507", "Derby", [derby], null, [], [], []);
        var summary = Core.Figures.Summaries.Summaries.Of(new(SummaryKind.Authority, "507", SummaryPeriod.Of(derby.Month)), facts, PolicyBook.Current, ReferenceBook.Current);
        var text = WorkbookText.Extract(AuthorityWorkbook.Write(summary!, SummaryDocuments.First, SummaryDocuments.Publication));
        Assert.Contains("=SUM(tblDelays[Total]) -> 293", text);
    }
}
