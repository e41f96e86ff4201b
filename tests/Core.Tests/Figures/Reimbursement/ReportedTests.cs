using System.Collections.Immutable;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Ledger;
using Monitoring.Core.Tests.Returns;
using static Monitoring.Core.Tests.Figures.Reimbursement.TwoParties;

namespace Monitoring.Core.Tests.Figures.Reimbursement;

/// <summary>What stands in the ledger, as facts for statements.</summary>
public class ReportedTests
{
    private static readonly ReportingMonth November = new(2019, 11);

    private static readonly PageRef Notices = new(DelayNotices.Collection.Key, "RJ7"), Decisions = new(ReimbursementDecisions.Collection.Key, "2015-06"), Delays = new(DelayedTransfers.CollectionKey, "2019-11");

    [Fact]
    public void A_case_is_told_by_each_party_with_the_lines_of_its_own_return()
    {
        var ledger = new MemoryLedger();
        Accept(ledger, DelayNoticesTests.Plain(), "RJ7", "2015-07-02");
        Accept(ledger, DelayNoticesTests.Plain(), "730", "2015-07-03");
        var cases = Reported.Cases(ledger.Standing(Notices), ledger.Rows);
        Assert.Equal([(View.Provider, "RJ7", "D-15-0412", "s0", Day("2015-07-01")), (View.Authority, "730", "D-15-0412", "s1", Day("2015-07-02"))], cases.Select(one => (one.View, one.Party, one.Case, one.Submission, one.KnownTo)));
        var standing = ledger.Standing(Notices).Slices.First();
        Assert.Equal((standing.Since, standing.SinceAt), (cases[0].Since, cases[0].SinceAt));
        Assert.Equal(Enumerable.Range(2, cases[0].Lines.Length), cases[0].Lines.Select(line => line.SourceLine));
        Assert.Equal((NoticeLineKind.AssessmentNotice, "2015-06-01 13:59", 3), (cases[0].Lines[1].Line.Kind, cases[0].Lines[1].Line.When.ToString(), cases[0].Lines[1].SourceLine));
    }

    [Theory]
    [InlineData("2015-06-30T22:59:59Z", "2015-06-29")] // still 30 June in London, which is an hour ahead
    [InlineData("2015-06-30T23:00:00Z", "2015-06-30")]
    [InlineData("2015-12-31T23:59:59Z", "2015-12-30")]
    public void A_report_can_tell_of_the_days_before_it_arrived_in_London(string arrived, string knownTo)
    {
        var slice = new StandingSlice(View.Provider, DelayNotices.SliceOf("RJ7", "A").Place, new SliceVersion("RJ7", "A", "", 2, 2, 1), new ArrivalOrder("1"), DateTimeOffset.Parse(arrived, null), "s0", "", null);
        var page = StandingPage.After("RJ7", [new PageVersion(slice.Since, "s0", "RJ7", View.Provider, slice.SinceAt, new AcceptedPage("RJ7", "", Coverage.SlicesOnly, [slice.Version!], []))]);
        Assert.Equal(Day(knownTo), Assert.Single(Reported.Cases(page, _ => [])).KnownTo);
    }

    [Fact]
    public void A_case_that_has_ended_says_nothing_more_by_being_sent_again()
    {
        var ledger = new MemoryLedger();
        Accept(ledger, DelayNoticesTests.Plain(), "RJ7", "2015-07-02");
        var first = Assert.Single(Reported.Cases(ledger.Standing(Notices), ledger.Rows));
        Accept(ledger, DelayNoticesTests.Plain(), "RJ7", "2015-08-02");
        var again = Assert.Single(Reported.Cases(ledger.Standing(Notices), ledger.Rows));
        Assert.Equal((first.KnownTo, first.Since, "s0"), (again.KnownTo, again.Since, again.Submission));
        Accept(ledger, DelayNoticesTests.Plain().Cell(2, "hospital", "RJ760"), "RJ7", "2015-09-02");
        Assert.Equal(Day("2015-09-01"), Assert.Single(Reported.Cases(ledger.Standing(Notices), ledger.Rows)).KnownTo);
    }

