using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>The delayed-transfer expectation of 2017-18: from where, to where, and what was at risk.</summary>
internal static class ExpectationSheet
{
    public const string Name = "Expectation", Table = "tblExpectation";
    private const string Figure = "Figure", Value = "Value", Grant = "Next year's improved Better Care Fund", Percent = "Part of it at risk", Criterion = "criterion";

    public static SheetPlan Of(FundRows rows)
    {
        var expectation = rows.Year.Expectation!;
        return new(Name, "The delayed-transfer expectation of 2017-18, what was at risk, and the criteria with their answers", "Delayed-transfer expectation")
        {
            Sentences = SheetPlan.Say([.. FundSentences.Released(rows.Year with { Performance = null, Release = null }), .. expectation.Notes,
                .. expectation.Criteria.IsEmpty ? [] : new[] { "Of a criterion, cannot tell means that what would be needed is not known. It is not the same as not met." }]),
            Table = new TablePlan(Table, [new(Figure, Widest: 50), new(Value, Number: true), new("Unit", Widest: 24), new("What it is", Widest: 60)],
            [
                [Entry.Of("February 2017"), Beds(expectation.Baseline), Entry.Of("delayed days a day"), Entry.Of("The baseline: delayed days of the month / days of the month")],
                [Entry.Of("Expected for September 2017"), Beds(expectation.Expected), Entry.Of("delayed days a day"), Entry.Of("The goal of the plan")],
                [Entry.Of("Reached in September 2017"), Beds(expectation.ReachedInSeptember), Entry.Of("delayed days a day"), Entry.Of("As the figures of the authority have it")],
                [Entry.Of(Grant), FundSheet.Money(expectation.NextYearsGrant, "not loaded"), Entry.Of("pounds"), Entry.Of("As published")],
                [Entry.Of(Percent), FundSheet.PerCent(expectation.PercentAtRisk), Entry.Of("per cent"), Entry.Of("What ministers said could be withheld")],
                [
                    Entry.Of("At risk"),
                    FundSheet.Explained(expectation.AtRisk, FundWords.NotCalculable, ($"ROUND({At(Grant)}*{At(Percent)},2)", expectation is { NextYearsGrant: { } grant, PercentAtRisk: { } percent } ? Rounding.HalfAwayFromZero(grant.Pounds * percent / 100, 2) : null)),
                    Entry.Of("pounds"), Entry.Of("For information. Nothing was withdrawn for 2017-18, and nothing is taken off here"),
                ],
                .. expectation.Criteria.Select(one => new[] { Entry.Of(one.Name), FundSheet.Flag(Answer(one.Met), one.Met == false), Entry.Of(Criterion), Entry.Of($"{one.Says} ({one.Source})") }),
            ]),
        };
    }

    private static string Answer(bool? met) => met switch { true => "Met", false => "Not met", null => "Cannot tell" };

    private static Entry Beds(decimal? beds) => beds is { } known ? Entry.Of(known, Look.TwoDecimals) : Entry.Words(FundWords.NotKnown);

    private static string At(string figure) => TablePlan.Lookup(Table, Value, Figure, figure);
}
