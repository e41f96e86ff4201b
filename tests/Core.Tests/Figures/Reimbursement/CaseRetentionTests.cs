using System.Collections.Immutable;
using CsCheck;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Tests.Figures.Reimbursement;

/// <summary>
/// How long rows of cases are kept: six financial years after that of the last date, a year after they arrived, and longer while somebody may have to prove a claim.
/// </summary>
public sealed class CaseRetentionTests
{
    private static readonly PolicyBook Policy = PolicyBook.Current;
    private static readonly StatementAmounts Settled = new(null, new Pence(65000), new Pence(65000), new Pence(65000), new Pence(0), new Pence(65000));

    private static NoticeLine Line(string date, NoticeLineKind kind = NoticeLineKind.AssessmentNotice) =>
        new("RJ7", "D-1", "730", kind, new Moment(DateOnly.Parse(date), null), null, null, null, null, null, NoticeContent.NothingSaid, null, null, null, null);

    private static ReportedCase Reported(string arrived, View view = View.Provider, string name = "D-1", params NoticeLine[] lines) => new(
        "RJ7", name, view, view == View.Authority ? "730" : "RJ7", "s", ArrivalOrder.Of(At(arrived), "s"), At(arrived), DateOnly.Parse(arrived).AddDays(-1), [.. lines.Select((line, i) => new ReportedLine(line, i + 2))]);

    private static ReportedDecision Decided(string month, string on, string? invoiced = null, string? paid = null, string arrived = "2015-07-10", string name = "D-1") => new(
        View.Provider, "RJ7", "d", ArrivalOrder.Of(At(arrived), "d"), At(arrived), new ReimbursementDecision(
            ReportingMonth.Parse(month), "RJ7", "730", name, 5, new Pence(65000), new Pence(0), null, new Pence(0), null, new Pence(65000), "A head", DateOnly.Parse(on),
            invoiced is null ? null : "I-1", invoiced is null ? null : DateOnly.Parse(invoiced), paid is null ? null : new Pence(65000), paid is null ? null : DateOnly.Parse(paid), null), 2);

    private static DateTimeOffset At(string date) => new(DateOnly.Parse(date).ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);

    private static CaseOnFile OnFile(ImmutableArray<ReportedCase> views, ImmutableArray<ReportedDecision>? decisions = null, StatementAmounts? amounts = null) =>
        new("RJ7", "D-1", views, decisions ?? [], [new TombstoneMonth("RJ7", "730", new ReportingMonth(2015, 6), 5, 0, amounts ?? Settled)]);

    private static RetainedCase Kept(CaseOnFile onFile, string today = "2022-04-01") => CaseRetention.Of(onFile, DateOnly.Parse(today), Policy);

    [Theory]
    [InlineData("2015-06-08", "2022-03-31")] // 2015-16 ends on 31 March 2016, six years later is 31 March 2022
    [InlineData("2016-03-31", "2022-03-31")] // the last day of the financial year is part of it
    [InlineData("2016-04-01", "2023-03-31")]
    [InlineData("2020-02-29", "2026-03-31")]
    public void Rows_are_kept_six_years_after_the_financial_year_of_the_last_line(string last, string keptTo) =>
        Assert.Equal(DateOnly.Parse(keptTo), Kept(OnFile([Reported("2020-03-02", lines: [Line("2015-06-01"), Line(last, NoticeLineKind.Discharged)])])).KeptTo);

    [Theory]
    [InlineData("2015-07-06", null, null, "2022-03-31")]
    [InlineData("2016-04-02", null, null, "2023-03-31")]
    [InlineData("2015-07-06", "2016-05-01", null, "2023-03-31")]
    [InlineData("2015-07-06", "2015-07-10", "2018-01-15", "2024-03-31")]
    public void Decision_invoice_and_payment_are_dates_of_the_case(string on, string? invoiced, string? paid, string keptTo) => Assert.Equal(
        DateOnly.Parse(keptTo), Kept(OnFile([Reported("2015-07-01", lines: [Line("2015-06-08", NoticeLineKind.Discharged)])], [Decided("2015-06", on, invoiced, paid)])).KeptTo);

    [Fact]
    public void The_view_with_the_later_date_decides() => Assert.Equal(
        new DateOnly(2023, 3, 31),
        Kept(OnFile([Reported("2016-05-01", lines: [Line("2016-03-30", NoticeLineKind.Discharged)]), Reported("2016-05-01", View.Authority, lines: [Line("2016-04-01", NoticeLineKind.Discharged)])])).KeptTo);

    [Fact]
    public void A_proposed_date_is_not_one_on_which_anything_happened() => Assert.Equal(
        new DateOnly(2022, 3, 31), Kept(OnFile([Reported("2015-07-01", lines: [Line("2015-06-08", NoticeLineKind.Discharged), Line("2015-06-01") with { ProposedDischarge = new DateOnly(2061, 6, 3) }])])).KeptTo);

