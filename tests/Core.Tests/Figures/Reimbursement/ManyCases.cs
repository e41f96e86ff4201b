using System.Collections.Immutable;
using CsCheck;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Tests.Figures.Reimbursement;

/// <summary>Cases made up by chance, around the dates at which the laws change, at Christmas, in the nights when clocks change and at the ends of months.</summary>
internal static class ManyCases
{
    private static readonly Gen<DateOnly> Start =
        from near in One("2003-09-25", "2003-12-20", "2004-12-15", "2005-03-20", "2005-06-01", "2009-12-15", "2010-12-20", "2015-03-20", "2015-06-01", "2015-10-18", "2016-02-20", "2016-03-20", "2022-06-15")
        from after in Gen.Int[0, 14]
        select Told.Day(near).AddDays(after);

    private static readonly Gen<TimeOnly?> Time = One<TimeOnly?>(null, new(0, 0), new(9, 30), new(10, 59), new(11, 0), new(11, 1), new(14, 0), new(14, 1), new(17, 0), new(17, 1), new(23, 59));

    private static readonly Gen<TimeOnly?> KnownTime = Time.Where(time => time is not null);

    private static readonly Gen<string> Authority = One(Told.Kent, Told.Surrey, Told.Camden, "625", "9900");

    private static readonly Gen<Attribution?> Attributed = One<Attribution?>(Attribution.Nhs, Attribution.SocialCare, Attribution.Both);

    private static readonly NoticeLineKind[] Events =
    [
        NoticeLineKind.AssessmentNoticeWithdrawn, NoticeLineKind.DischargeNoticeWithdrawn, NoticeLineKind.AssessmentDone, NoticeLineKind.SomeArrangements, NoticeLineKind.Arrangements, NoticeLineKind.ArrangementsLost,
        NoticeLineKind.ReadinessNotified, NoticeLineKind.Deterioration, NoticeLineKind.Cause, NoticeLineKind.OtherAuthority, NoticeLineKind.OwnArrangements, NoticeLineKind.FurtherTreatment, NoticeLineKind.MovedToOtherCare,
        NoticeLineKind.Discharged, NoticeLineKind.SelfDischarged, NoticeLineKind.Died,
    ];

    /// <summary>An assessment notice, a discharge notice and what happens then, such as a careful ward reports: the first two lines are the notices, the third is when everything is in place.</summary>
    public static readonly Gen<ImmutableArray<NoticeLine>> Orderly =
        from start in Start
        from authority in Authority
        from assessed in KnownTime
        from discharge in Gen.Select(Gen.Int[0, 4], KnownTime, Gen.Int[1, 5])
        from ready in Gen.Select(Gen.Int[0, 18], KnownTime)
        from events in Gen.Select(One(Events), Gen.Int[0, 18], Time, Attributed).Array[0, 4]
        from left in Gen.Select(One(NoticeLineKind.Discharged, NoticeLineKind.Died), Gen.Int[0, 20], Time)
        select (ImmutableArray<NoticeLine>)
        [
            Told.Assessment("2015-06-01", authority) with { When = new(start, assessed), Care = null },
            Told.Discharge("2015-06-01", "2015-06-01", authority) with { When = new(start.AddDays(discharge.Item1), discharge.Item2), ProposedDischarge = start.AddDays(discharge.Item1 + discharge.Item3) },
            Told.Line("2015-06-01", NoticeLineKind.Arrangements, authority) with { When = new(start.AddDays(ready.Item1), ready.Item2) },
            // The care stands on a line of its own: a notice served later must not change what care the patient has.
            Told.Line("2015-06-01", NoticeLineKind.Admitted, authority) with { When = new(start.AddDays(-5), null), Care = CareSetting.Acute },
            .. events.Select(one => Event(one.Item1, new(start.AddDays(one.Item2), one.Item3), one.Item4, authority)),
            Told.Line("2015-06-01", left.Item1, authority) with { When = new(start.AddDays(left.Item2), left.Item3) },
        ];

    /// <summary>The same with a second discharge notice, the last line, on the day of the first or after it.</summary>
    public static readonly Gen<ImmutableArray<NoticeLine>> OrderlyTwice =
        from lines in Orderly
        from after in Gen.Int[0, 5]
        from time in KnownTime
        from proposed in Gen.Int[1, 6]
        let given = lines[1].When.Date.AddDays(after)
        select lines.Add(lines[1] with { When = new(given, time), ProposedDischarge = given.AddDays(proposed) });

    /// <summary>Anything at all: contradictory, without times, several notices, several ends.</summary>
    public static readonly Gen<ImmutableArray<NoticeLine>> Chaotic =
        from start in Start
        from lines in (
            from kind in One([.. Enum.GetValues<NoticeLineKind>(), NoticeLineKind.AssessmentNotice, NoticeLineKind.AssessmentNotice, NoticeLineKind.DischargeNotice, NoticeLineKind.DischargeNotice])
            from day in Gen.Int[-3, 20]
            from time in Time
            from authority in Authority
            from notice in One<string?>(null, "N1", "N2")
            from proposed in Gen.Int[-2, 8]
            from attributed in Attributed
            from care in One<CareSetting?>(null, null, null, CareSetting.Acute, CareSetting.Rehabilitation)
            from said in One<bool?>(true, true, true, true, null, false)
            let line = Event(kind, new Moment(start.AddDays(day), time), attributed, authority)
            select line with
            {
                Notice = notice,
                Care = care ?? line.Care,
                ProposedDischarge = kind == NoticeLineKind.DischargeNotice && proposed > -2 ? start.AddDays(day + proposed) : null,
                ExpectedAdmission = kind == NoticeLineKind.AssessmentNotice && proposed > 5 ? start.AddDays(day + proposed) : null,
                Content = line.Content with { Contact = said },
            }).Array[0, 12]
        select lines.ToImmutableArray();

    public static readonly Gen<ImmutableArray<NoticeLine>> Any = Gen.OneOf(Orderly, Chaotic);

    public static Gen<T> One<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static NoticeLine Event(NoticeLineKind kind, Moment when, Attribution? attributed, string authority) => Told.Line("2015-06-01", kind, authority) with
    {
        When = when,
        AttributedTo = kind == NoticeLineKind.Cause ? attributed : null,
        OtherAuthority = kind == NoticeLineKind.OtherAuthority ? Told.Surrey : null,
        Care = kind == NoticeLineKind.MovedToOtherCare ? attributed == Attribution.SocialCare ? CareSetting.Acute : CareSetting.Palliative : null,
    };
}
