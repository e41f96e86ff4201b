using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Returns;
using Monitoring.Files.Funds.Sheets;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Funds;

/// <summary>The Better Care Fund of a board in a year as a workbook: every figure with its working, and formulas for those that follow from others in the file.</summary>
public static class FundWorkbook
{
    private const string NoPlan = "no plan has arrived", NoReturn = "no return of a quarter has arrived", NoSchemes = "no scheme is known";

    /// <summary>The same year and publication always give the same content. The bytes differ: the parts of a workbook have random names.</summary>
    public static byte[] Write(FundYear year, Publication publication)
    {
        var rows = new FundRows(year);
        List<(string Part, SheetPlan Sheet)> sheets =
        [
            .. from one in Sheets(rows)
               where one.Sheet is not null
               select (one.Part.Name, one.Sheet!() with { TabColour = one.Part.Colour }),
        ];
        var contents = ContentsSheet.Of(sheets, LeftOut(rows));
        return Book.Write(year.Title(), $"Better Care Fund, {year.Subject()}", publication, [FundCoverSheet.Of(rows, publication), contents with { Sentences = [Entry.Of(year.Subject(), Look.Strong), .. contents.Sentences] }, .. sheets.Select(one => one.Sheet)],
            new Marking("OFFICIAL", rows.Latest?.ApprovedBy is null ? "Draft - not signed" : $"Figures {Phrases.Of(year.Status)}"));
    }

    /// <summary>Sheets that a year has nothing for, with why.</summary>
    internal static IEnumerable<(string Name, string Why)> LeftOut(FundRows rows) => Sheets(rows).Where(one => one.Sheet is null).Select(one => (one.Name, one.Without));

    /// <summary>Every sheet that a year can have, with why it is left out where there is nothing in it. Each says first which year it is of.</summary>
    internal static IEnumerable<PlannedSheet> Sheets(FundRows rows) => Planned(rows).Select(one => one.Saying(rows.Year.Subject()));

