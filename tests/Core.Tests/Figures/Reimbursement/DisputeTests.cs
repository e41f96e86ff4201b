using System.Collections.Immutable;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using static Monitoring.Core.Tests.Figures.Reimbursement.ReportedBy;

namespace Monitoring.Core.Tests.Figures.Reimbursement;

/// <summary>What hangs on each fact on which two reports differ. E numbers are the examples of the domain note; the days are counted by hand from the provision beside each.</summary>
public class DisputeTests
{
    [Theory]
    [InlineData(Kent, 13000)]
    [InlineData(Merton, 15500)] // London
    public void E20_one_day_hangs_on_when_arrangements_were_in_place(string authority, long rate)
    {
        // SI 2014/2823 reg 9(4): in place by 11 am on 8 June, that day is not counted; at 13:00 it is.
        var fact = Assert.Single(Between(E20(authority), E20(authority, "2015-06-08 10:45")));
        Assert.Equal(("Arrangements in place", "8 June 2015 at 13:00", "8 June 2015 at 10:45", 1, new Pence(rate), true), Short(fact));
        Assert.Equal([Day("2015-06-08")], fact.NoLonger);
        Assert.Empty(fact.Besides);
    }

    [Fact]
    public void Reports_that_say_the_same_have_no_fact_in_dispute() => Assert.Empty(Between(E20(), E20()));

    [Fact]
    public void Where_the_authority_has_reported_nothing_there_is_no_fact_to_dispute() => Assert.Empty(Between(E20(), []));

    [Fact]
    public void A_fact_that_changes_nothing_is_listed_with_no_days_after_those_that_do()
    {
        // Discharged at 15:00 or at 16:00 on 8 June 2015 is the same day; the assessment notice after 14:00 counts as given on 2 June (reg 11), and the relevant day is 4 June, not 3 June (reg 8).
        var facts = Between(E20(), [.. E20(assessment: "2015-06-01 14:01")[..3], Line(NoticeLineKind.Discharged, "2015-06-08 16:00")]);
        Assert.Equal([("Assessment notice of 1 June 2015: when it was given", "1 June 2015 at 13:59", "1 June 2015 at 14:01", 1, new Pence(15500), true), ("Discharged", "8 June 2015 at 15:00", "8 June 2015 at 16:00", 0, default, false)], facts.Select(Short));
        Assert.Equal([Day("2015-06-04")], facts[0].NoLonger);
    }

    [Fact]
    public void Two_facts_of_which_neither_accounts_for_all_are_named_together()
    {
        // 4 June hangs on the notice, 8 June on the arrangements; only both together account for the two days.
        var facts = Between(E20(), E20(assessment: "2015-06-01 14:01", arrangements: "2015-06-08 10:45"));
        Assert.Equal(
            [
                ("Assessment notice of 1 June 2015: when it was given; Arrangements in place", "1 June 2015 at 13:59; 8 June 2015 at 13:00", "1 June 2015 at 14:01; 8 June 2015 at 10:45", 2, new Pence(31000), true),
                ("Assessment notice of 1 June 2015: when it was given", "1 June 2015 at 13:59", "1 June 2015 at 14:01", 1, new Pence(15500), false),
                ("Arrangements in place", "8 June 2015 at 13:00", "8 June 2015 at 10:45", 1, new Pence(15500), false),
            ],
            facts.Select(Short));
        Assert.Equal([Day("2015-06-04"), Day("2015-06-08")], facts[0].NoLonger);
    }

