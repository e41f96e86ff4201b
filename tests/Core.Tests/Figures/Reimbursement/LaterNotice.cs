using System.Collections.Immutable;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Tests.Figures.Reimbursement;

/// <summary>
/// Why a notice served later can cost the authority more. Each is a rule of the law, not a slip of ours; each has an example in which it does.
/// </summary>
/// <param name="Is">The notice at the index moved over the thing that the provision is about.</param>
internal sealed record LaterNotice(string Provision, Func<ImmutableArray<NoticeLine>, ImmutableArray<NoticeLine>, int, bool> Is, (ImmutableArray<NoticeLine> Before, ImmutableArray<NoticeLine> After, int Which) Example)
{
    private static readonly NoticeLine Left = Told.Line("2015-06-12 12:00", NoticeLineKind.Discharged);

    public static readonly ImmutableArray<LaterNotice> Exceptions =
    [
        new("Act of 2003 s. 2; Care Act 2014 Sch. 3 para 1: an assessment notice more than 7 days before the expected admission is not valid, and given later it is",
            (before, after, which) => which == 0 && !Judged(before, 0).Valid && Judged(after, 0).Valid && before[0].ExpectedAdmission is not null,
            Moved([Told.Assessment("2015-06-01 09:00") with { ExpectedAdmission = Told.Day("2015-06-09") }, Told.Discharge("2015-06-03 10:00", "2015-06-05"), Left], 0, "2015-06-02 09:00")),
        new("Act of 2003 s. 5(1)-(3); Care Act 2014 Sch. 3 para 2: a discharge notice given before the assessment notice is not valid, and given after it is",
            (before, after, which) => which != 0 && before[which].When.IsBefore(before[0].When) && !after[which].When.IsBefore(after[0].When),
            Moved([Told.Assessment("2015-06-02 10:00"), Told.Discharge("2015-06-02 09:00", "2015-06-05"), Left], 1, "2015-06-02 11:00")),
        new("SI 2003/2277 reg 1; SI 2015/914 Sch. paras 69-73: the assessment notice moves to another law, with other rates and other days",
            (before, after, which) => Law(before) != Law(after),
            Moved([Told.Assessment("2015-03-31 14:00"), Told.Discharge("2015-04-02 09:00", "2015-04-03"), Told.Line("2015-04-08 12:00", NoticeLineKind.Discharged)], 0, "2015-04-01 09:00")),
        new("SI 2003/2277 reg 9, Act of 2003 s. 6(4)-(5); SI 2014/2823 reg 9(3): what ends a period ends none whose notice is given after it",
            (before, after, which) => Passed(before, after, which, line => line.Kind is NoticeLineKind.FurtherTreatment or NoticeLineKind.OwnArrangements),
            Moved([Told.Assessment("2015-06-01 09:00"), Told.Discharge("2015-06-02 10:00", "2015-06-05"), Told.Line("2015-06-04 12:00", NoticeLineKind.FurtherTreatment), Left], 1, "2015-06-04 13:00")),
        new("SI 2003/2277 regs 4(4), 5(4); SI 2014/2823 regs 4, 7: a withdrawal before the notice withdraws nothing",
            (before, after, which) => Passed(before, after, which, line => line.IsWithdrawal && line.Concerns == before[which].Concerns),
            Moved([Told.Assessment("2015-06-01 09:00"), Told.Discharge("2015-06-02 09:00", "2015-06-05"), Told.Line("2015-06-03 09:00", NoticeLineKind.DischargeNoticeWithdrawn), Left], 1, "2015-06-03 10:00")),
        new("Act of 2003 s. 5; Care Act 2014 Sch. 3 para 2: a second discharge notice makes a later relevant day only if it is valid and that of the first has not passed; given later it may not, and the first governs again",
            (before, after, which) => IsOneOfTwo(before, which) && Governing(after) is { } governs && governs != which && IsEarlier(after, before),
            Moved([Told.Assessment("2015-06-01 09:00"), Told.Discharge("2015-06-02 10:00", "2015-06-03"), Told.Discharge("2015-06-03 10:00", "2015-06-06"), Left], 2, "2015-06-04 10:00")),
        new("Act of 2003 s. 5; Care Act 2014 Sch. 3 para 2: of two discharge notices the one given last governs, and given later the one with the earlier date may be that",
            (before, after, which) => IsOneOfTwo(before, which) && Governing(before) != which && Governing(after) == which && IsEarlier(after, before),
            Moved([Told.Assessment("2015-06-01 09:00"), Told.Discharge("2015-06-02 10:00", "2015-06-04"), Told.Discharge("2015-06-02 11:00", "2015-06-06"), Left], 1, "2015-06-02 12:00")),
        new("SI 2003/2277 reg 18; SI 2014/2823 reg 12: an assessment notice given after another authority became responsible says for itself whom it notifies, at the rate of that one",
            (before, after, which) => which == 0 && Passed(before, after, which, line => line.Kind == NoticeLineKind.OtherAuthority),
            Moved([Told.Assessment("2015-06-01 09:00", Told.Camden), Told.Discharge("2015-06-04 10:00", "2015-06-05", Told.Camden), Told.Line("2015-06-02 12:00", NoticeLineKind.OtherAuthority, Told.Camden) with { OtherAuthority = Told.Surrey }, Left], 0, "2015-06-02 13:00")),
        new("Act of 2003 s. 6(2)-(3); Care Act 2014 Sch. 3 para 4(1)-(2): liability is tested at the end of the relevant day, and what was in place at an earlier one may be lost at a later",
            // A notice given after the relevant day of another makes a period of its own, so it is the relevant day of any period that may be later.
            (before, after, which) => Relevant(before) is { } was
                && before.Any(line => line.Kind == NoticeLineKind.ArrangementsLost && line.When.Date > was && Told.Days(after).Periods.Any(period => line.When.Date <= period.RelevantDay)),
            Moved([Told.Assessment("2015-06-01 09:00"), Told.Discharge("2015-06-02 09:00", "2015-06-03"), Told.Line("2015-06-02 12:00", NoticeLineKind.Arrangements), Told.Line("2015-06-04 12:00", NoticeLineKind.ArrangementsLost), Left], 0, "2015-06-02 08:00")),
    ];

