using System.Collections.Immutable;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>
/// Checks that an accountant would make: the same days added up along every way through the file, and the file's formulas against the
/// calculation that made the figures.
/// </summary>
internal static class ReconciliationSheet
{
    public const string Name = "Delays reconciled";

    private const string Table = "tblDelayReconciliation", One = "One side", Other = "Other side", Difference = "Difference";

    /// <summary>Larger than what a spreadsheet's arithmetic loses, smaller than any difference that matters.</summary>
    private const decimal Tolerance = 0.000001m;

    private sealed record Check(string Name, string Formula, decimal Value, string? OtherFormula, decimal OtherValue, Look Look = Look.Whole);

    public static SheetPlan Of(DelayMonths months)
    {
        var of = new Checks(months);
        var checks = months.Known.ToDictionary(month => month.Month, month => (months.IsEngland ? of.England(month) : of.Authority(month)).ToList());
        var (all, differing) = (checks.Values.Sum(month => month.Count), checks.Values.Sum(month => month.Count(check => !Agrees(check))));
        return new SheetPlan(Name, "Checks that the sheets of delays agree with each other and with the calculation", "Reconciliation of delays")
        {
            Sentences = SheetPlan.Say(all == 0
                ? $"There is nothing to reconcile: no return stands for {months.Time}."
                : $"{(differing == 0 ? $"All {all} checks agree" : $"{differing} of {all} checks differ")}. \"As calculated\" is the value from the calculation itself; everything else is added up from the sheets."),
            Table = new TablePlan(Table, [.. months.Column, new("Check", Widest: 90), new(One, Number: true), new(Other, Number: true), new(Difference, Number: true), new("Result")],
                all == 0 ? [[.. months.Cell(months.Last), Entry.Of("None"), .. Enumerable.Repeat(Entry.Words(Phrases.NotCalculable), 3), Entry.Of("")]] : months.Rows(figures => checks.GetValueOrDefault(figures.Month, []), (_, check) => Row(check)), Filter: months.IsQuarter),
        };
    }

    private static bool Agrees(Check check) => Math.Abs(check.Value - check.OtherValue) < Tolerance;

    private static Entry[] Row(Check check) =>
    [
        Entry.Of(check.Name),
        Entry.Calculated(check.Formula, check.Value, check.Look),
        check.OtherFormula is { } formula ? Entry.Calculated(formula, check.OtherValue, check.Look) : Entry.Of(check.OtherValue, check.Look),
        Entry.Calculated($"{TablePlan.Here(Table, One)}-{TablePlan.Here(Table, Other)}", check.Value - check.OtherValue, check.Look),
        Entry.Calculated($"IF(ABS({TablePlan.Here(Table, Difference)})<0.000001,\"agrees\",\"differs\")", Agrees(check) ? "agrees" : "differs"),
    ];

    /// <summary>What is compared in a month. The formulas add up the rows of that month.</summary>
    private sealed class Checks(DelayMonths months)
    {
        public IEnumerable<Check> Authority(DelayFigures figures)
        {
            yield return AsCalculated("Days by reason = total as calculated", Sum(ReasonsSheet.Table, ReasonsSheet.Total), figures.TotalDays(), figures);
            yield return AsCalculated("Days by provider = total as calculated", Sum(ProvidersSheet.Table, ProvidersSheet.Total), figures.Providers.Sum(part => part.Total.Days), figures);
            yield return AsCalculated("Days of the returns (Inputs) = total as calculated", Sum(InputsSheet.Table, "Days"), figures.Inputs.Sum(input => input.Days), figures);
            foreach (var check in ProvidersAgainstReasons(figures).Concat(Rates(figures)))
                yield return check;
        }

