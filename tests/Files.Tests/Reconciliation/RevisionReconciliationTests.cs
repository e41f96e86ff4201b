using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Files.Tests.Reconciliation;

/// <summary>What NHS England revised on 10 September 2020 (notes on published data): totals of January to November 2019, and splits of November 2018 and December 2019.</summary>
public class RevisionReconciliationTests
{
    private const string Total = "England, delayed days";

    /// <summary>The last publication of the collection: no workbook is of a later day (domain note on delayed discharge, 3.2).</summary>
    private static readonly DateOnly LastPublication = new(2020, 4, 9);

    private static readonly ReferenceBook Reference = ReferenceBook.Current;

    /// <summary>Series less workbook.</summary>
    public static TheoryData<int, int> Gaps => new()
    {
        { 1, -31 }, { 2, 52 }, { 3, 55 }, { 4, -368 }, { 5, -236 }, { 6, -17 }, { 7, -284 }, { 8, -181 }, { 9, -774 }, { 10, -44 }, { 11, -69 },
    };

    /// <summary>Every total of 2019 that was revised is called a revision, with both dates. April and November are the workbooks themselves; of the other months, whose workbooks are not here, England's total is the series less the gap that the notes list.</summary>
    [Theory, MemberData(nameof(Gaps))]
    public void The_eleven_gaps_of_2019_are_revisions(int calendarMonth, int gap)
    {
        var series = RealMonths.EnglandSeriesOf(new ReportingMonth(2019, calendarMonth));
        var earlier = calendarMonth switch { 4 => RealMonths.Workbook("Apr_19"), 11 => RealMonths.Workbook("Nov_19"), _ => Derived(series, gap) };
        var found = Assert.Single(Reconciliations.Between(earlier, series, Reference), one => one.What == Total);
        Assert.Equal(-gap, found.Difference);
        Assert.Contains($"{Math.Abs(gap)} {(gap < 0 ? "more" : "fewer")}. A revision: the publication is of 10 September 2020, the other of ", found.Says, StringComparison.Ordinal);
        Assert.DoesNotContain("Not explained", found.Says, StringComparison.Ordinal);
    }

    /// <summary>Our figures from the extract of the month have the workbook's total: the same gap, against the series, through the whole way from the file.</summary>
    [Theory]
    [InlineData(PublishedMonth.April2019, 4, -368)]
    [InlineData(PublishedMonth.November2019, 11, -69)]
    public void Our_own_months_of_2019_differ_from_the_series_by_the_revision(string extract, int calendarMonth, int gap)
    {
        var series = RealMonths.EnglandSeriesOf(new ReportingMonth(2019, calendarMonth));
        var found = Reconciliations.Of(PublishedMonth.Of(extract).England, new DateOnly(2020, 1, 9), series, Reference);
        Assert.Equal(series.Numbers.Length, found.Length);
        var total = Assert.Single(found, one => one.What == Total);
        Assert.Equal(-gap, total.Difference);
        Assert.Contains("A revision: the publication is of 10 September 2020, the other of 9 January 2020.", total.Says, StringComparison.Ordinal);
        // Whatever cell it was that moved, all of them together are the gap.
        Assert.Equal(-gap, found.Where(one => IsCell(one.What)).Sum(one => one.Difference ?? 0));
    }

    [Fact]
    public void April_2018_was_not_revised_in_any_cell()
    {
        var month = PublishedMonth.Of(PublishedMonth.April2018);
        var found = Reconciliations.Of(month.England, new DateOnly(2018, 6, 14), RealMonths.EnglandSeriesOf(month.Month), Reference);
        Assert.Equal(63, found.Count(one => IsCell(one.What)));
        Assert.All(found, one => Assert.Equal((0L, "Equal."), (one.Difference, one.Says)));
    }

    /// <summary>
    /// All ten workbooks against the series, every number of England that both print: to October 2018 all are equal, after it the splits of care, organisation and reason each come to the revision of the total, and nothing differs without being called a revision.
    /// </summary>
    [Theory]
    [InlineData("April_11", 0, true)]
    [InlineData("April_13", 0, true)]
    [InlineData("July_15", 0, true)]
    [InlineData("April_17", 0, true)]
    [InlineData("Jan_18", 0, true)]
    [InlineData("April_18", 0, true)]
    [InlineData("Nov_18", 0, false)]
    [InlineData("Apr_19", -368, false)]
    [InlineData("Nov_19", -69, false)]
    [InlineData("Dec_19", 0, false)]
    public void Every_number_of_England_in_ten_workbooks_is_equal_or_a_revision(string name, int gap, bool equal)
    {
        var workbook = RealMonths.Workbook(name);
        var found = Reconciliations.Between(workbook, RealMonths.EnglandSeriesOf(workbook.Month), Reference).Where(one => one.Ours is not null).ToDictionary(one => one.What);
        // Reason O came in April 2017: ten reasons before it, eleven from then on, and six other numbers.
        Assert.Equal(workbook.Month >= new ReportingMonth(2017, 4) ? 17 : 16, found.Count);
        Assert.Equal(equal, found.Values.All(one => one.Difference == 0));
        Assert.Equal(-gap, found[Total].Difference);
        Assert.Equal(-gap, found.Values.Where(one => one.What is $"{Total}, acute" or $"{Total}, non-acute").Sum(one => one.Difference));
        Assert.Equal(-gap, found.Values.Where(one => one.What is $"{Total}, NHS" or $"{Total}, social care" or $"{Total}, both").Sum(one => one.Difference));
        Assert.Equal(-gap, found.Values.Where(one => one.What.StartsWith($"{Total}, reason ", StringComparison.Ordinal)).Sum(one => one.Difference));
        Assert.All(found.Values.Where(one => one.Difference != 0), one => Assert.Contains("A revision: the publication is of 10 September 2020", one.Says, StringComparison.Ordinal));
        Assert.All(found.Values.Where(one => one.Difference == 0), one => Assert.Equal("Equal.", one.Says));
    }

    /// <summary>Without a date it is not known which came first, and then it is not called a revision.</summary>
    [Fact]
    public void A_difference_of_a_workbook_without_a_date_is_not_explained()
    {
        var series = RealMonths.EnglandSeriesOf(new ReportingMonth(2019, 9));
        var found = Assert.Single(Reconciliations.Between(Derived(series, -774) with { On = null }, series, Reference), one => one.What == Total);
        Assert.Equal(774, found.Difference);
        Assert.EndsWith("Not explained: a date of publication is not known.", found.Says, StringComparison.Ordinal);
    }

    private static PublishedDelays Derived(PublishedDelays series, int gap) => new(
        series.Month, "the series less the gap that the notes on published data list", LastPublication,
        [.. series.Numbers.Where(number => number.Figure == "days.total").Select(number => number with { Days = number.Days - gap })]);

    /// <summary>"England, delayed days, acute, E, social-care" and not "England, delayed days, acute".</summary>
    private static bool IsCell(string what) => what.Count(character => character == ',') == 4;
}
