using System.Collections.Immutable;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Tests.Figures.Reimbursement;

using static NoticeLineKind;

/// <summary>E14 to E24 of the domain note, which were derived from the law before there was any program: the days that count, and what they come to.</summary>
public class ExamplesTests
{
    private const string Kent = "820", Hertfordshire = "606", Surrey = "805", Merton = "730";

    /// <summary>Everything that either law wants on a notice.</summary>
    private static readonly NoticeContent Full = new(true, true, true, true, true, true, true, true, true);

    /// <param name="Law">The provisions that decide.</param>
    /// <param name="Days">The days that count, as the note has them.</param>
    internal sealed record Example(string Law, string Authority, ImmutableArray<(NoticeLineKind Kind, string When, string? Proposed)> Lines, string RelevantDay, ImmutableArray<string> Days, int Pounds)
    {
        public CaseDays Decided { get; } = DayByDay.Of(ReportedCaseOf(Authority, Lines), PolicyBook.Current, ReferenceBook.Current);
    }

    private static readonly Lazy<Dictionary<string, Example>> All = new(() => new()
    {
        ["E14 lower rate"] = new("SI 2003/2277 regs 6, 7; Act of 2003 s. 6(4)", Kent, E14("15:00"), "2005-06-09", From("2005-06-10", 5), 500),
        ["E14 higher rate"] = new("SI 2003/2277 reg 7 and Schedule", Hertfordshire, E14("15:00"), "2005-06-09", From("2005-06-10", 5), 600),
        ["E14 discharged at 10:59, lower rate"] = new("SI 2003/2277 reg 11", Kent, E14("10:59"), "2005-06-09", From("2005-06-10", 4), 400),
        ["E14 discharged at 10:59, higher rate"] = new("SI 2003/2277 reg 11", Hertfordshire, E14("10:59"), "2005-06-09", From("2005-06-10", 4), 480),
        ["E14 discharged at 11:00"] = new("SI 2003/2277 reg 11: before 11 am", Kent, E14("11:00"), "2005-06-09", From("2005-06-10", 5), 500),
        ["E15 Friday afternoon, for Sunday"] = new("SI 2003/2277 regs 5(1)(a), 10", Surrey, E15("2005-06-12"), "2005-06-12", From("2005-06-13", 3), 360),
        ["E15 Friday afternoon, for Saturday"] = new("SI 2003/2277 regs 5(1)(a), 10", Surrey, E15("2005-06-11"), "", [], 0),
        ["E16 (a) ready on the moved first day"] = new("SI 2003/2277 reg 8(1), (2)", Kent,
            [.. E16, (Arrangements, "2005-06-13 10:30", null), (ReadinessNotified, "2005-06-13 10:30", null), (Discharged, "2005-06-13 16:00", null)], "2005-06-11", [], 0),
        ["E16 (b) ready before 11 am the day after"] = new("SI 2003/2277 regs 8(2), 11", Kent,
            [.. E16, (Arrangements, "2005-06-14 09:00", null), (ReadinessNotified, "2005-06-14 09:00", null), (Discharged, "2005-06-14 12:00", null)], "2005-06-11", ["2005-06-13"], 100),
        ["E17 before 1 April 2005"] = new("Act of 2003 s. 5(8)", Kent, E17("2005-03-11", "2005-03-12", "2005-03-13", "2005-03-15"), "2005-03-14", ["2005-03-15"], 100),
        ["E17 after 1 April 2005"] = new("Act of 2003 s. 5(8)", Kent, E17("2005-06-10", "2005-06-11", "2005-06-12", "2005-06-13"), "2005-06-12", ["2005-06-13"], 100),
        ["E19 Oxfordshire"] = new("SI 2003/2277 Schedule", "608", E19, "2005-06-08", From("2005-06-09", 3), 360),
        ["E19 Kent"] = new("SI 2003/2277 reg 7", Kent, E19, "2005-06-08", From("2005-06-09", 3), 300),
        ["E19 Thurrock"] = new("SI 2003/2277 Schedule", "622", E19, "2005-06-08", From("2005-06-09", 3), 360),
        ["E19 Essex"] = new("SI 2003/2277 reg 7", "620", E19, "2005-06-08", From("2005-06-09", 3), 300),
        ["E20 shire"] = new("SI 2014/2823 regs 8, 9, 10, 11", Kent, E20("13:59", "13:00"), "2015-06-03", From("2015-06-04", 5), 650),
        ["E20 London"] = new("SI 2014/2823 reg 10", Merton, E20("13:59", "13:00"), "2015-06-03", From("2015-06-04", 5), 775),
        ["E20 assessment notice at 14:01, shire"] = new("SI 2014/2823 reg 11", Kent, E20("14:01", "13:00"), "2015-06-04", From("2015-06-05", 4), 520),
        ["E20 assessment notice at 14:01, London"] = new("SI 2014/2823 reg 11", Merton, E20("14:01", "13:00"), "2015-06-04", From("2015-06-05", 4), 620),
        ["E20 arrangements at 10:45, shire"] = new("SI 2014/2823 reg 9(4)", Kent, E20("13:59", "10:45"), "2015-06-03", From("2015-06-04", 4), 520),
        ["E20 arrangements at 10:45, London"] = new("SI 2014/2823 reg 9(4)", Merton, E20("13:59", "10:45"), "2015-06-03", From("2015-06-04", 4), 620),
        ["E21 shire"] = new("SI 2014/2823 regs 9, 10", Kent, E21, "2016-01-29", From("2016-01-30", 5), 650),
        ["E21 London"] = new("SI 2014/2823 regs 9, 10", Merton, E21, "2016-01-29", From("2016-01-30", 5), 775),
        ["E22"] = new("SI 2014/2823 regs 5, 11", Kent,
            [(Admitted, "2015-05-20 10:00", null), (AssessmentNotice, "2015-06-01 09:00", null), (DischargeNotice, "2015-06-02 15:00", "2015-06-03"), (Discharged, "2015-06-08 15:00", null)], "", [], 0),
        ["E23"] = new("SI 2014/2823 reg 12: the notified authority answers for the days, at its own rate", Merton,
            [
                (Admitted, "2017-05-02 10:00", null), (AssessmentNotice, "2017-05-09 10:00", null), (DischargeNotice, "2017-05-10 11:00", "2017-05-11"),
                (Discharged, "2017-05-14 16:00", null), (OtherAuthority, "2017-06-20 10:00", Surrey),
            ], "2017-05-11", From("2017-05-12", 3), 465),
    });

