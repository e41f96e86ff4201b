using System.Globalization;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Statements.Sheets;

/// <summary>Every calendar day of every case in the month: whether it counts, why, and where the rule stands.</summary>
internal static class DaysSheet
{
    public const string Name = "Days", Table = "tblDays", CaseNumber = "Case no", NhsBody = "NHS body counts", Authority = "Authority counts", Standing = "Counted by", Amount = "Amount";
    private const string Rate = "Rate";

    public static SheetPlan Of(StatementRows rows) => new(Name, "Each day of each case: who counts it, why, and by which provision", rows.Heading("days"))
    {
        Sentences = SheetPlan.Say(
            $"One row for each case and calendar day of {rows.Month.Name}. The fact and the provision are those of the NHS body's report, which decides what can be required; where the parties differ, Disputed days has both.",
            "Period and notices (the assessment notice first, then the discharge notice) lead to their rows on the sheets Periods and Notices. Line is the line of the return on which the deciding fact stands."),
        Table = rows.Table(new TablePlan(Table,
            [
                new(CaseNumber, Number: true), new("Case", Widest: 14), new("Day", Number: true), new(NhsBody), new(Authority), new(Standing, Widest: 12), new("Deciding fact", Widest: 42), new("Provision", Widest: 17),
                new(Rate, Number: true), new(Amount, Number: true), new("Relevant day", Number: true), new("Period"), new("Notices"), new("Flags", Widest: 16), new("Line", Widest: 8),
            ],
            [.. rows.Days.Select(row => Row(rows, row))],
            [
                Entry.Of("Total"), .. Enumerable.Repeat(Entry.Of(""), 8), TablePlan.Total(Table, Amount, rows.Cases.Aggregate(default(Core.Kernel.Pence), (sum, numbered) => sum + numbered.OfDays(_ => true)).Pounds, Look.Money),
                .. Enumerable.Repeat(Entry.Of(""), 5),
            ],
            Filter: true, Frozen: 3)
        { ButtonsBelow = true }, rows.Days.Select(row => row.Case.Of)),
    };

    /// <summary>Sums a column over the days of the case in the same row of another table, where other columns hold words.</summary>
    public static string Sum(string table, params ReadOnlySpan<(string Column, string Word)> where) => $"SUMIFS({TablePlan.Column(Table, Amount)},{Conditions(table, where)})";

    /// <inheritdoc cref="Sum"/>
    public static string Count(string table, params ReadOnlySpan<(string Column, string Word)> where) => $"COUNTIFS({Conditions(table, where)})";

    private static string Conditions(string table, ReadOnlySpan<(string Column, string Word)> where)
    {
        var conditions = $"{TablePlan.Column(Table, CaseNumber)},{TablePlan.Here(table, CaseNumber)}";
        foreach (var (column, word) in where)
            conditions += $",{TablePlan.Column(Table, column)},\"{word}\"";
        return conditions;
    }

    private static Entry[] Row(StatementRows rows, DayRow row)
    {
        var (day, decided, period) = (row.Day, row.Decided, row.Period);
        return
        [
            Entry.Of(row.Case.Number), Entry.Of(row.Case.Stated.Case), Entry.Date(day.Date, Look.DayDate),
            Counts(day.NhsBody), Counts(day.Authority),
            Entry.Of(StatementWords.Of(day.Standing), day.Standing is DayStanding.Agreed or DayStanding.AgreedNot ? Look.Text : Look.Attention),
            Entry.Of(decided.Fact), Entry.Of(decided.Provision),
            Entry.Money(decided.Rate, "none"),
            Entry.Money($"IF({TablePlan.Here(Table, NhsBody)}=\"{StatementWords.Yes}\",N({TablePlan.Here(Table, Rate)}),0)", day.NhsBody?.Amount ?? default),
            Entry.Date(period?.RelevantDay, "none"),
            period is null ? Entry.Of("") : Entry.Link(Number(period.Number), PeriodsSheet.Name, rows.RowOf(row.Case, row.View!, period)),
            period is null ? Entry.Of("") : Entry.Link($"{Number(period.Assessment)}, {Number(period.Discharge)}", NoticesSheet.Name, rows.RowOfNotice(row.Case, row.View!, period.Assessment)),
            Entry.Of(StatementWords.Of(decided.Flags)),
            Entry.Of(string.Join(", ", decided.DecidingLines.Select(Number))),
        ];
    }

    private static Entry Counts(DecidedDay? day) => day is null ? Entry.Words(StatementWords.NotReported) : Entry.Of(day.Counts ? StatementWords.Yes : StatementWords.No);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
