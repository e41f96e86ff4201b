using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Tests.Policy;

/// <summary>When a notice is treated as given. Expected days from SI 2003/2277 reg 10 and SI 2014/2823 reg 11; E numbers are the examples of the domain note.</summary>
public class NoticeTimesTests
{
    private const NoticeKind Assessment = NoticeKind.Assessment, Discharge = NoticeKind.Discharge;

    [Theory]
    // Reg 10, section 2 notices.
    [InlineData(Assessment, "2005-06-10 14:00", "2005-06-10")] // E18: Friday, at 2 pm is in time
    [InlineData(Assessment, "2005-06-10 14:01", "2005-06-11")] // E18: Saturday is an ordinary day
    [InlineData(Assessment, "2005-06-10 14:00:01", "2005-06-11")]
    [InlineData(Assessment, "2005-06-11 14:00", "2005-06-11")]
    [InlineData(Assessment, "2005-06-11 14:01", "2005-06-13")] // E18: over the Sunday
    [InlineData(Assessment, "2005-06-12 09:00", "2005-06-13")] // a Sunday, any time
    [InlineData(Assessment, "2005-06-12 23:59", "2005-06-13")]
    [InlineData(Assessment, "2005-06-08 09:00", "2005-06-08")] // E15
    [InlineData(Assessment, "2005-03-24 14:01", "2005-03-26")] // Thursday before Good Friday: over the 25th to the Saturday
    [InlineData(Assessment, "2005-03-26 14:01", "2005-03-29")] // over Easter Sunday and Monday
    [InlineData(Assessment, "2005-03-28 08:00", "2005-03-29")] // Easter Monday
    // Reg 10, section 5(3) notices: 5 pm, on a Friday 2 pm.
    [InlineData(Discharge, "2005-06-08 16:00", "2005-06-08")] // E14
    [InlineData(Discharge, "2005-06-09 17:00", "2005-06-09")]
    [InlineData(Discharge, "2005-06-09 17:01", "2005-06-10")]
    [InlineData(Discharge, "2005-06-10 14:00", "2005-06-10")] // E18
    [InlineData(Discharge, "2005-06-10 14:01", "2005-06-11")] // E18
    [InlineData(Discharge, "2005-06-10 14:30", "2005-06-11")] // E15
    [InlineData(Discharge, "2005-06-11 17:00", "2005-06-11")] // E18
    [InlineData(Discharge, "2005-06-11 17:01", "2005-06-13")] // E18
    [InlineData(Discharge, "2005-06-12 10:00", "2005-06-13")]
    [InlineData(Discharge, "2005-03-25 09:00", "2005-03-26")] // Good Friday is a holiday before it is a Friday
    // Christmas on a Saturday: 25 December always, 26 December 2009, and the substitutes.
    [InlineData(Assessment, "2004-12-24 14:01", "2004-12-29")]
    [InlineData(Assessment, "2004-12-25 09:00", "2004-12-29")]
    [InlineData(Assessment, "2009-12-26 09:00", "2009-12-29")]
    [InlineData(Assessment, "2005-01-01 09:00", "2005-01-01")]
    // The limits of the 2003 scheme.
    [InlineData(Assessment, "2003-10-01 14:01", "2003-10-02")]
    [InlineData(Discharge, "2015-03-31 16:59", "2015-03-31")]
    // SI 2014/2823 reg 11: 2 pm for both, on every day.
    [InlineData(Discharge, "2015-04-01 14:01", "2015-04-02")]
    [InlineData(Assessment, "2015-06-01 13:59", "2015-06-01")] // E20
    [InlineData(Assessment, "2015-06-01 14:00", "2015-06-01")]
    [InlineData(Assessment, "2015-06-01 14:01", "2015-06-02")] // E20
    [InlineData(Discharge, "2015-06-02 15:00", "2015-06-03")] // E22
    [InlineData(Discharge, "2015-06-06 14:01", "2015-06-07")] // Sunday is a day like any other
    [InlineData(Assessment, "2015-06-07 13:00", "2015-06-07")]
    [InlineData(Assessment, "2015-12-25 13:00", "2015-12-25")]
    [InlineData(Discharge, "2022-06-30 14:01", "2022-07-01")]
    public void A_notice_counts_from(NoticeKind kind, string given, string day) => Assert.Equal(Day(day), Of(kind, given)!.Day);

    [Theory]
    [InlineData("2003-09-30 10:00")]
    [InlineData("2022-07-01 10:00")]
    public void Without_a_scheme_no_notice_counts(string given) => Assert.Null(Of(Assessment, given));

    [Theory]
    [InlineData("2005-06-10 13:00", "")]
    [InlineData("2005-06-10 14:01", "because it was given after 14:00")]
    [InlineData("2005-06-12 15:00", "because 12 June 2005 is a Sunday")]
    [InlineData("2005-06-11 15:00", "because it was given after 14:00 and because 12 June 2005 is a Sunday")]
    [InlineData("2005-03-27 09:00", "because 27 March 2005 is a Sunday and 28 March 2005 is a public holiday")]
    public void It_says_why(string given, string because) => Assert.Equal(because, Of(Assessment, given)!.Because);

