using System.Collections.Immutable;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Returns;
using Monitoring.Files.Funds.Sheets;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Funds;

/// <summary>The Better Care Fund of a board in a year as a workbook: every figure with its working, and formulas for those that follow from others in the file.</summary>
public static class FundWorkbook
{
    private const string NoPlan = "no plan has arrived", NoReturn = "no return of a quarter has arrived", NoSchemes = "no scheme is known", NothingThere = "there is nothing to show";

    /// <summary>The same year and publication always give the same content. The bytes differ: the parts of a workbook have random names.</summary>
    public static byte[] Write(FundYear year, Publication publication)
    {
        var rows = new FundRows(year);
        ImmutableArray<SheetPlan> sheets = [.. Sheets(rows).Select(one => one.Sheet).OfType<Func<SheetPlan>>().Select(sheet => sheet()).Select(sheet => sheet with { Sentences = [Entry.Of(year.Subject(), Look.Strong), .. sheet.Sentences] })];
        var cover = FundCoverSheet.Of(rows, publication, sheets, [.. LeftOut(rows)]);
        return Book.Write(year.Title(), $"Better Care Fund, {year.Subject()}", publication, [cover, .. sheets], new Marking("OFFICIAL", rows.Latest?.ApprovedBy is null ? "Draft - not signed" : $"Figures {Phrases.Of(year.Status)}"));
    }

    /// <summary>Sheets that a year has nothing for, with why.</summary>
    internal static IEnumerable<(string Name, string Why)> LeftOut(FundRows rows) => Sheets(rows).Where(one => one.Sheet is null).Select(one => (one.Name, one.Without));

