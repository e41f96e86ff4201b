using ClosedXML.Excel;
using Monitoring.Core.Policy;
using Monitoring.Files.Summaries;
using Monitoring.Files.Tests.Workbooks;

namespace Monitoring.Files.Tests.Summaries;

/// <summary>The workbooks of integrated care boards and of NHS bodies.</summary>
public class IcbWorkbookTests : EveryWorkbook<IcbWorkbookTests.Workbooks>
{
    public class Workbooks : IWorkbooks
    {
        public static IReadOnlyDictionary<string, Func<byte[]>> All { get; } = new Dictionary<string, Func<byte[]>>
        {
            ["icb-quarter"] = () => IcbWorkbook.Write(IcbDocuments.Quarter, IcbDocuments.First, IcbDocuments.Publication),
            ["icb-plans"] = () => IcbWorkbook.Write(IcbDocuments.Plans, IcbDocuments.First, IcbDocuments.Publication),
            ["icb-nothing"] = () => IcbWorkbook.Write(IcbDocuments.Nothing, IcbDocuments.First, IcbDocuments.Publication),
            ["nhs-body-month"] = () => NhsBodyWorkbook.Write(IcbDocuments.NhsBody, IcbDocuments.First, IcbDocuments.Publication),
            ["nhs-body-without-cases"] = () => NhsBodyWorkbook.Write(IcbDocuments.WithoutCases, IcbDocuments.First, IcbDocuments.Publication),
            ["nhs-body-without-scheme"] = () => NhsBodyWorkbook.Write(IcbDocuments.WithoutScheme, IcbDocuments.First, IcbDocuments.Publication),
            ["nhs-body-before-payment"] = () => NhsBodyWorkbook.Write(IcbDocuments.BeforePayment, IcbDocuments.First, IcbDocuments.Publication),
        };
    }

    [Theory]
    [InlineData("icb-quarter")]
    [InlineData("icb-plans")]
    [InlineData("nhs-body-month")]
    [InlineData("nhs-body-without-cases")]
    public Task It_reads_as_it_did(string name) => GoldenText.IsAsync(Workbook(name), "Summaries", name, (PolicyBook.Current.Version, "<policy>"), (ReferenceBook.Current.Version, "<reference>"));

    /// <summary>Conditions met by count, underspend by subtraction, and the sums of boards by the boards: formulas throughout.</summary>
    [Fact]
    public void The_boards_side_by_side_follow_from_their_sheets()
    {
        using var workbook = new XLWorkbook(new MemoryStream(Workbook("icb-quarter")));
        var rows = workbook.Worksheet("Boards").Table(0).DataRange.Rows().ToDictionary(row => row.Field("Board").GetString());
        var westmarch = rows["Westmarch (996)"];
        foreach (var (heading, expected) in new (string, double)[] { ("Income, full year", 3_950_000), ("Expenditure, full year", 3_950_000), ("Forecast underspend", 0), ("Conditions met", 0), ("Conditions not met or not answered", 2), ("Goals due", 0), ("Checks short", 1) })
        {
            Assert.True(westmarch.Field(heading).HasFormula, heading);
            Assert.Equal(expected, Convert.ToDouble(westmarch.Field(heading).CachedValue, System.Globalization.CultureInfo.InvariantCulture));
        }
        Assert.Equal("none", westmarch.Field("Performance fund").GetString());
        Assert.Equal("absent", rows["Southfold (995)"].Field("Figures").GetString());
        Assert.Equal("£", workbook.Worksheet("Boards").Table(0).DataRange.Row(1).Field("Performance fund").Style.NumberFormat.Format[..1]);
    }

