using System.Collections.Immutable;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>
/// The performance payment as the return of 2015-16 lays it out, quarters side by side: each line of the return by name, the amounts in between that it does not show, and each as the formula that gives it.
/// </summary>
internal static class PaymentSheet
{
    public const string Name = "Performance payment", Table = "tblPayment", Line = "Line", Year = "Year";

    // The names of the return of 2015-16, as they are recalled.
    public const string Fund = "Total performance fund", Paid = "Total payment made", Unreleased = "Suggested amount of unreleased funds", Most = "Maximum payment (cumulative)", Earned = "Earned (cumulative)", SoFar = "Paid so far (cumulative)";
    private const string Version = "Plan version", Value = "Cost per non-elective admission", Baseline = "Baseline", Plan = "Plan", Actual = "Actual", Change = "% change (below zero: plan is larger than baseline)", Reduction = "Absolute reduction in NEL performance",
        Available = "Total performance fund available", Planned = "Planned absolute reduction (cumulative)", MostQuarter = "Maximum quarterly payment", Against = "Performance against baseline",
        AgainstCumulative = "Performance against baseline (cumulative)", Suggested = "Suggested quarterly payment", Submitted = "Suggested quarterly payment, as submitted", Agreed = "Actual payment locally agreed",
        Before = "Paid for the quarters before", UnreleasedCumulative = "Unreleased funds (cumulative)", AgreedUnreleased = "Actual locally agreed unreleased funds", Use = "Use of unreleased funds", Ring = "Ring-fenced for NHS services", Share = "Total performance and ring-fenced funds";

    /// <summary>The lines that say most: from admissions to what was paid.</summary>
    public static readonly ImmutableArray<string> Main = [Baseline, Plan, Actual, Against, MostQuarter, Suggested, Agreed, Paid, Unreleased, Use];

    public static SheetPlan Of(FundRows rows) => new(Name, "Every column of the return of 2015-16, with live formulas", "Performance payment")
    {
        Sentences = SheetPlan.Say(Sentences(rows.Year.Performance!)),
        Table = new TablePlan(Table,
            [new(Line, Widest: 46), .. rows.Year.Performance!.Quarters.Select(quarter => new ColumnPlan(quarter.Quarter.Name, Number: true)), new(Year, Number: true), new("How it is worked out", Widest: 52)],
            [.. new Lines(rows.Year.Performance!).All()], Frozen: 1),
        OnePage = true,
    };

    private static IEnumerable<string> Sentences(PerformancePayment performance)
    {
        yield return FundSentences.Performance(performance);
        yield return "Money for fewer non-elective admissions (NEL) than in the same quarter a year before. Each quarter is worked out from the start, so what was missed can be earned later and what was earned early counts later.";
        yield return $"What was paid is {(performance.Clawback ? "taken back" : "not taken back")} when performance falls away. A quarter that is settled stays as it was settled; the next one takes in later corrections.";
    }

    /// <summary>The lines, one after the other. A cell of a line in a quarter is found by the line's name, so that the formulas read as what they do.</summary>
    private sealed class Lines(PerformancePayment performance)
    {
        private readonly ImmutableArray<PerformanceQuarter> _quarters = performance.Quarters;
        private readonly PerformanceTerms? _last = performance.Terms.LastOrDefault();

