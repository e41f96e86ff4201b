using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>One page: the year in words, and the figures that people ask for.</summary>
internal static class FundSummarySheet
{
    public const string Name = "Summary", Table = "tblSummary";

    public static SheetPlan Of(FundRows rows) => new(Name, "The year on one page, in words and figures", "Summary")
    {
        Sentences = SheetPlan.Say([.. FundSentences.Of(rows), .. LeavesOut(rows) ? [IsShort(rows) ? "Partners that spent, owe or pay £0.00 have no row for it here: the sheet Partners has them." : "Of each partner it is only said here what it owes and pays: the sheet Partners has what it paid in and spent."] : Array.Empty<string>()]),
        Table = new TablePlan(Table, [new("About", Widest: 34), new("Figure", Widest: 42), new("Pounds", Number: true), new("What it is", Widest: 62), new("Worked out on", Widest: 24)], [.. Rows(rows).DefaultIfEmpty([Entry.Of("Year"), Entry.Of("All figures"), Entry.Words(FundWords.NotKnown), Entry.Of("Neither a plan nor a return has arrived"), Entry.Words("no sheet: nothing to show")])]),
        OnePage = true,
    };

    private static IEnumerable<Entry[]> Rows(FundRows rows)
    {
        var year = rows.Year;
        if (year.Plan is { } plan)
        {
            yield return Row("Plan", "Income planned", Sum(ContributionsSheet.Table, ContributionsSheet.Amount, plan.Income, plan.Contributions.Select(one => (Pence?)one.Amount)), "Contributions of all partners in the plan in force", ContributionsSheet.Name, plan.Contributions.IsEmpty);
            yield return Row("Plan", "Expenditure planned", Sum(SourcesSheet.Table, SourcesSheet.Expenditure, plan.Expenditure, plan.Sources.Select(one => (Pence?)one.Expenditure)), "Schemes of all sources in the plan in force", SourcesSheet.Name, plan.Sources.IsEmpty);
        }
        if (rows.Last is { } last)
        {
            var to = $"to {Words.Date(last.Quarter.LastDay)}";
            yield return Row("Pool", "Income to date", Sum(IncomeSheet.IncomeTable, IncomeSheet.Actual, last.IncomeToDate.Actual, rows.ToDate(PoolSide.Income).Select(row => row.Line.YearToDate.Actual)), $"Paid in by all partners, {to}", IncomeSheet.IncomeName, !rows.ToDate(PoolSide.Income).Any());
            yield return Row("Pool", "Expenditure to date", Sum(IncomeSheet.ExpenditureTable, IncomeSheet.Actual, last.ExpenditureToDate.Actual, rows.ToDate(PoolSide.Expenditure).Select(row => row.Line.YearToDate.Actual)), $"Spent by the pool, {to}", IncomeSheet.ExpenditureName, !rows.ToDate(PoolSide.Expenditure).Any());
            if (year.Pool?.Account is { } account)
                yield return Row("Pool", "Left in the pool", FundSheet.Explained(account.Closing, FundWords.NotKnown, (MemorandumSheet.ClosingCell, account.Closing?.Pounds)), "Opening balance and contributions, less expenditure; below zero when it is overspent", MemorandumSheet.Name, false);
            yield return Row("Pool", "Income, full year", Sum(IncomeSheet.IncomeTable, IncomeSheet.FullYear, year.Pool?.Income.Forecast, rows.ToDate(PoolSide.Income).Select(row => row.Line.FullYearForecast)), "Actual where it is known, then forecast, then plan", IncomeSheet.IncomeName, !rows.ToDate(PoolSide.Income).Any());
            yield return Row("Pool", "Expenditure, full year", Sum(IncomeSheet.ExpenditureTable, IncomeSheet.FullYear, year.Pool?.Expenditure.Forecast, rows.ToDate(PoolSide.Expenditure).Select(row => row.Line.FullYearForecast)), "Actual where it is known, then forecast, then plan", IncomeSheet.ExpenditureName, !rows.ToDate(PoolSide.Expenditure).Any());
        }
        foreach (var partner in rows.Partners)
        {
            if (IsShort(rows))
                yield return Row(partner.Named, "Paid in", Of(rows, partner, PartnersSheet.PaidIn, partner.PaidIn), "Contributions to date, less what was taken off", PartnersSheet.Name, false);
            if (IsShort(rows) && partner.Spent is not { Number: 0 })
                yield return Row(partner.Named, "Spent", Of(rows, partner, PartnersSheet.Spent, partner.Spent), "Expenditure to date that it commissions", PartnersSheet.Name, false);
            if (!rows.Contributions.IsEmpty && partner.Outstanding is not { Number: 0 })
                yield return Row(partner.Named, "Due and not yet paid in", Of(rows, partner, PartnersSheet.Outstanding, partner.Outstanding), "Below zero where more was paid than was due", PartnersSheet.Name, false);
            if (partner.Share is { Share: not { Number: 0 } } share)
                yield return Row(partner.Named, "Pays (below zero: gets)", Of(rows, partner, PartnersSheet.Share, share.Share, "not shared"), $"Its part of the {Outcome(year.RiskSharing!)}", PartnersSheet.Name, false);
        }
        if (year.Performance is { } performance)
        {
            yield return Row("Performance", "Fund", Paid(PaymentSheet.Fund, performance.Fund), "The most that performance could release", PaymentSheet.Name, performance.Quarters.IsEmpty);
            yield return Row("Performance", "Released", Paid(PaymentSheet.Paid, performance.Paid, FundWords.NotSettled), "Paid for the quarters that are settled", PaymentSheet.Name, performance.Quarters.IsEmpty);
            yield return Row("Performance", "Not released", Paid(PaymentSheet.Unreleased, performance.Unreleased, "not settled yet"), "Known when all four quarters are settled; kept for services that the NHS commissions, as the board agrees", PaymentSheet.Name, performance.Quarters.IsEmpty);
        }
        if (year.Release is { } release)
        {
            yield return Row("Sum held", "To the NHS", FundSheet.Money(release.ToNhs), $"Of {release.Held} held, against admissions above plan", ReleaseSheet.Name, false);
            yield return Row("Sum held", "To the pool", FundSheet.Money(release.ToPool, "not known yet"), "The rest of what was held; known when all four quarters are", ReleaseSheet.Name, false);
        }
        if (year.Expectation is { } expectation)
            yield return Row("Expectation", "At risk", FundSheet.Money(expectation.AtRisk), "Of next year's improved Better Care Fund; for information, never taken off", ExpectationSheet.Name, false);
    }