    /// <summary>What is absent is a word and in no sum: the total of expenditure is that of two boards, and the league has the rates of two.</summary>
    [Fact]
    public void What_is_absent_is_said_and_is_not_zero()
    {
        using var workbook = new XLWorkbook(new MemoryStream(Workbook("icb-quarter")));
        var spent = workbook.Worksheet("Expenditure by board").Table(0);
        var absent = spent.DataRange.Rows().Single(row => row.Field("Board").GetString() == "Southfold (995)");
        Assert.All(new[] { "Yearly plan", "Planned to date", "Actual to date", "Variance", "Full-year forecast" }, heading => Assert.True(absent.Field(heading).IsEmpty()));
        Assert.Equal("No return of a quarter has arrived", absent.Field("In words").GetString());
        var wanting = workbook.Worksheet("Data quality").Table(0).DataRange.Rows().Select(row => (row.Field("Board").GetString(), row.Field("What is wanting").GetString())).ToList();
        Assert.Contains(("Southfold (995)", "Neither plan nor return of 2015-16 has arrived."), wanting);
        Assert.Contains(("Westmarch (996)", "Not known: actual income to date."), wanting);
        Assert.Contains(("Westmarch (996)", "1 national condition without an answer."), wanting);
    }

    [Theory]
    [InlineData("icb-plans", "Conditions by board, Metrics by board", "Headroom by board, Income by board, Expenditure by board, Performance by board, Delays by board, Reconciliation")]
    [InlineData("icb-nothing", "Rules and definitions", "Boards, Income by board, Data quality, Documents")]
    [InlineData("nhs-body-month", "Reimbursement, Cases, Days, Notices, Periods, Disputes, Disputed days, Decisions, Deleted, Postings, Corrections, Year to date, Balances, Differences, Reconciliation, Working, Definitions, Inputs", "Recoveries, Delays over time, Agreements")]
    [InlineData("nhs-body-without-cases", "Delays over time, Responsible over time, Every month, Agreements", "Reimbursement, Cases")]
    public void Sheets_with_nothing_in_them_are_left_out_and_the_contents_say_so(string name, string there, string leftOut)
    {
        using var workbook = new XLWorkbook(new MemoryStream(Workbook(name)));
        var sheets = workbook.Worksheets.Select(sheet => sheet.Name).ToList();
        Assert.All(there.Split(", "), sheet => Assert.Contains(sheet, sheets));
        Assert.All(leftOut.Split(", "), sheet => Assert.DoesNotContain(sheet, sheets));
        var said = string.Concat(workbook.Worksheet("Contents").Table(0).DataRange.Rows().Where(row => row.Field("Part").GetString() == "Left out").Select(row => row.Field("What is on it").GetString()));
        Assert.All(leftOut.Split(", "), sheet => Assert.Contains(sheet, said));
    }

