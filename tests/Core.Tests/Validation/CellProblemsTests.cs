using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Tests.Validation;

public class CellProblemsTests
{
    private static readonly Sheet Return = new("Return", [new SheetLine(1, ["Month", "NHS days"]), new SheetLine(7, ["2019-11", CellProblems.NoSavedResult, "#REF!"]), new SheetLine(9, ["2019-11", "#N/A"])]);

    [Fact]
    public void A_formula_without_a_saved_result_is_told_by_its_cell()
    {
        var finding = CellProblems.In(Return, 7, 1, "NHS days")!;
        Assert.Equal(("FILE-16", Severity.Error, "Return", 7, "B", "NHS days", null), (finding.Rule, finding.Severity, finding.Sheet, finding.Line, finding.Column, finding.Heading, finding.Value));
        Assert.Equal("The formula in B7 has no saved result: Excel works it out when the file is opened, but the file itself does not hold it.", finding.Wrong);
        Assert.Equal("Open the file in Excel, let it calculate (F9), save it and send it again; or type the figure in place of the formula.", finding.Fix);
    }

    [Fact]
    public void An_error_is_told_by_its_cell_and_its_meaning()
    {
        var finding = CellProblems.In(Return, 7, 2)!;
        Assert.Equal(("FILE-17", "Return", 7, "C", "#REF!"), (finding.Rule, finding.Sheet, finding.Line, finding.Column, finding.Value));
        Assert.Equal("C7 shows #REF!: the formula points to a cell that is not there any more.", finding.Wrong);
        Assert.Equal("B9 shows #N/A: the formula looked something up and did not find it.", CellProblems.In(Return, 9, 1)!.Wrong);
    }

    [Fact]
    public void A_CSV_has_errors_too() => Assert.Equal((null, "FILE-17"), (CellProblems.In(null, new SheetLine(2, ["#DIV/0!"]), 0)!.Sheet, CellProblems.In(null, new SheetLine(2, ["#DIV/0!"]), 0)!.Rule));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 0)]
    [InlineData(7, 3)]
    [InlineData(7, -1)]
    [InlineData(8, 0)]
    [InlineData(10, 0)]
    public void Any_other_cell_has_no_problem(int line, int column) => Assert.Null(CellProblems.In(Return, line, column));

    [Theory]
    [InlineData("")]
    [InlineData("#")]
    [InlineData("########")]
    [InlineData("#12")]
    [InlineData("#no saved result")]
    [InlineData("#n/a")]
    [InlineData("0")]
    public void What_somebody_typed_is_no_problem(string cell) => Assert.False(CellProblems.IsProblem(cell));

    /// <summary>Whoever forgets to ask meets no figure: not a blank, not a 0.</summary>
    [Fact]
    public void The_parsers_take_a_missing_result_for_an_error()
    {
        Assert.EndsWith("is an error of the spreadsheet, not a number.", Numbers.ReadCount(CellProblems.NoSavedResult).Wrong);
        Assert.EndsWith("is an error of the spreadsheet, not an amount.", Numbers.ReadMoney(CellProblems.NoSavedResult).Wrong);
        Assert.EndsWith("is an error of the spreadsheet, not a date.", Dates.Read(CellProblems.NoSavedResult).Wrong);
    }

    [Fact]
    public void What_rules_say_of_such_a_cell_gives_way_to_the_problem_said_once()
    {
        Finding elsewhere = DelayedTransfersRules.Blank.Found("No number of days is given.", "Return", 9, "A"), ofLine = DelayedTransfersRules.RowMissing.Found("A row is missing.", "Return", 7);
        Finding[] findings = [elsewhere, DelayedTransfersRules.WholeNumber.Found("'#' is no number.", "Return", 7, "B", "NHS days"), DelayedTransfersRules.Blank.Found("Nothing.", "Return", 7, "B", "NHS days"), ofLine, DelayedTransfersRules.Blank.Found("Nothing.", "Notes", 7, "B")];
        Assert.Equal([elsewhere, CellProblems.In(Return, 7, 1, "NHS days")!, ofLine, findings[^1]], CellProblems.InsteadOf(findings, [Return, new Sheet("Notes", [new SheetLine(7, ["a", "b"])])]));
    }
}

