using CsCheck;
using Monitoring.Core.Kernel;

namespace Monitoring.Core.Tests.Kernel;

public class FinancialYearTests
{
    private static readonly Gen<DateOnly> Dates = Gen.Int[new DateOnly(1990, 1, 1).DayNumber, new DateOnly(2100, 12, 31).DayNumber].Select(DateOnly.FromDayNumber);

    /// <summary>Better Care Fund note, conventions: Q1 is April to June, Q4 January to March.</summary>
    [Theory]
    [InlineData("2015-04-01", "2015-16-Q1")]
    [InlineData("2015-06-30", "2015-16-Q1")]
    [InlineData("2015-07-01", "2015-16-Q2")]
    [InlineData("2015-12-31", "2015-16-Q3")]
    [InlineData("2016-01-01", "2015-16-Q4")]
    [InlineData("2016-03-31", "2015-16-Q4")]
    [InlineData("2000-03-31", "1999-00-Q4")]
    public void A_date_lies_in_its_quarter(string date, string quarter) => Assert.Equal(quarter, FinancialQuarter.Of(DateOnly.Parse(date)).ToString());

    [Fact]
    public void Every_date_lies_within_its_quarter_and_year_and_their_names_read_back() => Dates.Sample(date =>
    {
        var (quarter, year) = (FinancialQuarter.Of(date), FinancialYear.Of(date));
        Assert.True(quarter.FirstDay <= date && date <= quarter.LastDay && quarter.Year == year);
        Assert.True(year.FirstDay <= date && date <= year.LastDay);
        Assert.Equal((quarter, quarter, year), (FinancialQuarter.Parse(quarter.ToString()), FinancialQuarter.TryRead(quarter.Name, out var named) ? named : default, FinancialYear.Parse(year.ToString())));
        Assert.Equal(quarter.LastDay.AddDays(1), quarter.Add(1).FirstDay);
        Assert.Equal(quarter, quarter.Add(-7).Add(7));
    });

    [Theory]
    [InlineData("2015-16", "2015-16")]
    [InlineData("2015/16", "2015-16")]
    [InlineData("2015-2016", "2015-16")]
    [InlineData("1999\u201300", "1999-00")]
    [InlineData("2015", null)]
    [InlineData("2015-17", null)]
    [InlineData("15-16", null)]
    [InlineData("", null)]
    public void A_year_is_read_as_people_write_it(string typed, string? year) => Assert.Equal(year, FinancialYear.TryRead(typed, out var read) ? read.ToString() : null);

    [Theory]
    [InlineData("Q4 2015-16", "2015-16-Q4")]
    [InlineData("q2 2015/16", "2015-16-Q2")]
    [InlineData("2015/16 Q1", "2015-16-Q1")]
    [InlineData("2015-16-Q3", "2015-16-Q3")]
    [InlineData("Q5 2015-16", null)]
    [InlineData("Q1", null)]
    [InlineData("Q12015-16", null)]
    [InlineData("2015-16 Q1 2016-17", null)]
    public void A_quarter_is_read_as_people_write_it(string typed, string? quarter) => Assert.Equal(quarter, FinancialQuarter.TryRead(typed, out var read) ? read.ToString() : null);

    [Fact]
    public void Years_and_quarters_are_ordered()
    {
        ValueLaws.Order(new FinancialYear(2014), new FinancialYear(2014), new FinancialYear(2015));
        ValueLaws.Order(new FinancialYear(2014).Quarter(4), new FinancialYear(2014).Quarter(4), new FinancialYear(2015).Quarter(1));
    }
}
