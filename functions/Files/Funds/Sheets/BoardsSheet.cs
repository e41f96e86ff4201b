using Monitoring.Core.Figures.Funds;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>Every board that is known, side by side.</summary>
internal static class BoardsSheet
{
    public const string Name = "Boards";
    private const string Table = "tblBoards", Income = "Income planned", Expenditure = "Expenditure", Fund = "Performance fund", Paid = "Released", Left = "Not released";

    public static SheetPlan Of(EnglandFund england) => new(Name, "Every board that is known, side by side", "Boards")
    {
        Sentences = SheetPlan.Say([.. england.StatusReasons, "A total is of the boards of which the figure is known. A board that is not listed has sent nothing; it is not zero."]),
        Table = new TablePlan(Table,
            [
                new("Board", Widest: 40), new("Figures", Widest: 16), new(Income, Number: true), new(Expenditure, Number: true), new(Fund, Number: true), new(Paid, Number: true), new(Left, Number: true), new("Checks failed", Number: true),
                new("Goals on track", Number: true), new("Goals", Number: true),
            ],
            [.. england.Boards.Select(Row)],
            [
                FundSheet.TotalLabel(england.Boards.All(board => board is { PlannedIncome: not null, Expenditure: not null })), Entry.Of(""), FundSheet.Total(Table, Income, england.Boards.Select(board => board.PlannedIncome)),
                FundSheet.Total(Table, Expenditure, england.Boards.Select(board => board.Expenditure)), FundSheet.Total(Table, Fund, england.Boards.Select(board => board.PerformanceFund)), FundSheet.Total(Table, Paid, england.Boards.Select(board => board.PerformancePaid)),
                FundSheet.Total(Table, Left, england.Boards.Select(board => board.PerformanceFund - board.PerformancePaid)), TablePlan.Total(Table, "Checks failed", england.Boards.Sum(board => board.ChecksFailed)),
                TablePlan.Total(Table, "Goals on track", england.Boards.Sum(board => board.GoalsOnTrack)), TablePlan.Total(Table, "Goals", england.Boards.Sum(board => board.Goals)),
            ], Filter: england.Boards.Length > 12, Frozen: 1)
        { ButtonsBelow = true },
    };

    private static Entry[] Row(BoardInEngland board) =>
    [
        Entry.Of(FundWords.Named(board.Name, board.Hwb)), Entry.Of(Phrases.Of(board.Status)), FundSheet.Money(board.PlannedIncome), FundSheet.Money(board.Expenditure), FundSheet.Money(board.PerformanceFund), FundSheet.Money(board.PerformancePaid),
        FundSheet.Less(Table, Fund, board.PerformanceFund, Paid, board.PerformancePaid), Entry.Of(board.ChecksFailed), Entry.Of(board.GoalsOnTrack), Entry.Of(board.Goals),
    ];
}