public class HiddenPartsTests
{
    private static readonly Collection<string> Two = MadeUp.Collection(new("month", "Month", ""), new("days", "Days", ""));

    private static readonly Sheet Return = new("Return", [new SheetLine(1, ["A title"]), new SheetLine(2, ["Month", "", "Days"]), .. Enumerable.Range(3, 30).Select(line => new SheetLine(line, ["2019-11", "x", "5", "y"]))]);

    private static IEnumerable<string> Said(params ImmutableArray<Sheet> sheets) => HiddenParts.Findings(sheets, MadeUp.Recognised(sheets, Two)).Select(finding =>
    {
        Assert.Equal((Severity.Warning, null), (finding.Severity, finding.Line));
        return $"{finding.Rule} {finding.Wrong}";
    });

    [Fact]
    public void Nothing_hidden_says_nothing() => Assert.Empty(Said(Return, new Sheet("Notes", [new SheetLine(1, ["x"])])));

    [Fact]
    public void Hidden_rows_are_named_in_runs()
    {
        Assert.Equal(["FILE-18 Rows 12 to 15 and 20 of the sheet 'Return' are hidden. They were read like the others."], Said(Return with { HiddenLines = [12, 13, 14, 15, 20] }));
        Assert.Equal(["FILE-18 Row 12 of the sheet 'Return' is hidden. It was read like the others."], Said(Return with { HiddenLines = [12] }));
        Assert.Equal(["FILE-18 Rows 12 to 13 of the sheet 'Return' are hidden. They were read like the others."], Said(Return with { HiddenLines = [12, 13] }));
        Assert.Equal(["FILE-18 Rows 3, 5 and 7 of the sheet 'Return' are hidden. They were read like the others."], Said(Return with { HiddenLines = [3, 5, 7] }));
        Assert.Equal(["FILE-18 Rows 3, 5, 7, 9, 11, 13, 15, 17, 19, 21 and 4 more places of the sheet 'Return' are hidden. They were read like the others."], Said(Return with { HiddenLines = [.. Enumerable.Range(1, 14).Select(i => 2 * i + 1)] }));
    }

    [Fact]
    public void Hidden_lines_above_the_headings_are_no_rows_of_the_return() => Assert.Empty(Said(Return with { HiddenLines = [1] }));

    [Fact]
    public void Hidden_columns_are_named_when_they_have_a_heading()
    {
        Assert.Equal(["FILE-18 Column C of the sheet 'Return' is hidden. It was read like the others."], Said(Return with { HiddenColumns = [1, 2, 3] }));
        Assert.Equal(["FILE-18 Columns A and C of the sheet 'Return' are hidden. They were read like the others."], Said(Return with { HiddenColumns = [0, 2] }));
        Assert.Empty(Said(Return with { HiddenColumns = [1, 3, 99] }));
    }

    [Fact]
    public void Hidden_rows_of_another_sheet_are_not_told() => Assert.Empty(Said(Return, new Sheet("Notes", [new SheetLine(1, ["x"])]) { HiddenLines = [1], HiddenColumns = [0] }));

    [Fact]
    public void A_hidden_sheet_is_told_when_it_holds_something_that_its_sender_can_show()
    {
        Assert.Equal(["FILE-19 The sheet 'October' is hidden and was not read. It has 1 line with something in it."], Said(Return, new Sheet("October", [new SheetLine(1, ["x"])], Hidden: true)));
        Assert.Equal(["FILE-19 The sheet 'October' is hidden and was not read. It has 31 lines with something in them."], Said(Return, Return with { Name = "October", Hidden = true, Lines = [.. Return.Lines.Skip(1)] }));
        Assert.Empty(Said(Return, new Sheet("October", [], Hidden: true)));
        Assert.Empty(Said(Return, new Sheet("Lists", [new SheetLine(1, ["Acute"])], Hidden: true)));
        Assert.Empty(Said(Return, new Sheet("_cache", [new SheetLine(1, ["x"])], Hidden: true) { HiddenByProgram = true }));
    }

    [Fact]
    public void A_return_on_a_hidden_sheet_is_told_even_where_no_return_was_found() => Assert.Single(Said(Return with { Hidden = true }));
}