    [Fact]
    public void Facts_that_decide_nothing_alone_and_something_together_are_named_together()
    {
        // A discharge notice of 2 June 2015 at 14:30 for 4 June is in time (SI 2014/2823 regs 5, 11), and so is one at 10:00 for 3 June; at 14:30 for 3 June it counts as given on 3 June and is not.
        var ours = E20();
        var theirs = E20();
        ours[1] = Discharge("2015-06-02 10:00", "2015-06-04");
        theirs[1] = Discharge("2015-06-02 14:30", "2015-06-03");
        var facts = Between(ours, theirs);
        // Days 5-8 June in the NHS body's report (relevant day 4 June), none in the authority's. With 3 June proposed and 10:00 one day more counts.
        Assert.Equal(
            [
                ("Discharge notice of 2 June 2015: when it was given; Discharge notice of 2 June 2015: proposed discharge", 4, new Pence(62000), true),
                ("Discharge notice of 2 June 2015: proposed discharge", -1, new Pence(-15500), false),
                ("Discharge notice of 2 June 2015: when it was given", 0, default, false),
            ],
            facts.Select(fact => (fact.Fact, fact.Days, fact.Amount, fact.Alone)));
    }

    [Fact]
    public void Three_facts_are_named_together_where_no_two_account_for_the_difference()
    {
        var theirs = E20(assessment: "2015-06-01 14:01", arrangements: "2015-06-08 10:45").Append(Line(NoticeLineKind.Deterioration, "2015-06-06")).ToArray();
        var facts = Between([.. E20(), Line(NoticeLineKind.Died, "2015-06-09")], [.. theirs, Line(NoticeLineKind.Died, "2015-06-10")]);
        // 4 June (reg 8), 6 June and 8 June (reg 9(4)); who died when decides nothing after the discharge.
        Assert.Equal(("Assessment notice of 1 June 2015: when it was given; Arrangements in place; Deterioration on 6 June 2015", 3, true), (facts[0].Fact, facts[0].Days, facts[0].Alone));
        Assert.Equal([1, 1, 1, 0], facts.Skip(1).Select(fact => fact.Days));
    }

    [Theory]
    // SI 2014/2823 reg 9(4): 6 June is not counted.
    [InlineData(NoticeLineKind.Deterioration, "2015-06-06", "Deterioration on 6 June 2015", "6 June 2015", 1)]
    // SI 2014/2823 reg 9(3): the period ends on 5 June, which counts; 6, 7 and 8 June do not.
    [InlineData(NoticeLineKind.OwnArrangements, "2015-06-05", "Own arrangements made", "5 June 2015", 3)]
    public void A_line_that_only_one_side_reports(NoticeLineKind kind, string when, string named, string says, int days)
    {
        Assert.Equal((named, "not reported", says, days, true), Says(Assert.Single(Between(E20(), [.. E20(), Line(kind, when)]))));
        Assert.Equal((named, says, "not reported", -days, true), Says(Assert.Single(Between([.. E20(), Line(kind, when)], E20()))));

        static (string, string, string, int, bool) Says(DisputedFact fact) => (fact.Fact, fact.NhsBodySays, fact.AuthoritySays, fact.Days, fact.Alone);
    }

    [Fact]
    public void What_stands_on_a_notice_decides_all_its_days()
    {
        // SI 2014/2823 reg 3: without the NHS number no assessment notice, and no day of 4-8 June.
        var theirs = E20();
        theirs[0] = theirs[0] with { Content = theirs[0].Content with { NhsNumber = false } };
        Assert.Equal(("Assessment notice of 1 June 2015: NHS number on notice", "Yes", "No", 5, new Pence(77500), true), Short(Assert.Single(Between(E20(), theirs))));
    }

    [Fact]
    public void The_cause_after_the_assessment_decides_its_days()
    {
        // Care Act 2014 Sch. 3 para 4(2): from 6 June the NHS delays, too, says the authority; 6, 7 and 8 June are not for its reason alone.
        NoticeLine[] ours = [.. E20(), Line(NoticeLineKind.AssessmentDone, "2015-06-03 09:00"), Cause("2015-06-03", Attribution.SocialCare), Cause("2015-06-06", Attribution.SocialCare)];
        NoticeLine[] theirs = [.. ours[..6], Cause("2015-06-06", Attribution.Both)];
        Assert.Equal(("Cause of delay from 6 June 2015: attributed to", "Social care", "Both", 3, new Pence(46500), true), Short(Assert.Single(Between(ours, theirs))));
    }