    [Fact]
    public void Old_rows_that_arrive_late_are_kept_a_year()
    {
        var kept = Kept(OnFile([Reported("2026-01-10", lines: [Line("2005-06-08", NoticeLineKind.Discharged)])]), "2026-11-23");
        Assert.Equal(new DateOnly(2027, 1, 10), kept.KeptTo);
        Assert.False(kept.IsOver(new DateOnly(2027, 1, 10)));
        Assert.True(kept.IsOver(new DateOnly(2027, 1, 11)));
    }

    [Fact]
    public void A_settled_case_whose_time_is_over_is_due_from_the_day_after()
    {
        var kept = Kept(OnFile([Reported("2015-07-01", lines: [Line("2015-06-08", NoticeLineKind.Discharged)])]));
        Assert.Empty(kept.Holds);
        Assert.False(kept.IsDue(new DateOnly(2022, 3, 31)));
        Assert.True(kept.IsDue(new DateOnly(2022, 4, 1)));
    }

    public static TheoryData<Hold, StatementAmounts> Unsettled => new()
    {
        { Hold.Undecided, new(null, new Pence(65000), null, null, null, null) },
        { Hold.Disputed, Settled with { InDispute = new Pence(13000) } },
        { Hold.Unpaid, Settled with { Paid = new Pence(52000) } },
        { Hold.Unpaid, Settled with { Paid = null } },
    };

    [Theory, MemberData(nameof(Unsettled))]
    public void While_a_claim_may_have_to_be_proved_its_rows_are_held(Hold hold, StatementAmounts amounts)
    {
        var kept = Kept(OnFile([Reported("2015-07-01", lines: [Line("2015-06-08", NoticeLineKind.Discharged)])], amounts: amounts));
        Assert.Equal([hold], kept.Holds);
        Assert.True(kept.IsOver(new DateOnly(2022, 4, 1)));
        Assert.False(kept.IsDue(new DateOnly(2060, 1, 1)));
    }

    [Fact]
    public void Nothing_sought_and_nothing_paid_holds_nothing() =>
        Assert.Empty(Kept(OnFile([Reported("2015-07-01", lines: [Line("2015-06-08", NoticeLineKind.Discharged)])], amounts: new(null, default, default(Pence), default(Pence), default(Pence), null))).Holds);

    [Theory]
    [InlineData(NoticeLineKind.Discharged, NoticeLineKind.Arrangements, false)]
    [InlineData(NoticeLineKind.Arrangements, NoticeLineKind.Died, false)]
    [InlineData(NoticeLineKind.Arrangements, NoticeLineKind.Arrangements, true)]
    public void A_case_is_open_until_one_of_the_parties_reports_its_end(NoticeLineKind own, NoticeLineKind theirs, bool open) => Assert.Equal(
        open ? [Hold.Open] : [], Kept(OnFile([Reported("2015-07-01", lines: [Line("2015-06-08", own)]), Reported("2015-07-01", View.Authority, lines: [Line("2015-06-08", theirs)])])).Holds);

    [Fact]
    public void More_dates_and_later_arrivals_never_shorten_the_time()
    {
        var dates = Gen.Int[0, 9000].Select(new DateOnly(2003, 10, 1).AddDays);
        Gen.Select(dates.Array[1, 6], dates, dates, dates).Sample((days, more, arrived, later) =>
        {
            var (first, second) = arrived < later ? (arrived, later) : (later, arrived);
            var kept = Of(days, first);
            return Of([.. days, more], first) >= kept && Of(days, second) >= kept
                && kept >= days.Max().AddYears(6) // 31 March is the last day of its year
                && kept >= first.AddDays(365);

            DateOnly Of(IEnumerable<DateOnly> all, DateOnly on) =>
                Kept(OnFile([Reported(on.ToString("O"), lines: [.. all.Select(day => Line(day.ToString("O"), NoticeLineKind.Discharged))])]), "2026-11-23").KeptTo;
        });
    }

