using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>What each scheme has cost, beside its plan.</summary>
internal static class SchemesSheet
{
    public const string Name = "Schemes", Table = "tblSchemes";
    private const string Year = "Year plan", Planned = "Planned to date", Actual = "Spent to date", Variance = "Variance", Forecast = "Forecast";

    public static SheetPlan Of(FundRows rows) => new(Name, "What each scheme has cost beside its plan", "Schemes")
    {
        Sentences = SheetPlan.Say(Sentences(rows)),
        Table = new TablePlan(Table,
            [
                new("Scheme", Widest: 13), new("Name", Widest: 30), new(Year, Number: true), new(Planned, Number: true), new(Actual, Number: true), new(Variance, Number: true), new(Forecast, Number: true),
                new("Spent, % of year plan", Number: true), new("Expected by now, %", Number: true), new("To look at", Widest: 34),
            ],
            [.. rows.Schemes.Select(Row)],
            [
                FundSheet.TotalLabel(rows.Schemes.All(scheme => scheme.ActualToDate is not null)), Entry.Of(""), FundSheet.Total(Table, Year, rows.Schemes.Select(scheme => scheme.PlannedYear)),
                FundSheet.Total(Table, Planned, rows.Schemes.Select(scheme => scheme.PlannedToDate)), FundSheet.Total(Table, Actual, rows.Schemes.Select(scheme => scheme.ActualToDate)), FundSheet.Total(Table, Variance, rows.Schemes.Select(scheme => scheme.Variance)),
                FundSheet.Total(Table, Forecast, rows.Schemes.Select(scheme => scheme.Forecast)), .. FundSheet.Blank(3),
            ], Filter: rows.Schemes.Length > 12, Frozen: 2)
        { ButtonsBelow = true },
    };

    private static IEnumerable<string> Sentences(FundRows rows)
    {
        yield return rows.Schemes.Select(scheme => scheme.To).OfType<FinancialQuarter>().ToList() is { Count: > 0 } known ? $"To date is to {Words.Date(known.Max().LastDay)}. Variance is spent less planned to date." : "No return has the spend of schemes yet: only the plan is known.";
        yield return "Who does what is on the sheet Scheme list. Outputs, unit costs and what explains a variance are on the sheet Scheme outputs.";
        foreach (var twice in rows.Year.Schemes!.Twice)
            yield return $"Counted twice? {twice}";
    }

    private static Entry[] Row(SchemePosition scheme) =>
    [
        Entry.Of(scheme.Scheme), Entry.Of(scheme.Name), FundSheet.Money(scheme.PlannedYear), FundSheet.Money(scheme.PlannedToDate), FundSheet.Money(scheme.ActualToDate),
        FundSheet.Explained(scheme.Variance, FundWords.NotKnown, ($"{TablePlan.Here(Table, Actual)}-{TablePlan.Here(Table, Planned)}", (scheme.ActualToDate - scheme.PlannedToDate)?.Pounds)), FundSheet.Money(scheme.Forecast),
        FundSheet.PerCent(scheme.SpentPercent, FundWords.NotKnown, $"{TablePlan.Here(Table, Actual)}/{TablePlan.Here(Table, Year)}", scheme is { ActualToDate: { } actual, PlannedYear: { Number: not 0 } year } ? actual.Pounds / year.Pounds : null),
        FundSheet.PerCent(scheme.ExpectedPercent), scheme.Flags.IsEmpty ? Entry.Of("nothing") : FundSheet.Flag(string.Join(" ", scheme.Flags), attention: true),
    ];
}