    [Fact]
    public void An_open_case_sent_again_unchanged_reaches_further()
    {
        var ledger = new MemoryLedger();
        var open = new SmallFile(DelayNotices.Collection).Event("Admitted", "2015-05-20 10:00", ("care", "Acute")).Row(("care", "")).Discharge("2015-06-02 10:00", "DN-0412", "2015-06-03");
        Accept(ledger, open, "RJ7", "2015-06-09");
        var first = Assert.Single(Reported.Cases(ledger.Standing(Notices), ledger.Rows));
        Accept(ledger, open, "RJ7", "2015-06-12");
        var again = Assert.Single(Reported.Cases(ledger.Standing(Notices), ledger.Rows));
        Assert.Equal((Day("2015-06-08"), Day("2015-06-11")), (first.KnownTo, again.KnownTo));
        Assert.Equal(("s0", Day("2015-06-12"), true), (again.Submission, London.DateOf(again.SinceAt), again.Since > first.Since));
        Assert.Equal(first.Lines, again.Lines);
        // Whatever the other party sends says nothing of this one's report.
        Accept(ledger, open, "730", "2015-06-20");
        Assert.Equal([Day("2015-06-11"), Day("2015-06-19")], Reported.Cases(ledger.Standing(Notices), ledger.Rows).Select(one => one.KnownTo));
    }

    [Fact]
    public void Decisions_are_those_about_the_body_in_both_views()
    {
        var ledger = new MemoryLedger();
        Accept(ledger, ReimbursementDecisionsTests.One(), "RJ7", "2015-07-10");
        Accept(ledger, ReimbursementDecisionsTests.One(("agreed", "")), "730", "2015-07-11");
        var decisions = Reported.Decisions(ledger.Standing(Decisions), "RJ7", ledger.Rows);
        Assert.Equal([(View.Provider, "RJ7", "s0", 2), (View.Authority, "730", "s1", 2)], decisions.Select(one => (one.View, one.Party, one.Submission, one.SourceLine)));
        Assert.Equal([Pounds(775), null], decisions.Select(one => one.Decision.Agreed));
        Assert.Equal(["D-15-0412", "D-15-0412"], decisions.Select(one => one.Decision.Case));
        Assert.Empty(Reported.Decisions(ledger.Standing(Decisions), "RAL", ledger.Rows));
    }

    [Fact]
    public void Only_acute_days_attributed_to_social_care_are_in_the_ceiling()
    {
        var ledger = new MemoryLedger();
        // Social care: acute A 12, acute E 5 (from the beginning), non-acute A 9. NHS and both: not asked for.
        Accept(ledger, SmallReturn.Template("2019-11", "RJ7", "730").Cell(2, "Social care days", "12").Cell(2, "NHS days", "40").Cell(2, "Both days", "7").Cell(12, "Social care days", "9"), "RJ7", "2019-12-10");
        var found = Assert.Single(Reported.SocialCareDays(ledger.Standing(Delays), "RJ7", ledger.Rows));
        Assert.Equal((November, "730", 17L, View.Provider), (found.Month, found.Authority, found.Days!.Value, found.View));
        Assert.Empty(Reported.SocialCareDays(ledger.Standing(Delays), "RTH", ledger.Rows));
    }

    [Theory]
    [InlineData(new[] { 3, 4 }, 7L)]
    [InlineData(new int[0], 0L)] // the slice stands, and lines of zeros are not kept
    [InlineData(new[] { 3, -1 }, null)] // one was not given
    public void Missing_is_never_zero(int[] given, long? days)
    {
        var version = new SliceVersion("RJ7", "730", "", 2, 2, 1);
        var page = StandingPage.After("2019-11", [new PageVersion(new("1"), "s0", "RJ7", View.Provider, default, new AcceptedPage("2019-11", "", Coverage.SlicesOnly, [version], []))]);
        var lines = given.Select((number, i) => new DelayedTransfersLine(DelayedTransfers.Slice(November, "RJ7", "730"), CareType.Acute, (Reason)i, new(1, number < 0 ? null : number, 1), new(null, null, null), 2).Keep());
        Assert.Equal(days, Assert.Single(Reported.SocialCareDays(page, "RJ7", _ => [.. lines])).Days);
    }