        public IEnumerable<Entry[]> All()
        {
            yield return Row("Payment falls in", "The quarter after that of the admissions", (_, quarter) => quarter.PaymentMonth is { } month ? Entry.Words(month.Name) : Entry.Words(FundWords.NotKnown));
            yield return Row(Version, "In force when the payment falls due", (_, quarter) => quarter.PlanVersion is { } version ? Entry.Of(version) : Entry.Words("no plan"), _last is { } last ? Entry.Of(last.Version) : Entry.Words("no plan"));
            yield return Row("Data source", "Baseline and actual should be from the same source", (_, quarter) => Entry.Words(quarter.Source is { } source ? FundWords.Of(source) : FundWords.NotGiven));
            yield return Row(Value, "Of the version of the plan, as its terms have it", (i, quarter) => OfTerms(quarter, TermsSheet.Value, Look.Money, terms => terms.ValuePerAdmission), _last is { } terms ? FundSheet.Explained(terms.ValuePerAdmission, Look.Money, "", (TermsOf(Year, TermsSheet.Value), terms.ValuePerAdmission)) : Entry.Words(FundWords.NotKnown));
            yield return Row(Baseline, "Admissions in the same quarter a year before", (_, quarter) => FundSheet.Number(quarter.Baseline), Sum(_last?.BaselineTotal, quarter => quarter.Baseline));
            yield return Row(Plan, "Admissions planned", (_, quarter) => FundSheet.Number(quarter.Planned), Sum(_last is { } of ? of.BaselineTotal - of.Reduction : null, quarter => quarter.Planned));
            yield return Row(Actual, "Admissions there were", (_, quarter) => FundSheet.Number(quarter.Actual), Sum(AllOf(quarter => quarter.Actual), quarter => quarter.Actual));
            yield return Row(Change, "Absolute reduction / baseline", OnlyYear, FundSheet.PerCent(_last?.TargetPercent, FundWords.NotCalculable, $"{At(Reduction, Year)}/{At(Baseline, Year)}", _last is { BaselineTotal: not 0 } whole ? whole.Reduction / whole.BaselineTotal : null));
            yield return Row(Reduction, "Baseline - plan", OnlyYear, FundSheet.Explained(_last?.Reduction, FundSheet.Count(_last?.Reduction), FundWords.NotCalculable, ($"{At(Baseline, Year)}-{At(Plan, Year)}", _last?.Reduction)));
            yield return Row(Available, "Absolute reduction x cost, not below zero and not above the ring-fenced total", (_, quarter) => OfTerms(quarter, TermsSheet.Fund, Look.Money, terms => terms.Fund), FundSheet.Explained(_last?.Fund, Look.Money, FundWords.NotCalculable,
                ($"MIN({At(Share, Year)},MAX(0,{At(Reduction, Year)})*{At(Value, Year)})", _last is { Share: { } share } ? Math.Min(share.Pounds, Math.Max(0, _last.Reduction) * _last.ValuePerAdmission) : null),
                ($"MAX(0,{At(Reduction, Year)})*{At(Value, Year)}", _last is { } free ? Math.Max(0, free.Reduction) * free.ValuePerAdmission : null)));
            yield return Row(Planned, "Baseline - plan of this quarter and those before it", PlannedOf, LastQuarter(quarter => quarter.PlannedReduction));
            yield return Row(Most, "Planned reduction x cost, never less than before and not above the fund; or by the weights of the plan", MostOf, LastQuarter(quarter => quarter.MaximumCumulative, Look.Money));
            yield return Row(MostQuarter, "Maximum payment - that of the quarter before", MostQuarterOf, Sum(FundRows.Sum(_quarters.Select(quarter => quarter.MaximumPayment))?.Pounds, quarter => quarter.MaximumPayment?.Pounds, Look.Money));
            yield return Row(Against, "Baseline - actual", (i, quarter) => FundSheet.Explained(quarter.AgainstBaseline, FundSheet.Count(quarter.AgainstBaseline), Absent(quarter), ($"{At(Baseline, Of(i))}-{At(Actual, Of(i))}", quarter.Baseline - quarter.Actual)),
                Sum(AllOf(quarter => quarter.AgainstBaseline), quarter => quarter.AgainstBaseline));
            yield return Row(AgainstCumulative, "Baseline - actual of this quarter and those before it", AgainstOf, LastQuarter(quarter => quarter.AgainstBaselineCumulative));
            yield return Row(Earned, $"By {(_last is null ? FundWords.NotKnown : FundWords.Of(_last.Form))}; not below zero and not above the maximum", EarnedOf, LastQuarter(quarter => quarter.EarnedCumulative, Look.Money));
            yield return Row(Before, "As it was known when the quarter was settled", (i, quarter) => i == 0 ? Entry.Words("first quarter") : FundSheet.Explained(quarter.PaidBefore ?? PaidUpTo(i - 1), Absent(quarter), (At(SoFar, Of(i - 1)), PaidUpTo(i - 1)?.Pounds)));
            yield return Row(Suggested, "Earned, to the penny, less what was paid before; not below zero", SuggestedOf, Sum(FundRows.Sum(_quarters.Select(quarter => quarter.Suggested))?.Pounds, quarter => quarter.Suggested?.Pounds, Look.Money));
            yield return Row(Submitted, "As the return prints it", (_, quarter) => FundSheet.Money(quarter.SubmittedSuggested, FundWords.NotGiven));
            yield return Row(Agreed, "By the partners, in place of what is suggested", (_, quarter) => FundSheet.Money(quarter.Agreed, "none given"));
            yield return Row(Paid, "What was agreed, or else what is suggested", PaidOf, Sum(performance.Paid?.Pounds, quarter => quarter.Paid?.Pounds, Look.Money, known: true));
            yield return Row(SoFar, "Paid in this quarter and those before it", (i, _) => FundSheet.Explained(PaidUpTo(i), FundWords.NotSettled, (i == 0 ? At(Paid, Of(0)) : $"{Here(i - 1)}+{At(Paid, Of(i))}", PaidUpTo(i)?.Pounds)));
            yield return Row("What decided", "Which limit came in", (_, quarter) => Entry.Words(quarter.Limit is { } limit ? FundWords.Of(limit) : Absent(quarter)));
            yield return Row(Unreleased, "Maximum quarterly payment - paid", (i, quarter) => FundSheet.Explained(quarter.Unreleased, Absent(quarter), ($"{At(MostQuarter, Of(i))}-{At(Paid, Of(i))}", (quarter.MaximumPayment - quarter.Paid)?.Pounds)),
                FundSheet.Explained(performance.Unreleased, FundWords.NotSettled, ($"{At(Fund, Year)}-{At(Paid, Year)}", (performance.Fund - performance.Paid)?.Pounds)));
            yield return Row(UnreleasedCumulative, "Maximum payment so far, to the penny, less paid so far", (i, quarter) => FundSheet.Explained(quarter.UnreleasedCumulative, Absent(quarter),
                ($"ROUND({At(Most, Of(i))},2)-{At(SoFar, Of(i))}", quarter.MaximumCumulative is { } most && PaidUpTo(i) is { } paid ? Rounded(most) - paid.Pounds : null)));
            yield return Row("Suggested amount of unreleased funds, as submitted", "As the return prints it", (_, quarter) => FundSheet.Money(quarter.SubmittedUnreleased, FundWords.NotGiven));
            yield return Row(AgreedUnreleased, "By the partners", (_, quarter) => FundSheet.Money(quarter.AgreedUnreleased, "none given"));
            yield return Row(Use, "As the return says", (_, quarter) => Entry.Words(quarter.Use is { } use ? FundWords.Of(use) : FundWords.NotGiven));
            yield return Row("Figures", "Provisional: a later return may correct it", (_, quarter) => Entry.Words(Phrase(quarter.Status)), Entry.Words(Phrase(performance.Status)));
            yield return Row(Fund, "To the penny", OnlyYear, FundSheet.Explained(performance.Fund, FundWords.NotCalculable, ($"ROUND({At(Available, Year)},2)", _last is { } available ? Rounded(available.Fund) : null)));
            yield return Row(Ring, "Total performance and ring-fenced funds - fund: spent on NHS-commissioned services whatever happens", OnlyYear, FundSheet.Explained(performance.RingFence, FundWords.NotGiven, ($"{At(Share, Year)}-{At(Fund, Year)}", (performance.Share - performance.Fund)?.Pounds)));
            yield return Row(Share, "The board's share of the national £1 billion, as the plan has it", OnlyYear, FundSheet.Money(performance.Share, FundWords.NotGiven));
        }