        public IEnumerable<Check> England(DelayFigures figures)
        {
            var authorities = figures.Authorities;
            var byAuthority = authorities.Sum(authority => authority.Days.Total.Days);
            yield return AsCalculated("Sum of the authorities = England as calculated", Sum(AuthoritiesSheet.Table, AuthoritiesSheet.Total), byAuthority, figures);
            yield return AsCalculated("Sum of the authorities by reason = England as calculated", Sum(AuthorityReasonsSheet.Table, AuthorityReasonsSheet.Total), authorities.Sum(authority => authority.ByReason.Sum(total => total.Days)), figures);
            yield return AsCalculated("Sum of the reasons = England as calculated", Sum(ReasonsSheet.Table, ReasonsSheet.Total), figures.TotalDays(), figures);
            yield return AsCalculated("Sum of the providers = England as calculated", Sum(ProvidersSheet.Table, ProvidersSheet.Total), figures.Providers.Sum(part => part.Total.Days), figures);
            yield return new Check("Authorities: acute + non-acute = NHS + social care + both",
                string.Join('+', DelayedTransfers.CareTypes.Select(care => Sum(AuthoritiesSheet.Table, Phrases.Of(care)))), byAuthority,
                string.Join('+', DelayedTransfers.Attributions.Select(attribution => Sum(AuthoritiesSheet.Table, Phrases.Of(attribution)))), DelayedTransfers.Attributions.Sum(attribution => authorities.Sum(authority => authority.Days.Of(attribution).Days)));
            yield return new Check("Number of authorities where acute + non-acute differ from NHS + social care + both = 0",
                $"SUMPRODUCT({OfMonth}--({TablePlan.Column(AuthoritiesSheet.Table, AuthoritiesSheet.Total)}<>{string.Join('+', DelayedTransfers.Attributions.Select(attribution => InRow(Phrases.Of(attribution), AuthoritiesSheet.Table, AuthoritiesSheet.Code)))}))",
                authorities.Count(authority => authority.Days.Total.Days != DelayedTransfers.Attributions.Sum(attribution => authority.Days.Of(attribution).Days)), null, 0);
            yield return new Check("Number of authorities whose reasons differ from their total = 0",
                $"SUMPRODUCT({OfMonth}--({InRow(AuthoritiesSheet.Total, AuthorityReasonsSheet.Table, AuthorityReasonsSheet.Code)}<>{TablePlan.Column(AuthorityReasonsSheet.Table, AuthorityReasonsSheet.Total)}))",
                authorities.Count(authority => authority.Days.Total.Days != authority.ByReason.Sum(total => total.Days)), null, 0);
            foreach (var attribution in DelayedTransfers.Attributions)
            {
                yield return new Check($"{Phrases.Of(attribution)}: authorities = reasons",
                    Sum(AuthoritiesSheet.Table, Phrases.Of(attribution)), authorities.Sum(authority => authority.Days.Of(attribution).Days),
                    Sum(DelaysSheet.Table, Phrases.Of(attribution)), figures.Cells.Sum(cell => cell.Days[attribution].Days));
            }
            foreach (var check in ProvidersAgainstReasons(figures).Concat(Rates(figures)))
                yield return check;
        }

        private string Sum(string table, string heading) => months.Sum(table, heading, Table);

        /// <summary>Leaves the rows of other months out: authorities and their reasons have the same rows in the same order.</summary>
        private string OfMonth => months.IsQuarter ? $"({TablePlan.Column(AuthoritiesSheet.Table, DelayMonths.Month)}={TablePlan.Here(Table, DelayMonths.Month)})*" : "";

        /// <summary>A column of the authorities, for each row of a table with their codes; SUMIF takes a word for nothing, which + would not.</summary>
        private string InRow(string heading, string table, string code) => months.IsQuarter
            ? $"SUMIFS({TablePlan.Column(AuthoritiesSheet.Table, heading)},{TablePlan.Column(AuthoritiesSheet.Table, AuthoritiesSheet.Code)},{TablePlan.Column(table, code)},{TablePlan.Column(AuthoritiesSheet.Table, DelayMonths.Month)},{TablePlan.Column(table, DelayMonths.Month)})"
            : $"SUMIF({TablePlan.Column(AuthoritiesSheet.Table, AuthoritiesSheet.Code)},{TablePlan.Column(table, code)},{TablePlan.Column(AuthoritiesSheet.Table, heading)})";

        private IEnumerable<Check> ProvidersAgainstReasons(DelayFigures figures) =>
            from care in DelayedTransfers.CareTypes
            from attribution in DelayedTransfers.Attributions
            let heading = Phrases.Heading(care, attribution)
            select new Check($"{heading}: providers = reasons",
                Sum(ProvidersSheet.Table, heading), figures.Providers.Sum(part => (care == CareType.Acute ? part.Acute : part.NonAcute)[attribution].Days),
                Sum(ReasonsSheet.Table, heading), figures.Cells.Where(cell => cell.Care == care).Sum(cell => cell.Days[attribution].Days));

        private IEnumerable<Check> Rates(DelayFigures figures) =>
            from figure in figures.Figures
            where figure is { Numerator: not null, Value: not null }
            select new Check($"{figure.Name} = as calculated", months.Find(RatesSheet.Table, RatesSheet.Value, RatesSheet.Measure, figure.Name, Table), figure.Value!.Value, null, figure.Value!.Value, Look.SixDecimals);

        private static Check AsCalculated(string name, string formula, long value, DelayFigures figures) => new(name, formula, value, null, figures["days.total"].Value ?? 0);
    }
}
