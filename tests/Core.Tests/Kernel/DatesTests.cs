using System.Globalization;
using CsCheck;
using Monitoring.Core.Kernel;

namespace Monitoring.Core.Tests.Kernel;

public class DatesTests
{
    private static readonly Gen<DateOnly> Days = Gen.Int[new DateOnly(1990, 1, 1).DayNumber, new DateOnly(2100, 12, 31).DayNumber].Select(DateOnly.FromDayNumber);

    /// <summary>Clocks go forward on 31 March 2019, and back on 27 October: an hour less, and one more.</summary>
    [Theory]
    [InlineData("2019-03-30", "2019-03-31T00:00:00Z")]
    [InlineData("2019-03-31", "2019-03-31T23:00:00Z")]
    [InlineData("2019-10-26", "2019-10-26T23:00:00Z")]
    [InlineData("2019-10-27", "2019-10-28T00:00:00Z")]
    public void A_day_ends_as_the_next_begins_in_London(string day, string next)
    {
        var date = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal(DateTimeOffset.Parse(next, CultureInfo.InvariantCulture), London.EndOf(date).AddTicks(1));
        Assert.Equal(date, London.DateOf(London.EndOf(date)));
    }

    [Theory]
    [InlineData("03/11/2019")]
    [InlineData("3/11/2019")]
    [InlineData("3.11.2019")]
    [InlineData("03-11-2019")]
    [InlineData("03 11 2019")]
    [InlineData("2019-11-03")]
    [InlineData("2019/11/03")]
    [InlineData("2019-11-3")]
    [InlineData("3 November 2019")]
    [InlineData("3 november 2019")]
    [InlineData("03 NOV 2019")]
    [InlineData("3rd November 2019")]
    [InlineData("3 November, 2019")]
    [InlineData("3-Nov-2019")]
    [InlineData("3Nov2019")]
    [InlineData("3/Nov/2019")]
    [InlineData("3-Nov-19")]
    [InlineData("03 Nov 19")]
    [InlineData("Sunday 3 November 2019")]
    [InlineData("Sun, 3 Nov 2019")]
    [InlineData("November 3, 2019")]
    [InlineData("Nov. 3rd 2019")]
    [InlineData(" 3\u00A0 November\t2019 ")]
    [InlineData("2019-11-03 12:00:00")]
    [InlineData("2019-11-03T12:00:00.0000000")]
    [InlineData("03/11/2019 00:00")]
    [InlineData("3 November 2019, 2:05 pm")]
    public void The_third_of_November_is_read_in_every_form_that_means_it_alone(string typed) => Cultures.Same(new DateOnly(2019, 11, 3), () => Dates.Read(typed).Value!.Value);

