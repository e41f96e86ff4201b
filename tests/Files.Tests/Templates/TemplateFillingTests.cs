using System.Collections.Immutable;
using ClosedXML.Excel;
using CsCheck;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Templates;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Templates;

/// <summary>A template that follows a return: what it carries over, what it shows beside the table, and that nothing old is in the table.</summary>
public class TemplateFillingTests
{
    private static readonly Collection<DelayAgreement> Agreements = DelayAgreements.Collection;

    private static LedgerRow Kept(DelayAgreement row) => Agreements.Keep(DelayedTransfers.Slice(row.Month, row.Provider, row.Authority), row, 2);

    private static readonly LedgerRow December = Kept(new(new(2019, 12), "RJ7", "730", CareType.Acute, Reason.E, Attribution.SocialCare, 12, 3, "Head of hospital social work", new(2020, 1, 9), "Invented"));

    [Fact]
    public void The_key_and_names_are_carried_over_the_month_moves_on_and_every_answer_is_empty()
    {
        var filling = TemplateFilling.Of(Agreements, [December]);
        Assert.Equal("RJ7, January 2020", filling.Title);
        var row = Assert.Single(filling.Rows);
        Assert.Equal(
            new Dictionary<string, string> { ["month"] = "2020-01", ["provider"] = "RJ7", ["authority"] = "730", ["care"] = "Acute", ["reason"] = "E", ["attribution"] = "Social care", ["by"] = "Head of hospital social work" },
            row.Cells);
        Assert.Equal(("12", "3", "2020-01-09", "Invented", "2019-12"), (row.Before["agreed"], row.Before["disputed"], row.Before["on"], row.Before["comment"], row.Before["month"]));
    }

    [Fact]
    public void Prior_values_stand_on_a_locked_sheet_in_the_same_lines_and_sent_back_untouched_none_of_them_is_taken()
    {
        var file = ReturnTemplate.Xlsx(Agreements, TemplateFilling.Of(Agreements, [December, December]));
        using (var workbook = new XLWorkbook(new MemoryStream(file)))
        {
            var before = workbook.Worksheet("Last time");
            Assert.True(before.Protection.IsProtected);
            Assert.Equal(XLWorksheetVisibility.Visible, before.Visibility);
            Assert.Equal(("Last time: Days agreed", "12", "12"), (before.Cell("G1").GetString(), before.Cell("G2").GetString(), before.Cell("G3").GetString()));
            Assert.True(workbook.Worksheet("Agreements").Range("G2:H3").IsEmpty());
            Assert.Contains(workbook.Worksheet("Notes").CellsUsed(), cell => cell.GetString().Contains("'Last time'", StringComparison.Ordinal));
        }
        var (recognised, _, findings) = Headings.Recognise(TestFiles.Read(file, "return.xlsx").Sheets, MadeUp.All);
        Assert.Empty(findings);
        var found = Agreements.Check(recognised!.Sheets, View.Authority, new CheckContext("730", new DateOnly(2020, 2, 9), PolicyBook.Current, ReferenceBook.Current, Mandates.Current));
        Assert.Empty(found.Accepted);
        Assert.Equal(["Days agreed", "Days disputed", "Decided on"], found.Findings.Where(finding => finding.Rule == CellRules.Blank.Id && finding.Line == 2).Select(finding => finding.Heading));
    }

    public static TheoryData<string> Everything => [.. MadeUp.All.Where(collection => collection != DelayedTransfers.Collection && !collection.IsCaseLevel).Select(collection => collection.Key)];

    /// <summary>Whatever is collected: a number, an amount, a date or a comment of a return that stands is in no cell of the table that follows it.</summary>
    [Theory, MemberData(nameof(Everything))]
    public void No_answer_is_carried_over(string key)
    {
        var collection = MadeUp.Of(key);
        var page = new[] { "2019-11", "2019-20-Q3", "2019-20", "RJ7" }.First(page => IsPage(collection, page));
        TemplateRows.Of(collection).Sample(before =>
        {
            var rows = before.Rows.Select(row => new LedgerRow(new SliceKey(page, "RJ7", ""), row.Table, [.. collection.LedgerFields.Select(field => row.Cells.GetValueOrDefault(field, ""))], 2));
            var filling = TemplateFilling.Of(collection, rows);
            Assert.Equal(before.Rows.Length, filling.Rows.Length);
            foreach (var (was, row) in before.Rows.Zip(filling.Rows))
            {
                var table = collection.Tables.Single(table => table.Key == row.Table);
                Assert.Equal(was.Cells.Where(cell => cell.Value.Length > 0).OrderBy(cell => cell.Key), row.Before.OrderBy(cell => cell.Key));
                var carried = table.Template.Columns.Where(column => row.Cells.ContainsKey(column.Field)).ToList();
                Assert.DoesNotContain(carried, column => column.Kind.Unreadable == CellRules.NotDate || column.Kind.Unreadable == CellRules.NotTime);
                Assert.DoesNotContain(carried, column => !table.RowKey.Contains(column.Field) && (column.Kind.IsNumber || !column.Kind.Choices.IsEmpty || (column.MayBeBlank && column.Kind.Unreadable == CellRules.TextTooLong)));
            }
        }, iter: 30);
    }

