using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Tests.Figures.Reimbursement;

/// <summary>What holds of the days of every case, however it is reported.</summary>
public class DayLaws
{
    private static readonly PolicyBook[] Books =
    [
        PolicyBook.Current, .. Switches.OfReimbursement.SelectMany(Switches.ValuesOf).Select(value => PolicyBook.Current.Supposing(null, new SupposedAnswer(value.Policy, value.Value))),
        PolicyBook.Current.Supposing(new(2005, 6, 1)), PolicyBook.Current.Supposing(new(2015, 6, 1)),
    ];

    [Fact]
    public void Days_are_dates_in_a_row_from_the_first_notice_to_the_end_and_only_days_of_a_period_count() => Gen.Select(ManyCases.Any, ManyCases.One(Books), Gen.Int[0, 40]).Sample((lines, book, known) =>
    {
        var reported = Told.Case([.. lines]) with { KnownTo = lines.IsEmpty ? new(2015, 1, 1) : lines[0].When.Date.AddDays(known) };
        var days = DayByDay.Of(reported, book, ReferenceBook.Current);
        var stay = NoticeCase.Of(lines);
        Assert.All(days.Days.Zip(days.Days.Skip(1)), pair => Assert.Equal(pair.First.Date.AddDays(1), pair.Second.Date));
        var (first, last) = (stay.Notices.FirstOrDefault()?.Line.When.Date, stay.EndOfStay?.When.Date ?? reported.KnownTo);
        Assert.Equal(first is null || last < first ? (null, null) : (first, last), (days.Days.FirstOrDefault()?.Date, days.Days.LastOrDefault()?.Date));
        foreach (var day in days.Counted)
        {
            var period = Assert.Single(days.Periods, period => period.Number == day.Period);
            Assert.True(period.FirstDay <= day.Date && (period.LastDay is null || day.Date <= period.LastDay) && day.Rate is { Number: > 0 }, day.ToString());
        }
        Assert.All(days.Days, day => Assert.True(day.Fact.Length > 10 && day.Provision.Length > 5 && day.DecidingLines.Length > 0 && day.Counts == day.Ground is Ground.NotAssessed or Ground.ServiceNotAvailable, day.ToString()));
        Assert.All(days.Days, day =>
        {
            Assert.True(day.Period is null || day.Period == day.NearestPeriod, day.ToString());
            Assert.True(day.NearestPeriod is null || days.Periods.Any(period => period.Number == day.NearestPeriod), day.ToString());
            Assert.True(day.NearestPeriod is not null || day.Ground is not (Ground.NoLiability or Ground.Ended), day.ToString());
        });
        Assert.All(days.Periods.Where(period => !period.HasDays), period => Assert.DoesNotContain(days.Counted, day => day.Period == period.Number));
        Assert.All(days.Periods.Zip(days.Periods.Skip(1)), pair => Assert.True(pair.First.LastDay < pair.Second.FirstDay, $"{pair}"));
        Assert.All(days.Notices.Where(notice => !notice.Valid), notice => Assert.All(notice.Faults, fault => Assert.True(fault is { Wrong.Length: > 10, Remedy.Length: > 10, Provision.Length: > 5 })));
        Assert.Equal(days.Amount.Number, days.Counted.GroupBy(day => day.Month).Sum(month => month.Sum(day => day.Amount.Number)));
    });

    [Fact]
    public void The_order_of_the_rows_changes_nothing() => ManyCases.Any.SelectMany(lines => Gen.Shuffle(Enumerable.Range(0, lines.Length).ToArray()).Select(order => (lines, order))).Sample((lines, order) =>
    {
        var reported = Told.Case([.. lines]);
        var shuffled = reported with { Lines = [.. order.Select(index => reported.Lines[index])] };
        Assert.Equal(Text(Of(reported)), Text(Of(shuffled)));
        // The lines of the return are named, and nothing else comes from where they stand: here they stand elsewhere.
        var moved = reported with { Lines = [.. order.Select((index, at) => reported.Lines[index] with { SourceLine = (7 * at) + 100 })] };
        Assert.Equal(Text(WithoutLines(Of(reported))), Text(WithoutLines(Of(moved))));
    });

    [Fact]
    public void Knowing_further_never_removes_a_counted_day() => Gen.Select(ManyCases.Any, Gen.Int[0, 20], Gen.Int[0, 20]).Sample((lines, known, further) =>
    {
        var reported = Told.Case([.. lines]) with { KnownTo = lines.IsEmpty ? new(2015, 1, 1) : lines[0].When.Date.AddDays(known) };
        var later = Of(reported with { KnownTo = reported.KnownTo.AddDays(further) }).Counted.Select(day => day.Date).ToHashSet();
        Assert.All(Of(reported).Counted, day => Assert.Contains(day.Date, later));
    });

    [Fact]
    public void Being_ready_earlier_never_costs_more_unless_it_is_lost_again() => Gen.Select(ManyCases.Orderly, Gen.Int[0, 12], ManyCases.One(0, 9, 12)).Sample((lines, earlier, hours) =>
    {
        var ready = lines[2].When.DateAndTime!.Value;
        var sooner = ready.AddDays(-earlier).AddHours(-hours);
        var now = lines.SetItem(2, lines[2] with { When = Moment.Of(sooner) });
        if (Of(Told.Case(now)).Amount > Of(Told.Case(lines)).Amount)
            Assert.True(IsLostAgain(lines, Moment.Of(sooner), lines[2].When), "Ready earlier, and dearer.");
    }, iter: 3000);