    [Theory]
    [InlineData("2005-01-01 09:00", true)]
    [InlineData("2004-12-31 14:01", true)]
    [InlineData("2004-12-31 14:00", false)]
    [InlineData("2009-12-26 09:00", true)]
    [InlineData("2010-12-25 09:00", true)]
    [InlineData("2005-01-08 09:00", false)]
    [InlineData("2015-12-26 09:00", false)] // no holidays under the Care Act
    public void A_Saturday_of_which_it_is_not_certain_is_flagged(string given, bool doubt) => Assert.Equal(doubt, Of(Assessment, given)!.HolidayInDoubt);

    [Fact]
    public void In_a_case_of_the_older_law_a_later_notice_follows_the_older_clocks()
    {
        var given = DateTime.Parse("2015-04-01 16:00", CultureInfo.InvariantCulture);
        Assert.Equal(Day("2015-04-02"), NoticeTimes.Of(Discharge, given, PolicyBook.Current, ReferenceBook.Current)!.Day);
        Assert.Equal(Day("2015-04-01"), NoticeTimes.Of(Discharge, given, PolicyBook.Current, ReferenceBook.Current, Day("2015-03-30"))!.Day);
    }

    [Theory]
    [InlineData("2005-06-13", "2005-06-06")] // the 6th to the 13th are 8 days
    [InlineData("2015-06-08", "2015-06-01")]
    public void An_assessment_notice_is_given_7_days_before_admission_at_the_earliest(string admission, string earliest) => Assert.Equal(Day(earliest), NoticeTimes.Earliest(Day(admission), Day(earliest), PolicyBook.Current));

    [Fact]
    public void A_discharge_notice_counts_a_day_before_at_the_latest() => Assert.Equal(Day("2015-06-02"), NoticeTimes.Latest(Day("2015-06-03"), Day("2015-06-02"), PolicyBook.Current));

    private static TreatedAsGiven? Of(NoticeKind kind, string given) => NoticeTimes.Of(kind, DateTime.Parse(given, CultureInfo.InvariantCulture), PolicyBook.Current, ReferenceBook.Current);

    private static DateOnly Day(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);
}

/// <summary>SI 2003/2277 reg 7 and Schedule; SI 2014/2823 reg 10.</summary>
public class DailyRatesTests
{
    [Theory]
    [InlineData("2004-01-05", "608", 120)] // E19: Oxfordshire
    [InlineData("2005-06-10", "820", 100)] // E19: Kent
    [InlineData("2005-06-10", "622", 120)] // E19: Thurrock
    [InlineData("2005-06-10", "620", 100)] // E19: Essex
    [InlineData("2005-06-12", "805", 120)] // E15: Surrey
    [InlineData("2015-03-31", "805", 120)]
    [InlineData("2015-04-01", "805", 130)] // the list of 2014 is London only
    [InlineData("2015-06-03", "730", 155)]
    [InlineData("2015-06-03", "714", 155)] // the City of London
    [InlineData("2022-06-30", "820", 130)]
    public void A_day_costs(string date, string authority, int pounds) => Assert.Equal(Pence.FromPounds(pounds), DailyRates.Current.On(DateOnly.Parse(date), authority, PolicyBook.Current)!.Amount);

    [Theory]
    [InlineData("2004-01-04")]
    [InlineData("2022-07-01")]
    public void Without_a_scheme_there_is_no_rate(string date) => Assert.Null(DailyRates.Current.On(DateOnly.Parse(date), "730", PolicyBook.Current));

    [Fact]
    public void The_Schedule_has_48_names_33_of_them_in_London()
    {
        var schedule = DailyRates.Current.HigherRate.Where(row => row.From == new DateOnly(2004, 1, 5)).ToList();
        Assert.Equal((48, 33), (schedule.Count, schedule.Count(row => row.IsLondon)));
        Assert.Equal(["Bedfordshire"], schedule.Where(row => row.Code is null).Select(row => row.Name));
    }

    [Fact]
    public void From_April_2015_the_higher_rate_is_that_of_London_as_the_list_of_authorities_has_it() => Assert.Equal(
        ReferenceBook.Current.Authorities.Where(authority => authority.On(new(2015, 4, 1)) && authority.Value.Region == "London").Select(authority => authority.Value.Code).Order(StringComparer.Ordinal),
        DailyRates.Current.HigherRate.Where(row => row.From == new DateOnly(2015, 4, 1)).Select(row => row.Code!).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_code_is_that_of_the_authority_named() => Assert.All(DailyRates.Current.HigherRate.Where(row => row.Code is not null), row =>
        Assert.Equal(row.Name, ReferenceBook.Current.AuthorityOn(new(2014, 4, 1), row.Code!)?.Name));

    [Fact]
    public void That_the_successors_of_Bedfordshire_pay_its_rate_is_an_assumption_and_says_so() =>
        Assert.Equal((Pence.FromPounds(120), Mark.Assumed), DailyRates.Current.On(new(2012, 6, 1), "625", PolicyBook.Current) is { } rate ? (rate.Amount, rate.Mark) : default);
}
