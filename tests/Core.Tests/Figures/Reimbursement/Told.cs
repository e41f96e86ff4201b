using System.Collections.Immutable;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Tests.Figures.Reimbursement;

/// <summary>Cases as tests tell them: one event for each line, as <c>2015-06-01 13:59 AssessmentNotice</c>.</summary>
internal static class Told
{
    /// <summary>A county at the lower rate of both laws.</summary>
    public const string Kent = "820";

    /// <summary>Higher rate in 2003, lower in 2014.</summary>
    public const string Surrey = "805";

    /// <summary>A London borough.</summary>
    public const string Camden = "702";

    private static readonly NoticeContent Complete = new(true, true, true, true, true, true, true, true, true);

    public static NoticeLine Line(string when, NoticeLineKind kind, string authority = Kent) => new(
        "RJ7", "D-15-0412", authority, kind, Read(when), null, null, null, null, null,
        kind is NoticeLineKind.AssessmentNotice or NoticeLineKind.DischargeNotice ? Complete : NoticeContent.NothingSaid, null, null, null, null);

    public static NoticeLine Assessment(string when, string authority = Kent) => Line(when, NoticeLineKind.AssessmentNotice, authority) with { Care = CareSetting.Acute };

    public static NoticeLine Discharge(string when, string proposed, string authority = Kent) => Line(when, NoticeLineKind.DischargeNotice, authority) with { ProposedDischarge = Day(proposed) };

    public static NoticeLine Cause(string when, Attribution attributed) => Line(when, NoticeLineKind.Cause) with { AttributedTo = attributed };

    public static NoticeLine Care(string when, CareSetting care) => Line(when, NoticeLineKind.MovedToOtherCare) with { Care = care };

    public static ReportedCase Case(params ImmutableArray<NoticeLine> lines) => Case("2023-01-01", lines);

    public static ReportedCase Case(string knownTo, ImmutableArray<NoticeLine> lines) => new(
        "RJ7", "D-15-0412", View.Provider, "RJ7", "s1", default, default, Day(knownTo), [.. lines.Select((line, index) => new ReportedLine(line, index + 2))]);

    public static CaseDays Days(params ImmutableArray<NoticeLine> lines) => DayByDay.Of(Case(lines), PolicyBook.Current, ReferenceBook.Current);

    public static DateOnly Day(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The days that count, as <c>2005-06-10 2005-06-11</c>.</summary>
    public static string Counted(this CaseDays days) => string.Join(' ', days.Counted.Select(day => day.Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));

    public static DecidedDay On(this CaseDays days, string date) => days.Days.Single(day => day.Date == Day(date));

    private static Moment Read(string when) => Moment.Read(when).TryGet(out var moment, out var wrong) ? moment : throw new FormatException(wrong);
}
