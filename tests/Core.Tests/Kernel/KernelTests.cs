using CsCheck;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Tests.Kernel;

public class EffectiveTests
{
    private static readonly DateOnly From = new(2015, 4, 1), To = new(2022, 6, 30), Recorded = new(2026, 11, 22);

    [Theory]
    [InlineData("2015-03-31", false)]
    [InlineData("2015-04-01", true)]
    [InlineData("2022-06-30", true)]
    [InlineData("2022-07-01", false)]
    public void Both_ends_are_part_of_the_period(string date, bool holds) => Assert.Equal(holds, new Effective<string>("Care Act", From, To, Recorded).On(DateOnly.Parse(date)));

    [Fact]
    public void Without_an_end_it_still_holds() => Assert.True(new Effective<string>("Care Act", From, null, Recorded).On(DateOnly.MaxValue));

    [Fact]
    public void Between_two_periods_there_is_no_value()
    {
        Effective<string>[] periods = [new("old", new(2003, 10, 1), new(2015, 3, 30), Recorded), new("new", From, null, Recorded)];
        Assert.Equal(("old", null, "new"), (periods.On(new(2015, 3, 30)), periods.On(new(2015, 3, 31)), periods.On(From)));
    }
}

public class LondonTests
{
    [Theory]
    // Clocks go forward at 01:00 UTC on 31 March 2019.
    [InlineData("2019-03-31T00:59:00Z", "2019-03-31", "00:59")]
    [InlineData("2019-03-31T01:00:00Z", "2019-03-31", "02:00")]
    [InlineData("2019-03-30T23:59:59Z", "2019-03-30", "23:59")]
    [InlineData("2019-03-31T22:59:59Z", "2019-03-31", "23:59")]
    [InlineData("2019-03-31T23:00:00Z", "2019-04-01", "00:00")]
    // Clocks go back at 01:00 UTC on 27 October 2019: 01:30 comes twice, the date does not change.
    [InlineData("2019-10-26T22:59:59Z", "2019-10-26", "23:59")]
    [InlineData("2019-10-26T23:00:00Z", "2019-10-27", "00:00")]
    [InlineData("2019-10-27T00:30:00Z", "2019-10-27", "01:30")]
    [InlineData("2019-10-27T01:30:00Z", "2019-10-27", "01:30")]
    [InlineData("2019-10-27T23:59:59Z", "2019-10-27", "23:59")]
    [InlineData("2019-10-28T00:00:00Z", "2019-10-28", "00:00")]
    // An instant is the same one however it is written.
    [InlineData("2019-07-01T01:30:00+02:00", "2019-07-01", "00:30")]
    public void What_day_it_is_London_decides(string instant, string date, string time)
    {
        var at = DateTimeOffset.Parse(instant);
        Assert.Equal((date, time), (London.DateOf(at).ToString("yyyy-MM-dd"), London.LocalOf(at).ToString("HH:mm")));
    }
}

public class WorkingDaysTests
{
    private static readonly WorkingDays England = ReferenceBook.Current.WorkingDays;

    [Theory]
    [InlineData("2019-04-18", true)]  // Thursday before Easter
    [InlineData("2019-04-19", false)] // Good Friday
    [InlineData("2019-04-22", false)] // Easter Monday
    [InlineData("2019-04-23", true)]
    [InlineData("2019-05-06", false)] // early May
    [InlineData("2019-12-24", true)]
    [InlineData("2019-12-25", false)]
    [InlineData("2019-12-26", false)]
    [InlineData("2020-01-01", false)]
    [InlineData("2020-01-02", true)]  // a holiday in Scotland only
    [InlineData("2017-01-02", false)] // substitute day: 1 January was a Sunday
    [InlineData("2020-05-08", false)] // moved from 4 May for the 75th anniversary of VE day
    [InlineData("2020-05-04", true)]
    [InlineData("2019-11-30", false)] // Saturday
    [InlineData("2019-12-01", false)] // Sunday
    public void Weekends_and_the_bank_holidays_of_England_are_not_worked(string date, bool worked) => Assert.Equal(worked, England.IsWorkingDay(DateOnly.Parse(date)));

    [Theory]
    [InlineData("2019-04-18", 1, "2019-04-23")]
    [InlineData("2019-04-19", 1, "2019-04-23")]
    [InlineData("2019-12-24", 3, "2019-12-31")]
    [InlineData("2019-12-31", 1, "2020-01-02")]
    [InlineData("2019-11-30", 10, "2019-12-13")]
    public void The_nth_working_day_after(string date, int number, string expected) => Assert.Equal(DateOnly.Parse(expected), England.After(DateOnly.Parse(date), number));

