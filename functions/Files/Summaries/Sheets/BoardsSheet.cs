using System.Collections.Immutable;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Funds;
using Monitoring.Files.Funds.Sheets;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>The boards side by side, one row each: what each has and spends, what performance released, and how it meets conditions and goals.</summary>
internal static class BoardsSheet
{
    public const string Name = "Boards", Table = "tblBoards";

    private const string Income = "Income, full year", Expenditure = "Expenditure, full year", Underspend = "Forecast underspend", Met = "Conditions met", Open = "Conditions not met or not answered", OnTrack = "Goals on track", Due = "Goals due", Short = "Checks short";

    public static SheetPlan Of(SummaryRows rows)
    {
        var members = rows.Summary.Members;
        return new(Name, "The boards side by side: pool, performance, conditions, goals and checks", "Boards side by side")
        {
            Sentences = SheetPlan.Say([.. Sentences(members), "Every number follows from the sheet of its subject by a formula. What is not known is in no total and is not zero."]),
            Table = new TablePlan(Table,
                [
                    BoardSheet.Column, new("Figures", Widest: 14), new("Known to", Widest: 12), new(Income, Number: true), new(Expenditure, Number: true), new(Underspend, Number: true), new(PerformanceBoardsSheet.Fund, Number: true), new(PerformanceBoardsSheet.Paid, Number: true),
                    new(Met, Number: true), new(Open, Number: true), new(OnTrack, Number: true), new(Due, Number: true), new(Short, Number: true),
                ],
                [.. members.Select(Row)],
                [
                    FundSheet.TotalLabel(members.All(member => member.Fund is { Income.Forecast: not null, Expenditure.Forecast: not null })), .. FundSheet.Blank(2), Total(Income, fund => fund.Income?.Forecast), Total(Expenditure, fund => fund.Expenditure?.Forecast),
                    Total(Underspend, fund => UnderspendOf(fund)), Total(PerformanceBoardsSheet.Fund, fund => fund.PerformanceFund), Total(PerformanceBoardsSheet.Paid, fund => fund.PerformancePaid), Count(Met, ConditionsMet), Count(Open, ConditionsOpen), Count(OnTrack, GoalsOnTrack),
                    Count(Due, GoalsDue), Count(Short, ChecksShort),
                ], Frozen: 1)
            { ButtonsBelow = true },
        };

        Entry Total(string heading, Func<FundHeadlines, Pence?> of) => FundSheet.Total(Table, heading, members.Select(member => member.Fund is { } fund ? of(fund) : null));

        Entry Count(string heading, Func<FundHeadlines, int> of) => TablePlan.Total(Table, heading, members.Sum(member => member.Fund is { } fund ? of(fund) : 0));

        Entry[] Row(SummaryMember member) => member.Fund is not { } fund
            ? [Entry.Of(member.Named()), Entry.Of("absent", Look.Attention), .. Enumerable.Repeat(Entry.Words("absent"), 11)]
            :
            [
                Entry.Of(member.Named()), Entry.Of(Phrases.Of(fund.Status)), Entry.Of(fund.To ?? "no return"),
                Pool(PoolSide.Income, fund.Income?.Forecast), Pool(PoolSide.Expenditure, fund.Expenditure?.Forecast),
                FundSheet.Explained(fund.ForecastUnderspend, FundWords.NotKnown, ($"{TablePlan.Here(Table, Income)}-{TablePlan.Here(Table, Expenditure)}", UnderspendOf(fund)?.Pounds)),
                Performance(PerformanceBoardsSheet.Fund, fund.PerformanceFund, "none"), Performance(PerformanceBoardsSheet.Paid, fund.PerformancePaid, fund.PerformanceFund is null ? "none" : FundWords.NotSettled),
                Counted(members.Any(Conditions), ConditionsMet(fund), (ConditionBoardsSheet.Table, [(ConditionBoardsSheet.Answer, FundWords.Of(ConditionAnswer.Yes))])),
                members.Any(Conditions) ? Entry.Calculated($"{BoardSheet.Count(ConditionBoardsSheet.Table, Table)}-{TablePlan.Here(Table, Met)}", ConditionsOpen(fund), Look.Whole) : Entry.Of(0),
                Counted(members.Any(Goals), GoalsOnTrack(fund), (GoalBoardsSheet.Table, [(GoalBoardsSheet.Track, FundWords.Of(MetricTrack.OnTrack))])),
                members.Any(Goals) ? Entry.Calculated($"{BoardSheet.Count(GoalBoardsSheet.Table, Table)}-{BoardSheet.Count(GoalBoardsSheet.Table, Table, (GoalBoardsSheet.Track, FundWords.Of(MetricTrack.NotDueYet)))}", GoalsDue(fund), Look.Whole) : Entry.Of(0),
                members.Any(Checks) ? Entry.Calculated(BoardSheet.Count(HeadroomBoardsSheet.Table, Table, (HeadroomBoardsSheet.Result, FundWords.Of(PlanCheckResult.Failed))), ChecksShort(fund), Look.Whole) : Entry.Of(0),
            ];

        static Entry Counted(bool there, int count, (string Table, (string, string)[] Where) of) => there ? Entry.Calculated(BoardSheet.Count(of.Table, Table, of.Where), count, Look.Whole) : Entry.Of(count);

        Entry Pool(PoolSide side, Pence? amount) => amount is { } known ? Entry.Money(BoardSheet.Sum(PoolBoardsSheet.TableOf(side), PoolBoardsSheet.Forecast, Table), known) : Entry.Words(FundWords.NotKnown);

        static Entry Performance(string heading, Pence? amount, string words) => amount is { } known ? Entry.Money(BoardSheet.Sum(PerformanceBoardsSheet.Table, heading, Table), known) : Entry.Words(words);
    }

