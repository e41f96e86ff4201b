using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Statements.Sheets;

/// <summary>Each case with its days and amounts, what was decided about it, and what was paid.</summary>
internal static class CasesSheet
{
    public const string Name = "Cases", Table = "tblCases", Counted = "Days that count", Computable = "Computable", Required = "Required", Due = "Due", InDispute = "In dispute", Paid = "Paid";
    private const string Both = "Counted by both", Differ = "NHS body only", Unanswered = "Not answered", AmountOfBoth = "Amount that both count";

    public static SheetPlan Of(StatementRows rows) => new(Name, "Each case: its days, its amounts, the decision, the invoice", rows.Heading("cases"))
    {
        Sentences = SheetPlan.Say(Sentences(rows)),
        Table = rows.Table(new TablePlan(Table,
            [
                new(DaysSheet.CaseNumber, Number: true), new("Case", Widest: 14), new("Law", Widest: 8),
                new(Counted, Number: true), new(Both, Number: true), new(Differ, Number: true), new(Unanswered, Number: true),
                new(Computable, Number: true), new(AmountOfBoth, Number: true), new(Required, Number: true), new(Due, Number: true), new(InDispute, Number: true), new(Paid, Number: true),
                new("Decision", Widest: 24), new("Invoice", Widest: 13), new("Age in days", Number: true), new("Notes", Widest: 32),
            ],
            [.. rows.Cases.Select(numbered => Row(rows, numbered))], Totals(rows), Filter: rows.Cases.Length > 10, Frozen: 2)
        { ButtonsBelow = true }, rows.Cases.Select(numbered => numbered.Of)),
    };

    private static IEnumerable<string> Sentences(StatementRows rows)
    {
        yield return rows.IsRecovery ? "The amounts are different things: never add one to another." : "Days and computable amount are counted from the sheet Days. Required, due and paid rest on the sheet Decisions. The amounts are different things: never add one to another.";
        if (rows.IsRecovery)
            yield return $"The days are those for which {rows.Statement.Payee.Name} was notified. Computable is what it paid for them, which is what it can recover.";
        yield return "A case leads to its first day.";
        if (rows.Cases.Count(numbered => numbered.Stated.Amounts.Required is null) is > 0 and var undecided)
            yield return $"Of {Words.Of(undecided, "case")} it is not decided whether payment is required: the totals of Required, Due and In dispute are of the others.";
    }

    private static Entry[] Row(StatementRows rows, NumberedCase numbered)
    {
        var (stated, amounts) = (numbered.Stated, numbered.Stated.Amounts);
        var (computable, both) = (numbered.OfDays(_ => true), numbered.OfDays(day => day.Standing == DayStanding.Agreed));
        return
        [
            Entry.Of(numbered.Number), Entry.Link(stated.Case, DaysSheet.Name, rows.FirstDayOf(numbered)), Entry.Of(StatementWords.Of(stated.Regime)),
            Days(rows, numbered, day => day.NhsBody is { Counts: true }, (DaysSheet.NhsBody, StatementWords.Yes)),
            Days(rows, numbered, day => day.Standing == DayStanding.Agreed, (DaysSheet.Standing, StatementWords.Of(DayStanding.Agreed))),
            Days(rows, numbered, day => day.Standing == DayStanding.OnlyNhsBody, (DaysSheet.Standing, StatementWords.Of(DayStanding.OnlyNhsBody))),
            Days(rows, numbered, day => day.Standing == DayStanding.NotAnswered, (DaysSheet.Standing, StatementWords.Of(DayStanding.NotAnswered))),
            numbered.Of.Key.IsRecovery ? Entry.Money(amounts.Computable) : Pounds(rows, computable), Pounds(rows, both, (DaysSheet.Standing, StatementWords.Of(DayStanding.Agreed))),
            RequiredOf(rows, numbered, computable), DueOf(rows, numbered, both),
            StatementSheet.Explained($"{Here(Required)}-{Here(Due)}", amounts is { Required: { } required, Due: { } due } ? required - due : null, amounts.InDispute, StatementWords.NotDecided),
            StatementSheet.Explained(DecisionsSheet.Sum(DecisionsSheet.Paid), numbered.Decided(decision => decision.Paid), amounts.Paid, StatementWords.NotKnown),
            Entry.Of(Decision(stated)), Entry.Of(Invoice(stated)),
            ByNhsBody(stated).Select(decision => decision.AgeInDays).OfType<int>().DefaultIfEmpty(-1).Max() is >= 0 and var age ? Entry.Of(age) : Entry.Words("none"),
            Entry.Of(string.Join(" ", stated.Notes)),
        ];
    }

    private static string Here(string heading) => TablePlan.Here(Table, heading);

    /// <summary>Counted on the sheet Days, which is not there when no case has a day in the month.</summary>
    private static Entry Days(StatementRows rows, NumberedCase numbered, Func<StatedDay, bool> which, (string, string) where) =>
        rows.Days.IsEmpty ? Entry.Of(0) : Entry.Calculated(DaysSheet.Count(Table, where), numbered.Count(which), Look.Whole);

