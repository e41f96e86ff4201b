using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>What is another figure than in the version published before.</summary>
internal static class ChangesSheet
{
    public const string Name = "Changes";

    private const string Table = "tblChanges", Before = "Before", Now = "Now";

    public static SheetPlan Of(SummaryRows rows) => new(Name, "What changed since the version before", "Changes since the version before")
    {
        Sentences = SheetPlan.Say(Sentences(rows.Changes)),
        Table = new TablePlan(Table, [new("Section", Widest: 22), new("Figure", Widest: 54), new("Column", Widest: 24), new("Unit", Widest: 24), new(Before, Number: true), new(Now, Number: true), new("Difference", Number: true)],
            [.. rows.Changes.Lines.Select(Row).DefaultIfEmpty([Entry.Of("All"), Entry.Of("No figure of the summary changed"), Entry.Of(""), Entry.Of(""), .. Enumerable.Repeat(Entry.Words("the same"), 3)])]),
    };

    private static IEnumerable<string> Sentences(SummaryChanges changes)
    {
        yield return $"Against version {changes.Version}{(changes.AsAt is { } at ? $", as at {Phrases.LondonTime(at)}" : "")}: {(changes.Lines.IsEmpty ? "no figure of the summary is another one" : $"{Words.Of(changes.Lines.Length, "figure")} changed")}.";
        if (!changes.Sources.IsEmpty)
            yield return $"Documents that are other ones than before: {Phrases.List(changes.Sources)}.";
    }

    private static Entry[] Row(SummaryChange change) =>
    [
        Entry.Of(change.Section), Entry.Of(change.Name), Entry.Of(Phrases.Capital(change.Column)), Entry.Of(change.Unit), Amount(change, change.Before), Amount(change, change.Now),
        change is { Before.Value: { } before, Now.Value: { } now } ? Entry.Calculated($"{TablePlan.Here(Table, Now)}-{TablePlan.Here(Table, Before)}", now - before, LinesSheet.LookOf(change.Unit)) : Entry.Words("none"),
    ];

    private static Entry Amount(SummaryChange change, SummaryAmount amount) => amount.Value is { } value ? Entry.Of(value, LinesSheet.LookOf(change.Unit)) : Entry.Words(amount.Why ?? "not known");
}