    [Fact]
    public void The_nth_working_day_is_worked_and_has_that_many_up_to_it() =>
        Gen.Select(Gen.Int[0, 9000], Gen.Int[1, 30]).Sample((days, number) =>
        {
            var date = new DateOnly(2003, 1, 1).AddDays(days);
            var after = England.After(date, number);
            return England.IsWorkingDay(after) && Enumerable.Range(1, after.DayNumber - date.DayNumber).Count(day => England.IsWorkingDay(date.AddDays(day))) == number;
        });

    [Fact]
    public void The_zeroth_working_day_is_a_fault_of_the_caller() => Assert.Throws<ArgumentOutOfRangeException>(() => England.After(new(2019, 12, 1), 0));
}

public class RoundingTests
{
    [Theory]
    [InlineData("0.125", 2, "0.13")]
    [InlineData("-0.125", 2, "-0.13")]
    [InlineData("0.135", 2, "0.14")] // half to even would give the same
    [InlineData("0.145", 2, "0.15")] // half to even: 0.14
    [InlineData("2.5", 0, "3")]
    [InlineData("-2.5", 0, "-3")]
    [InlineData("0.1249", 2, "0.12")]
    public void Half_goes_away_from_zero(string value, int places, string expected) => Assert.Equal(decimal.Parse(expected), Rounding.HalfAwayFromZero(decimal.Parse(value), places));

    // E5: May 2018 published 4,490; May 2017 published 5,749, because the unrounded 178,209 was used and not the printed 178,200.
    [Theory]
    [InlineData(139_200, 4_490)]
    [InlineData(178_209, 5_749)]
    [InlineData(178_200, 5_748)]
    public void A_rate_is_rounded_once_from_the_unrounded_days(int days, int published) => Assert.Equal(published, Rounding.HalfAwayFromZero((decimal)days / new ReportingMonth(2018, 5).Days, 0));
}

public class CsvTextTests
{
    private static readonly Gen<string> Fields = Gen.OneOf(Gen.Const(""), Gen.Const("\""), Gen.Const("a,b"), Gen.Const("line\nbreak"), Gen.Const("line\r\nbreak"), Gen.Const("£"), Gen.String[Gen.Char[' ', '~'], 0, 8]);

    [Fact]
    public void What_is_written_reads_back() => Fields.Array[2, 5].Array[0, 5].Sample(records =>
    {
        var text = string.Concat(records.Select(record => CsvText.Line(record) + "\n"));
        Assert.Equal(records, CsvText.Read(text));
    });

    [Fact]
    public void The_last_record_needs_no_line_end() => Assert.Equal([["a", "b"], ["c", ""]], CsvText.Read("a,b\nc,"));

    [Fact]
    public void Lines_may_end_as_on_Windows_and_empty_ones_are_left_out() => Assert.Equal([["a", "b"], ["c", "d"]], CsvText.Read("a,b\r\n\r\nc,d\r\n"));

    [Fact]
    public void An_unclosed_quote_is_our_own_fault() => Assert.Throws<FormatException>(() => CsvText.Read("a,\"b\n").ToList());

    [Fact]
    public void Nothing_is_an_empty_field() => Assert.Equal("a,,c", CsvText.Line("a", null, "c"));
}

public class WordsTests
{
    [Fact]
    public void Numbers_and_dates_are_written_as_in_Britain_on_any_machine() => Cultures.Same(
        "9 January 2020; 1 day; 1,204 days; 0 days; 145,876; 4,862.53; 4,863; -0.13; 1 return; 3 returns; 1,000 pairs",
        () => string.Join("; ",
            Words.Date(new(2020, 1, 9)), Words.Days(1), Words.Days(1204), Words.Days(0), Words.Number(145_876), Words.Number(4_862.533333m, 2), Words.Number(4_862.5m, 0), Words.Number(-0.125m, 2),
            Words.Of(1, "return"), Words.Of(3, "return"), Words.Of(1000, "pair")));

    [Theory]
    [InlineData(0, "A")]
    [InlineData(25, "Z")]
    [InlineData(26, "AA")]
    [InlineData(51, "AZ")]
    [InlineData(52, "BA")]
    [InlineData(701, "ZZ")]
    [InlineData(702, "AAA")]
    [InlineData(16_383, "XFD")]
    public void Columns_are_lettered_as_in_a_spreadsheet(int index, string letters) => Assert.Equal(letters, Finding.ColumnLetter(index));

    [Fact]
    public void A_digest_is_sha_256_in_lower_case() =>
        // FIPS 180-2, appendix B.1.
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Digest.Of("abc"));
}
