using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>Each scheme with who commissions it, what pays for it, and how the partners work together in it.</summary>
internal static class SchemeListSheet
{
    public static SheetPlan Of(FundRows rows) => new("Scheme list", "Who commissions each scheme, what pays for it, and how the partners work together in it", "Scheme list")
    {
        Sentences = SheetPlan.Say("As the lines of the plan have it, or the return where no plan names the scheme."),
        Table = new TablePlan("tblSchemeList",
            [
                new("Scheme", Widest: 13), new("Name", Widest: 36), new("Type", Widest: 32), new("Area of spend", Widest: 20), new("Commissioner", Widest: 14), new("Source", Widest: 34), new("Arrangement", Widest: 20), new("Joint working", Widest: 22),
                new("Metric to move", Widest: 32),
            ],
            [.. rows.Schemes.Select(Row)], Filter: rows.Schemes.Length > 12, Frozen: 2),
    };

    private static Entry[] Row(SchemePosition scheme) =>
    [
        Entry.Of(scheme.Scheme), Entry.Of(scheme.Name), Entry.Of(scheme.Type is { } type ? FundWords.Of(type) : FundWords.NotStated), Entry.Of(scheme.Area is { } area ? FundWords.Of(area) : FundWords.NotStated),
        Entry.Of(scheme.Commissioner is { } by ? FundWords.Of(by) : FundWords.NotStated), Entry.Of(scheme.SourceNames.IsEmpty ? FundWords.NotStated : string.Join("; ", scheme.SourceNames)),
        Entry.Of(scheme.Arrangement is { } arrangement ? FundWords.Of(arrangement) : FundWords.NotStated), Entry.Of(scheme.Working is { } working ? FundWords.Of(working) : FundWords.NotStated),
        Entry.Of(scheme.Metric is { } metric ? FundWords.Metric(metric) : "none named"),
    ];
}
