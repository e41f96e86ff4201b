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

/// <summary>Income or expenditure of the boards' pools: plan, year to date, forecast and variance, with a chart.</summary>
internal static class PoolBoardsSheet
{
    public const string Planned = "Planned to date", Actual = "Actual to date", Variance = "Variance", YearlyPlan = "Yearly plan", Forecast = "Full-year forecast";

    private const string Against = "Forecast less plan";

    public static string NameOf(PoolSide side) => side == PoolSide.Income ? "Income by board" : "Expenditure by board";

    public static string TableOf(PoolSide side) => side == PoolSide.Income ? "tblIncomeOfBoards" : "tblExpenditureOfBoards";

    /// <summary>Something of that side is known of one board at least.</summary>
    public static bool Any(SummaryRows rows, PoolSide side) => rows.Summary.Members.Any(member => AmountsOf(member, side) is not null);

    public static SheetPlan Of(SummaryRows rows, PoolSide side)
    {
        var (table, members) = (TableOf(side), rows.Summary.Members);
        var amounts = members.Select(member => AmountsOf(member, side)).ToList();
        var what = side == PoolSide.Income ? "income" : "expenditure";
        return new(NameOf(side), $"{Phrases.Capital(what)} of each board: plan, year to date, forecast and variance, with a chart", $"{Phrases.Capital(what)} of the pools, board by board")
        {
            Sentences = SheetPlan.Say(
                $"{Finding(members, side)}.",
                "To date is from the start of the financial year to the end of the quarter in the column Known to. Variance is actual less planned. An empty amount is not known: the column In words says which. It is in no total and is not zero."),
            Table = new TablePlan(table,
                [
                    BoardSheet.Column, new("Known to", Widest: 12), new(YearlyPlan, Number: true), new(Planned, Number: true), new(Actual, Number: true), new(Variance, Number: true), new(Forecast, Number: true), new(Against, Number: true), new("In words", Widest: 40),
                ],
                [.. members.Zip(amounts, Row)],
                [
                    FundSheet.TotalLabel(amounts.All(of => of is { Actual: not null, Forecast: not null })), Entry.Of(""), Total(YearlyPlan, of => of.YearlyPlan), Total(Planned, of => of.Planned), Total(Actual, of => of.Actual), Total(Variance, of => of.Variance),
                    Total(Forecast, of => of.Forecast), Total(Against, of => of.Forecast - of.YearlyPlan), Entry.Of(""),
                ]),
            Charts = amounts.All(of => of?.Actual is null && of?.Planned is null) ? [] :
            [
                ChartPlan.PlanAndActual(Finding(members, side), $"Bars of planned and actual {what} to date for {Words.Of(members.Length, "board")}. {Finding(members, side)}.", "Pounds", BoardSheet.Board, Planned, null, Actual) with { Format = "£#,##0", Below = true, Width = 25 },
            ],
        };

        Entry[] Row(SummaryMember member, PoolAmounts? of) =>
        [
            Entry.Of(member.Named()), Entry.Of(member.Fund?.To ?? "no return"), BoardSheet.Point(of?.YearlyPlan), BoardSheet.Point(of?.Planned), BoardSheet.Point(of?.Actual), Less(of?.Variance, Actual, Planned), BoardSheet.Point(of?.Forecast),
            Less(of?.Forecast - of?.YearlyPlan, Forecast, YearlyPlan), Entry.Of(InWords(of)),
        ];

        Entry Less(Pence? amount, string heading, string less) => amount is { } known ? Entry.Money($"{TablePlan.Here(table, heading)}-{TablePlan.Here(table, less)}", known) : BoardSheet.Point(null);

        Entry Total(string heading, Func<PoolAmounts, Pence?> of) => FundSheet.Total(table, heading, amounts.Select(amount => amount is null ? null : of(amount)));
    }

    private static PoolAmounts? AmountsOf(SummaryMember member, PoolSide side) => side == PoolSide.Income ? member.Fund?.Income : member.Fund?.Expenditure;

    private static string InWords(PoolAmounts? of)
    {
        if (of is null)
            return "No return of a quarter has arrived";
        List<string> missing = [.. new[] { (of.YearlyPlan, "yearly plan"), (of.Planned, "planned to date"), (of.Actual, "actual to date"), (of.Forecast, "full-year forecast") }.Where(one => one.Item1 is null).Select(one => one.Item2)];
        return missing.Count > 0 ? $"Not known: {Phrases.List(missing)}"
            : of.Variance is { } variance && variance != default ? $"{BoardSheet.Millions(variance < default(Pence) ? -variance : variance)} {(variance > default(Pence) ? "above" : "below")} plan to date" : "As planned to date";
    }

    private static string Finding(ImmutableArray<SummaryMember> members, PoolSide side)
    {
        var what = side == PoolSide.Income ? "came in" : "was spent";
        var known = members.Select(member => AmountsOf(member, side)).OfType<PoolAmounts>().Where(of => of is { Actual: not null, Planned: not null }).ToList();
        if (known.Count == 0)
            return $"Of no board both plan and actual to date are known";
        var (actual, planned) = (FundRows.Sum(known.Select(of => of.Actual))!.Value, FundRows.Sum(known.Select(of => of.Planned))!.Value);
        var share = planned == default ? "" : $", {Words.Number(100m * actual.Pounds / planned.Pounds, 1)}% of plan";
        return $"{BoardSheet.Millions(actual)} {what} to date, {BoardSheet.Millions(planned)} planned{share}{(known.Count == members.Length ? "" : $" ({Words.Number(known.Count)} of {Words.Of(members.Length, "board")})")}";
    }
}
