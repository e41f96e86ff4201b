using System.Globalization;
using ClosedXML.Excel;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Files.Statements;
using Monitoring.Files.Tests.Workbooks;

namespace Monitoring.Files.Tests.Statements;

public class StatementWorkbookTests : EveryWorkbook<StatementWorkbookTests>, IWorkbooks
{
    public static IReadOnlyDictionary<string, Func<byte[]>> All { get; } = new Dictionary<string, Func<byte[]>>
    {
        ["draft"] = () => StatementWorkbook.Write(MadeStatements.JuneStatement, MadeStatements.NothingPosted, null, MadeStatements.Publication),
        ["issued"] = () => StatementWorkbook.Write(MadeStatements.JuneStatement, MadeStatements.JuneIssue.Account, MadeStatements.JuneIssue.Issued, MadeStatements.Publication),
        ["recovery"] = () => StatementWorkbook.Write(MadeStatements.Recovery, new Account("997", "998", []), null, MadeStatements.Publication),
        ["empty"] = () => StatementWorkbook.Write(MadeStatements.Empty, MadeStatements.NothingPosted, null, MadeStatements.Publication),
        ["hypothetical"] = () => StatementWorkbook.Write(MadeStatements.Supposed, MadeStatements.NothingPosted, null, MadeStatements.Publication),
        ["deleted cases"] = () => StatementWorkbook.Write(MadeStatements.WithDeletedCases, MadeStatements.NothingPosted, null, MadeStatements.Publication),
        ["worked out, June 2015"] = () => Write(ComputedStatements.June2015),
        ["worked out, June 2005"] = () => Write(ComputedStatements.June2005),
        ["worked out, recovery"] = () => Write(ComputedStatements.RecoveryOfMay2017),
    };

    /// <summary>That they are formulas is what lets a reader see why; that they come to the engine's amounts is what <see cref="Every_formula_comes_to_the_value_in_the_file"/> and this show together.</summary>
    [Theory]
    [InlineData("Computable", 2470)]
    [InlineData("Required", 1430)]
    [InlineData("Due, as part of required", 1170)]
    [InlineData("In dispute, as part of required", 260)]
    [InlineData("Paid", 390)]
    public void The_summary_has_each_amount_as_a_formula(string amount, decimal pounds)
    {
        var (formula, value) = SummaryOf(Workbook("draft"), amount);
        Assert.NotNull(formula);
        Assert.Equal(pounds, value);
    }