    public static bool Conditions(SummaryMember member) => member.Fund is { Conditions.IsEmpty: false };

    public static bool Goals(SummaryMember member) => member.Fund is { Goals.IsEmpty: false };

    public static bool Checks(SummaryMember member) => member.Fund is { Headroom.IsEmpty: false };

    private static IEnumerable<string> Sentences(ImmutableArray<SummaryMember> members)
    {
        var known = members.Where(member => member.Fund is not null).ToList();
        yield return known.Count == members.Length ? $"All {Words.Of(members.Length, "board")} are here." : $"{Words.Number(known.Count)} of {Words.Of(members.Length, "board")} {(known.Count == 1 ? "is" : "are")} known: {Phrases.List([.. members.Where(member => member.Fund is null).Select(member => member.Name)])} {(members.Length - known.Count == 1 ? "is" : "are")} absent.";
        var over = known.Where(member => UnderspendOf(member.Fund!) < default(Pence)).OrderBy(member => UnderspendOf(member.Fund!)).ToList();
        if (over.Count > 0)
            yield return $"{Words.Of(over.Count, "board")} {(over.Count == 1 ? "forecasts" : "forecast")} to spend more than comes in, most of all {over[0].Name}: {-UnderspendOf(over[0].Fund!)!.Value}.";
    }

    private static Pence? UnderspendOf(FundHeadlines fund) => fund.Income?.Forecast - fund.Expenditure?.Forecast;

    private static int ConditionsMet(FundHeadlines fund) => fund.Conditions.Count(one => one.Normalised == ConditionAnswer.Yes);

    private static int ConditionsOpen(FundHeadlines fund) => fund.Conditions.Length - ConditionsMet(fund);

    private static int GoalsOnTrack(FundHeadlines fund) => fund.Goals.Count(goal => goal.Track == MetricTrack.OnTrack);

    private static int GoalsDue(FundHeadlines fund) => fund.Goals.Count(goal => goal.Track != MetricTrack.NotDueYet);

    private static int ChecksShort(FundHeadlines fund) => fund.Headroom.Count(check => check.Result == PlanCheckResult.Failed);
}
