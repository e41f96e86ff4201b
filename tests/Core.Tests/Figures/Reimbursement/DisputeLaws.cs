using System.Collections.Immutable;
using CsCheck;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using static Monitoring.Core.Tests.Figures.Reimbursement.ReportedBy;

namespace Monitoring.Core.Tests.Figures.Reimbursement;

/// <summary>What holds of the facts in dispute of any two reports, under both laws.</summary>
public class DisputeLaws
{
    private static readonly Gen<Moment> AnyTime = Gen.Select(Gen.Int[0, 12], Gen.OneOf(-1, 0, 9 * 60, 10 * 60 + 59, 11 * 60, 11 * 60 + 1, 14 * 60, 14 * 60 + 1, 17 * 60 + 1)).Select((day, minutes) => At(day, minutes));

    private static readonly Gen<NoticeLine> Event =
        from when in AnyTime
        from kind in Gen.OneOf(NoticeLineKind.AssessmentDone, NoticeLineKind.SomeArrangements, NoticeLineKind.Arrangements, NoticeLineKind.ArrangementsLost, NoticeLineKind.Deterioration, NoticeLineKind.Cause, NoticeLineKind.OwnArrangements)
        from attributed in Gen.Enum<Attribution>()
        select Line(kind, "2015-06-01") with { When = when, AttributedTo = kind == NoticeLineKind.Cause ? attributed : null };

    /// <summary>A case of June 2015, or of June 2005, with a patient who stays or leaves.</summary>
    internal static readonly Gen<NoticeLine[]> AnyReport =
        from assessment in Gen.Select(Gen.Int[0, 2], Gen.OneOf(600, 840, 841)).Select((day, minutes) => At(day, minutes))
        from given in Gen.Select(Gen.Int[1, 4], Gen.OneOf(600, 840, 841, 1021)).Select((day, minutes) => At(day, minutes))
        from ahead in Gen.Int[0, 3]
        from events in Event.Array[0, 5]
        from leaves in AnyTime.Select(when => when with { Date = when.Date.AddDays(3) })
        from stays in Gen.Bool
        from years in Gen.OneOf(0, -10)
        from authority in Gen.OneOf(Merton, Surrey, Kent)
        let lines = (NoticeLine[])
        [
            Assessment("2015-06-01 10:00") with { When = assessment }, Discharge("2015-06-01 10:00", "2015-06-01") with { When = given, ProposedDischarge = given.Date.AddDays(ahead) }, .. events,
            .. stays ? (NoticeLine[])[] : [Line(NoticeLineKind.Discharged, "2015-06-01") with { When = leaves }],
        ]
        select lines.Select(line => line with { Authority = authority, When = line.When with { Date = line.When.Date.AddYears(years) }, ProposedDischarge = line.ProposedDischarge?.AddYears(years) }).ToArray();

    /// <summary>A report and the same with one fact changed, of a line that can only be paired with itself.</summary>
    private static readonly Gen<(NoticeLine[] Here, NoticeLine[] There)> OneFactApart =
        from lines in AnyReport
        from index in Gen.Int[0, lines.Length - 1]
        from change in Gen.Int[0, 2]
        from days in Gen.OneOf(-1, 1, 2)
        let line = lines[index]
        let changed = (change, line.Kind) switch
        {
            (0, NoticeLineKind.DischargeNotice) => line with { ProposedDischarge = line.ProposedDischarge!.Value.AddDays(days) },
            (0, NoticeLineKind.Cause) => line with { AttributedTo = line.AttributedTo == Attribution.SocialCare ? Attribution.Both : Attribution.SocialCare },
            (1, NoticeLineKind.AssessmentNotice or NoticeLineKind.DischargeNotice) => line with { Content = line.Content with { Contact = false } },
            (2, not (NoticeLineKind.AssessmentNotice or NoticeLineKind.DischargeNotice)) => null,
            _ => line with { When = line.When with { Time = line.When.Time == new TimeOnly(9, 30) ? new TimeOnly(15, 30) : new TimeOnly(9, 30) } },
        }
        let others = lines.Where((_, at) => at != index).ToArray()
        where others.All(other => other.Kind != line.Kind)
        select (lines, changed is null ? others : (NoticeLine[])[.. lines[..index], changed, .. lines[(index + 1)..]]);

