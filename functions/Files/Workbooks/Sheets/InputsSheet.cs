using Monitoring.Core.Figures.Delays;

namespace Monitoring.Files.Workbooks.Sheets;

/// <summary>Which lines of which return the figures come from.</summary>
internal static class InputsSheet
{
    public const string Table = "tblInputs";

    public static SheetPlan Of(DelayFigures figures) => new("Inputs", "The returns and lines that the figures come from", $"{figures.Subject()}: returns that the figures come from")
    {
        Sentences = SheetPlan.Say("One row for each provider: the submission that stands, the lines of its file as a spreadsheet numbers them, and the days they add up to."),
        Table = figures.Inputs.IsEmpty
            ? new TablePlan(Table, [new("Provider")], [[Entry.Of("No return stands for this month.")]])
            : new TablePlan(Table,
                [new("Code"), new("Provider", Widest: 56), new("Whose statement"), new("Submission", Widest: 44), new("First line", Number: true), new("Last line", Number: true), new("Days", Number: true)],
                [
                    .. figures.Inputs.Select(input => new[]
                    {
                        Entry.Of(input.Provider, Look.Code), Entry.Of(input.ProviderName), Entry.Of(Phrases.Of(input.View)), Entry.Of(input.Submission),
                        Entry.Of(input.FirstLine), Entry.Of(input.LastLine), Entry.Of(input.Days),
                    }),
                ],
                [Entry.Of("Total"), Entry.Of(""), Entry.Of(""), Entry.Of(""), Entry.Of(""), Entry.Of(""), TablePlan.Total(Table, "Days", figures.Inputs.Sum(input => input.Days))],
                Filter: figures.Inputs.Length > 10),
    };
}
