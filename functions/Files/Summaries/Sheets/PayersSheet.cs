using System.Collections.Immutable;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Files.Funds.Sheets;
using Monitoring.Files.Statements;
using Monitoring.Files.Statements.Sheets;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>What the NHS body may require of each authority, in the month and in the year to date, added up from the sheets of cases.</summary>
internal static class PayersSheet
{
    public const string Name = "Reimbursement", Table = "tblAuthorities", Authority = "Authority";

    private const string Ceiling = "Notional ceiling", ToDate = " to date";

    private static readonly (string Heading, string Words, Func<StatementAmounts, Pence?> Of)[] Amounts =
    [
        (CasesSheet.Computable, "none", amounts => amounts.Computable), (CasesSheet.Required, StatementWords.NotDecided, amounts => amounts.Required), (CasesSheet.Due, StatementWords.NotDecided, amounts => amounts.Due),
        (CasesSheet.InDispute, StatementWords.NotDecided, amounts => amounts.InDispute), (CasesSheet.Paid, StatementWords.NotKnown, amounts => amounts.Paid),
    ];

    private static readonly (string Heading, string Words, Func<StatementAmounts, Pence?> Of)[] Yearly = [.. Amounts.Where(one => one.Heading is CasesSheet.Required or CasesSheet.Due or CasesSheet.Paid)];

    public static SheetPlan Of(StatementRows rows) => new(Name, "What may be required of each authority, in the month and in the year to date", "Authorities that may be charged")
    {
        Sentences = SheetPlan.Say(
        [
            .. Sentences(rows), "The amounts are different things: never add one to another. A total is of the authorities and months of which the amount is known. The notional ceiling is no invoice: nobody owes it.",
        ]),
        Table = new TablePlan(Table,
            [
                new(Authority, Widest: 34), new("Figures", Widest: 14), new("Cases", Number: true), new(CasesSheet.Counted, Number: true), new(Ceiling, Number: true), .. Amounts.Select(one => new ColumnPlan(one.Heading, Number: true)),
                .. Yearly.Select(one => new ColumnPlan(one.Heading + ToDate, Number: true)),
            ],
            [.. rows.All.Select(one => Row(rows, one.Statement)), .. rows.Earlier.Select(Row)],
            [
                Entry.Of("Total known"), Entry.Of(""), TablePlan.Total(Table, "Cases", rows.All.Sum(one => Cases(one.Statement))), TablePlan.Total(Table, CasesSheet.Counted, rows.All.Sum(one => Counted(one.Statement))),
                StatementSheet.Total(Table, Ceiling, rows.All.Select(one => one.Statement.Amounts.NotionalCeiling)), .. Amounts.Select(amount => StatementSheet.Total(Table, amount.Heading, rows.All.Select(one => amount.Of(one.Statement.Amounts)))),
                .. Yearly.Select(amount => StatementSheet.Total(Table, amount.Heading + ToDate, rows.Years.Select(one => InYear(one.Year, amount.Of)))),
            ], Frozen: 1)
        { ButtonsBelow = true },
        OnePage = rows.All.Length + rows.Earlier.Length < 30,
    };

    /// <summary>The formula that adds up an amount of an authority over the sheets that hold parts of it, with what that comes to; empty where no sheet does.</summary>
    public static (string Formula, Pence? Comes) Parts(StatementRows rows, Statement statement, string heading, Func<StatementAmounts, Pence?> of, string here)
    {
        var parts = new List<string>();
        var known = new List<Pence?>();
        if (!rows.Cases.IsEmpty)
        {
            parts.Add(FundSheet.SumIfs(CasesSheet.Table, heading, (Authority, here)));
            known.AddRange(rows.Cases.Where(numbered => numbered.Of == statement).Select(numbered => heading == CasesSheet.Computable ? numbered.OfDays(_ => true) : of(numbered.Stated.Amounts)));
        }
        if (rows.All.Any(one => !one.Statement.Deleted.IsEmpty))
        {
            parts.Add(FundSheet.SumIfs(DeletedSheet.Table, heading, (Authority, here)));
            known.AddRange(statement.Deleted.Select(deleted => of(deleted.Amounts)));
        }
        return parts.Count == 0 ? ("", null) : (string.Join('+', parts), StatementSheet.Sum(known.OfType<Pence>()));
    }