    public static TheoryData<string> Names => [.. All.Value.Keys];

    [Theory, MemberData(nameof(Names))]
    public void The_days_are_those_of_the_example(string name)
    {
        var example = All.Value[name];
        Assert.Equal(example.Days.Select(DateOnly.Parse), example.Decided.Counted.Select(day => day.Date));
        Assert.Equal(Pence.FromPounds(example.Pounds), example.Decided.Amount);
        Assert.All(example.Decided.Counted, day => Assert.Equal(example.Authority, day.Authority));
        if (example.RelevantDay.Length > 0)
            Assert.Equal(DateOnly.Parse(example.RelevantDay), Assert.Single(example.Decided.Periods).RelevantDay);
        else
            Assert.Empty(example.Decided.Periods);
    }

    /// <summary>SI 2003/2277 reg 10: E18, with the days on which the notices count. Where they stand in a case is beside the point.</summary>
    [Theory]
    [InlineData(AssessmentNotice, "2005-06-10 14:00", "2005-06-10")]
    [InlineData(AssessmentNotice, "2005-06-10 14:01", "2005-06-11")]
    [InlineData(AssessmentNotice, "2005-06-11 14:01", "2005-06-13")]
    [InlineData(DischargeNotice, "2005-06-10 14:00", "2005-06-10")]
    [InlineData(DischargeNotice, "2005-06-10 14:01", "2005-06-11")]
    [InlineData(DischargeNotice, "2005-06-11 17:00", "2005-06-11")]
    [InlineData(DischargeNotice, "2005-06-11 17:01", "2005-06-13")]
    public void E18_a_notice_of_a_case_counts_from(NoticeLineKind kind, string given, string counts)
    {
        var assessed = kind == AssessmentNotice ? given : "2005-06-08 09:00";
        var discharge = kind == DischargeNotice ? given : "2005-06-14 10:00";
        var decided = DayByDay.Of(ReportedCaseOf(Kent, [(AssessmentNotice, assessed, null), (DischargeNotice, discharge, "2005-06-15"), (Discharged, "2005-06-20 12:00", null)]), PolicyBook.Current, ReferenceBook.Current);
        var notice = Assert.Single(decided.Notices, notice => notice.Kind == (kind == AssessmentNotice ? NoticeKind.Assessment : NoticeKind.Discharge));
        Assert.Equal(DateOnly.Parse(counts), notice.CountsFrom);
        Assert.Equal(given[..10] == counts, notice.Because.Length == 0);
    }