    /// <summary>A pool of a county has many districts that pay in and neither spend nor owe: rows of nothing would hide the others.</summary>
    private static bool LeavesOut(FundRows rows) => !IsShort(rows) || rows.Partners.Any(partner => partner.Spent is { Number: 0 } || partner.Share is { Share.Number: 0 } || (!rows.Contributions.IsEmpty && partner.Outstanding is { Number: 0 }));

    private static bool IsShort(FundRows rows) => rows.Partners.Length <= 4;

    private static Entry[] Row(string about, string figure, Entry amount, string means, string sheet, bool isLeftOut) =>
        [Entry.Of(about), Entry.Of(figure), amount, Entry.Of(means), isLeftOut ? Entry.Words("no sheet: nothing to show") : Entry.Link(sheet, sheet, 0)];

    private static Entry Sum(string table, string heading, Pence? amount, IEnumerable<Pence?> parts) => FundSheet.Explained(amount, FundWords.NotKnown, (TablePlan.Sum(table, heading), FundRows.Sum(parts)?.Pounds));

    private static Entry Of(FundRows rows, FundPartner partner, string heading, Pence? amount, string words = FundWords.NotKnown) =>
        FundSheet.Explained(amount, words, (TablePlan.Lookup(PartnersSheet.Table, heading, PartnersSheet.Partner, partner.Named), amount?.Pounds));

    private static Entry Paid(string line, Pence? amount, string words = FundWords.NotKnown) => FundSheet.Explained(amount, words, (TablePlan.Lookup(PaymentSheet.Table, PaymentSheet.Year, PaymentSheet.Line, line), amount?.Pounds));

    private static string Outcome(RiskSharing sharing) => sharing.Variance switch
    {
        null => "over- or underspend, which is not known",
        { Number: > 0 } over => $"overspend of {over}",
        { Number: 0 } => "outturn, which is what was paid in",
        { } under => $"underspend of {-under}",
    };
}
