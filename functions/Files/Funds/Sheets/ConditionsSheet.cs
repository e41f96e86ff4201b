using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>The national conditions of the year, and who approved the plan.</summary>
internal static class ConditionsSheet
{
    public const string Name = "Conditions and sign-off", Condition = "Condition", Signature = "Signature";

    public static SheetPlan Of(FundRows rows) => new(Name, "What the plan answers to the national conditions of the year, and who approved it when", "National conditions and sign-off")
    {
        Sentences = SheetPlan.Say(rows.Year.Plan!.AgreementSigned is { } signed ? $"The section 75 agreement was signed on {Words.Date(signed)}." : "No date is given on which the section 75 agreement was signed.",
            "Whether the year asks for more answers and signatures is checks F10 and F12 on the sheet Checks."),
        Table = new TablePlan("tblConditions",
            [new("Kind", Widest: 12), new("What", Widest: 56), new("Answer", Widest: 26), new("As written", Widest: 24), new("Date", Number: true), new("Comment", Widest: 44), new("Source and how sure", Widest: 44)],
            [.. rows.Year.Plan.Conditions.Select(Row), .. rows.Year.Plan.SignedBy.Select(one => Row(rows, one))]),
    };

    private static Entry[] Row(ConditionOfPlan one) =>
    [
        Entry.Of(Condition), Entry.Of($"{Words.Number(one.Number)}. {Phrases.Capital(one.Name)}"), FundSheet.Flag(one.Answer is not null && one.Normalised is null ? "Not understood" : FundWords.Of(one.Normalised), one.Normalised != ConditionAnswer.Yes),
        Entry.Of(one.Answer ?? FundWords.NotGiven), Entry.Date(one.Expected, one.Normalised == ConditionAnswer.Yes ? "none needed" : FundWords.NotGiven), Entry.Of(one.Comment ?? FundWords.None), Entry.Of($"{one.Source}. {Phrases.Of(one.Mark)}"),
    ];

    private static Entry[] Row(FundRows rows, PlanSignOff one) =>
    [
        Entry.Of(Signature), Entry.Of($"{FundWords.Of(one.Role)}, {rows.NameOf(one.Organisation)}"), Entry.Of(one.Delegated ? "Signed under delegation" : "Signed"), Entry.Of(one.Signatory), Entry.Date(one.SignedOn), Entry.Of(FundWords.None),
        Entry.Of("As the plan has it"),
    ];
}