    /// <summary>E17: the two days are Saturday 12 and Monday 14 March; Saturday 11 and Sunday 12 June.</summary>
    [Theory]
    [InlineData("E17 before 1 April 2005", "2005-03-14")]
    [InlineData("E17 after 1 April 2005", "2005-06-12")]
    public void E17_the_minimum_interval_ends(string name, string ends) => Assert.Equal(DateOnly.Parse(ends), Assert.Single(All.Value[name].Decided.Periods).MinimumEnds);

    /// <summary>E16: Sunday 12 June is not the first day, Monday 13 is, whether it counts or not.</summary>
    [Theory]
    [InlineData("E16 (a) ready on the moved first day", Ground.FirstDayReady)]
    [InlineData("E16 (b) ready before 11 am the day after", Ground.NotAssessed)]
    public void E16_the_first_day_moves_over_the_Sunday(string name, Ground monday)
    {
        var decided = All.Value[name].Decided;
        Assert.Equal(new DateOnly(2005, 6, 13), Assert.Single(decided.Periods).FirstDay);
        Assert.Equal([Ground.FirstDaySkipped, monday], decided.Days.Where(day => day.Date.Day is 12 or 13).Select(day => day.Ground));
    }

    /// <summary>E21: £260 January and £390 February; London £310 and £465.</summary>
    [Theory]
    [InlineData("E21 shire", 260, 390)]
    [InlineData("E21 London", 310, 465)]
    public void E21_each_month_has_its_days(string name, int january, int february) => Assert.Equal(
        [(new ReportingMonth(2016, 1), Pence.FromPounds(january)), (new ReportingMonth(2016, 2), Pence.FromPounds(february))],
        All.Value[name].Decided.Counted.GroupBy(day => day.Month).Select(month => (month.Key, month.Aggregate(default(Pence), (sum, day) => sum + day.Amount))));

    /// <summary>E15 and E22: the notice counts as given on the proposed date itself.</summary>
    [Theory]
    [InlineData("E15 Friday afternoon, for Saturday", "2005-06-11")]
    [InlineData("E22", "2015-06-03")]
    public void A_late_discharge_notice_is_not_valid_and_says_why(string name, string counts)
    {
        var notice = Assert.Single(All.Value[name].Decided.Notices, notice => notice.Kind == NoticeKind.Discharge);
        Assert.Equal((DateOnly.Parse(counts), false), (notice.CountsFrom!.Value, notice.Valid));
        Assert.Contains(Words.Date(DateOnly.Parse(counts)), Assert.Single(notice.Faults).Wrong);
    }

    /// <summary>Care Act 2014 Sch. 3 para 4: the NHS body may require payment. £650 are computed, and nothing is required.</summary>
    [Fact]
    public void E24_what_is_computed_is_not_what_is_required()
    {
        var computed = All.Value["E20 shire"].Decided;
        Assert.Equal((Regime.Act2014, Pence.FromPounds(650)), (computed.Regime, computed.Amount));
        var decision = new ReimbursementDecision(
            new ReportingMonth(2015, 6), "RVV", Kent, "D-1", computed.Counted.Count(), computed.Amount, computed.Amount, "Not sought: agreed winter plan", default(Pence), null, default(Pence), "Head of discharge", new DateOnly(2015, 7, 6), null, null, null, null, null);
        Assert.Equal(default(Pence), decision.Required);
    }

