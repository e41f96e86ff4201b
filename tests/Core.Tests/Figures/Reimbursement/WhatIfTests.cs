using System.Reflection;
using System.Text.Json;
using CsCheck;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using static Monitoring.Core.Tests.Figures.Reimbursement.ReportedBy;

namespace Monitoring.Core.Tests.Figures.Reimbursement;

/// <summary>The same cases under other rules. E numbers are the examples of the domain note; the other side of each is worked out by hand from the provisions named.</summary>
public class WhatIfTests
{
    private static readonly PolicyBook Real = PolicyBook.Current;

    private sealed record Example(string Suppose, NoticeLine[] Lines, int Days, int Pounds, int SupposedDays, int SupposedPounds);

    /// <summary>By what was worked out: a law of another date.</summary>
    private static readonly Dictionary<string, Example> Examples = new()
    {
        // SI 2003/2277 reg 10: the discharge notice of Wednesday at 16:00 is in time (5 pm), days 10-14 June at £100. SI 2014/2823 reg 11: after 2 pm it counts as given on 9 June, not one day before 9 June (reg 5): no day.
        ["E14 under the law of 2014"] = new("regime=act-2014", E14("2005-06-08 16:00", Kent), 5, 500, 0, 0),
        // Given at 13:00 it is in time under both. 2014: minimum period 6 June + 2 (reg 8), relevant day 9 June, days 10-14 June; nothing was arranged by 11 am on the day of discharge. £130 a day (reg 10).
        ["E14 with the notice before 2 pm, under the law of 2014"] = new("regime=act-2014", E14("2005-06-08 13:00", Kent), 5, 500, 5, 650),
        // SI 2003/2277 reg 7 and Schedule: Surrey £120. SI 2014/2823 reg 10: the higher amount is London's only, Surrey £130. Notice after 2 pm on Friday: given on Saturday 11 June under both, for 12 June; days 13-15 June.
        ["E15 under the law of 2014, in Surrey"] = new("regime=act-2014", [Assessment("2005-06-08 09:00", Surrey), Discharge("2005-06-10 14:30", "2005-06-12", Surrey), Line(NoticeLineKind.Discharged, "2005-06-15 12:00", Surrey)], 3, 360, 3, 390),
        // SI 2003/2277 reg 8(1), (2): Sunday 12 June skipped, ready on Monday at 10:30. 2014 has no first-day shift (reg 9(2)): Sunday counts; Monday does not, arranged by 11 am (reg 9(4)).
        ["E16 (a) under the law of 2014"] = new("regime=act-2014", [Assessment("2005-06-08 09:00", Kent), Discharge("2005-06-10 13:00", "2005-06-11", Kent), Line(NoticeLineKind.Arrangements, "2005-06-13 10:30", Kent), Line(NoticeLineKind.Discharged, "2005-06-13 12:00", Kent)], 0, 0, 1, 130),
        // E17, first half: Act of 2003 s. 5(8): Sunday 13 March 2005 does not count towards the two days, relevant day Monday 14 March, days 15-17 March. 2014: 11 + 2 = 13 March, days 14-17 March.
        ["E17 under the law of 2014"] = new("regime=act-2014", [Assessment("2005-03-11 10:00", Kent), Discharge("2005-03-12 10:00", "2005-03-13", Kent), Line(NoticeLineKind.Discharged, "2005-03-17 15:00", Kent)], 3, 300, 4, 520),
        // SI 2003/2277 regs 6, 10: given on 1 June at 13:59, interval to 3 June, relevant day 3 June; able to provide on 8 June at 13:00, not before 11 am: days 4-8 June at £100.
        ["E20 under the law of 2003"] = new("regime=act-2003", E20(Kent), 5, 650, 5, 500),
        ["E20 under the law of 2003, in London"] = new("regime=act-2003", E20(Merton), 5, 775, 5, 600),
        // SI 2003/2277 reg 11: able to provide at 10:45 on 8 June is treated as discharged on 7 June.
        ["E20 with arrangements at 10:45, under the law of 2003"] = new("regime=act-2003", E20(Kent, "2015-06-08 10:45"), 4, 520, 4, 400),
        // SI 2003/2277 reg 10: after 5 pm is too late, 3 pm is not: relevant day 3 June, days 4-8 June.
        ["E22 under the law of 2003"] = new("regime=act-2003", [Assessment("2015-06-01 09:00", Kent), Discharge("2015-06-02 15:00", "2015-06-03", Kent), Line(NoticeLineKind.Discharged, "2015-06-08 15:00", Kent)], 0, 0, 5, 500),
        // SI 2014/2823 reg 8, reading B: 1 June + 3 = 4 June, days 5-8 June.
        ["E20 with three days of minimum period"] = new("reimbursement.minimum-period-2014=3", E20(Kent), 5, 650, 4, 520),
    };

