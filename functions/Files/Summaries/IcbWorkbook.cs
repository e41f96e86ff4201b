using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Returns;
using Monitoring.Files.Summaries.Sheets;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Summaries;

/// <summary>The summary of an integrated care board for a quarter as a workbook: its health and wellbeing boards side by side. No case is in it; the workings are in the boards' own workbooks.</summary>
public static class IcbWorkbook
{
    /// <summary>The same summary, changes and publication always give the same content. The bytes differ: the parts of a workbook have random names.</summary>
    public static byte[] Write(Summary summary, SummaryChanges changes, Publication publication)
    {
        var rows = new SummaryRows(summary, changes, publication);
        return SummaryBook.Write(rows, "Boards of an integrated care board", $"The health and wellbeing boards of {summary.Name} side by side: pools, performance, conditions, metrics, checks and delays. No case is named.", Sheets(rows));
    }

    private static IEnumerable<PlannedSheet> Sheets(SummaryRows rows)
    {
        var planned = Planned(rows).ToList();
        // The summary leads to the sheets that there are.
        return planned.Prepend(SummaryBook.Lines(rows, planned));
    }

    private static IEnumerable<PlannedSheet> Planned(SummaryRows rows)
    {
        const string noBoard = "no board is known", noReturn = "no return of a quarter has arrived";
        var members = rows.Summary.Members;
        return
        [
            .. SummaryBook.Head(rows),
            .. ((PlannedSheet[])
            [
                new(SummaryBook.Answers, BoardsSheet.Name, members.IsEmpty ? null : () => BoardsSheet.Of(rows), noBoard),
                new(SummaryBook.Fund, PoolBoardsSheet.NameOf(PoolSide.Expenditure), PoolBoardsSheet.Any(rows, PoolSide.Expenditure) ? () => PoolBoardsSheet.Of(rows, PoolSide.Expenditure) : null, noReturn),
                new(SummaryBook.Fund, PoolBoardsSheet.NameOf(PoolSide.Income), PoolBoardsSheet.Any(rows, PoolSide.Income) ? () => PoolBoardsSheet.Of(rows, PoolSide.Income) : null, noReturn),
                new(SummaryBook.Fund, PerformanceBoardsSheet.Name, PerformanceBoardsSheet.Any(rows) ? () => PerformanceBoardsSheet.Of(rows) : null, $"no board has a performance fund in {rows.Period.Year}"),
                new(SummaryBook.Fund, ConditionBoardsSheet.Name, members.Any(BoardsSheet.Conditions) ? () => ConditionBoardsSheet.Of(rows) : null, "no plan has arrived that answers a condition"),
                new(SummaryBook.Fund, GoalBoardsSheet.Name, members.Any(BoardsSheet.Goals) ? () => GoalBoardsSheet.Of(rows) : null, "no plan sets a goal"),
                new(SummaryBook.Fund, HeadroomBoardsSheet.Name, members.Any(BoardsSheet.Checks) ? () => HeadroomBoardsSheet.Of(rows) : null, "no plan has arrived of which a check has amounts"),
                new(SummaryBook.Delays, DelayBoardsSheet.Name, DelayBoardsSheet.Any(rows) ? () => DelayBoardsSheet.Of(rows) : null, "no delayed transfers of its boards are known in the quarter"),
                new(SummaryBook.Working, LineBoardsSheet.Name, members.Any(member => !member.Lines.IsEmpty) ? () => LineBoardsSheet.Of(rows) : null, noBoard),
                new(SummaryBook.Working, BoardSumsSheet.Name, BoardSumsSheet.Any(rows) ? () => BoardSumsSheet.Of(rows) : null, "nothing can be added up"),
                new(SummaryBook.Working, BoardQualitySheet.Name, members.IsEmpty ? null : () => BoardQualitySheet.Of(rows), noBoard),
            ]).Select(sheet => sheet.Saying(rows.Subject)),
            .. SummaryBook.Last(rows),
        ];
    }
}
