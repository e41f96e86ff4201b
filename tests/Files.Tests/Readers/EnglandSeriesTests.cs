using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Readers;

namespace Monitoring.Files.Tests.Readers;

public class EnglandSeriesTests
{
    private static readonly EnglandSeriesContent Series = Read();

    private static EnglandSeriesContent Read()
    {
        using var stream = File.OpenRead(TestFiles.PathOf("sample-data/reference/england-time-series.xls"));
        return EnglandSeries.Read(stream);
    }

    private static EnglandMonth Of(string month) => Series.Months.Single(found => found.Month == ReportingMonth.Parse(month));

    [Fact]
    public void All_115_months_are_there()
    {
        Assert.Empty(Series.Findings);
        Assert.Equal(Enumerable.Range(0, 115).Select(i => new ReportingMonth(2010, 8).AddMonths(i)), Series.Months.Select(month => month.Month));
        Assert.Equal((new DateOnly(2020, 4, 9), new DateOnly(2020, 9, 10)), (Series.Published, Series.Revised));
    }

    [Fact]
    public void The_sums_are_as_published()
    {
        Assert.Equal(2_254_821, Series.Months.Where(month => month.Month.FinancialYear == "2016-17").Sum(month => month.ByCare!.Total));
        Assert.Equal(16_024_886, Series.Months.Sum(month => month.ByCare!.Total));
        Assert.Equal((93_079, 47_220), (Of("2020-02").ByAttribution!.Days[Attribution.Nhs], Of("2020-02").ByAttribution!.Days[Attribution.SocialCare]));
    }

    [Fact]
    public void Every_split_of_every_month_is_consistent()
    {
        foreach (var month in Series.Months)
        {
            var total = month.ByCare!.Total;
            Assert.Equal((total, total), (month.ByAttribution!.Total, month.ByReason!.Total));
            Assert.Equal((total, total, total), (month.ByCare.Days.Values.Sum(), month.ByAttribution.Days.Values.Sum(), month.ByReason.Days.Values.Sum()));
            Assert.Equal(63, month.Cells.Count);
            foreach (var care in DelayedTransfers.CareTypes)
                Assert.Equal(month.ByCare.Days[care], month.Cells.Where(cell => cell.Key.Care == care).Sum(cell => cell.Value));
            foreach (var attribution in DelayedTransfers.Attributions)
                Assert.Equal(month.ByAttribution.Days[attribution], month.Cells.Where(cell => cell.Key.Attribution == attribution).Sum(cell => cell.Value));
            foreach (var reason in DelayedTransfers.Reasons)
                Assert.Equal(month.ByReason.Days[reason.Reason], month.Cells.Where(cell => cell.Key.Reason == reason.Reason).Sum(cell => cell.Value));
            Assert.All(month.Cells, cell => Assert.True(cell.Value == 0 || DelayedTransfers.Of(cell.Key.Reason).Allows(cell.Key.Attribution)));
            Assert.DoesNotContain((CareType.Acute, Reason.O, Attribution.Nhs), month.Cells.Keys);
            Assert.Equal(total!.Value / (double)month.Month.Days, month.ByCare.AverageTotal!.Value, 1e-9);
        }
    }

    [Theory, MemberData(nameof(CouncilWorkbookTests.All), MemberType = typeof(CouncilWorkbookTests))]
    public void A_council_workbook_has_the_total_of_the_series_unless_the_month_was_revised(string name, string month)
    {
        // Series minus workbook, as in the published-data notes: revisions of 10 September 2020 that the council workbooks never got.
        var revised = month switch { "2019-04" => -368, "2019-11" => -69, _ => 0 };
        Assert.Equal(revised, Of(month).ByCare!.Total - CouncilWorkbookTests.Read(name).England!.ByCare!.Total);
    }

    [Theory]
    [InlineData("April_11", "2011-04", 0, 0, 0)]
    [InlineData("April_13", "2013-04", 0, 0, 0)]
    [InlineData("July_15", "2015-07", 0, 0, 0)]
    [InlineData("April_17", "2017-04", 0, 0, 0)]
    [InlineData("Jan_18", "2018-01", 0, 0, 0)]
    [InlineData("April_18", "2018-04", 0, 0, 0)]
    [InlineData("Nov_18", "2018-11", 14, -9, -5)]
    [InlineData("Dec_19", "2019-12", -32, 48, -16)]
    public void A_revision_can_move_the_split_and_not_the_total(string name, string month, int nhs, int socialCare, int both)
    {
        // Workbook minus series.
        var (series, workbook) = (Of(month).ByAttribution!, CouncilWorkbookTests.Read(name).England!.ByAttribution!);
        Assert.Equal([nhs, socialCare, both], DelayedTransfers.Attributions.Select(part => workbook.Days[part] - series.Days[part]));
        Assert.Equal(series.Total, workbook.Total);
    }

    [Fact]
    public void The_totals_of_the_two_months_whose_split_was_revised() =>
        Assert.Equal((136_183, 148_101), (Of("2018-11").ByCare!.Total, Of("2019-12").ByCare!.Total));
}