    [Fact]
    public void What_one_party_leaves_empty_is_in_dispute_only_when_days_hang_on_it()
    {
        var silent = E20();
        silent[0] = silent[0] with { Care = null };
        // Nothing said of the care is taken as acute: no day hangs on it.
        Assert.Empty(Between(E20(), silent));
        // Care Act 2014 Sch. 3 para 7(8): rehabilitation is outside the scheme.
        var rehabilitation = E20();
        rehabilitation[0] = rehabilitation[0] with { Care = CareSetting.Rehabilitation };
        Assert.Equal(("Assessment notice of 1 June 2015: care", "nothing said", "Rehabilitation", 5, new Pence(77500), true), Short(Assert.Single(Between(silent, rehabilitation))));
    }

    [Fact]
    public void A_time_that_one_party_does_not_know_is_said()
    {
        // Domain note 2.5 item 6: without a time 8 June counts; at 10:45 it does not.
        Assert.Equal(("Arrangements in place", "8 June 2015, without a time", "8 June 2015 at 10:45", 1, new Pence(15500), true), Short(Assert.Single(Between(E20(arrangements: "2015-06-08"), E20(arrangements: "2015-06-08 10:45")))));
    }

    [Fact]
    public void Of_a_case_with_two_authorities_only_the_part_of_the_one_that_reports_is_compared()
    {
        // Merton was notified first; the assessment notice was withdrawn on 8 June, and Kent was notified on 9 June for 12 June: days 13-15 June are Kent's.
        NoticeLine[] merton = [.. E20()[..2], Line(NoticeLineKind.AssessmentNoticeWithdrawn, "2015-06-08 09:00")];
        NoticeLine[] kent = [Assessment("2015-06-09 09:00", Kent), Discharge("2015-06-10 09:00", "2015-06-12", Kent), Line(NoticeLineKind.Discharged, "2015-06-15 15:00", Kent)];
        Assert.Empty(Between([.. merton, .. kent], kent));
        Assert.Empty(Between([.. merton, .. kent], merton));
        // SI 2014/2823 reg 9(2): for 13 June proposed, the period begins on 14 June.
        Assert.Equal(
            ("Discharge notice of 10 June 2015: proposed discharge", "12 June 2015", "13 June 2015", 1, new Pence(13000), true),
            Short(Assert.Single(Between([.. merton, .. kent], [kent[0], Discharge("2015-06-10 09:00", "2015-06-13", Kent), kent[2]]))));
    }

    [Fact]
    public void Of_what_came_after_its_report_a_party_has_not_said_that_it_did_not_happen()
    {
        // The authority reported on 7 June: that the patient left on 8 June it could not know, and no day up to 6 June differs.
        var early = Case(View.Authority, Merton, "2015-06-06", E20()[..2]);
        Assert.Empty(Dispute.Between(NhsBody(E20()), early, PolicyBook.Current, ReferenceBook.Current));
        // With a report that reaches to 9 June it has: SI 2014/2823 reg 9(3) ends the period on the day of death, 7 June, which counts; without it 8 and 9 June count besides.
        NoticeLine[] died = [.. E20()[..2], Line(NoticeLineKind.Died, "2015-06-07 12:00")];
        var fact = Assert.Single(Dispute.Between(NhsBody(died), Case(View.Authority, Merton, "2015-06-09", E20()[..2]), PolicyBook.Current, ReferenceBook.Current));
        Assert.Equal(("Died", "7 June 2015 at 12:00", "not reported", -2, new Pence(-31000), true), Short(fact));
        Assert.Equal([Day("2015-06-08"), Day("2015-06-09")], fact.Besides);
    }

    private static ImmutableArray<DisputedFact> Between(NoticeLine[] nhsBody, NoticeLine[] authority) =>
        Dispute.Between(NhsBody(nhsBody), Authority(authority), PolicyBook.Current, ReferenceBook.Current);

    private static (string, string, string, int, Pence, bool) Short(DisputedFact fact) => (fact.Fact, fact.NhsBodySays, fact.AuthoritySays, fact.Days, fact.Amount, fact.Alone);
}
