using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>The sum held in 2016-17 against admissions above plan: what the excess costs, quarter by quarter, and who gets the sum.</summary>
internal static class ReleaseSheet
{
    public const string Name = "Release of the sum held", Table = "tblRelease";
    private const string Line = "Line", Year = "Year", Planned = "Planned admissions", Actual = "Actual admissions", Excess = "Above plan", Price = "Price of one admission above plan", Cost = "Cost of the excess", Held = "Sum held", ToNhs = "To the NHS", ToPool = "To the pool";

    public static SheetPlan Of(FundRows rows)
    {
        var release = rows.Year.Release!;
        return new(Name, "What was held against admissions above plan, and what is released", "Release of the sum held against admissions above plan")
        {
            Sentences = SheetPlan.Say([.. FundSentences.Released(rows.Year with { Performance = null, Expectation = null }), "Each quarter stands by itself: admissions below plan in one do not make up for those above plan in another.", .. release.Notes]),
            Table = new TablePlan(Table, [new(Line, Widest: 40), .. release.Quarters.Select(quarter => new ColumnPlan(quarter.Quarter.Name, Number: true)), new(Year, Number: true), new("How it is worked out", Widest: 56)], [.. Rows(release)], Frozen: 1),
        };
    }

    private static IEnumerable<Entry[]> Rows(ContingencyRelease release)
    {
        var complete = release.Quarters.All(quarter => quarter.Cost is not null);
        yield return Row(Planned, "Goal of the plan for the quarter", quarter => FundSheet.Number(quarter.Planned), Sum(release, quarter => quarter.Planned));
        yield return Row(Actual, "Non-elective admissions there were", quarter => FundSheet.Number(quarter.Actual), Sum(release, quarter => quarter.Actual));
        yield return Row(Excess, "Actual - planned, not below zero", quarter => FundSheet.Explained(quarter.Excess, FundSheet.Count(quarter.Excess), FundWords.NotKnown,
            ($"MAX(0,{At(Actual, quarter.Quarter.Name)}-{At(Planned, quarter.Quarter.Name)})", quarter is { Actual: { } actual, Planned: { } planned } ? Math.Max(0, actual - planned) : null)), Sum(release, quarter => quarter.Excess));
        yield return Row(Price, "As the plan has it", _ => FundSheet.Money(release.MarginalPrice, FundWords.NotGiven), FundSheet.Money(release.MarginalPrice, FundWords.NotGiven));
        yield return Row(Cost, "Above plan x price, to the penny", quarter => FundSheet.Explained(quarter.Cost, FundWords.NotKnown,
            ($"ROUND({At(Excess, quarter.Quarter.Name)}*{At(Price, quarter.Quarter.Name)},2)", quarter.Excess * release.MarginalPrice?.Pounds is { } cost ? Rounding.HalfAwayFromZero(cost, 2) : null)),
            FundSheet.Explained(release.ExcessCost, FundWords.NotKnown, (SumOf(release), release.Quarters.Sum(quarter => quarter.Cost?.Pounds ?? 0))));
        yield return Row(Held, "As the plan has it", _ => Entry.Words(FundWords.YearOnly), Entry.Money(release.Held));
        yield return Row(ToNhs, "The cost of the excess, not more than was held", _ => Entry.Words(FundWords.YearOnly),
            FundSheet.Explained(release.ToNhs, FundWords.NotKnown, ($"MIN({At(Held, Year)},{At(Cost, Year)})", release.ExcessCost is { } cost ? Math.Min(release.Held.Pounds, cost.Pounds) : null)));
        yield return Row(ToPool, complete ? "Sum held - what goes to the NHS" : "Known when all four quarters are", _ => Entry.Words(FundWords.YearOnly),
            FundSheet.Explained(release.ToPool, "not known yet", ($"{At(Held, Year)}-{At(ToNhs, Year)}", (release.Held - release.ToNhs)?.Pounds)));

        Entry[] Row(string line, string how, Func<ExcessQuarter, Entry> cell, Entry year) => [Entry.Of(line), .. release.Quarters.Select(cell), year, Entry.Of(how)];
    }

    private static Entry Sum(ContingencyRelease release, Func<ExcessQuarter, decimal?> number)
    {
        var sum = release.Quarters.Length > 0 && release.Quarters.All(quarter => number(quarter) is not null) ? release.Quarters.Sum(number) : null;
        return FundSheet.Explained(sum, FundSheet.Count(sum), FundWords.NotKnown, (SumOf(release), sum));
    }

    private static string SumOf(ContingencyRelease release) => release.Quarters.IsEmpty ? "0" : $"SUM({TablePlan.Here(Table, release.Quarters[0].Quarter.Name, release.Quarters[^1].Quarter.Name)})";

    private static string At(string line, string column) => TablePlan.Lookup(Table, column, Line, line);
}
