using System.Collections.Immutable;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Files.Funds;
using Monitoring.Files.Statements;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>What NHS bodies may require, in totals by body: no case is named, and small numbers are withheld.</summary>
internal static class ReimbursementSheet
{
    public const string Name = "Reimbursement", ToDateName = "Reimbursement to date", Table = "tblReimbursement", ToDateTable = "tblReimbursementToDate",
        Computable = AmountWords.Computable, Required = AmountWords.Required, Due = AmountWords.Due, InDispute = AmountWords.InDispute, Paid = AmountWords.Paid;

    private const string Withheld = "withheld";

    private static readonly ImmutableArray<(string Heading, Func<StatementAmounts, Pence?> Of)> Amounts =
    [
        (AmountWords.Ceiling, amounts => amounts.NotionalCeiling), (Computable, amounts => amounts.Computable), (Required, amounts => amounts.Required), (Due, amounts => amounts.Due), (InDispute, amounts => amounts.InDispute), (Paid, amounts => amounts.Paid),
    ];

    public static SheetPlan Of(SummaryRows rows)
    {
        var all = rows.Summary.Reimbursement;
        return new(Name, "What each NHS body may require for the period, in totals without cases", "Reimbursement by NHS body")
        {
            Sentences = SheetPlan.Say(Sentences(all)),
            Table = new TablePlan(Table,
                [new("Code"), new("NHS body", Widest: 44), new("Figures", Widest: 14), new("Cases", Number: true), new("Days", Number: true), .. Amounts.Select(amount => new ColumnPlan(amount.Heading, Number: true)), new("Notes", Widest: 40)],
                [
                    .. all.Select(one => (Entry[])
                    [
                        Entry.Of(one.NhsBody, Look.Code), Entry.Of(one.Name), Entry.Of(Phrases.Of(one.Status)), Number(one.Cases, one), Number(one.Days, one), .. Cells(one, one.Amounts, "no statement"), Entry.Of(Phrases.Capital(one.Withheld ?? "")),
                    ]),
                ],
                [Label(all), Entry.Of(""), Entry.Of(""), Count("Cases", one => one.Cases), Count("Days", one => one.Days), .. Totals(Table, all.Select(one => one.Amounts)), Entry.Of("")]),
        };

        Entry Count(string heading, Func<ReimbursementOf, int?> of) => all.Any(one => of(one) is not null) ? TablePlan.Total(Table, heading, all.Sum(one => of(one) ?? 0)) : Entry.Words("none");
    }

    public static SheetPlan ToDate(SummaryRows rows)
    {
        var all = rows.Summary.Reimbursement;
        return new(ToDateName, $"The same from 1 April {rows.Period.Year.FirstDay.Year} to the end of the period", $"Reimbursement by NHS body from 1 April {rows.Period.Year.FirstDay.Year}")
        {
            Sentences = SheetPlan.Say(Sentences(all)),
            Table = new TablePlan(ToDateTable, [new("Code"), new("NHS body", Widest: 44), .. Amounts.Select(amount => new ColumnPlan(amount.Heading, Number: true)), new("Notes", Widest: 40)],
                [.. all.Select(one => (Entry[])[Entry.Of(one.NhsBody, Look.Code), Entry.Of(one.Name), .. Cells(one, one.YearToDate, "no statement"), Entry.Of(Phrases.Capital(one.Withheld ?? ""))])],
                [Label(all), Entry.Of(""), .. Totals(ToDateTable, all.Select(one => one.YearToDate)), Entry.Of("")]),
        };
    }

    private static IEnumerable<string> Sentences(ImmutableArray<ReimbursementOf> all)
    {
        yield return "The amounts are different things, are never added to one another, and none stands in for another. The notional ceiling is no invoice: nobody owes it.";
        yield return "No case is named here: the statements have the cases, for the two parties alone.";
        if (all.Any(one => one.Withheld is not null))
            yield return "Withheld is not zero: so few cases could point to a person, or would give away those of another body. Totals are of the rows shown.";
    }

    private static Entry Label(ImmutableArray<ReimbursementOf> all) => Entry.Of(all.Any(one => one.Withheld is not null) ? "Total shown" : "Total");

    private static Entry Number(int? number, ReimbursementOf one) => number is { } known ? Entry.Of(known) : Entry.Words(one.Withheld is null ? StatementWords.NotKnown : Withheld);

    private static IEnumerable<Entry> Cells(ReimbursementOf one, StatementAmounts? amounts, string without) =>
        Amounts.Select(amount => amounts is null ? Entry.Words(one.Withheld is null ? without : Withheld) : Entry.Money(amount.Of(amounts), amount.Heading is AmountWords.Ceiling ? StatementWords.NotKnown : StatementWords.NotDecided));

    private static IEnumerable<Entry> Totals(string table, IEnumerable<StatementAmounts?> shown)
    {
        var amounts = shown.OfType<StatementAmounts>().ToList();
        return Amounts.Select(amount => amounts.Select(amount.Of).OfType<Pence>().ToList() is { Count: > 0 } known ? TablePlan.Total(table, amount.Heading, FundRows.Sum(known.Select(one => (Pence?)one))!.Value.Pounds, Look.Money) : Entry.Words("none"));
    }
}
