using System.Globalization;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Statements.Sheets;

/// <summary>Each period of delayed discharge, with how its relevant day was worked out.</summary>
internal static class PeriodsSheet
{
    public const string Name = "Periods";

    public static SheetPlan Of(StatementRows rows) => new(Name, "Each period: relevant day, first and last day, and the working", rows.Heading("periods of delayed discharge"))
    {
        Sentences = SheetPlan.Say("A period follows from one discharge notice and the assessment notice behind it. It begins after the relevant day, which is the later of the proposed date of discharge and the end of the minimum interval."),
        Table = rows.Table(new TablePlan("tblPeriods",
            [
                new(DaysSheet.CaseNumber, Number: true), new("Case", Widest: 14), new("Reported by", Widest: 10), new("Period", Number: true), new("Assessment notice"), new("Discharge notice"),
                new("Minimum interval ends", Number: true), new("Relevant day", Number: true), new("First day", Number: true), new("Last day", Number: true), new("Ended by", Widest: 26), new("Working", Widest: 62),
            ],
            [.. rows.Periods.Select(row => Row(rows, row))], Frozen: 4), rows.Periods.Select(row => row.Case.Of)),
    };

    private static Entry[] Row(StatementRows rows, PeriodRow row)
    {
        var period = row.Period;
        return
        [
            Entry.Of(row.Case.Number), Entry.Of(row.Case.Stated.Case), Entry.Of(StatementWords.Of(row.View.View)), Entry.Of(period.Number), Notice(period.Assessment), Notice(period.Discharge),
            Entry.Date(period.MinimumEnds), Entry.Date(period.RelevantDay), Entry.Date(period.HasDays ? period.FirstDay : null, "no day"), Entry.Date(period.HasDays ? period.LastDay : null, period.HasDays ? "not ended" : "no day"), Entry.Of(period.EndedBy ?? "nothing reported"),
            Entry.Of(string.Join("\n", period.Working.Select(Step))),
        ];

        Entry Notice(int number) => Entry.Link(number.ToString(CultureInfo.InvariantCulture), NoticesSheet.Name, rows.RowOfNotice(row.Case, row.View, number));
    }

    private static string Step(Step step) => step.Source is { } source ? $"{step.Text} ({source})" : step.Text;
}