    [Fact]
    public void The_notional_ceiling_is_part_of_no_formula_and_says_that_it_is_no_invoice()
    {
        var (formula, value) = SummaryOf(Workbook("draft"), "Notional ceiling (not an invoice)");
        Assert.Null(formula);
        Assert.Equal(4030, value);
        Assert.DoesNotContain("ceiling", string.Concat(Formulas(Workbook("draft")).Where(found => found.Sheet != "Year to date").Select(found => found.Formula)), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("draft", "OFFICIAL-SENSITIVE", "Draft - not issued")]
    [InlineData("issued", "OFFICIAL-SENSITIVE", "Issued 6 July 2015, number 1")]
    [InlineData("hypothetical", "OFFICIAL-SENSITIVE - HYPOTHETICAL", "Hypothetical - nothing is due by this")]
    public void Every_page_is_marked(string name, string header, string footer)
    {
        var feet = WorkbookText.Extract(Workbook(name)).Split('\n').Where(line => line.StartsWith("foot ", StringComparison.Ordinal)).ToList();
        Assert.True(feet.Count > 10);
        Assert.All(feet, foot =>
        {
            Assert.Contains(header, foot);
            Assert.Contains(footer, foot);
        });
    }

    [Fact]
    public void What_is_supposed_is_stamped_on_every_sheet()
    {
        using var workbook = new XLWorkbook(new MemoryStream(Workbook("hypothetical")));
        Assert.All(workbook.Worksheets, sheet => Assert.StartsWith("HYPOTHETICAL - nothing is due by this.", sheet.Cell(2, 1).GetString()));
    }

    /// <summary>From the day to its period, from the period to the notice, and there is when it counts as given.</summary>
    [Fact]
    public void A_day_leads_to_its_period_and_notices()
    {
        using var workbook = new XLWorkbook(new MemoryStream(Workbook("draft")));
        var day = workbook.Worksheet("Days").Table(0).DataRange.Rows().First(row => row.Field("Case").GetString() == "D-15-0420" && row.Field("NHS body counts").GetString() == "Yes");
        var period = Follow(workbook, day.Field("Period"));
        Assert.Equal("D-15-0420", period.Cell(2).GetString());
        Assert.Equal(new DateTime(2015, 6, 3), period.Cell(8).GetDateTime());
        Assert.Equal(day.Field("Relevant day").GetDateTime(), period.Cell(8).GetDateTime());
        var notice = Follow(workbook, period.Cell(5));
        Assert.Equal(("D-15-0420", "NHS body", "assessment", "1 Jun 2015 13:59"), (notice.Cell(2).GetString(), notice.Cell(3).GetString(), notice.Cell(5).GetString(), notice.Cell(8).GetString()));
        Assert.Equal(notice.RowNumber(), Follow(workbook, day.Field("Notices")).RowNumber());
    }

    [Fact]
    public void A_notice_that_is_not_valid_says_what_would_have_made_it_so() =>
        Assert.Contains("To be valid for 3 June 2015 it had to be given by 14:00 on 2 June 2015. (SI 2014/2823 reg 5)", WorkbookText.Extract(Workbook("draft")));

    /// <summary>A reference such as =D-15-0433 is data. SUMIFS takes 0012 and 12 for the same and * for anything, so formulas never ask for a reference.</summary>
    [Fact]
    public void Case_references_are_text_and_part_of_no_formula()
    {
        using var workbook = new XLWorkbook(new MemoryStream(Workbook("draft")));
        Assert.Contains(workbook.Worksheet("Cases").CellsUsed(), cell => !cell.HasFormula && cell.GetString() == "=D-15-0433");
        Assert.All(Formulas(Workbook("draft")), found => Assert.DoesNotContain("D-15", found.Formula));
    }

    [Fact]
    public void What_is_not_decided_is_not_zero()
    {
        using var workbook = new XLWorkbook(new MemoryStream(Workbook("draft")));
        var joint = workbook.Worksheet("Cases").Table(0).DataRange.Rows().Single(row => row.Field("Case").GetString() == "D-15-0447");
        Assert.All(new[] { "Required", "Due", "In dispute" }, heading => Assert.Equal("not decided", joint.Field(heading).GetString()));
        var waived = workbook.Worksheet("Cases").Table(0).DataRange.Rows().Single(row => row.Field("Case").GetString() == "D-15-0420");
        Assert.Equal(0, CachedNumber(waived.Field("Required")));
        Assert.Equal("not decided", SummaryText(Workbook("empty"), "Required"));
    }

    /// <summary>An amount that the usual rule does not give stands without a formula, and where days and amount do not fit the reconciliation says so: the file never shows a formula that would come to something else.</summary>
    [Fact]
    public void An_amount_that_the_days_do_not_give_is_found_by_the_reconciliation()
    {
        var odd = MadeStatements.JuneStatement with { Amounts = MadeStatements.JuneStatement.Amounts with { Computable = new Pence(1) } };
        var text = WorkbookText.Extract(StatementWorkbook.Write(odd, MadeStatements.NothingPosted, null, MadeStatements.Publication));
        Assert.Contains("-> differs\n", text);
        Assert.Contains("2 of 13 checks differ.", text);
        Assert.DoesNotContain("-> differs\n", WorkbookText.Extract(Workbook("draft")));
    }

    /// <summary>
    /// Worked out from what two parties report, E20 by each differently and again waived (London, £155 a day), beside a case whose notice is not valid and one that the authority has not reported: the sheets agree with the
    /// calculation, and two cases whose references a spreadsheet takes for the same number are kept apart.
    /// </summary>
    [Theory]
    [InlineData("worked out, June 2015", "Computable", 3 * 775)]
    [InlineData("worked out, June 2005", "Computable", 960)]
    [InlineData("worked out, recovery", "Computable", 465)]
    [InlineData("worked out, recovery", "Required", 465)]
    public void What_is_worked_out_is_in_the_sheets_to_the_penny(string name, string amount, decimal pounds)
    {
        var workbook = Workbook(name);
        var (formula, value) = SummaryOf(workbook, amount);
        Assert.NotNull(formula);
        Assert.Equal(pounds, value);
        Assert.Matches(@"All \d+ checks agree\.", WorkbookText.Extract(workbook));
    }

    [Theory]
    [InlineData("issued")]
    [InlineData("recovery")]
    [InlineData("worked out, June 2015")]
    public Task It_reads_as_it_did(string name) =>
        GoldenText.IsAsync(Workbook(name), "Statements", name,
            (PolicyBook.Current.Version, "<policy>"), (ReferenceBook.Current.VersionOf(Core.Figures.Reimbursement.Statements.MadeWith), "<reference>"), (ReferenceBook.Current.Version, "<reference>"));

    private static byte[] Write(Statement statement) => StatementWorkbook.Write(statement, new Account(statement.Key.Payee, statement.Key.Payer, []), null, MadeStatements.Publication);

    private static IXLRangeRow Follow(XLWorkbook workbook, IXLCell cell)
    {
        var parts = cell.Hyperlink.InternalAddress.Split('!');
        return workbook.Worksheet(parts[0].Trim('\'')).Table(0).DataRange.Rows().Single(row => row.Cell(1).Address.ToString() == parts[1]);
    }

    private static double CachedNumber(IXLCell cell) => double.Parse(cell.CachedValue.ToString()!, CultureInfo.InvariantCulture);

    private static (string? Formula, decimal Value) SummaryOf(byte[] file, string amount)
    {
        using var workbook = new XLWorkbook(new MemoryStream(file));
        var cell = workbook.Worksheet("Summary").Table(0).DataRange.Rows().Single(row => row.Field("Amount").GetString() == amount).Field("Pounds");
        return cell.HasFormula ? (cell.FormulaA1, (decimal)CachedNumber(cell)) : (null, (decimal)cell.GetDouble());
    }

    private static string SummaryText(byte[] file, string amount)
    {
        using var workbook = new XLWorkbook(new MemoryStream(file));
        return workbook.Worksheet("Summary").Table(0).DataRange.Rows().Single(row => row.Field("Amount").GetString() == amount).Field("Pounds").GetString();
    }

    private static List<(string Sheet, string Formula)> Formulas(byte[] file)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
        var part = document.WorkbookPart!;
        return [.. part.Workbook.Sheets!.Elements<Sheet>().SelectMany(sheet => ((WorksheetPart)part.GetPartById(sheet.Id!.Value!)).Worksheet.Descendants<CellFormula>(), (sheet, formula) => (sheet.Name!.Value!, formula.Text))];
    }
}
