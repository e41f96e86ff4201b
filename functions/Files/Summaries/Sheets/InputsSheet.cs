using Monitoring.Core.Figures.Delays;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>Which lines of which return the figures come from.</summary>
internal static class InputsSheet
{
    public const string Name = "Inputs", Table = "tblDelayInputs";

    public static SheetPlan Of(DelayMonths months)
    {
        var rows = months.Rows(figures => figures.Inputs, (_, input) =>
        [
            Entry.Of(input.Provider, Look.Code), Entry.Of(input.ProviderName), Entry.Of(Phrases.Of(input.View)), Entry.Of(input.Submission), Entry.Of(input.FirstLine), Entry.Of(input.LastLine), Entry.Of(input.Days),
        ]);
        return new(Name, "The returns and lines that the figures of delays come from", "Returns that the figures come from")
        {
            Sentences = SheetPlan.Say("One row for each provider: the submission that stands, the lines of its file as a spreadsheet numbers them, and the days they add up to."),
            Table = rows.IsEmpty
                ? new TablePlan(Table, [new("Provider")], [[Entry.Of($"No return stands for {months.Time}.")]])
                : new TablePlan(Table,
                    [.. months.Column, new("Code"), new("Provider", Widest: 56), new("Whose statement"), new("Submission", Widest: 44), new("First line", Number: true), new("Last line", Number: true), new("Days", Number: true)],
                    rows,
                    [Entry.Of("Total"), .. months.Blank, Entry.Of(""), Entry.Of(""), Entry.Of(""), Entry.Of(""), Entry.Of(""), TablePlan.Total(Table, "Days", months.All.Sum(month => month.Inputs.Sum(input => input.Days)))],
                    Filter: rows.Length > 10),
        };
    }
}