    [Theory]
    [InlineData("11/03/2019", "2019-03-11")]
    [InlineData("01/12/2019", "2019-12-01")]
    [InlineData("29/02/2020", "2020-02-29")]
    [InlineData("1 Sept 2015", "2015-09-01")]
    [InlineData("1-Jan-00", "2000-01-01")]
    [InlineData("31-Dec-29", "2029-12-31")]
    [InlineData("01/01/1900", "1900-01-01")]
    public void The_day_comes_first(string typed, string day) => Cultures.Same(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), () => Dates.Read(typed).Value!.Value);

    [Theory]
    [InlineData("", "No date is given.")]
    [InlineData(" \u00A0", "No date is given.")]
    [InlineData("-", "A dash says that nothing was reported; it is not a date.")]
    [InlineData("–", "A dash says that nothing was reported; it is not a date.")]
    [InlineData("#N/A", "'#N/A' is an error of the spreadsheet, not a date.")]
    [InlineData("########", "'########' is an error of the spreadsheet, not a date.")]
    [InlineData("43772", "'43772' is a number, and as it stands nothing says that it is a date.")]
    [InlineData("43772.5", "'43772.5' is a number, and as it stands nothing says that it is a date.")]
    [InlineData("20191103", "'20191103' is a number, and as it stands nothing says that it is a date.")]
    [InlineData("03112019", "'03112019' is a number, and as it stands nothing says that it is a date.")]
    [InlineData("3.11", "'3.11' is a number, and as it stands nothing says that it is a date.")]
    [InlineData("11/30/2019", "'11/30/2019' has 30 where the month should be. For 30 November 2019 write 30/11/2019.")]
    [InlineData("11-30-2019", "'11-30-2019' has 30 where the month should be. For 30 November 2019 write 30/11/2019.")]
    [InlineData("11/30/2019 00:00", "'11/30/2019 00:00' has 30 where the month should be. For 30 November 2019 write 30/11/2019.")]
    [InlineData("2019-30-11", "'2019-30-11' has 30 where the month should be. For 30 November 2019 write 2019-11-30.")]
    [InlineData("02/30/2019", "'02/30/2019' has 30 where the month should be.")]
    [InlineData("31/31/2019", "'31/31/2019' has 31 where the month should be.")]
    [InlineData("03/00/2019", "'03/00/2019' has 0 where the month should be.")]
    [InlineData("00/11/2019", "'00/11/2019' has 0 where the day should be.")]
    [InlineData("31/11/2019", "'31/11/2019' is not a date: November 2019 has 30 days.")]
    [InlineData("29/02/2019", "'29/02/2019' is not a date: February 2019 has 28 days.")]
    [InlineData("2019-02-29", "'2019-02-29' is not a date: February 2019 has 28 days.")]
    [InlineData("30 February 2020", "'30 February 2020' is not a date: February 2020 has 29 days.")]
    [InlineData("03/11/19", "'03/11/19' has a year of 2 digits, so it is not clear which number is the year; write the year with four digits.")]
    [InlineData("25/11/19", "'25/11/19' has a year of 2 digits, so it is not clear which number is the year; write the year with four digits.")]
    [InlineData("19-11-03", "'19-11-03' has a year of 2 digits, so it is not clear which number is the year; write the year with four digits.")]
    [InlineData("03/11/20119", "'03/11/20119' has a year of 5 digits, so it is not clear which number is the year; write the year with four digits.")]
    [InlineData("3-Nov-30", "'3-Nov-30' has a year of 2 digits, so it is not clear which year is meant; write the year with four digits.")]
    [InlineData("3-Nov-9", "'3-Nov-9' has a year of 1 digit, so it is not clear which year is meant; write the year with four digits.")]
    [InlineData("03/11/0219", "'03/11/0219' is in the year 219, which cannot be meant.")]
    [InlineData("31/12/1899", "'31/12/1899' is in the year 1899, which cannot be meant.")]
    [InlineData("31/12/9999", "'31/12/9999' is in the year 9999, which cannot be meant.")]
    [InlineData("Monday 3 November 2019", "'Monday 3 November 2019' does not fit together: 3 November 2019 is a Sunday.")]
    [InlineData("November 2019", "'November 2019' is a month; the day is missing.")]
    [InlineData("Nov-19", "'Nov-19' is a month; the day is missing.")]
    [InlineData("2019-11", "'2019-11' is a month; the day is missing.")]
    [InlineData("11/2019", "'11/2019' is a month; the day is missing.")]
    [InlineData("3 November", "'3 November' has no year.")]
    [InlineData("3/11", "'3/11' has no year.")]
    [InlineData("12:00:00", "'12:00:00' is a time of day without a date.")]
    [InlineData("2:05 pm", "'2:05 pm' is a time of day without a date.")]
    [InlineData("2019-11-03 25:00", "'2019-11-03 25:00' has a time of day that no clock shows.")]
    [InlineData("3 Nov '19", "'3 Nov '19' is not a date that can be read.")]
    [InlineData("3 Ma 2019", "'3 Ma 2019' is not a date that can be read.")]
    [InlineData("3 Novembre 2019", "'3 Novembre 2019' is not a date that can be read.")]
    [InlineData("3/11-2019", "'3/11-2019' is not a date that can be read.")]
    [InlineData("yesterday", "'yesterday' is not a date that can be read.")]
    [InlineData("n/a", "'n/a' is not a date that can be read.")]
    [InlineData("TRUE", "'TRUE' is not a date that can be read.")]
    [InlineData("０３/11/2019", "'０３/11/2019' is not a date that can be read.")]
    [InlineData("03/11/2019\0", "'03/11/2019\0' is not a date that can be read.")]
    public void Anything_else_is_refused_with_the_reason(string typed, string wrong) => Cultures.Same(((DateOnly?)null, wrong), () => (Dates.Read(typed).Value, Dates.Read(typed).Wrong!));

    [Fact]
    public void Every_form_of_a_day_is_the_same_day()
    {
        string[] forms =
        [
            "yyyy-MM-dd", "yyyy/MM/dd", "dd/MM/yyyy", "d/M/yyyy", "dd.MM.yyyy", "d-M-yyyy", "d MMMM yyyy", "dd MMM yyyy", "d-MMM-yyyy", "ddMMMyyyy",
            "dddd d MMMM yyyy", "ddd, d MMM yyyy", "MMMM d, yyyy", "yyyy-MM-dd '00:00:00'", "dd/MM/yyyy '2:05 pm'",
        ];
        Days.Sample(day => forms.All(form => Dates.Read(day.ToString(form, CultureInfo.InvariantCulture)).Value == day));
    }

    [Fact]
    public void A_short_year_behind_a_month_in_words_is_of_this_century_or_refused() =>
        Days.Sample(day => Dates.Read(day.ToString("d-MMM-yy", CultureInfo.InvariantCulture)).Value is { } read ? read.Year is >= 2000 and <= 2029 && read.Year % 100 == day.Year % 100 : day.Year % 100 > 29);

    [Fact]
    public void A_day_behind_its_month_is_refused_wherever_that_can_be_seen() =>
        Days.Sample(day => Dates.Read(day.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture)).Value == (day.Day <= 12 ? new DateOnly(day.Year, day.Day, day.Month) : null));

    /// <summary>Whatever is typed, there is either a value or a sentence that ends as a sentence does, and nothing is thrown.</summary>
    [Fact]
    public void Any_text_has_an_answer() => Gen.String[Gen.Char["0123456789/-.:, TZapmNovthSunMar\u00A0#１"], 0, 20].Sample(text =>
    {
        var (day, time) = (Dates.Read(text), Dates.ReadTime(text));
        return day.Value is null == day.Wrong?.EndsWith('.') is true && time.Value is null == time.Wrong?.EndsWith('.') is true && (time.Value is not { } at || day.Value == DateOnly.FromDateTime(at));
    }, iter: 20_000);
}

