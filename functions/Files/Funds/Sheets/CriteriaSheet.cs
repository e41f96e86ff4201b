using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>The criteria by which the expectation was looked at, each with its answer.</summary>
internal static class CriteriaSheet
{
    public static SheetPlan Of(FundRows rows) => new("Expectation criteria", "What was looked at, and whether it was met", "Criteria of the delayed-transfer expectation")
    {
        Sentences = SheetPlan.Say("Cannot tell: what would be needed is not known. It is not the same as not met."),
        Table = new TablePlan("tblCriteria", [new("Criterion", Widest: 46), new("Met", Widest: 16), new("What is known", Widest: 66), new("Source", Widest: 46)],
            [.. rows.Year.Expectation!.Criteria.Select(one => new[] { Entry.Of(one.Name), FundSheet.Flag(Answer(one.Met), one.Met == false), Entry.Of(one.Says), Entry.Of(one.Source) })]),
    };

    public static string Answer(bool? met) => met switch { true => "Met", false => "Not met", null => "Cannot tell" };
}