    [Fact]
    public void A_tombstone_stands_for_what_arrived_up_to_it_and_gives_way_to_what_arrives_later()
    {
        var old = Reported("2015-07-01", lines: [Line("2015-06-08", NoticeLineKind.Discharged)]);
        var answer = Reported("2015-07-05", View.Authority, lines: [Line("2015-06-08", NoticeLineKind.Discharged)]);
        var decision = Decided("2015-06", "2015-07-06");
        var other = Reported("2015-07-01", name: "D-2", lines: [Line("2015-06-08", NoticeLineKind.Discharged)]);
        var stone = CaseRetention.TombstoneOf(OnFile([old, answer], [decision]), new DateOnly(2022, 4, 1));
        Assert.Equal((decision.Since, decision.SinceAt, 3, new DateOnly(2015, 7, 6)), (stone.LastAcceptance, stone.AsAt, stone.Rows, stone.LastDay));

        // While rows are being deleted some are there and some are not: it makes no difference.
        var facts = new StatementFacts("RJ7", [old, answer, other], [decision], [], [stone]);
        foreach (var left in new[] { facts, facts with { Cases = [answer, other] }, facts with { Cases = [other], Decisions = [] } })
        {
            var counted = CaseRetention.Counted(left);
            Assert.Equal(["D-2"], counted.Cases.Select(view => view.Case));
            Assert.Empty(counted.Decisions);
            Assert.Equal([stone], counted.Deleted);
        }

        var anew = Reported("2022-05-01", lines: [Line("2015-06-09", NoticeLineKind.Discharged)]);
        var again = CaseRetention.Counted(facts with { Cases = [anew, other] });
        Assert.Equal([anew, other], again.Cases);
        Assert.Empty(again.Deleted);
    }

    /// <summary>Without the NHS body's notices nothing can be required (SI 2014/2823 reg 5): were they to count, what was due would become nothing.</summary>
    [Fact]
    public void A_decision_or_the_authoritys_report_alone_does_not_take_the_place_of_the_totals()
    {
        var old = Reported("2015-07-01", lines: [Line("2015-06-08", NoticeLineKind.Discharged)]);
        var stone = CaseRetention.TombstoneOf(OnFile([old]), new DateOnly(2022, 4, 1));
        var decision = Decided("2015-06", "2015-07-06", arrived: "2022-05-01");
        var answer = Reported("2022-05-02", View.Authority, lines: [Line("2015-06-08", NoticeLineKind.Discharged)]);
        var facts = new StatementFacts("RJ7", [old, answer], [decision], [], [stone]);
        var counted = CaseRetention.Counted(facts);
        Assert.Empty(counted.Cases);
        Assert.Empty(counted.Decisions);
        Assert.Equal([stone], counted.Deleted);
        var waiting = Assert.Single(counted.Waiting);
        Assert.Equal([answer], waiting.Views);
        Assert.Equal([decision], waiting.Decisions);
        // It is kept a year like everything that arrives late, and then goes; the totals stay.
        var onFile = Assert.Single(CaseRetention.OnFile(counted, []));
        var kept = Kept(onFile, "2022-06-01");
        Assert.Equal((new DateOnly(2023, 5, 2), 0), (kept.KeptTo, kept.Holds.Length));
        var second = CaseRetention.TombstoneOf(onFile, new DateOnly(2023, 5, 3));
        Assert.Equal((answer.Since, 2), (second.LastAcceptance, second.Rows));
        Assert.Equal(stone.Months, second.Months);

        // With its notices both count.
        var anew = Reported("2022-05-03", lines: [Line("2015-06-09", NoticeLineKind.Discharged)]);
        var again = CaseRetention.Counted(facts with { Cases = [old, answer, anew] });
        Assert.Equal([answer, anew], again.Cases);
        Assert.Equal([decision], again.Decisions);
        Assert.Empty(again.Deleted);
        Assert.Empty(again.Waiting);
    }

    [Fact]
    public void Where_a_deleted_case_had_no_total_whatever_arrives_counts()
    {
        var stone = CaseRetention.TombstoneOf(OnFile([Reported("2015-07-01", lines: [Line("2015-06-08", NoticeLineKind.Discharged)])]) with { Months = [] }, new DateOnly(2022, 4, 1));
        var decision = Decided("2015-06", "2015-07-06", arrived: "2022-05-01");
        var counted = CaseRetention.Counted(new StatementFacts("RJ7", [], [decision], [], [stone]));
        Assert.Equal([decision], counted.Decisions);
        Assert.Empty(counted.Deleted);
        Assert.Empty(counted.Waiting);
    }

    [Fact]
    public void Without_tombstones_everything_counts()
    {
        var facts = new StatementFacts("RJ7", [Reported("2015-07-01", lines: [Line("2015-06-08")])], [Decided("2015-06", "2015-07-06")], [], []);
        var counted = CaseRetention.Counted(facts);
        Assert.Equal(facts.Cases, counted.Cases);
        Assert.Equal(facts.Decisions, counted.Decisions);
    }

    [Fact]
    public void Each_case_is_on_file_once_with_both_views_and_its_decisions()
    {
        var facts = new StatementFacts(
            "RJ7", [Reported("2015-07-01", lines: [Line("2015-06-08")]), Reported("2015-07-02", View.Authority, lines: [Line("2015-06-08")])],
            [Decided("2015-06", "2015-07-06"), Decided("2015-06", "2015-07-06", name: "D-2")], [], []);
        Assert.Equal([("D-1", 2, 1), ("D-2", 0, 1)], CaseRetention.OnFile(facts, []).Select(onFile => (onFile.Case, onFile.Views.Length, onFile.Decisions.Length)));
    }
}