    /// <summary>Every sheet that a year can have, with why it is left out where there is nothing in it.</summary>
    private static IEnumerable<(string Name, Func<SheetPlan>? Sheet, string Without)> Sheets(FundRows rows)
    {
        var year = rows.Year;
        yield return (FundSummarySheet.Name, () => FundSummarySheet.Of(rows), "");
        yield return (OpenQuestionsSheet.Name, FundSentences.Open(rows).Any() ? () => OpenQuestionsSheet.Of(rows) : null, "there are none");
        yield return (PartnersSheet.Name, rows.Partners.IsEmpty ? null : () => PartnersSheet.Of(rows), "neither plan nor return names a partner");
        yield return (PaymentSheet.Name, year.Performance is null ? null : () => PaymentSheet.Of(rows), $"{year.Key.Year} had none");
        if (year.Performance is { } performance)
        {
            yield return (TermsSheet.Name, performance.Terms.IsEmpty ? null : () => TermsSheet.Of(rows), NoPlan);
            yield return (SpreadSheet.Name, performance.Terms.IsEmpty || performance.Quarters.IsEmpty ? null : () => SpreadSheet.Of(rows), NoPlan);
            yield return ("Performance replay", performance.Replay.IsEmpty ? null : () => ReplaySheet.Of(rows), "nothing has arrived");
            yield return ("Performance notes", PaymentNotesSheet.Lines(performance).Any() ? () => PaymentNotesSheet.Of(rows) : null, NothingThere);
        }
        yield return (ReleaseSheet.Name, year.Release is null ? null : () => ReleaseSheet.Of(rows), $"{year.Key.Year} held none");
        yield return (ExpectationSheet.Name, year.Expectation is null ? null : () => ExpectationSheet.Of(rows), $"{year.Key.Year} had none");
        if (year.Expectation is { } expectation)
            yield return ("Expectation criteria", expectation.Criteria.IsEmpty ? null : () => CriteriaSheet.Of(rows), NothingThere);
        yield return (PoolSheet.Name, rows.Quarters.IsEmpty ? null : () => PoolSheet.Of(rows), NoReturn);
        yield return (IncomeSheet.IncomeName, rows.ToDate(PoolSide.Income).Any() ? () => IncomeSheet.Of(rows, PoolSide.Income) : null, NoReturn);
        yield return (IncomeSheet.ExpenditureName, rows.ToDate(PoolSide.Expenditure).Any() ? () => IncomeSheet.Of(rows, PoolSide.Expenditure) : null, NoReturn);
        yield return (IncomeByQuarterSheet.NameOf(PoolSide.Income), rows.Lines(PoolSide.Income).IsEmpty ? null : () => IncomeByQuarterSheet.Of(rows, PoolSide.Income), NoReturn);
        yield return (IncomeByQuarterSheet.NameOf(PoolSide.Expenditure), rows.Lines(PoolSide.Expenditure).IsEmpty ? null : () => IncomeByQuarterSheet.Of(rows, PoolSide.Expenditure), NoReturn);
        yield return (DueSheet.Name, rows.Contributions.IsEmpty ? null : () => DueSheet.Of(rows), "no return says what was due");
        yield return (RiskShareSheet.Name, year.RiskSharing is null || year.RiskSharing.Partners.IsEmpty ? null : () => RiskShareSheet.Of(rows), "nothing is known that could be shared");
        yield return (MemorandumSheet.Name, year.Pool?.Account is null ? null : () => MemorandumSheet.Of(rows), NoReturn);
        yield return (SchemesSheet.Name, rows.Schemes.IsEmpty ? null : () => SchemesSheet.Of(rows), NoSchemes);
        yield return ("Scheme outputs", rows.Schemes.All(scheme => scheme.Unit is null) ? null : () => OutputsSheet.Of(rows), rows.Schemes.IsEmpty ? NoSchemes : "no scheme has outputs");
        yield return ("Scheme list", rows.Schemes.IsEmpty ? null : () => SchemeListSheet.Of(rows), NoSchemes);
        yield return (JointWorkingSheet.Name, rows.Groups.Any() ? () => JointWorkingSheet.Of(rows.Groups) : null, NoSchemes);
        yield return ("Joint working outputs", rows.Groups.Any(pair => !pair.Group.UnitCosts.IsEmpty) ? () => JointOutputsSheet.Of(rows.Groups) : null, rows.Schemes.IsEmpty ? NoSchemes : "no scheme has outputs");
        yield return (MetricsSheet.Name, year.Metrics.IsEmpty ? null : () => MetricsSheet.Of(rows), "the plan sets no goal");
        yield return ("Metric sources", year.Metrics.IsEmpty ? null : () => MetricSourcesSheet.Of(rows), "the plan sets no goal");
        yield return (ShuntingSheet.Name, year.Shunting is null || year.Shunting.Years.IsEmpty ? null : () => ShuntingSheet.Of(rows), "neither delays nor spend are known");
        yield return (FundReconciliationSheet.Name, year.Comparisons.IsEmpty ? null : () => FundReconciliationSheet.Of(rows), "no total was submitted that could be compared");
        yield return (ContributionsSheet.Name, year.Plan is null || year.Plan.Contributions.IsEmpty ? null : () => ContributionsSheet.Of(rows), NoPlan);
        yield return (SourcesSheet.Name, year.Plan is null || year.Plan.Sources.IsEmpty ? null : () => SourcesSheet.Of(rows), NoPlan);
        yield return (ChecksSheet.Name, rows.Checks.IsEmpty ? null : () => ChecksSheet.Of(rows), NoPlan);
        yield return ("Lines counted", rows.Checks.All(check => check.Counted.IsEmpty) ? null : () => CountedSheet.Of(rows), "no check counted lines");
        yield return ("Conditions", year.Plan is null || year.Plan.Conditions.IsEmpty ? null : () => ConditionsSheet.Of(rows), "no condition is asked or answered");
        yield return ("Sign-off", year.Plan is null || year.Plan.SignedBy.IsEmpty ? null : () => SignOffSheet.Of(rows), "nobody is named who signed the plan");
        yield return ("Plan versions", year.Plan is null || year.Plan.Versions.IsEmpty ? null : () => VersionsSheet.Of(rows), NoPlan);
        yield return ("Working", rows.Steps.IsEmpty ? null : () => FundWorkingSheet.Of(rows), "no figure could be worked out");
        yield return ("Rules", year.Switches.IsEmpty ? null : () => RulesSheet.Of(rows), "no rule was open");
        yield return ("Definitions", () => FundDefinitionsSheet.Of(), "");
        yield return ("Inputs", year.Inputs.IsEmpty ? null : () => FundInputsSheet.Of(rows), "nothing has arrived");
    }
}
