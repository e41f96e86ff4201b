using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Statements.Sheets;

/// <summary>The facts on which the parties differ, and the days on which they do.</summary>
internal static class DisputesSheet
{
    private const string Days = "tblDisputedDays";

    public static SheetPlan Facts(StatementRows rows) => new("Disputes", "The facts on which the parties differ, and what hangs on each", rows.Heading("facts in dispute"))
    {
        Sentences = SheetPlan.Say(
            "Days and amount are what the NHS body's report would count fewer (or, below zero, more) with the authority's fact in the place of this one alone, in the whole case and not only in the month.",
            "Facts can overlap: what hangs on each must not be added up."),
        Table = rows.Table(new TablePlan("tblDisputes",
            [new(DaysSheet.CaseNumber, Number: true), new("Case", Widest: 14), new("Fact", Widest: 38), new("NHS body says", Widest: 30), new("Authority says", Widest: 30), new("Days", Number: true), new("Amount", Number: true), new("Explains all", Widest: 14)],
            [
                .. rows.Disputed.Select(row => new[]
                {
                    Entry.Of(row.Case.Number), Entry.Of(row.Case.Stated.Case), Entry.Of(row.Fact.Fact), Entry.Of(row.Fact.NhsBodySays), Entry.Of(row.Fact.AuthoritySays), Entry.Of(row.Fact.Days), Entry.Money(row.Fact.Amount),
                    Entry.Of(row.Fact.Alone ? "yes: the only cause of the difference" : "no: others bear on it"),
                }),
            ]), rows.Disputed.Select(row => row.Case.Of)),
    };

    public static SheetPlan DifferingDays(StatementRows rows) => new("Disputed days", "The days that one party counts and the other does not, side by side", rows.Heading("days in dispute"))
    {
        Sentences = SheetPlan.Say("Each day on which the reports differ, with the fact that decides it in each."),
        Table = rows.Table(new TablePlan(Days,
            [
                new(DaysSheet.CaseNumber, Number: true), new("Case", Widest: 14), new("Day", Number: true), new("Counted by", Widest: 14), new("NHS body: fact", Widest: 40), new("NHS body: provision", Widest: 20),
                new("Authority: fact", Widest: 40), new("Authority: provision", Widest: 20), new("Amount", Number: true),
            ],
            [
                .. rows.Differing.Select(row => new[]
                {
                    Entry.Of(row.Case.Number), Entry.Of(row.Case.Stated.Case), Entry.Date(row.Day.Date, Look.DayDate), Entry.Of(StatementWords.Of(row.Day.Standing), Look.Attention),
                    Entry.Of(row.Day.NhsBody?.Fact ?? StatementWords.NotReported), Entry.Of(row.Day.NhsBody?.Provision), Entry.Of(row.Day.Authority?.Fact ?? StatementWords.NotReported), Entry.Of(row.Day.Authority?.Provision),
                    Entry.Money(AmountOf(row)),
                }),
            ],
            [.. Total(rows)]), rows.Differing.Select(row => row.Case.Of)),
    };

    /// <summary>What hangs on the day, whichever party counts it.</summary>
    private static Pence AmountOf(DayRow row) => row.Day.Standing == DayStanding.OnlyNhsBody ? row.Day.NhsBody!.Amount : row.Day.Authority!.Amount;

    private static IEnumerable<Entry> Total(StatementRows rows) =>
        [Entry.Of("Total"), .. StatementSheet.Blank(7), TablePlan.Total(Days, "Amount", StatementSheet.Sum(rows.Differing.Select(AmountOf)).Pounds, Look.Money)];
}