        private static string Phrase(FigureStatus status) => Workbooks.Sheets.Phrases.Of(status);

        private Entry[] Row(string line, string how, Func<int, PerformanceQuarter, Entry> cell, Entry? year = null) =>
            [Entry.Of(line), .. _quarters.Select((quarter, index) => cell(index, quarter)), year ?? Entry.Words("by quarter only"), Entry.Of(how)];

        private static Entry OnlyYear(int index, PerformanceQuarter quarter) => Entry.Words(FundWords.YearOnly);

        private Entry PlannedOf(int i, PerformanceQuarter quarter) => FundSheet.Explained(quarter.PlannedReduction, FundSheet.Count(quarter.PlannedReduction), FundWords.NotCalculable,
            ($"{(i == 0 ? "" : $"{Here(i - 1)}+")}{At(Baseline, Of(i))}-{At(Plan, Of(i))}", (i == 0 ? 0 : _quarters[i - 1].PlannedReduction) + quarter.Baseline - quarter.Planned),
            (OfSpread(i, SpreadSheet.Planned), TermsOf(quarter)?.PlannedCumulative.ElementAtOrDefault(i)));

        private Entry MostOf(int i, PerformanceQuarter quarter)
        {
            var (fund, most) = (TermsOf(quarter)?.Fund, TermsOf(quarter) is { } terms && quarter.PlannedReduction is { } planned ? Math.Min(terms.Fund, Math.Max(0, planned) * terms.ValuePerAdmission) : (decimal?)null);
            var formula = $"MIN({At(Available, Of(i))},MAX(0,{At(Planned, Of(i))})*{At(Value, Of(i))})";
            return FundSheet.Explained(quarter.MaximumCumulative, Look.Money, FundWords.NotCalculable,
                i == 0 ? (formula, most) : ($"MAX({Here(i - 1)},{formula})", most is { } now && fund is not null && _quarters[i - 1].MaximumCumulative is { } before ? Math.Max(before, now) : null),
                (OfSpread(i, SpreadSheet.Most), TermsOf(quarter)?.MaximumCumulative.ElementAtOrDefault(i)));
        }