    /// <summary>£1,430 of Exampleshire (five cases), £2,210 of Northbridge (the same and two that were deleted, £780), undecided of Westmarch: the recovery between two authorities is in nothing. To date also £260 of May of Eastholm, which has no statement of June.</summary>
    [Fact]
    public void Each_authority_is_added_up_from_its_cases()
    {
        using var workbook = new XLWorkbook(new MemoryStream(Workbook("nhs-body-month")));
        var rows = workbook.Worksheet("Reimbursement").Table(0).DataRange.Rows().ToDictionary(row => row.Field("Authority").GetString());
        Assert.Equal(["Exampleshire (998)", "Northbridge (997)", "Westmarch (996)", "Eastholm (995)"], rows.Keys);
        foreach (var (authority, heading, pounds) in new (string, string, double)[]
        {
            ("Exampleshire (998)", "Required", 1_430), ("Exampleshire (998)", "Due", 1_170), ("Exampleshire (998)", "In dispute", 260), ("Exampleshire (998)", "Paid", 390), ("Northbridge (997)", "Required", 2_210), ("Northbridge (997)", "Computable", 3_250),
            ("Exampleshire (998)", "Required to date", 2_990), ("Eastholm (995)", "Required to date", 260), ("Exampleshire (998)", "Cases", 5), ("Northbridge (997)", "Cases", 7), ("Northbridge (997)", "Days that count", 25),
        })
        {
            Assert.True(rows[authority].Field(heading).HasFormula, $"{authority}, {heading}");
            Assert.Equal(pounds, Convert.ToDouble(rows[authority].Field(heading).CachedValue, System.Globalization.CultureInfo.InvariantCulture));
        }
        Assert.Equal("not decided", rows["Westmarch (996)"].Field("Required").GetString());
        Assert.Equal("no statement", rows["Eastholm (995)"].Field("Required").GetString());
        // What the sheets come to is what the summary says.
        foreach (var (line, heading) in new[] { ("Required", "Required to date"), ("Due: required for days that both parties accept", "Due to date") })
        {
            var said = workbook.Worksheet("Summary").Table(0).DataRange.Rows().Single(row => row.Field("Measure").GetString() == line).Field("Year to date").GetDouble();
            Assert.Equal(said, Convert.ToDouble(workbook.Worksheet("Reimbursement").Table(0).Field(heading).TotalsCell.CachedValue, System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(said, Convert.ToDouble(workbook.Worksheet("Year to date").Table(0).Field(line.Split(':')[0]).TotalsCell.CachedValue, System.Globalization.CultureInfo.InvariantCulture));
        }
        Assert.DoesNotContain("D-17-0103", WorkbookText.Extract(Workbook("nhs-body-month")));
    }

    /// <summary>Case numbers run on over the authorities, so that formulas keep two cases with the same reference apart.</summary>
    [Fact]
    public void Cases_of_all_authorities_stand_in_one_sheet()
    {
        using var workbook = new XLWorkbook(new MemoryStream(Workbook("nhs-body-month")));
        var cases = workbook.Worksheet("Cases").Table(0).DataRange.Rows().ToList();
        Assert.Equal(Enumerable.Range(1, 10).Select(number => (double)number), cases.Select(row => row.Field("Case no").GetDouble()));
        Assert.Equal(["Exampleshire (998)", "Northbridge (997)"], cases.Select(row => row.Field("Authority").GetString()).Distinct());
        Assert.Matches(@"All \d+ checks agree\.", WorkbookText.Extract(Workbook("nhs-body-month")));
    }

    /// <summary>It shows cases; the boards' workbook names none.</summary>
    [Theory]
    [InlineData("nhs-body-month", "OFFICIAL-SENSITIVE")]
    [InlineData("nhs-body-without-scheme", "OFFICIAL-SENSITIVE")]
    public void Every_page_is_marked(string name, string marking)
    {
        var feet = WorkbookText.Extract(Workbook(name)).Split('\n').Where(line => line.StartsWith("foot ", StringComparison.Ordinal)).ToList();
        Assert.True(feet.Count > 3);
        Assert.All(feet, foot => Assert.Contains(marking, foot));
    }

    /// <summary>Care Act 2014 Sch. 3 was omitted from 1 July 2022 (Health and Care Act 2022 s. 91); the rules on payment began on 5 January 2004 (SI 2003/2277 reg 1).</summary>
    [Theory]
    [InlineData("nhs-body-without-scheme", "No payment can be required for delays in July 2022: there is no scheme from 1 July 2022 (No scheme: Health and Care Act 2022 s. 91, in force 1 July 2022: SI 2022/734).")]
    [InlineData("nhs-body-before-payment", "No payment can be required for delays in December 2003: there was no scheme until 4 January 2004 (The rules on payment begin on 5 January 2004: SI 2003/2277 reg 1; SI 2003/2280).")]
    public void Where_there_is_no_scheme_it_says_by_which_law(string name, string says)
    {
        using var workbook = new XLWorkbook(new MemoryStream(Workbook(name)));
        Assert.Contains(says, string.Join(" ", workbook.Worksheet("Cover").Column(1).CellsUsed().Select(cell => cell.GetString())));
    }
}