    /// <summary>
    /// The one exception: what is put in place before a loss is lost, and only what is in place keeps a day from counting (SI 2014/2823 reg 9(4)) or ends the period for good (Act of 2003 s. 6(4)-(5)).
    /// </summary>
    private static bool IsLostAgain(ImmutableArray<NoticeLine> lines, Moment sooner, Moment ready) =>
        lines.Any(line => line.Kind == NoticeLineKind.ArrangementsLost && line.When.Date >= sooner.Date && line.When.Date <= ready.Date);

    [Fact]
    public void Ready_before_a_loss_instead_of_after_it_costs_more() // SI 2014/2823 reg 9(4)
    {
        NoticeLine[] others = [Told.Assessment("2015-06-01 09:00"), Told.Discharge("2015-06-02 10:00", "2015-06-03"), Told.Line("2015-06-06 12:00", NoticeLineKind.ArrangementsLost), Told.Line("2015-06-12 12:00", NoticeLineKind.Discharged)];
        Assert.Equal("2015-06-04 2015-06-05 2015-06-06", Told.Days([.. others, Told.Line("2015-06-07 09:00", NoticeLineKind.Arrangements)]).Counted());
        Assert.Equal("2015-06-04 2015-06-07 2015-06-08 2015-06-09 2015-06-10 2015-06-11 2015-06-12", Told.Days([.. others, Told.Line("2015-06-05 09:00", NoticeLineKind.Arrangements)]).Counted());
    }

    [Fact]
    public void Serving_a_notice_later_never_costs_more_but_for_what_the_provisions_say() => Gen.Select(ManyCases.Orderly, Gen.Int[0, 1], Gen.Int[0, 6], ManyCases.One(0, 3, 5, 24)).Sample((lines, which, days, hours) =>
    {
        var served = lines[which].When.DateAndTime!.Value;
        var later = lines.SetItem(which, lines[which] with { When = Moment.Of(served.AddDays(days).AddHours(hours)) });
        if (Of(Told.Case(later)).Amount > Of(Told.Case(lines)).Amount)
            Assert.True(LaterNotice.Exceptions.Any(exception => exception.Is(lines, later, which)), "Served later, and dearer.");
    }, iter: 5000);

    /// <summary>With a second discharge notice, which replaces the first if it is given in time: either of them served later.</summary>
    [Fact]
    public void Serving_one_of_several_notices_later_never_costs_more_but_for_what_the_provisions_say() => Gen.Select(ManyCases.OrderlyTwice, Gen.Int[0, 2], Gen.Int[0, 6], ManyCases.One(0, 3, 5, 24)).Sample((lines, notice, days, hours) =>
    {
        var which = notice < 2 ? notice : lines.Length - 1;
        var served = lines[which].When.DateAndTime!.Value;
        var later = lines.SetItem(which, lines[which] with { When = Moment.Of(served.AddDays(days).AddHours(hours)) });
        if (Of(Told.Case(later)).Amount > Of(Told.Case(lines)).Amount)
            Assert.True(LaterNotice.Exceptions.Any(exception => exception.Is(lines, later, which)), "Served later, and dearer.");
    }, iter: 5000);

    public static TheoryData<string> Exceptions => [.. LaterNotice.Exceptions.Select(exception => exception.Provision)];

    [Theory, MemberData(nameof(Exceptions))]
    public void Each_exception_is_one(string provision)
    {
        var exception = LaterNotice.Exceptions.Single(exception => exception.Provision == provision);
        var (before, after, which) = exception.Example;
        Assert.True(exception.Is(before, after, which));
        Assert.True(Of(Told.Case(after)).Amount > Of(Told.Case(before)).Amount);
    }

    [Fact]
    public void Anything_gives_a_result()
    {
        var far = Told.Discharge("2015-06-02 10:00", "2015-06-03") with { ProposedDischarge = DateOnly.MaxValue };
        Assert.Empty(Told.Days(Told.Assessment("2015-06-01 09:00"), far, Told.Line("2015-06-09", NoticeLineKind.Died)).Counted);
        Assert.Empty(Told.Days(Told.Assessment("2005-06-01 09:00") with { ExpectedAdmission = DateOnly.MinValue }, far with { ProposedDischarge = DateOnly.MinValue }).Counted);
        Assert.Empty(DayByDay.Of(Told.Case() with { Lines = default }, PolicyBook.Current, ReferenceBook.Current).Days);
        var twice = Told.Assessment("2015-06-01 09:00");
        Assert.Equal(2, Told.Days(twice, twice, Told.Line("2015-06-02 09:00", NoticeLineKind.AssessmentNoticeWithdrawn), Told.Line("2015-06-02 09:00", NoticeLineKind.AssessmentNoticeWithdrawn)).Notices.Length);
    }

    private static CaseDays Of(ReportedCase reported) => DayByDay.Of(reported, PolicyBook.Current, ReferenceBook.Current);

    private static string Text(CaseDays days) => JsonSerializer.Serialize(days);

    private static CaseDays WithoutLines(CaseDays days) => days with { Notices = [.. days.Notices.Select(notice => notice with { SourceLine = 0 })], Days = [.. days.Days.Select(day => day with { DecidingLines = [] })] };
}
