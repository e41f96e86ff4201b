using Monitoring.Core.Figures;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>Each figure of delays step by step, as it was worked out.</summary>
internal static class WorkingSheet
{
    public const string Name = "Working";

    public static SheetPlan Of(DelayMonths months) => new(Name, "Every figure of delays step by step, with the rule behind it", "How each figure was worked out")
    {
        Sentences = SheetPlan.Say($"These are the steps of the calculation itself, as values. The formulas on the other sheets do the same again; {ReconciliationSheet.Name} compares the two."),
        Table = new TablePlan("tblDelayWorking",
            [.. months.Column, new("Figure", Widest: 58), new("Step", Number: true), new("What was done", Widest: 66), new("Amount", Number: true), new("Unit", Widest: 22), new("Source", Widest: 48)],
            months.Rows(figures => figures.Figures.SelectMany(figure => figure.Working, (figure, step) => (Figure: figure, Step: step)), (_, pair) => Row(pair.Figure, pair.Step)), Filter: true),
    };

    private static Entry[] Row(Figure figure, Step step)
    {
        var number = figure.Working.IndexOf(step) + 1;
        var last = number == figure.Working.Length;
        return
        [
            Entry.Of(figure.Name),
            Entry.Of(number),
            Entry.Of(step.Text),
            step.Amount is { } amount ? Entry.Of(amount, decimal.IsInteger(amount) ? Look.Whole : Look.SixDecimals) : last && figure.Value is null ? Entry.Words(Phrases.NotCalculable) : Entry.Of($"see {ReasonsSheet.Name}", Look.Words),
            // Only the last step is in the unit of the figure; those before are what it is made of.
            Entry.Of(last ? figure.Unit : ""),
            Entry.Of(step.Source),
        ];
    }
}
