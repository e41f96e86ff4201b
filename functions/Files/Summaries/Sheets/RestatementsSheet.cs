using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>Months that became another figure, with what moved.</summary>
internal static class RestatementsSheet
{
    public const string Name = "Restatements";

    private const string Table = "tblRestatements", Was = "Was", Is = "Is";

    public static SheetPlan Of(SummaryRows rows) => new(Name, "Months that became other figures: what they were, what they are, and what moved", Name)
    {
        Sentences = SheetPlan.Say("One row for each return that changed a month, the latest first. The split between NHS, social care and both can move where the total does not."),
        Table = new TablePlan(Table,
            [
                new("Month", Number: true), new("Received", Widest: 24), new(Was, Number: true), new(Is, Number: true), new("Change", Number: true), .. DelayedTransfers.Attributions.Select(attribution => new ColumnPlan($"Change, {Of(attribution)}", Number: true)),
                new("Cells", Number: true), new("In words", Widest: 66), new("Submission", Widest: 30),
            ],
            [.. rows.Summary.Delays!.Changed.Select(Row)]),
    };

    private static Entry[] Row(Restatement one) =>
    [
        Entry.Month(one.Month), Entry.Of(Phrases.LondonTime(one.At)), Days(one.Was), Days(one.Is), one is { Was: { } was, Is: { } now } ? Entry.Calculated($"{TablePlan.Here(Table, Is)}-{TablePlan.Here(Table, Was)}", now - was, Look.Whole) : Entry.Words("not known"),
        .. DelayedTransfers.Attributions.Select(attribution => one.SplitIs[attribution] - one.SplitWas[attribution] is { } moved ? Entry.Of(moved) : Entry.Words("not known")),
        Entry.Of(one.Cells.Length), Entry.Of(one.Says), Entry.Of(one.Submission),
    ];

    private static Entry Days(long? days) => days is { } known ? Entry.Of(known) : Entry.Words("not given");

    private static string Of(Attribution attribution) => attribution == Attribution.Nhs ? "NHS" : Phrases.Of(attribution).ToLowerInvariant();
}