    private static (ImmutableArray<NoticeLine>, ImmutableArray<NoticeLine>, int) Moved(ImmutableArray<NoticeLine> lines, int which, string to) =>
        (lines, lines.SetItem(which, lines[which] with { When = Told.Line(to, NoticeLineKind.Died).When }), which);

    private static JudgedNotice Judged(ImmutableArray<NoticeLine> lines, int which) => Told.Days(lines).Notices.Single(notice => notice.SourceLine == which + 2);

    private static Regime Law(ImmutableArray<NoticeLine> lines) => Told.Days(lines).Regime;

    private static DateOnly? Relevant(ImmutableArray<NoticeLine> lines) => Told.Days(lines).Periods.FirstOrDefault()?.RelevantDay;

    private static bool IsOneOfTwo(ImmutableArray<NoticeLine> lines, int which) => lines[which].Kind == NoticeLineKind.DischargeNotice && lines.Count(line => line.Kind == NoticeLineKind.DischargeNotice) > 1;

    /// <summary>The relevant day is earlier, or there is one where there was none: what governed was withdrawn before it.</summary>
    private static bool IsEarlier(ImmutableArray<NoticeLine> after, ImmutableArray<NoticeLine> before) => Relevant(after) is { } now && !(Relevant(before) <= now);

    /// <summary>The discharge notice on which the first period rests; null without a period.</summary>
    private static int? Governing(ImmutableArray<NoticeLine> lines) => Told.Days(lines) is { Periods: [var first, ..] } days ? days.Notices[first.Discharge - 1].SourceLine - 2 : null;

    /// <summary>The notice stood before such a line, in the order of time, and stands after it now.</summary>
    private static bool Passed(ImmutableArray<NoticeLine> before, ImmutableArray<NoticeLine> after, int which, Func<NoticeLine, bool> what) =>
        before.Where((line, index) => index != which && what(line)).Any(line => IsFirst(before[which], line) && IsFirst(line, after[which]));

    private static bool IsFirst(NoticeLine one, NoticeLine other) => ReferenceEquals(NoticeCase.Of([other, one]).Lines[0], one);
}
