using CsCheck;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Tests.Returns;

/// <summary>Which line of one party's report of a case is which line of the other's.</summary>
public class LinePairsTests
{
    [Fact]
    public void Notices_go_by_reference_where_both_give_one() => Assert.Equal(
        ["D1-", "D2-D2", "-D3"],
        Pairs([Discharge("2015-06-02 10:00", "D1"), Discharge("2015-06-04 10:00", "D2")], [Discharge("2015-06-05 10:00", "D3"), Discharge("2015-06-06 10:00", "D2")], line => line.Notice));

    [Fact]
    public void Where_one_notice_has_no_reference_all_of_its_kind_go_by_their_turn() => Assert.Equal(
        ["D1-", "D2-D2"], // the first of the NHS body is the first of the authority, which gives it no reference
        Pairs([Discharge("2015-06-02 10:00", "D1"), Discharge("2015-06-04 10:00", "D2")], [Discharge("2015-06-02 10:00", null), Discharge("2015-06-04 10:00", "D2")], line => line.Notice));

    [Fact]
    public void What_recurs_goes_by_its_day() => Assert.Equal(
        ["2015-06-05 09:00-2015-06-05", "2015-06-06-", "-2015-06-07"],
        Pairs([Line(NoticeLineKind.Deterioration, "2015-06-05 09:00"), Line(NoticeLineKind.Deterioration, "2015-06-06")], [Line(NoticeLineKind.Deterioration, "2015-06-07"), Line(NoticeLineKind.Deterioration, "2015-06-05")], line => line.When.ToString()));

    [Fact]
    public void Other_events_go_by_their_turn_whatever_their_day() => Assert.Equal(
        ["2015-06-08 13:00-2015-06-09 10:45", "2015-06-12-"],
        Pairs([Line(NoticeLineKind.Arrangements, "2015-06-12"), Line(NoticeLineKind.Arrangements, "2015-06-08 13:00")], [Line(NoticeLineKind.Arrangements, "2015-06-09 10:45")], line => line.When.ToString()));

    /// <summary>Of any two reports, each line stands in one pair, and a pair is of one kind.</summary>
    [Fact]
    public void Each_line_once() => Gen.Select(DelayNoticesTests.Rows.Array[0, 8], DelayNoticesTests.Rows.Array[0, 8]).Sample((here, there) =>
    {
        var pairs = LinePairs.Of(here, there);
        Assert.Equal(here.Length, pairs.Select(pair => pair.Here).OfType<NoticeLine>().Distinct(ReferenceEqualityComparer.Instance).Count());
        Assert.Equal(there.Length, pairs.Select(pair => pair.There).OfType<NoticeLine>().Distinct(ReferenceEqualityComparer.Instance).Count());
        Assert.All(pairs, pair => Assert.True(pair.Here is null || pair.There is null || pair.Here.Kind == pair.There.Kind));
        // A report is itself.
        Assert.All(LinePairs.Of(here, here), pair => Assert.Same(pair.Here, pair.There));
    });

    /// <summary>Every column that both parties can know is compared, and taking a fact over makes the reports agree in it and in nothing else.</summary>
    [Fact]
    public void A_fact_taken_over_is_the_only_thing_that_changes() => Gen.Select(DelayNoticesTests.Rows, DelayNoticesTests.Rows).Sample((one, other) => Assert.All(DelayNotices.Facts, fact =>
    {
        var taken = fact.With(one, other);
        Assert.Equal(fact.Text(other), fact.Text(taken));
        Assert.Equal(one, fact.With(taken, one));
        Assert.All(DelayNotices.Facts.Where(rest => rest != fact), rest => Assert.Equal(rest.Text(one), rest.Text(taken)));
    }));

    [Fact]
    public void Every_column_is_a_fact_but_the_names_the_place_and_the_comment() => Assert.Equal(
        DelayNotices.Collection.LedgerFields.Except(["nhs-body", "case", "authority", "line", "notice", "hospital", "comment"]), DelayNotices.Facts.Select(fact => fact.Column.Field));

    private static IEnumerable<string> Pairs(NoticeLine[] here, NoticeLine[] there, Func<NoticeLine, string?> name) =>
        LinePairs.Of(here, there).Select(pair => $"{(pair.Here is { } line ? name(line) : "")}-{(pair.There is { } other ? name(other) : "")}");

    private static NoticeLine Discharge(string when, string? notice) => Line(NoticeLineKind.DischargeNotice, when) with { Notice = notice };

    private static NoticeLine Line(NoticeLineKind kind, string when) =>
        new("RJ7", "D-15-0412", "730", kind, Moment.Read(when).Value!.Value, null, null, null, null, null, NoticeContent.NothingSaid, null, null, null, null);
}