        private Entry MostQuarterOf(int i, PerformanceQuarter quarter) => FundSheet.Explained(quarter.MaximumPayment, FundWords.NotCalculable,
            i == 0 ? ($"ROUND({At(Most, Of(0))},2)", quarter.MaximumCumulative is { } first ? Rounded(first) : null)
                : ($"ROUND({At(Most, Of(i))}-{At(Most, Of(i - 1))},2)", quarter.MaximumCumulative - _quarters[i - 1].MaximumCumulative is { } more ? Rounded(more) : null),
            ($"ROUND({At(Most, Of(i))},2)-ROUND({At(Most, Of(Math.Max(0, i - 1)))},2)", i > 0 && quarter.MaximumCumulative is { } now && _quarters[i - 1].MaximumCumulative is { } before ? Rounded(now) - Rounded(before) : null),
            (i == 0 ? "" : $"ROUND({OfSpread(i, SpreadSheet.Most)}-{OfSpread(i - 1, SpreadSheet.Most, i)},2)", i > 0 && TermsOf(quarter) is { } terms && terms.MaximumCumulative.Length > i ? Rounded(terms.MaximumCumulative[i] - terms.MaximumCumulative[i - 1]) : null));

        private Entry AgainstOf(int i, PerformanceQuarter quarter) => FundSheet.Explained(quarter.AgainstBaselineCumulative, FundSheet.Count(quarter.AgainstBaselineCumulative), Absent(quarter),
            ($"{(i == 0 ? "" : $"{Here(i - 1)}+")}{At(Against, Of(i))}", (i == 0 ? 0 : _quarters[i - 1].AgainstBaselineCumulative) + quarter.AgainstBaseline));

        private Entry EarnedOf(int i, PerformanceQuarter quarter)
        {
            if (TermsOf(quarter) is not { } terms || quarter is not { AgainstBaselineCumulative: { } reached, PlannedReduction: { } planned, MaximumCumulative: { } most })
                return FundSheet.Explained(quarter.EarnedCumulative, Look.Money, Absent(quarter));
            var (before, beforeHere) = i == 0 ? (0, "0") : (_quarters[i - 1].EarnedCumulative, Here(i - 1));
            (string, decimal?) each = ($"MIN(MAX(0,{At(AgainstCumulative, Of(i))})*{At(Value, Of(i))},{At(Most, Of(i))})", Math.Min(Math.Max(0, reached) * terms.ValuePerAdmission, most));
            (string, decimal?) ratio = ($"MIN(1,MAX(0,{At(AgainstCumulative, Of(i))}/{At(Planned, Of(i))}))*{At(Most, Of(i))}", planned > 0 ? Math.Min(1, Math.Max(0, reached / planned)) * most : null);
            (string, decimal?) none = ($"IF({At(Planned, Of(i))}<=0,{beforeHere},{each.Item1})", planned <= 0 ? before : null);
            return planned <= 0
                ? FundSheet.Explained(quarter.EarnedCumulative, Look.Money, Absent(quarter), none, each)
                : terms.Form == EarningForm.Ratio ? FundSheet.Explained(quarter.EarnedCumulative, Look.Money, Absent(quarter), ratio, each) : FundSheet.Explained(quarter.EarnedCumulative, Look.Money, Absent(quarter), each, ratio);
        }