    public static TheoryData<string> Names => [.. Examples.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Worked_by_hand(string name)
    {
        var example = Examples[name];
        var result = Of([NhsBody(example.Lines)], example.Suppose);
        Assert.Equal(new WhatIfSum(example.Days, Pence.FromPounds(example.Pounds), example.SupposedDays, Pence.FromPounds(example.SupposedPounds)), result.Total);
    }

    [Fact]
    public void Days_that_change_say_why_on_both_sides()
    {
        var one = Assert.Single(Of([NhsBody(E20(Kent))], "reimbursement.minimum-period-2014=3").Cases);
        var day = Assert.Single(one.Changed);
        Assert.Equal((Day("2015-06-04"), true, false, Ground.NotBeforeRelevantDayEnds), (day.Date, day.AsItIs!.Counts, day.Supposed!.Counts, day.Supposed.Ground));
        Assert.NotEmpty(day.Supposed.Fact);
        // The same days at another rate change, too.
        Assert.Equal(5, Assert.Single(Of([NhsBody(E20(Kent))], "regime=act-2003").Cases).Changed.Length);
    }

    [Fact]
    public void Only_days_of_the_payer_and_the_months_are_looked_at()
    {
        // E21: days 30 and 31 January, 1, 2 and 3 February 2016.
        NoticeLine[] e21 = [Assessment("2016-01-25 09:00", Kent), Discharge("2016-01-28 11:00", "2016-01-29", Kent), Line(NoticeLineKind.Arrangements, "2016-02-03 14:00", Kent), Line(NoticeLineKind.Discharged, "2016-02-03 14:00", Kent)];
        var (january, february) = (ReportingMonth.Parse("2016-01"), ReportingMonth.Parse("2016-02"));
        Assert.Equal([(january, 2), (february, 3)], Scoped(new(Kent, null, null)).Months.Select(month => (month.Month, month.Sum.Days)));
        Assert.Equal(2, Scoped(new(Kent, null, january)).Total.Days);
        Assert.Equal(3, Scoped(new(Kent, february, null)).Total.Days);
        Assert.Empty(Scoped(new(Merton, null, null)).Cases);
        Assert.Empty(Scoped(new(Kent, ReportingMonth.Parse("2016-03"), null)).Cases);

        WhatIfResult Scoped(WhatIfScope scope) => WhatIf.Of([NhsBody(e21)], Real, Real, ReferenceBook.Current, scope);
    }

    [Fact]
    public void Under_the_same_rules_nothing_changes() => DisputeLaws.AnyReport.Sample(lines =>
    {
        var result = WhatIf.Of([NhsBody(lines)], Real, Real, ReferenceBook.Current);
        Assert.Null(result.Supposition);
        Assert.All(result.Cases, one => Assert.Empty(one.Changed));
        Assert.Equal((0, default(Pence)), (result.Total.MoreDays, result.Total.More));
    });

    /// <summary>Whatever is supposed: each side is the case decided by its rules, months and cases add up to the total, and the days that change make the difference.</summary>
    [Fact]
    public void Everything_adds_up() => Gen.Select(DisputeLaws.AnyReport.Array[0, 3], Gen.OneOf([.. Suppositions.Of(Real).SelectMany(question => question.Others, (question, other) => $"{question.Key}={other.Value}")])).Sample((reports, suppose) =>
    {
        var cases = reports.Select((lines, index) => NhsBody(lines) with { Case = $"D-{index}" }).ToList();
        var supposed = Suppositions.Read([suppose], Real).Supposed!;
        var result = WhatIf.Of(cases, Real, supposed, ReferenceBook.Current);
        Assert.Equal(cases.Sum(one => DayByDay.Of(one, Real, ReferenceBook.Current).Amount.Number), result.Total.Amount.Number);
        Assert.Equal(cases.Sum(one => DayByDay.Of(one, supposed, ReferenceBook.Current).Amount.Number), result.Total.SupposedAmount.Number);
        Assert.Equal(result.Total, result.Months.Aggregate(WhatIfSum.None, (sum, month) => sum + month.Sum));
        Assert.Equal(result.Total, result.Cases.Aggregate(WhatIfSum.None, (sum, one) => sum + one.Sum));
        Assert.All(result.Cases, one => Assert.Equal(one.Sum.More.Number, one.Changed.Sum(day => (day.Supposed?.Amount.Number ?? 0) - (day.AsItIs?.Amount.Number ?? 0))));
    });

    [Theory]
    [InlineData("reimbursement.minimum-period-2014=4", "'4' is no answer for reimbursement.minimum-period-2014: there are 2, 3.")]
    [InlineData("reimbursement.minimum-period-2014", "'' is no answer for reimbursement.minimum-period-2014: there are 2, 3.")]
    [InlineData("regime=act-2022", "'act-2022' is no answer for regime: there are act-2003, act-2014.")]
    [InlineData("reimbursement.daily-rate=1", "'reimbursement.daily-rate' cannot be supposed.")]
    [InlineData("", "'' cannot be supposed.")]
    [InlineData("reimbursement.unanswered=held", "'reimbursement.unanswered' cannot be supposed.")] // moves no day
    public void What_cannot_be_supposed_is_refused_in_words(string typed, string wrong)
    {
        Assert.Equal((null, wrong), Suppositions.Read([typed], Real));
        Assert.StartsWith("regime=act-2003 or act-2014; reimbursement.", Suppositions.List(Real), StringComparison.Ordinal);
    }

    [Theory]
    // Act of 2003 s. 5(8): after a notice of Friday 9 June 2006 the two days end on Monday 12 June while Sundays do not count towards them, and on Sunday 11 June from 1 April 2005.
    [InlineData("regime=2005-03-31", 3)]
    [InlineData("regime=2005-04-01", 4)]
    [InlineData("regime=act-2003", 4)] // as it was at last
    public void The_law_of_a_date_can_be_supposed(string suppose, int days) => Assert.Equal(
        days, Of([NhsBody(Assessment("2006-06-09 10:00", Kent), Discharge("2006-06-10 10:00", "2006-06-11", Kent), Line(NoticeLineKind.Discharged, "2006-06-15 15:00", Kent))], suppose).Total.SupposedDays);

    [Fact]
    public void A_date_without_a_law_cannot_be_supposed()
    {
        var (supposed, wrong) = Suppositions.Read(["regime=2022-07-01"], Real);
        Assert.Null(supposed);
        Assert.Contains("1 July 2022", wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_supposed_twice() =>
        Assert.Equal((null, "regime is supposed twice."), Suppositions.Read(["regime=act-2003", "regime=act-2014"], Real));

    [Fact]
    public void To_suppose_what_is_in_force_is_to_suppose_nothing() => Assert.Same(Real, Suppositions.Read(["reimbursement.minimum-period-2014=2"], Real).Supposed);

    [Fact]
    public void Several_suppositions_hold_together_and_are_all_said()
    {
        // E22 under the law of 2014 has no valid notice, whatever the minimum period; E20 with an event day that does not count has none.
        var result = Of([NhsBody([.. E20(Kent)[..2], Line(NoticeLineKind.Died, "2015-06-07 12:00", Kent)])], "reimbursement.minimum-period-2014=3", "reimbursement.event-day-2014=not");
        // SI 2014/2823 reg 9(3): days 4-7 June as it is; from 5 June (reg 8, reading B) to 6 June as supposed.
        Assert.Equal((4, 2), (result.Total.Days, result.Total.SupposedDays));
        Assert.All(new[] { "minimum period", "death" }, word => Assert.Contains(word, result.Supposition!, StringComparison.Ordinal));
    }

    /// <summary>A result on a supposition is no statement, and cannot become one by being written down and read again.</summary>
    [Fact]
    public void A_result_on_a_supposition_is_no_statement()
    {
        var result = Of([NhsBody(E20(Kent))], "reimbursement.minimum-period-2014=3");
        Assert.StartsWith("HYPOTHETICAL", result.Marking, StringComparison.Ordinal);
        using var written = JsonDocument.Parse(Json.Bytes(result));
        Assert.StartsWith("HYPOTHETICAL", written.RootElement.GetProperty("marking").GetString(), StringComparison.Ordinal);
        Assert.Equal("what-if/1", written.RootElement.GetProperty("schema").GetString());
        Assert.False(written.RootElement.TryGetProperty("amounts", out _));
        Assert.False(written.RootElement.TryGetProperty("key", out _));
        Type[] hypothetical = [typeof(WhatIfResult), typeof(WhatIfCase), typeof(WhatIfDay), typeof(WhatIfMonth), typeof(WhatIfSum)];
        // Nothing that makes, posts or issues statements takes one or has a place for one.
        Assert.All(typeof(Statement).Assembly.GetTypes().Where(type => !hypothetical.Contains(type) && type.DeclaringType != typeof(WhatIf) && type != typeof(WhatIf)), type => Assert.DoesNotContain(
            type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly), member => member switch
            {
                MethodBase method => method.GetParameters().Any(parameter => hypothetical.Contains(parameter.ParameterType)),
                PropertyInfo property => hypothetical.Contains(property.PropertyType),
                _ => false,
            }));
    }

    private static WhatIfResult Of(IReadOnlyList<ReportedCase> cases, params string[] suppose) => WhatIf.Of(cases, Real, Suppositions.Read(suppose, Real).Supposed!, ReferenceBook.Current);

    private static NoticeLine[] E14(string notice, string authority) =>
        [Assessment("2005-06-06 10:00", authority), Discharge(notice, "2005-06-09", authority), Line(NoticeLineKind.Discharged, "2005-06-14 15:00", authority)];
}