public class TimesTests
{
    [Theory]
    [InlineData("2015-06-01 13:59", "2015-06-01 13:59:00")]
    [InlineData("2015-06-01 13:59:30", "2015-06-01 13:59:30")]
    [InlineData("2015-06-01T13:59:30.0000000", "2015-06-01 13:59:30")]
    [InlineData("01/06/2015 13:59", "2015-06-01 13:59:00")]
    [InlineData("01/06/2015, 13:59", "2015-06-01 13:59:00")]
    [InlineData("1.6.2015 13.59", "2015-06-01 13:59:00")]
    [InlineData("1 June 2015 2:05 pm", "2015-06-01 14:05:00")]
    [InlineData("1 June 2015 2.05pm", "2015-06-01 14:05:00")]
    [InlineData("1-Jun-15 2PM", "2015-06-01 14:00:00")]
    [InlineData("01/06/2015 2:05:09 AM", "2015-06-01 02:05:09")]
    [InlineData("01/06/2015 12:05 am", "2015-06-01 00:05:00")]
    [InlineData("01/06/2015 12:00 pm", "2015-06-01 12:00:00")]
    [InlineData("01/06/2015 00:00", "2015-06-01 00:00:00")]
    [InlineData("01/06/2015 9:05", "2015-06-01 09:05:00")]
    [InlineData("01/06/2015 23:59:59", "2015-06-01 23:59:59")]
    public void A_time_is_read_as_the_clock_showed_it(string typed, string expected)
    {
        Cultures.Same(DateTime.ParseExact(expected, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), () => Dates.ReadTime(typed).Value!.Value);
        Assert.Equal(DateTimeKind.Unspecified, Dates.ReadTime(typed).Value!.Value.Kind);
    }

