using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Tests.Figures.Reimbursement;

/// <summary>Reports of one case by its two parties, written as short as an example of the law.</summary>
internal static class ReportedBy
{
    internal const string Merton = "730", Surrey = "805", Kent = "820";

    private static readonly NoticeContent AllThere = new(true, true, true, true, true, true, true, true, true);

    /// <summary>As the NHS body RJ7 reports.</summary>
    internal static ReportedCase NhsBody(params NoticeLine[] lines) => Case(View.Provider, "RJ7", "2015-12-31", lines);

    /// <summary>As the authority reports that the lines name.</summary>
    internal static ReportedCase Authority(params NoticeLine[] lines) => Case(View.Authority, lines.Length == 0 ? Merton : lines[0].Authority, "2015-12-31", lines);

    internal static ReportedCase Case(View view, string party, string knownTo, params IEnumerable<NoticeLine> lines) =>
        new("RJ7", "D-15-0412", view, party, "s1", ArrivalOrder.Of(DateTimeOffset.UnixEpoch, "s1"), DateTimeOffset.UnixEpoch, Day(knownTo), [.. lines.Select((line, index) => new ReportedLine(line, index + 2))]);

    internal static NoticeLine Line(NoticeLineKind kind, string when, string authority = Merton) =>
        new("RJ7", "D-15-0412", authority, kind, Moment.Read(when).Value!.Value, null, null, null, null, kind == NoticeLineKind.AssessmentNotice ? CareSetting.Acute : null,
            kind is NoticeLineKind.AssessmentNotice or NoticeLineKind.DischargeNotice ? AllThere : NoticeContent.NothingSaid, null, null, null, null);

    internal static NoticeLine Assessment(string when, string authority = Merton) => Line(NoticeLineKind.AssessmentNotice, when, authority);

    internal static NoticeLine Discharge(string when, string proposed, string authority = Merton) => Line(NoticeLineKind.DischargeNotice, when, authority) with { ProposedDischarge = Day(proposed) };

    internal static NoticeLine Cause(string when, Attribution attributed, string authority = Merton) => Line(NoticeLineKind.Cause, when, authority) with { AttributedTo = attributed };

    /// <summary>E20: assessment notice on 1 June 2015 at 13:59, discharge notice for 3 June, arrangements on 8 June at 13:00 and discharge that day.</summary>
    internal static NoticeLine[] E20(string authority = Merton, string arrangements = "2015-06-08 13:00", string assessment = "2015-06-01 13:59") =>
    [
        Assessment(assessment, authority), Discharge("2015-06-02 10:00", "2015-06-03", authority), Line(NoticeLineKind.Arrangements, arrangements, authority), Line(NoticeLineKind.Discharged, "2015-06-08 15:00", authority),
    ];

    internal static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
