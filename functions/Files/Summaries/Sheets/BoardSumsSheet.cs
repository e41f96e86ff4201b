using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Files.Funds.Sheets;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>The summary against the boards added up: what a reader would check first.</summary>
internal static class BoardSumsSheet
{
    public const string Name = "Reconciliation";

    private const string Table = "tblSums", Boards = "Boards added up", Summary = "In the summary", Difference = "Difference";

    private sealed record Sum(SummaryLine Line, string Column, decimal Boards, decimal InSummary, int Known);

    public static bool Any(SummaryRows rows) => All(rows).Any();

    public static SheetPlan Of(SummaryRows rows)
    {
        var all = All(rows).ToList();
        var differing = all.Count(sum => !Agrees(sum));
        return new(Name, "The summary against the boards added up", "Reconciliation: the summary and the boards added up")
        {
            Sentences = SheetPlan.Say(differing == 0 ? $"All {Words.Of(all.Count, "sum")} agree." : $"{Words.Number(differing)} of {Words.Of(all.Count, "sum")} {(differing == 1 ? "differs" : "differ")}.",
                $"Boards added up is a formula over the sheet {LineBoardsSheet.Name}, in the summary one that reads the sheet {LinesSheet.Name}. A board of which a figure is not known is in neither: boards known says of how many each sum is. Of rates there is no sum."),
            Table = new TablePlan(Table,
                [new("Figure", Widest: 44), new("Column", Widest: 24), new("Unit", Widest: 12), new(Boards, Number: true), new(Summary, Number: true), new(Difference, Number: true), new("Result", Widest: 12), new("Boards known", Number: true), new("Boards", Number: true)],
                [.. all.Select(sum => Row(rows, sum))], Filter: all.Count > 12),
        };
    }

    private static Entry[] Row(SummaryRows rows, Sum sum)
    {
        var look = LinesSheet.LookOf(sum.Line.Unit);
        var (name, ofBoards) = (FundSheet.Quoted(sum.Line.Name), TablePlan.Column(LineBoardsSheet.Table, sum.Column));
        var measures = TablePlan.Column(LineBoardsSheet.Table, LinesSheet.Measure);
        return
        [
            Entry.Of(sum.Line.Name), Entry.Of(sum.Column), Entry.Of(sum.Line.Unit), Entry.Calculated($"SUMIFS({ofBoards},{measures},{name})", sum.Boards, look),
            Entry.Calculated(TablePlan.Lookup(LinesSheet.Table, sum.Column, LinesSheet.Measure, sum.Line.Name), sum.InSummary, look),
            Entry.Calculated($"{TablePlan.Here(Table, Boards)}-{TablePlan.Here(Table, Summary)}", sum.Boards - sum.InSummary, look),
            Entry.Calculated($"IF(ABS({TablePlan.Here(Table, Difference)})<0.005,\"agrees\",\"differs\")", Agrees(sum) ? "agrees" : "differs"),
            Entry.Calculated($"COUNTIFS({measures},{name},{ofBoards},\">-1E+300\")", sum.Known, Look.Whole), Entry.Of(rows.Summary.Members.Length),
        ];
    }

    private static bool Agrees(Sum sum) => decimal.Abs(sum.Boards - sum.InSummary) < 0.005m;

    private static IEnumerable<Sum> All(SummaryRows rows) =>
        from line in rows.Summary.Lines
        from column in LinesSheet.Amounts(line).Zip(LinesSheet.Columns(rows), (amount, heading) => (Amount: amount, Heading: heading)).Index()
        where column.Item.Amount.Value is not null
        let known = rows.Summary.Members.SelectMany(member => member.Lines).Where(one => one.Id == line.Id).Select(one => LinesSheet.Amounts(one).ElementAt(column.Index).Value).OfType<decimal>().ToList()
        select new Sum(line, column.Item.Heading, known.Sum(), column.Item.Amount.Value!.Value, known.Count);
}