        private Entry SuggestedOf(int i, PerformanceQuarter quarter)
        {
            var before = i == 0 ? default(Pence) : quarter.PaidBefore ?? PaidUpTo(i - 1);
            var owing = quarter.EarnedCumulative is { } earned && before is { } paid ? Rounded(earned) - paid.Pounds : (decimal?)null;
            var more = i == 0 ? $"ROUND({At(Earned, Of(0))},2)" : $"ROUND({At(Earned, Of(i))},2)-{At(Before, Of(i))}";
            return FundSheet.Explained(quarter.Suggested, Absent(quarter), ($"MAX(0,{more})", owing is { } due ? Math.Max(0, due) : null), (more, owing));
        }

        private Entry PaidOf(int i, PerformanceQuarter quarter) => FundSheet.Explained(quarter.Paid, Absent(quarter),
            ($"IF(ISNUMBER({At(Agreed, Of(i))}),{At(Agreed, Of(i))},{At(Suggested, Of(i))})", (quarter.Agreed ?? quarter.Suggested)?.Pounds));

        private Pence? PaidUpTo(int i) => FundRows.Sum(_quarters.Take(i + 1).Select(quarter => quarter.Paid));

        private static string Absent(PerformanceQuarter quarter) => quarter.Status == FigureStatus.NotCalculable ? FundWords.NotCalculable : FundWords.NotSettled;

        private static decimal Rounded(decimal pounds) => Rounding.HalfAwayFromZero(pounds, 2);

        private PerformanceTerms? TermsOf(PerformanceQuarter quarter) => performance.Terms.FirstOrDefault(terms => terms.Version == quarter.PlanVersion);

        private string Of(int i) => _quarters[i].Quarter.Name;

        private string Here(int i) => TablePlan.Here(Table, Of(i));

        private static string At(string line, string column) => TablePlan.Lookup(Table, column, Line, line);

        /// <summary>Of the version of the plan that the column names.</summary>
        private static string TermsOf(string column, string heading) => $"INDEX({TablePlan.Column(TermsSheet.Table, heading)},MATCH({At(Version, column)},{TablePlan.Column(TermsSheet.Table, TermsSheet.Version)},0))";

        private Entry OfTerms(PerformanceQuarter quarter, string heading, Look look, Func<PerformanceTerms, decimal> value) =>
            TermsOf(quarter) is { } terms ? FundSheet.Explained(value(terms), look, "", (TermsOf(quarter.Quarter.Name, heading), value(terms))) : Entry.Words(FundWords.NotKnown);

        private string OfSpread(int i, string heading, int? version = null) =>
            FundSheet.SumIfs(SpreadSheet.Table, heading, (SpreadSheet.Version, At(Version, Of(version ?? i))), (SpreadSheet.Quarter, FundSheet.Quoted(Of(i))));

        private decimal? AllOf(Func<PerformanceQuarter, decimal?> amount) => _quarters.Length > 0 && _quarters.All(quarter => amount(quarter) is not null) ? _quarters.Sum(quarter => amount(quarter)) : null;

        /// <param name="known">The sum is of the quarters that are known; else it is none unless all are.</param>
        private Entry Sum(decimal? year, Func<PerformanceQuarter, decimal?> amount, Look? look = null, bool known = false) => FundSheet.Explained(year, look ?? FundSheet.Count(year), FundWords.NotKnown,
            _quarters.IsEmpty ? ("", null) : ($"SUM({TablePlan.Here(Table, _quarters[0].Quarter.Name, _quarters[^1].Quarter.Name)})", known ? _quarters.Sum(quarter => amount(quarter) ?? 0) : AllOf(amount)));

        /// <summary>What is cumulative is, for the year, that of the last quarter.</summary>
        private Entry LastQuarter(Func<PerformanceQuarter, decimal?> amount, Look? look = null)
        {
            if (_quarters.IsEmpty)
                return Entry.Words(FundWords.NotKnown);
            var last = amount(_quarters[^1]);
            return FundSheet.Explained(last, look ?? FundSheet.Count(last), FundWords.NotKnown, (Here(_quarters.Length - 1), last));
        }
    }
}
