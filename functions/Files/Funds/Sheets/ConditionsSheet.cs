using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>The national conditions of the year.</summary>
internal static class ConditionsSheet
{
    public static SheetPlan Of(FundRows rows) => new("Conditions", "National conditions of the year, and what the plan answers", "National conditions")
    {
        Sentences = SheetPlan.Say(rows.Year.Plan!.AgreementSigned is { } signed ? $"The section 75 agreement was signed on {Words.Date(signed)}." : "No date is given on which the section 75 agreement was signed."),
        Table = new TablePlan("tblConditions",
            [new("Number", Number: true), new("Condition", Widest: 52), new("Answer", Widest: 22), new("As written", Widest: 24), new("Expected on", Number: true), new("Comment", Widest: 48), new("How sure", Widest: 24), new("Source", Widest: 40)],
            [
                .. rows.Year.Plan.Conditions.Select(one => new[]
                {
                    Entry.Of(one.Number), Entry.Of(one.Name), FundSheet.Flag(one.Answer is not null && one.Normalised is null ? "Not understood" : FundWords.Of(one.Normalised), one.Normalised != ConditionAnswer.Yes), Entry.Of(one.Answer ?? FundWords.NotGiven),
                    Entry.Date(one.Expected, FundWords.NotGiven), Entry.Of(one.Comment ?? "none"), Entry.Of(Phrases.Of(one.Mark)), Entry.Of(one.Source),
                }),
            ]),
    };
}