    private static bool IsPage(Collection collection, string page)
    {
        try
        {
            return collection.NameOf(page).Length > 0;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    [Fact]
    public void Of_single_cases_nothing_goes_round_in_a_template()
    {
        Assert.Same(TemplateFilling.None, TemplateFilling.Of(MadeUp.CaseLevel, [new LedgerRow(new SliceKey("RJ7", "RJ7", "1"), "every", [.. MadeUp.CaseLevel.LedgerFields], 2)]));
        var cells = new Dictionary<string, string> { ["code"] = "1" };
        using var workbook = new XLWorkbook(new MemoryStream(ReturnTemplate.Xlsx(MadeUp.CaseLevel, new TemplateFilling { Rows = [new FilledRow("every", cells) { Before = cells }] })));
        Assert.Equal("1", workbook.Worksheet("Everything").Cell("A2").GetString());
        Assert.DoesNotContain(workbook.Worksheets, sheet => sheet.Name.StartsWith("Last time", StringComparison.Ordinal));
    }

    /// <summary>The period of the page decides how far everything moves: by a month, a quarter or a year; a longer period becomes the one in which the next return lies.</summary>
    [Theory]
    [InlineData("2015-03", "2015-04", "2015-16-Q1", "2015-16")]
    [InlineData("2014-15-Q4", "2015-06", "2015-16-Q1", "2015-16")]
    [InlineData("2014-15", "2016-03", "2015-16-Q4", "2015-16")]
    [InlineData("RJ7", "2016-03", "2015-16-Q4", "2015-16")]
    public void Periods_move_on(string page, string month, string quarter, string year)
    {
        var row = Assert.Single(TemplateFilling.Of(Periods, [new LedgerRow(new SliceKey(page, "730", ""), "lines", ["2015-03", "2014-15-Q4", "2014-15", "5"], 2)]).Rows);
        Assert.Equal((month, quarter, year), (row.Cells["month"], row.Cells["quarter"], row.Cells["year"]));
        Assert.False(row.Cells.ContainsKey("number"));
    }

    private sealed record Line(ReportingMonth Month, FinancialQuarter Quarter, FinancialYear Year, int Number);

    private static readonly Column<ReportingMonth> Month = new("month", "Month", Kinds.Month, "The month");
    private static readonly Column<FinancialQuarter> Quarter = new("quarter", "Quarter", Kinds.Quarter, "The quarter");
    private static readonly Column<FinancialYear> Year = new("year", "Year", Kinds.Year, "The year");
    private static readonly Column<int> Number = new("number", "Number", Kinds.Count, "The number");

    private static readonly Collection<Line> Periods = new()
    {
        Key = "periods",
        Title = "periods",
        About = "Invented.",
        SliceNoun = "period",
        On = line => line.Month.FirstDay,
        ReportsFor = (_, _) => null,
        PageName = page => page,
        Parts =
        [
            new()
            {
                Key = "lines",
                Title = "Lines",
                About = "One line for each.",
                RowKey = ["month"],
                Fields = [Fields.Of(Month, (Line line) => line.Month), Fields.Of(Quarter, (Line line) => line.Quarter), Fields.Of(Year, (Line line) => line.Year), Fields.Of(Number, (Line line) => line.Number)],
                Slice = cells => new SliceKey("", "", ""),
                Read = cells => new Line(cells.The(Month), cells.The(Quarter), cells.The(Year), cells.The(Number)),
            },
        ],
    };

    [Fact]
    public void Nothing_kept_fills_nothing_in()
    {
        var filling = TemplateFilling.Of(Agreements, []);
        Assert.Null(filling.Title);
        Assert.Empty(filling.Rows);
    }
}