    private static IEnumerable<PlannedSheet> Planned(FundRows rows)
    {
        var year = rows.Year;
        yield return new(Answers, FundSummarySheet.Name, () => FundSummarySheet.Of(rows), "");
        yield return new(Answers, OpenQuestionsSheet.Name, FundSentences.Open(rows).Any() ? () => OpenQuestionsSheet.Of(rows) : null, "there are none");
        yield return new(Answers, PartnersSheet.Name, rows.Partners.IsEmpty ? null : () => PartnersSheet.Of(rows), "neither plan nor return names a partner");
        yield return new(Performance, PaymentSheet.Name, year.Performance is null ? null : () => PaymentSheet.Of(rows), $"{year.Key.Year} had none");
        if (year.Performance is { } performance)
        {
            yield return new(Performance, TermsSheet.Name, performance.Terms.IsEmpty ? null : () => TermsSheet.Of(rows), NoPlan);
            yield return new(Performance, SpreadSheet.Name, performance.Terms.IsEmpty || performance.Quarters.IsEmpty ? null : () => SpreadSheet.Of(rows), NoPlan);
            yield return new(Performance, HistorySheet.Name, performance.Replay.IsEmpty && !HistorySheet.Lines(performance).Any() ? null : () => HistorySheet.Of(rows), "nothing has arrived");
        }
        yield return new(Performance, ReleaseSheet.Name, year.Release is null ? null : () => ReleaseSheet.Of(rows), $"{year.Key.Year} held none");
        yield return new(Performance, ExpectationSheet.Name, year.Expectation is null ? null : () => ExpectationSheet.Of(rows), $"{year.Key.Year} had none");
        yield return new(Money, PoolSheet.Name, rows.Quarters.IsEmpty ? null : () => PoolSheet.Of(rows), NoReturn);
        yield return new(Money, IncomeSheet.IncomeName, rows.ToDate(PoolSide.Income).Any() ? () => IncomeSheet.Of(rows, PoolSide.Income) : null, NoReturn);
        yield return new(Money, IncomeSheet.ExpenditureName, rows.ToDate(PoolSide.Expenditure).Any() ? () => IncomeSheet.Of(rows, PoolSide.Expenditure) : null, NoReturn);
        yield return new(Money, LinesByQuarterSheet.Name, rows.Lines(PoolSide.Income).IsEmpty && rows.Lines(PoolSide.Expenditure).IsEmpty ? null : () => LinesByQuarterSheet.Of(rows), NoReturn);
        yield return new(Money, DueSheet.Name, rows.Contributions.IsEmpty ? null : () => DueSheet.Of(rows), "no return says what was due");
        yield return new(Money, RiskShareSheet.Name, year.RiskSharing is null || year.RiskSharing.Partners.IsEmpty ? null : () => RiskShareSheet.Of(rows), "nothing is known that could be shared");
        yield return new(Money, MemorandumSheet.Name, year.Pool?.Account is null ? null : () => MemorandumSheet.Of(rows), NoReturn);
        yield return new(Schemes, SchemesSheet.Name, rows.Schemes.IsEmpty ? null : () => SchemesSheet.Of(rows), NoSchemes);
        yield return new(Schemes, "Scheme outputs", rows.Schemes.All(scheme => scheme.Unit is null) ? null : () => OutputsSheet.Of(rows), rows.Schemes.IsEmpty ? NoSchemes : "no scheme has outputs");
        yield return new(Schemes, "Scheme list", rows.Schemes.IsEmpty ? null : () => SchemeListSheet.Of(rows), NoSchemes);
        yield return new(Schemes, JointWorkingSheet.Name, rows.Groups.Any() ? () => JointWorkingSheet.Of(rows.Groups) : null, NoSchemes);
        yield return new(Schemes, "Joint working outputs", rows.Groups.Any(pair => !pair.Group.UnitCosts.IsEmpty) ? () => JointOutputsSheet.Of(rows.Groups) : null, rows.Schemes.IsEmpty ? NoSchemes : "no scheme has outputs");
        yield return new(Schemes, MetricsSheet.Name, year.Metrics.IsEmpty ? null : () => MetricsSheet.Of(rows), "the plan sets no goal");
        yield return new(Schemes, ShuntingSheet.Name, year.Shunting is null || year.Shunting.Years.IsEmpty ? null : () => ShuntingSheet.Of(rows), "neither delays nor spend are known");
        yield return new(Plan, ContributionsSheet.Name, year.Plan is null || year.Plan.Contributions.IsEmpty ? null : () => ContributionsSheet.Of(rows), NoPlan);
        yield return new(Plan, SourcesSheet.Name, year.Plan is null || year.Plan.Sources.IsEmpty ? null : () => SourcesSheet.Of(rows), NoPlan);
        yield return new(Plan, ChecksSheet.Name, rows.Checks.IsEmpty ? null : () => ChecksSheet.Of(rows), NoPlan);
        yield return new(Plan, "Lines counted", rows.Checks.All(check => check.Counted.IsEmpty) ? null : () => CountedSheet.Of(rows), "no check counted lines");
        yield return new(Plan, ConditionsSheet.Name, year.Plan is null || (year.Plan.Conditions.IsEmpty && year.Plan.SignedBy.IsEmpty) ? null : () => ConditionsSheet.Of(rows), "no condition is asked or answered, and nobody is named who signed");
        yield return new(Plan, "Plan versions", year.Plan is null || year.Plan.Versions.IsEmpty ? null : () => VersionsSheet.Of(rows), NoPlan);
        yield return new(Working, FundReconciliationSheet.Name, year.Comparisons.IsEmpty ? null : () => FundReconciliationSheet.Of(rows), "no total was submitted that could be compared");
        yield return new(Working, "Working", rows.Steps.IsEmpty ? null : () => FundWorkingSheet.Of(rows), "no figure could be worked out");
        yield return new(Working, RulesSheet.Name, () => RulesSheet.Of(rows), "");
        yield return new(Working, "Inputs", year.Inputs.IsEmpty ? null : () => FundInputsSheet.Of(rows), "nothing has arrived");
    }

    // Parts of the workbook, each with the colour of its tabs: of the NHS identity.
    private static readonly (string Name, string Colour)
        Answers = ("What it comes to", "#005EB8"), Performance = ("Performance", "#330072"), Money = ("The money", "#007F3B"), Schemes = ("Schemes and goals", "#AE2573"), Plan = ("The plan", "#ED8B00"), Working = ("How it was worked out", "#768692");
}