    private static Entry[] Row(StatementRows rows, Statement statement)
    {
        var here = TablePlan.Here(Table, Authority);
        return
        [
            Entry.Of(StatementRows.Named(statement)), Entry.Of(Phrases.Of(statement.Status)), Number(CasesFormula(), Cases(statement)), Number(DaysFormula(), Counted(statement)), Entry.Money(statement.Amounts.NotionalCeiling, "not given"),
            .. Amounts.Select(amount => Parts(rows, statement, amount.Heading, amount.Of, here) is var (formula, comes) ? StatementSheet.Explained(formula, comes, amount.Of(statement.Amounts), amount.Words) : default),
            .. Yearly.Select(amount => StatementSheet.Explained(FundSheet.SumIfs(YearSheet.Table, amount.Heading, (Authority, here)), InYear(statement.Year, amount.Of), InYear(statement.Year, amount.Of), amount.Words)),
        ];

        string CasesFormula() => Join(rows.Cases.IsEmpty ? null : $"COUNTIFS({TablePlan.Column(CasesSheet.Table, Authority)},{here})", "Cases");

        string DaysFormula() => Join(rows.Cases.IsEmpty ? null : FundSheet.SumIfs(CasesSheet.Table, CasesSheet.Counted, (Authority, here)), "Days");

        string Join(string? cases, string ofDeleted) => string.Join('+', new[] { cases, rows.All.Any(one => !one.Statement.Deleted.IsEmpty) ? FundSheet.SumIfs(DeletedSheet.Table, ofDeleted, (Authority, here)) : null }.OfType<string>());

        static Entry Number(string formula, long value) => formula.Length == 0 ? Entry.Of(value) : Entry.Calculated(formula, value, Look.Whole);
    }

    /// <summary>An authority without a statement of the month: what it is charged to date belongs into the total of the year.</summary>
    private static Entry[] Row(YearOfRows earlier) =>
    [
        Entry.Of(earlier.Named), Entry.Of("no statement"), .. Enumerable.Repeat(Entry.Words("no statement"), 3 + Amounts.Length),
        .. Yearly.Select(amount => StatementSheet.Explained(FundSheet.SumIfs(YearSheet.Table, amount.Heading, (Authority, TablePlan.Here(Table, Authority))), InYear(earlier.Year, amount.Of), InYear(earlier.Year, amount.Of), amount.Words)),
    ];

    /// <summary>The year to date of the months of which it is known; null where none is.</summary>
    private static Pence? InYear(ImmutableArray<MonthOfYear> year, Func<StatementAmounts, Pence?> of) => year.Select(month => of(month.Amounts)).OfType<Pence>().ToList() is { Count: > 0 } known ? StatementSheet.Sum(known) : null;

    private static int Cases(Statement statement) => statement.Cases.Length + statement.Deleted.Sum(deleted => deleted.Cases);

    private static int Counted(Statement statement) => statement.Cases.Sum(one => one.Days.Count(day => day.NhsBody is { Counts: true })) + statement.Deleted.Sum(deleted => deleted.Days);

    private static IEnumerable<string> Sentences(StatementRows rows)
    {
        var undecided = rows.All.Where(one => one.Statement.Amounts.Required is null).ToList();
        yield return $"{Words.Number(rows.All.Length)} {(rows.All.Length == 1 ? "authority" : "authorities")} may be charged for {rows.Month.Name}.{(undecided.Count == 0 ? "" : $" It is not decided what is required of {Phrases.List([.. undecided.Select(one => one.Statement.Payer.Name)])}.")}";
        if (!rows.Earlier.IsEmpty)
            yield return $"{Phrases.List([.. rows.Earlier.Select(one => one.Name)])} {(rows.Earlier.Length == 1 ? "has" : "have")} statements of earlier months of the year only.";
        if (rows.All.SelectMany(one => one.Statement.Notes, (one, note) => $"{one.Statement.Payer.Name}: {note}").ToList() is { Count: > 0 and <= 6 } notes)
        {
            foreach (var note in notes)
                yield return note;
        }
    }
}
