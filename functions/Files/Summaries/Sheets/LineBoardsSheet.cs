using Monitoring.Core.Figures.Summaries;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>Every figure of every board in the columns of finance: the boards of one figure stand together.</summary>
internal static class LineBoardsSheet
{
    public const string Name = "Figures by board", Table = "tblFiguresOfBoards";

    public static SheetPlan Of(SummaryRows rows)
    {
        var all = rows.Summary.Members.SelectMany(member => member.Lines, (member, line) => (Member: member, Line: line)).ToList();
        var order = all.Select(one => one.Line.Id).Distinct().ToList();
        return new(Name, "Every figure of every board: period, year to date, the year before, full year", "Every figure, board by board")
        {
            Sentences = SheetPlan.Say($"As each board's own summary has them. The sums of days and money are those of the sheet {LinesSheet.Name}: the sheet {BoardSumsSheet.Name} compares them."),
            Table = new TablePlan(Table,
                [new("Section", Widest: 16), new(LinesSheet.Measure, Widest: 40), BoardSheet.Column, new("Unit", Widest: 20), .. LinesSheet.Columns(rows).Select(heading => new ColumnPlan(heading, Number: true)), new("Notes", Widest: 40)],
                [.. all.OrderBy(one => order.IndexOf(one.Line.Id)).Select(one => Row(one.Member, one.Line))], Filter: true, Frozen: 3)
            { ButtonsBelow = true },
        };
    }

    private static Entry[] Row(SummaryMember member, SummaryLine line) =>
    [
        Entry.Of(line.Section), Entry.Of(line.Name), Entry.Of(member.Named()), Entry.Of(line.Unit), .. LinesSheet.Amounts(line).Select(amount => LinesSheet.Amount(line.Unit, amount)),
        Entry.Of(LinesSheet.Notes(line)),
    ];
}
