using CsCheck;
using Monitoring.Core.Figures;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Tests.Kernel;

public class ReportingMonthTests
{
    private static readonly Gen<ReportingMonth> Months = Gen.Select(Gen.Int[1900, 2100], Gen.Int[1, 12], (year, month) => new ReportingMonth(year, month));

    [Fact]
    public void Small_values_keep_the_laws_of_equality_and_order()
    {
        ReportingMonth december = new(2019, 12), january = new(2020, 1);
        ValueLaws.Order(december, new ReportingMonth(2019, 12), january);
        ValueLaws.Order(DelayedTransfers.Slice(december, "RJ7", "730"), DelayedTransfers.Slice(december, "RJ7", "730"), DelayedTransfers.Slice(december, "RJ7", "805"));
        ValueLaws.Order(DelayedTransfers.Slice(december, "RTH", "904"), DelayedTransfers.Slice(december, "RTH", "904"), DelayedTransfers.Slice(january, "RJ7", "730"));
        ValueLaws.Order(new Place("RJ7", "805"), new Place("RJ7", "805"), new Place("RTH", "730"));
        ValueLaws.Order(
            ArrivalOrder.Of(DateTimeOffset.UnixEpoch, "b"), ArrivalOrder.Of(DateTimeOffset.UnixEpoch.ToOffset(TimeSpan.FromHours(1)), "b"),
            ArrivalOrder.Of(DateTimeOffset.UnixEpoch.AddMilliseconds(1), "a"));
        ValueLaws.Equality(new FigureKey("730", december), new FigureKey("730", december), new FigureKey("730", january));
    }

    [Fact]
    public void Operators_agree_with_the_order() => Gen.Select(Months, Months).Sample((left, right) =>
    {
        var order = left.FirstDay.CompareTo(right.FirstDay);
        Assert.Equal(order, Math.Sign(left.CompareTo(right)));
        Assert.Equal((order < 0, order <= 0, order > 0, order >= 0, order == 0), (left < right, left <= right, left > right, left >= right, left == right));
    });

    [Fact]
    public void Default_is_January_of_year_1() => Assert.Equal(new ReportingMonth(1, 1), default);

    [Fact]
    public void Adding_months_can_be_undone() =>
        Gen.Select(Months, Gen.Int[-1200, 1200]).Sample((month, number) => month.AddMonths(number).AddMonths(-number) == month);

    [Fact]
    public void The_next_month_begins_the_day_after_this_one_ends() =>
        Months.Sample(month => month.AddMonths(1).FirstDay == month.LastDay.AddDays(1) && month.LastDay.DayNumber - month.FirstDay.DayNumber + 1 == month.Days);

    [Fact]
    public void Text_reads_back_and_sorts_as_the_months_do() => Gen.Select(Months, Months).Sample((left, right) =>
        ReportingMonth.Parse(left.ToString()) == left && Math.Sign(string.CompareOrdinal(left.ToString(), right.ToString())) == Math.Sign(left.CompareTo(right)));

    [Theory]
    [InlineData(2019, 2, 28)]
    [InlineData(2020, 2, 29)]
    [InlineData(1900, 2, 28)]
    [InlineData(2000, 2, 29)]
    [InlineData(2019, 11, 30)]
    [InlineData(2019, 12, 31)]
    public void A_month_has_its_calendar_days(int year, int month, int days) => Assert.Equal(days, new ReportingMonth(year, month).Days);

    [Theory]
    [InlineData(2019, 4, "2019-20")]
    [InlineData(2020, 3, "2019-20")]
    [InlineData(2020, 1, "2019-20")]
    [InlineData(2010, 8, "2010-11")]
    [InlineData(1999, 12, "1999-00")]
    public void The_financial_year_runs_from_April_to_March(int year, int month, string expected) => Assert.Equal(expected, new ReportingMonth(year, month).FinancialYear);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(10000, 1)]
    [InlineData(2019, 0)]
    [InlineData(2019, 13)]
    public void There_is_no_such_month(int year, int month) => Assert.Throws<ArgumentOutOfRangeException>(() => new ReportingMonth(year, month));

    [Theory]
    [InlineData("2019-11")]
    [InlineData("2019-11-01")]
    [InlineData("November 2019")]
    [InlineData("NOVEMBER 2019")]
    [InlineData("november 2019")]
    [InlineData("Nov 2019")]
    [InlineData("November-2019")]
    [InlineData("Nov-2019")]
    [InlineData("Nov-19")]
    [InlineData("nov-19")]
    [InlineData("November-19")]
    [InlineData("11/2019")]
    [InlineData("  2019-11  ")]
    [InlineData("2019-11-01 00:00:00")]
    public void November_2019_is_read_however_it_is_written(string text) =>
        Cultures.Same((true, new ReportingMonth(2019, 11)), () => (ReportingMonth.TryRead(text, out var month), month));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2019")]
    [InlineData("November")]
    [InlineData("2019-13")]
    [InlineData("2019-00")]
    [InlineData("2019-11-02")]
    [InlineData("2019-11-30")]
    [InlineData("2019-11-01 08:00:00")]
    [InlineData("2019-11-02 00:00:00")]
    [InlineData("01/11/2019")]
    [InlineData("11/19")]
    [InlineData("201911")]
    [InlineData("43770")]
    [InlineData("Kasım 2019")]
    [InlineData("Novemberr 2019")]
    [InlineData("0000-11")]
    [InlineData("#N/A")]
    public void What_is_not_plainly_a_month_is_refused(string? text) => Cultures.Same((false, default), () => (ReportingMonth.TryRead(text, out var month), month));

    [Theory]
    [InlineData("2019-11", true)]
    [InlineData("2019-1", false)]
    [InlineData("November 2019", false)]
    [InlineData(" 2019-11", false)]
    [InlineData("2019/11", false)]
    [InlineData("+019-11", false)]
    [InlineData("0000-01", false)]
    [InlineData("2019-13", false)]
    [InlineData(null, false)]
    public void Our_own_keys_have_one_spelling(string? text, bool read) => Assert.Equal(read, ReportingMonth.TryParse(text, out _));

    [Fact]
    public void A_month_is_named_in_English_on_any_machine() => Cultures.Same("February 2020; 2020-02; 2019-20", () =>
    {
        var month = new ReportingMonth(2020, 2);
        return $"{month.Name}; {month}; {month.FinancialYear}";
    });

    [Theory]
    [InlineData("730/2019-11.json", "730", true)]
    [InlineData("ENG/2019-11.json", "ENG", true)]
    [InlineData("730/2019-11.xlsx", "", false)]
    [InlineData("/2019-11.json", "", false)]
    [InlineData("730/x/2019-11.json", "", false)]
    [InlineData("730/November 2019.json", "", false)]
    public void A_figures_document_is_named_by_body_and_month(string blob, string body, bool ours)
    {
        var key = FigureKey.Parse(blob);
        Assert.Equal(ours ? new FigureKey(body, new ReportingMonth(2019, 11)) : null, key);
        if (key is { } found)
            Assert.Equal(blob, found.BlobName);
    }
}
