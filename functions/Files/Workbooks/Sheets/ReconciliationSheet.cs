using System.Collections.Immutable;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Returns;

namespace Monitoring.Files.Workbooks.Sheets;

/// <summary>
/// Checks that an accountant would make: the same days added up along every way through the file, and the file's formulas against the
/// calculation that made the figures.
/// </summary>
internal static class ReconciliationSheet
{
    private const string Table = "tblReconciliation", One = "One side", Other = "Other side", Difference = "Difference";

    /// <summary>Larger than what a spreadsheet's arithmetic loses, smaller than any difference that matters.</summary>
    private const decimal Tolerance = 0.000001m;

    private sealed record Check(string Name, string Formula, decimal Value, string? OtherFormula, decimal OtherValue, Look Look = Look.Whole);

    public static SheetPlan Of(DelayFigures figures)
    {
        var checks = figures.Calculable() ? (figures.IsEngland() ? England(figures) : Authority(figures)).ToList() : [];
        return new SheetPlan("Reconciliation", "Checks that the sheets agree with each other and with the calculation", $"{figures.Subject()}: reconciliation")
        {
            Sentences = SheetPlan.Say(checks.Count == 0
                ? "There is nothing to reconcile: no return stands for this month."
                : checks.All(Agrees)
                    ? $"All {checks.Count} checks agree. \"As calculated\" is the value from the calculation itself; everything else is added up from the sheets."
                    : $"{checks.Count(check => !Agrees(check))} of {checks.Count} checks differ. \"As calculated\" is the value from the calculation itself; everything else is added up from the sheets."),
            Table = new TablePlan(Table, [new("Check", Widest: 90), new(One, Number: true), new(Other, Number: true), new(Difference, Number: true), new("Result")],
                checks.Count == 0 ? [[Entry.Of("None"), .. Enumerable.Repeat(Entry.Words(Phrases.NotCalculable), 3), Entry.Of("")]] : [.. checks.Select(Row)]),
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

    private static IEnumerable<Check> Authority(DelayFigures figures)
    {
        yield return AsCalculated("Days by reason = total as calculated", TablePlan.Sum(ReasonsSheet.Table, ReasonsSheet.Total), figures.TotalDays(), figures);
        yield return AsCalculated("Days by provider = total as calculated", TablePlan.Sum(ProvidersSheet.Table, ProvidersSheet.Total), figures.Providers.Sum(part => part.Total.Days), figures);
        yield return AsCalculated("Days of the returns (Inputs) = total as calculated", TablePlan.Sum(InputsSheet.Table, "Days"), figures.Inputs.Sum(input => input.Days), figures);
        foreach (var check in ProvidersAgainstReasons(figures).Concat(Rates(figures)))
            yield return check;
    }

    private static IEnumerable<Check> England(DelayFigures figures)
    {
        var authorities = figures.Authorities;
        var byAuthority = authorities.Sum(authority => authority.Days.Total.Days);
        yield return AsCalculated("Sum of the authorities = England as calculated", TablePlan.Sum(AuthoritiesSheet.Table, AuthoritiesSheet.Total), byAuthority, figures);
        yield return AsCalculated("Sum of the authorities by reason = England as calculated", TablePlan.Sum(AuthorityReasonsSheet.Table, AuthorityReasonsSheet.Total), authorities.Sum(authority => authority.ByReason.Sum(total => total.Days)), figures);
        yield return AsCalculated("Sum of the reasons = England as calculated", TablePlan.Sum(ReasonsSheet.Table, ReasonsSheet.Total), figures.TotalDays(), figures);
        yield return AsCalculated("Sum of the providers = England as calculated", TablePlan.Sum(ProvidersSheet.Table, ProvidersSheet.Total), figures.Providers.Sum(part => part.Total.Days), figures);
        yield return new Check("Authorities: acute + non-acute = NHS + social care + both",
            string.Join('+', DelayedTransfers.CareTypes.Select(care => TablePlan.Sum(AuthoritiesSheet.Table, Phrases.Of(care)))), byAuthority,
            string.Join('+', DelayedTransfers.Attributions.Select(attribution => TablePlan.Sum(AuthoritiesSheet.Table, Phrases.Of(attribution)))), DelayedTransfers.Attributions.Sum(attribution => authorities.Sum(authority => authority.Days.Of(attribution).Days)));
        yield return new Check("Number of authorities where acute + non-acute differ from NHS + social care + both = 0",
            $"SUMPRODUCT(--({TablePlan.Column(AuthoritiesSheet.Table, AuthoritiesSheet.Total)}<>{EachByAttribution}))",
            authorities.Count(authority => authority.Days.Total.Days != DelayedTransfers.Attributions.Sum(attribution => authority.Days.Of(attribution).Days)), null, 0);
        yield return new Check("Number of authorities whose reasons differ from their total = 0",
            $"SUMPRODUCT(--(SUMIF({TablePlan.Column(AuthoritiesSheet.Table, AuthoritiesSheet.Code)},{TablePlan.Column(AuthorityReasonsSheet.Table, AuthorityReasonsSheet.Code)},{TablePlan.Column(AuthoritiesSheet.Table, AuthoritiesSheet.Total)})<>{TablePlan.Column(AuthorityReasonsSheet.Table, AuthorityReasonsSheet.Total)}))",
            authorities.Count(authority => authority.Days.Total.Days != authority.ByReason.Sum(total => total.Days)), null, 0);
        foreach (var attribution in DelayedTransfers.Attributions)
        {
            yield return new Check($"{Phrases.Of(attribution)}: authorities = reasons",
                TablePlan.Sum(AuthoritiesSheet.Table, Phrases.Of(attribution)), authorities.Sum(authority => authority.Days.Of(attribution).Days),
                TablePlan.Sum(DelaysSheet.Table, Phrases.Of(attribution)), figures.Cells.Sum(cell => cell.Days[attribution].Days));
        }
        foreach (var check in ProvidersAgainstReasons(figures).Concat(Rates(figures)))
            yield return check;
    }

    /// <summary>NHS + social care + both of each row; SUMIF takes a word for nothing, which + would not.</summary>
    private static string EachByAttribution => string.Join('+', DelayedTransfers.Attributions.Select(attribution =>
        $"SUMIF({TablePlan.Column(AuthoritiesSheet.Table, AuthoritiesSheet.Code)},{TablePlan.Column(AuthoritiesSheet.Table, AuthoritiesSheet.Code)},{TablePlan.Column(AuthoritiesSheet.Table, Phrases.Of(attribution))})"));

    private static IEnumerable<Check> ProvidersAgainstReasons(DelayFigures figures) =>
        from care in DelayedTransfers.CareTypes
        from attribution in DelayedTransfers.Attributions
        let heading = Phrases.Heading(care, attribution)
        select new Check($"{heading}: providers = reasons",
            TablePlan.Sum(ProvidersSheet.Table, heading), figures.Providers.Sum(part => (care == CareType.Acute ? part.Acute : part.NonAcute)[attribution].Days),
            TablePlan.Sum(ReasonsSheet.Table, heading), figures.Cells.Where(cell => cell.Care == care).Sum(cell => cell.Days[attribution].Days));

    private static IEnumerable<Check> Rates(DelayFigures figures) =>
        from figure in figures.Figures
        where figure is { Numerator: not null, Value: not null }
        select new Check($"{figure.Name} = as calculated", TablePlan.Lookup(RatesSheet.Table, RatesSheet.Value, RatesSheet.Measure, figure.Name), figure.Value!.Value, null, figure.Value!.Value, Look.SixDecimals);

    private static Check AsCalculated(string name, string formula, long value, DelayFigures figures) => new(name, formula, value, null, figures["days.total"].Value ?? 0);
}