    /// <inheritdoc cref="Days"/>
    private static Entry Pounds(StatementRows rows, Pence amount, params ReadOnlySpan<(string, string)> where) => rows.Days.IsEmpty ? Entry.Money(amount) : Entry.Money(DaysSheet.Sum(Table, where), amount);

    /// <summary>A duty under the Act of 2003, which a waiver lowers; under the Care Act what was sought and not waived, up to what is computable.</summary>
    private static Entry RequiredOf(StatementRows rows, NumberedCase numbered, Pence computable)
    {
        if (numbered.Of.Key.IsRecovery)
            return StatementSheet.Explained(Here(Computable), numbered.Stated.Amounts.Computable, numbered.Stated.Amounts.Required, StatementWords.NotKnown);
        var (sought, waived) = (numbered.Decided(decision => decision.Sought), numbered.Decided(decision => decision.Waived));
        var (soughtHere, waivedHere) = (DecisionsSheet.Sum(DecisionsSheet.Sought), DecisionsSheet.Sum(DecisionsSheet.Waived));
        (string Formula, Pence? Value) rule = numbered.Stated.Regime switch
        {
            Regime.Act2003 when waived is null => (Here(Computable), computable),
            Regime.Act2003 => ($"{Here(Computable)}-{waivedHere}", computable - waived!.Value),
            _ when sought is { } asked && waived is { } left => ($"MIN({Here(Computable)},{soughtHere}-{waivedHere})", Least(computable, asked - left)),
            _ => ("", null),
        };
        return StatementSheet.Explained(rule.Formula, rule.Value, numbered.Stated.Amounts.Required, StatementWords.NotDecided);
    }

    /// <summary>What both count or the authority has not answered, up to what is required. Of a recovery all of it.</summary>
    private static Entry DueOf(StatementRows rows, NumberedCase numbered, Pence both)
    {
        var amounts = numbered.Stated.Amounts;
        if (amounts.Required is not { } required || numbered.Of.Key.IsRecovery || rows.Days.IsEmpty)
            return StatementSheet.Explained(Here(Required), amounts.Required, amounts.Due, StatementWords.NotDecided);
        var unanswered = numbered.OfDays(day => day.Standing == DayStanding.NotAnswered);
        var formula = unanswered == default ? Here(AmountOfBoth) : $"{Here(AmountOfBoth)}+{DaysSheet.Sum(Table, (DaysSheet.Standing, StatementWords.Of(DayStanding.NotAnswered)))}";
        return StatementSheet.Explained($"MIN({Here(Required)},{formula})", Least(required, both + unanswered), amounts.Due, StatementWords.NotDecided);
    }

    private static Pence Least(Pence one, Pence other) => one < other ? one : other;

    private static IEnumerable<StatedDecision> ByNhsBody(StatedCase stated) => stated.Decisions.Where(decision => decision.View == View.Provider);

    private static string Decision(StatedCase stated) => string.Join("\n", ByNhsBody(stated).Select(one =>
        $"{one.Decision.By}, {Words.Date(one.Decision.On)}{(one.Decision.WhyWaived is { } why ? $". Waived: {why}" : "")}"));

    private static string Invoice(StatedCase stated) => string.Join("\n", ByNhsBody(stated).Where(one => one.Decision.Invoice is not null).Select(one =>
        $"{one.Decision.Invoice}{(one.Decision.InvoicedOn is { } on ? $", {Words.Date(on)}" : "")}"));

    private static Entry[] Totals(StatementRows rows)
    {
        return
        [
            Entry.Of("Total"), Entry.Of(""), Entry.Of(""),
            Count(Counted, day => day.NhsBody is { Counts: true }), Count(Both, day => day.Standing == DayStanding.Agreed), Count(Differ, day => day.Standing == DayStanding.OnlyNhsBody), Count(Unanswered, day => day.Standing == DayStanding.NotAnswered),
            Sum(Computable, numbered => numbered.Of.Key.IsRecovery ? numbered.Stated.Amounts.Computable : numbered.OfDays(_ => true)), Sum(AmountOfBoth, numbered => numbered.OfDays(day => day.Standing == DayStanding.Agreed)),
            Sum(Required, numbered => numbered.Stated.Amounts.Required), Sum(Due, numbered => numbered.Stated.Amounts.Due), Sum(InDispute, numbered => numbered.Stated.Amounts.InDispute), Sum(Paid, numbered => numbered.Stated.Amounts.Paid),
            .. Enumerable.Repeat(Entry.Of(""), 4),
        ];

        Entry Count(string heading, Func<StatedDay, bool> which) => TablePlan.Total(Table, heading, rows.Cases.Sum(numbered => numbered.Count(which)));

        Entry Sum(string heading, Func<NumberedCase, Pence?> amount) => StatementSheet.Total(Table, heading, rows.Cases.Select(amount));
    }
}