    [Theory]
    [InlineData("", "No date is given.")]
    [InlineData("2015-06-01", "'2015-06-01' has no time of day.")]
    [InlineData("13:59", "'13:59' is a time of day without a date.")]
    [InlineData("01/06/2015 1359", "'01/06/2015 1359' is not a date that can be read.")]
    [InlineData("01/06/2015 13", "'01/06/2015 13' is not a date that can be read.")]
    [InlineData("06/13/2015 13:59", "'06/13/2015 13:59' has 13 where the month should be. For 13 June 2015 write 13/06/2015.")]
    [InlineData("2015-06-01 24:00", "'2015-06-01 24:00' ends with 24:00; write 23:59, or 00:00 of the next day, whichever is meant.")]
    [InlineData("2015-06-01 25:00", "'2015-06-01 25:00' has a time of day that no clock shows.")]
    [InlineData("2015-06-01 13:60", "'2015-06-01 13:60' has a time of day that no clock shows.")]
    [InlineData("2015-06-01 13:59:60", "'2015-06-01 13:59:60' has a time of day that no clock shows.")]
    [InlineData("01/06/2015 13:59 pm", "'01/06/2015 13:59 pm' has 13 before pm, where only 1 to 12 can stand.")]
    [InlineData("01/06/2015 0:05 am", "'01/06/2015 0:05 am' has 0 before am, where only 1 to 12 can stand.")]
    [InlineData("2015-06-01T13:59:00Z", "'2015-06-01T13:59:00Z' has a time zone; write the time that the clock showed, without it.")]
    [InlineData("2015-06-01T13:59+01:00", "'2015-06-01T13:59+01:00' has a time zone; write the time that the clock showed, without it.")]
    [InlineData("01/06/2015 13:59 BST", "'01/06/2015 13:59 BST' has a time zone; write the time that the clock showed, without it.")]
    [InlineData("42156.5826", "'42156.5826' is a number, and as it stands nothing says that it is a date.")]
    public void Anything_else_is_refused_with_the_reason(string typed, string wrong) => Cultures.Same(((DateTime?)null, wrong), () => (Dates.ReadTime(typed).Value, Dates.ReadTime(typed).Wrong!));

    [Fact]
    public void Every_form_of_a_time_is_the_same_time()
    {
        string[] forms = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss", "dd/MM/yyyy HH:mm:ss", "d MMMM yyyy h:mm:ss tt", "dd.MM.yyyy, HH:mm:ss"];
        Gen.Long[new DateTime(1990, 1, 1).Ticks / TimeSpan.TicksPerSecond, new DateTime(2101, 1, 1).Ticks / TimeSpan.TicksPerSecond - 1].Select(second => new DateTime(second * TimeSpan.TicksPerSecond))
            .Sample(time => forms.All(form => Dates.ReadTime(time.ToString(form, CultureInfo.InvariantCulture)).Value == time));
    }

    [Fact]
    public void Readings_keep_the_laws_of_equality() => ValueLaws.Equality(Dates.Read("03/11/2019"), Dates.Read("2019-11-03"), Dates.Read("03/11/19"));
}
