using System.Globalization;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Statements.Sheets;

/// <summary>Each notice: when it was given, when it counts as given and why, and whether it is valid.</summary>
internal static class NoticesSheet
{
    public const string Name = "Notices";

    public static SheetPlan Of(StatementRows rows) => new(Name, "Each notice: when it counts as given, and whether it is valid", rows.Heading("notices"))
    {
        Sentences = SheetPlan.Say("Notices of one case are numbered in the order in which they were given, in each party's report for itself. All notices of the case stand here, those of other months too."),
        Table = rows.Table(new TablePlan("tblNotices",
            [
                new(DaysSheet.CaseNumber, Number: true), new("Case", Widest: 14), new("Reported by", Widest: 10), new("Notice", Number: true), new("Kind", Widest: 11), new("Reference", Widest: 12), new("Authority notified"),
                new("Given", Widest: 16), new("Counts as given on", Number: true), new("Why then", Widest: 22), new("Proposed discharge", Number: true), new("Withdrawn", Widest: 11),
                new("Valid"), new("What is wrong, and what would have made it valid", Widest: 36), new("Flags", Widest: 14), new("Line", Number: true),
            ],
            [.. rows.Notices.Select(Row)], Filter: rows.Notices.Length > 20, Frozen: 4)
        { ButtonsBelow = true }, rows.Notices.Select(row => row.Case.Of)),
    };

    private static Entry[] Row(NoticeRow row)
    {
        var notice = row.Notice;
        return
        [
            Entry.Of(row.Case.Number), Entry.Of(row.Case.Stated.Case), Entry.Of(StatementWords.Of(row.View.View)), Entry.Of(notice.Number), Entry.Of(notice.Kind == NoticeKind.Assessment ? "assessment" : "discharge"), Entry.Of(notice.Reference), Entry.Of(notice.Authority),
            Entry.Of(Clock(notice.Given)), Entry.Date(notice.CountsFrom, "no scheme"), Entry.Of(Why(notice)),
            Entry.Date(notice.Proposed, "none"), Entry.Of(notice.Withdrawn is { } withdrawn ? Clock(withdrawn) : ""),
            notice.Valid ? Entry.Of(StatementWords.Yes) : Entry.Of(StatementWords.No, Look.Attention),
            Entry.Of(string.Join("\n", notice.Faults.Select(fault => $"{fault.Wrong} {fault.Remedy} ({fault.Provision})"))),
            Entry.Of(StatementWords.Of(notice.Flags)), Entry.Of(notice.SourceLine),
        ];
    }

    private static string Why(JudgedNotice notice)
    {
        var because = notice.Because.Length == 0 ? "on the same day" : notice.Because;
        return notice.CountsProvision.Length == 0 ? because : $"{because} ({notice.CountsProvision})";
    }

    /// <summary>With its time, which decides from which day the notice counts.</summary>
    internal static string Clock(Moment moment) => moment.Date.ToString("d MMM yyyy", CultureInfo.InvariantCulture) + (moment.Time is { } time ? $" {time.ToString("HH:mm", CultureInfo.InvariantCulture)}" : ", no time");
}