    [Fact]
    public void Equal_reports_differ_in_no_fact() => AnyReport.Sample(lines => Assert.Empty(Between(lines, [.. lines])));

    [Fact]
    public void On_the_only_fact_that_differs_hangs_the_difference_of_the_two_cases() => OneFactApart.Sample(pair =>
    {
        var (here, there) = (Decided(pair.Here), Decided(pair.There));
        var fact = Assert.Single(Between(pair.Here, pair.There));
        Assert.Equal((here.Counted.Count() - there.Counted.Count(), here.Amount - there.Amount), (fact.Days, fact.Amount));
        Assert.Equal(!Dates(here).SequenceEqual(Dates(there)), fact.Alone);
        Assert.Equal(Dates(here).Except(Dates(there)), fact.NoLonger);
        Assert.Equal(Dates(there).Except(Dates(here)), fact.Besides);
    });

    [Fact]
    public void With_the_roles_swapped_the_days_are_the_same_the_other_way() => OneFactApart.Sample(pair =>
    {
        var (one, other) = (Assert.Single(Between(pair.Here, pair.There)), Assert.Single(Between(pair.There, pair.Here)));
        Assert.Equal((one.NhsBodySays, one.AuthoritySays, one.Days, one.Amount, one.Alone), (other.AuthoritySays, other.NhsBodySays, -other.Days, -other.Amount, other.Alone));
        Assert.Equal(one.NoLonger, other.Besides);
    });

    /// <summary>However far two reports lie apart, something is named that accounts for the difference, and nothing that does not.</summary>
    [Fact]
    public void What_is_named_accounts_for_the_difference() => Gen.Select(AnyReport, Event.Array[0, 2], Gen.Int[0, 2]).Sample((lines, events, without) =>
    {
        NoticeLine[] theirs = [.. lines.Where((line, index) => line.IsNotice || index % 3 != without), .. events.Select(line => line with { Authority = lines[0].Authority, When = line.When with { Date = line.When.Date.AddYears(lines[0].When.Date.Year - 2015) } })];
        var (here, there) = (Decided(lines), Decided(theirs));
        var facts = Between(lines, theirs);
        var all = facts.Where(fact => fact.Alone).ToList();
        Assert.Equal(!Dates(here).SequenceEqual(Dates(there)), all.Count > 0);
        Assert.All(all, fact => Assert.Equal((here.Counted.Count() - there.Counted.Count(), here.Amount - there.Amount), (fact.Days, fact.Amount)));
        Assert.Equal(facts.OrderBy(fact => fact.IsWithoutEffect).ThenByDescending(fact => Math.Abs(fact.Amount.Number)), facts);
        Assert.All(facts, fact => Assert.Equal(fact.Days, fact.NoLonger.Length - fact.Besides.Length));
    });

    private static IEnumerable<DateOnly> Dates(CaseDays days) => days.Counted.Select(day => day.Date);

    private static CaseDays Decided(NoticeLine[] lines) => DayByDay.Of(NhsBody(lines), PolicyBook.Current, ReferenceBook.Current);

    private static ImmutableArray<DisputedFact> Between(NoticeLine[] nhsBody, NoticeLine[] authority) => Dispute.Between(NhsBody(nhsBody), Authority(authority), PolicyBook.Current, ReferenceBook.Current);

    /// <param name="minutes">After midnight; below zero where the time is not known.</param>
    private static Moment At(int day, int minutes) => new(new DateOnly(2015, 6, 1).AddDays(day), minutes < 0 ? null : new TimeOnly(minutes / 60, minutes % 60));
}
