using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Files.Readers;

namespace Monitoring.Files.Tests.Reconciliation;

/// <summary>Five years of every council in one table (notes on published data), against itself, the workbooks it was made from, and the time series.</summary>
public class CouncilMonthsReconciliationTests
{
    private static readonly ReferenceBook Reference = ReferenceBook.Current;

    [Fact]
    public void Sixty_months_of_151_councils_and_three_lines_of_residents_elsewhere_are_read_without_a_finding()
    {
        var content = RealMonths.Content;
        Assert.Empty(content.Findings);
        Assert.Equal(Enumerable.Range(0, 60).Select(RealMonths.First.AddMonths), content.Rows.Select(row => row.Month).Distinct().Order());
        Assert.Equal(154, content.Codes.Count());
        Assert.Equal(151, RealMonths.Councils.Count());
        Assert.All(content.Codes, code => Assert.Equal(60, content.Beds(code).Length));
        Assert.All(RealMonths.Councils, code => Assert.All(content.Beds(code), point => Assert.NotNull(Reference.AuthorityOn(point.Month.FirstDay, code))));
    }

    /// <summary>Dashes that the workbooks print: nobody reported a resident of Scotland in 27 months, one outside Great Britain in one, or of the City of London in two.</summary>
    [Fact]
    public void What_is_missing_is_missing_and_not_nought() => Assert.Equal(
        [("714", 2), ("9901", 27), ("9902", 1)],
        RealMonths.Content.Rows.Where(row => row.Days is null).GroupBy(row => row.Code).Select(rows => (rows.Key, rows.Count())).Order());

    [Fact]
    public void Council_rows_sum_to_the_England_row_in_every_month_and_column()
    {
        foreach (var month in RealMonths.Content.Rows.GroupBy(row => row.Month))
        {
            var (england, councils) = (month.Single(row => row.IsEngland), month.Where(row => !row.IsEngland).ToList());
            Assert.True(england.Days == councils.Sum(row => row.Days ?? 0), $"{month.Key}");
            Assert.All(DelayedTransfers.CareTypes, part => Assert.Equal(england.ByCare.Days[part], councils.Sum(row => row.ByCare.Days[part] ?? 0)));
            Assert.All(DelayedTransfers.Attributions, part => Assert.Equal(england.ByAttribution.Days[part], councils.Sum(row => row.ByAttribution.Days[part] ?? 0)));
            Assert.All(month, row => Assert.Equal((row.Days ?? 0, row.Days ?? 0), (row.ByCare.Days.Values.Sum(days => days ?? 0), row.ByAttribution.Days.Values.Sum(days => days ?? 0))));
        }
    }

    /// <summary>To October 2018 every split of England is that of the series, which was revised two years later: 60 months of six numbers.</summary>
    [Fact]
    public void England_is_the_time_series_in_every_month_and_split()
    {
        var compared = Witnesses.Of(RealMonths.Content).SelectMany(month => Reconciliations.Between(month, RealMonths.EnglandSeriesOf(month.Month), Reference))
            .Where(one => one.Ours is not null).ToList();
        Assert.Equal(60 * 6, compared.Count);
        Assert.All(compared, one => Assert.Equal((0L, "Equal."), (one.Difference, one.Says)));
    }

    /// <summary>The months that both have: total, two types of care and three organisations of 154 lines and of England.</summary>
    [Theory]
    [InlineData("April_13")]
    [InlineData("July_15")]
    [InlineData("April_17")]
    [InlineData("Jan_18")]
    public void A_month_is_its_workbook_cell_by_cell(string name)
    {
        var workbook = RealMonths.Workbook(name);
        var table = Witnesses.Of(RealMonths.Content).Single(month => month.Month == workbook.Month);
        var found = Reconciliations.Between(workbook, table, Reference);
        Assert.Equal(155 * 6, table.Numbers.Length);
        Assert.All(found, one => Assert.Equal((0L, "Equal."), (one.Difference, one.Says)));
        // A dash of the workbook is a gap of the table, and no other line is left out.
        var gaps = table.Numbers.Where(number => number.Days is null).Select(number => (number.Body, number.Figure)).ToList();
        Assert.Equal(155 * 6 - gaps.Count, found.Length);
        Assert.All(gaps, gap => Assert.Null(workbook.Numbers.Single(number => (number.Body, number.Figure) == gap).Days));
    }

    /// <summary>A table that was changed by one day is told, with the council: the test above can fail.</summary>
    [Fact]
    public void A_day_that_differs_is_named()
    {
        var workbook = RealMonths.Workbook("April_17");
        var changed = workbook with { Numbers = [.. workbook.Numbers.Select(number => number is { Body: "306", Figure: "days.nhs" } ? number with { Days = number.Days + 1 } : number)] };
        var table = Witnesses.Of(RealMonths.Content).Single(month => month.Month == workbook.Month);
        var differs = Assert.Single(Reconciliations.Between(changed, table, Reference), one => one.Difference != 0);
        Assert.Equal((1L, "Manchester, delayed days, NHS"), (differs.Difference, differs.What));
    }
}