    private static ImmutableArray<(NoticeLineKind, string, string?)> E14(string discharged) =>
        [(Admitted, "2005-05-31 09:00", null), (AssessmentNotice, "2005-06-06 10:00", null), (DischargeNotice, "2005-06-08 16:00", "2005-06-09"), (Discharged, $"2005-06-14 {discharged}", null)];

    private static ImmutableArray<(NoticeLineKind, string, string?)> E15(string proposed) =>
        [(Admitted, "2005-06-01 09:00", null), (AssessmentNotice, "2005-06-08 09:00", null), (DischargeNotice, "2005-06-10 14:30", proposed), (Discharged, "2005-06-15 12:00", null)];

    private static ImmutableArray<(NoticeLineKind, string, string?)> E16 => [(Admitted, "2005-06-01 09:00", null), (AssessmentNotice, "2005-06-08 09:00", null), (DischargeNotice, "2005-06-10 13:00", "2005-06-11")];

    private static ImmutableArray<(NoticeLineKind, string, string?)> E17(string assessed, string noticed, string proposed, string discharged) =>
        [(Admitted, $"{assessed} 08:00", null), (AssessmentNotice, $"{assessed} 10:00", null), (DischargeNotice, $"{noticed} 11:00", proposed), (Discharged, $"{discharged} 16:00", null)];

    private static ImmutableArray<(NoticeLineKind, string, string?)> E19 =>
        [(Admitted, "2005-06-01 09:00", null), (AssessmentNotice, "2005-06-06 10:00", null), (DischargeNotice, "2005-06-07 12:00", "2005-06-08"), (Discharged, "2005-06-11 14:00", null)];

    private static ImmutableArray<(NoticeLineKind, string, string?)> E20(string assessed, string arranged) =>
    [
        (Admitted, "2015-05-20 10:00", null), (AssessmentNotice, $"2015-06-01 {assessed}", null), (DischargeNotice, "2015-06-02 10:00", "2015-06-03"),
        (Arrangements, $"2015-06-08 {arranged}", null), (ReadinessNotified, $"2015-06-08 {arranged}", null), (Discharged, "2015-06-08 15:00", null),
    ];

    private static ImmutableArray<(NoticeLineKind, string, string?)> E21 =>
    [
        (Admitted, "2016-01-18 10:00", null), (AssessmentNotice, "2016-01-25 09:00", null), (DischargeNotice, "2016-01-28 11:00", "2016-01-29"),
        (Arrangements, "2016-02-03 14:00", null), (ReadinessNotified, "2016-02-03 14:00", null), (Discharged, "2016-02-03 14:00", null),
    ];

    private static ImmutableArray<string> From(string first, int days) => [.. Enumerable.Range(0, days).Select(DateOnly.Parse(first).AddDays).Select(day => day.ToString("O"))];

    /// <summary>A case as the NHS body reports it. The third of a line is the proposed date of a discharge notice, or the other authority.</summary>
    private static ReportedCase ReportedCaseOf(string authority, ImmutableArray<(NoticeLineKind Kind, string When, string? With)> lines)
    {
        var knownTo = new DateOnly(2022, 11, 30);
        var at = new DateTimeOffset(knownTo.AddDays(1), new TimeOnly(9, 0), TimeSpan.Zero);
        return new ReportedCase("RVV", "D-1", View.Provider, "RVV", "s0", ArrivalOrder.Of(at, "s0"), at, knownTo,
        [
            .. lines.Select((line, i) => new ReportedLine(new NoticeLine(
                "RVV", "D-1", authority, line.Kind, Moment.Read(line.When).Value!.Value, null, null, line.Kind == DischargeNotice ? DateOnly.Parse(line.With!) : null, null, CareSetting.Acute,
                line.Kind is AssessmentNotice or DischargeNotice ? Full : NoticeContent.NothingSaid, null, null, line.Kind == OtherAuthority ? line.With : null, null), i + 2)),
        ]);
    }
}
