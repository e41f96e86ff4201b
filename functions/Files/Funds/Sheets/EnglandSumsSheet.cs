using Monitoring.Core.Figures.Funds;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>What the boards come to, each sum with the number of boards that it is of.</summary>
internal static class EnglandSumsSheet
{
    public const string Name = "Summary";

    public static SheetPlan Of(EnglandFund england) => new(Name, "What the boards come to, with how many boards each sum is of", "Summary")
    {
        Sentences = SheetPlan.Say(EnglandSentences(england)),
        Table = new TablePlan("tblSums", [new("What", Widest: 36), new("Pounds", Number: true), new("Boards known", Number: true), new("Boards expected", Number: true), new("In words", Widest: 70)],
            [.. england.Sums.Select(sum => new[] { Entry.Of(sum.What), FundSheet.Money(sum.Sum), Entry.Of(sum.Boards), Entry.Of(sum.Expected), Entry.Of(sum.Says) })]),
        OnePage = true,
    };

    public static IEnumerable<string> EnglandSentences(EnglandFund england) =>
    [
        $"{Core.Kernel.Words.Of(england.Boards.Length, "board")} of {Core.Kernel.Words.Number(england.Expected)} {(england.Boards.Length == 1 ? "is" : "are")} known.",
        $"The figures are {Workbooks.Sheets.Phrases.Of(england.Status)}.{string.Concat(england.StatusReasons.Select(reason => $" {reason}"))}",
        "A sum is of the boards of which the figure is known: what is not known is not in it, and is not zero.",
    ];
}