    [Fact]
    public void What_was_withdrawn_leaves_no_number()
    {
        PageVersion Of(string order, params SliceVersion[] slices) => new(new(order), order, "X24", View.NhsEngland, default, new AcceptedPage("2019-11", "", Coverage.WholePage, [.. slices], []));
        var page = StandingPage.After("2019-11", [Of("1", new SliceVersion("RJ7", "730", "", 2, 2, 1)), Of("2")]);
        var found = Assert.Single(Reported.SocialCareDays(page, "RJ7", ImmutableArray<LedgerRow> (StandingSlice _) => throw new InvalidOperationException("Nothing stands.")));
        Assert.Equal((null, new ArrivalOrder("2")), (found.Days, found.Since));
    }

    [Fact]
    public void The_months_to_ask_for_are_those_of_the_years_and_of_the_collection()
    {
        var facts = new TwoParties().Case("A", "2016-01-30 2016-02-03").Facts;
        Assert.Equal(["2015-04", "2016-02"], Ends(facts)); // to the day before the report arrived
        Assert.Equal(["2010-08", "2010-09"], Ends(new TwoParties().Case("A", "2010-09-02 2010-09-05").Facts)); // collected from August 2010
        Assert.Empty(Reported.MonthsOf(new TwoParties().Case("A", "2005-06-10 2005-06-14").Facts, PolicyBook.Current));
        Assert.Empty(Reported.MonthsOf(new TwoParties().Facts, PolicyBook.Current));

        static IEnumerable<string> Ends(StatementFacts facts) => Reported.MonthsOf(facts, PolicyBook.Current).ToList() is [var first, .., var last] ? [first.ToString(), last.ToString()] : [];
    }

    [Fact]
    public void All_that_stands_of_a_body_comes_together()
    {
        var ledger = new MemoryLedger();
        Accept(ledger, DelayNoticesTests.Plain(), "RJ7", "2015-07-02");
        Accept(ledger, ReimbursementDecisionsTests.One(), "RJ7", "2015-07-10");
        var mine = new CaseTombstone("RJ7", "X", Day("2024-04-01"), Day("2015-06-30"), 9, []);
        var facts = Reported.Facts("RJ7", ledger.Standing(Notices), [ledger.Standing(Decisions)], [], (_, slice) => ledger.Rows(slice), [mine, mine with { NhsBody = "RAL" }]);
        Assert.Equal((1, 1, 0, mine), (facts.Cases.Length, facts.Decisions.Length, facts.SocialCareDays.Length, Assert.Single(facts.Deleted)));
    }

    [Theory]
    [InlineData("delay-notices", "RJ7", "RJ7")] // the page is the body
    [InlineData("reimbursement-decisions", "2015-06", "RAL RJ7")]
    [InlineData("delayed-transfers", "2015-06", "RAL RJ7")]
    [InlineData("better-care-fund", "2015-16", "")]
    public void An_acceptance_touches_the_statements_of_the_bodies_that_it_is_about(string collection, string page, string bodies)
    {
        Place[] places = collection == "delay-notices" ? [new("RJ7", "A"), new("RJ7", "A (730)")] : [new("RJ7", "A"), new("RAL", "B"), new("RJ7", "C")];
        Assert.Equal(bodies.Split(' ', StringSplitOptions.RemoveEmptyEntries), Dependencies.NhsBodiesOf(collection, page, places));
        Assert.Empty(Dependencies.NhsBodiesOf(collection, page, []));
        Assert.Equal(bodies.Length > 0, Dependencies.HasStatements(collection));
    }

    private static void Accept(MemoryLedger ledger, SmallFile file, string sender, string arrivedOn) => Accept(ledger.Receive(file.Content, sender, arrivedOn).Found);

    private static void Accept(MemoryLedger ledger, SmallReturn file, string sender, string arrivedOn) => Accept(ledger.Receive(new FileContent(FileKind.Csv, [file.Sheet()], []), sender, arrivedOn).Found);

    private static void Accept(Core.Validation.CheckedReturn found) => Assert.NotEmpty(found.Accepted);
}
