using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Tests.Policy;

public class PolicyBookTests
{
    private static readonly PolicyBook Book = PolicyBook.Current;

    public static TheoryData<string, string> Policies => [.. Book.Rows.Select(row => (row.Policy, row.AppliesTo)).Distinct()];

    [Theory, MemberData(nameof(Policies))]
    public void Periods_neither_overlap_nor_leave_a_gap_and_the_last_has_no_end(string policy, string appliesTo)
    {
        var rows = Book.Rows.Where(row => row.Policy == policy && row.AppliesTo == appliesTo).OrderBy(row => row.From).ToList();
        // Delayed transfers began with August 2010, the law on notices seven years earlier: no policy begins later than the first month that can be asked for.
        Assert.True(rows[0].From <= new DateOnly(2010, 8, 1));
        Assert.All(rows.Zip(rows.Skip(1)), pair => Assert.Equal(pair.Second.From, pair.First.To?.AddDays(1)));
        Assert.Null(rows[^1].To);
        Assert.All(rows, row => Assert.True(row.To is null || row.From <= row.To));
    }

    [Fact]
    public void Every_row_cites_a_source_and_says_how_sure_it_is() => Assert.All(Book.Rows, row =>
    {
        Assert.True(row.Source.Length > 20, $"{row.Policy} from {row.From}");
        Assert.True(Enum.IsDefined(row.Mark));
        Assert.NotEqual(default, row.Recorded);
        Assert.NotEqual("", row.Value);
    });

    [Theory]
    [InlineData("V", Mark.Verified)]
    [InlineData("D", Mark.Derived)]
    [InlineData("R", Mark.Recalled)]
    [InlineData("A", Mark.Assumed)]
    public void A_mark_is_one_letter(string letter, Mark mark) => Assert.Equal(mark, PolicyBook.MarkOf(letter));

    [Fact]
    public void Any_other_letter_is_no_mark() => Assert.Throws<FormatException>(() => PolicyBook.MarkOf("v"));

    [Theory]
    [InlineData("2010-07-31", null)]
    [InlineData("2010-08-01", "yes")]
    [InlineData("2020-02-29", "yes")]
    [InlineData("2020-03-01", "no")]
    public void Delayed_transfers_were_collected_from_August_2010_to_February_2020(string date, string? value) =>
        Assert.Equal(value, Book.TryOn(DateOnly.Parse(date), "delayed-transfers.collected")?.Value);

    [Theory]
    [InlineData("2017-03-31", "yes", "no")]
    [InlineData("2017-04-01", "no", "non-acute")]
    public void From_April_2017_there_is_no_snapshot_and_reason_O(string date, string snapshot, string reasonO) =>
        Assert.Equal((snapshot, reasonO), (Book.On(DateOnly.Parse(date), "delayed-transfers.snapshot").Value, Book.On(DateOnly.Parse(date), "delayed-transfers.reason-o").Value));

    [Theory]
    [InlineData("2016-03-31", "none")]
    [InlineData("2016-04-30", "mid-2015")]
    [InlineData("2018-03-31", "mid-2016")]
    [InlineData("2018-04-30", "mid-2017")]
    [InlineData("2019-04-30", "mid-2018")] // E7
    [InlineData("2020-02-29", "mid-2018")]
    public void The_population_is_the_last_mid_year_before_the_financial_year(string date, string estimate) =>
        Assert.Equal(estimate, Book.On(DateOnly.Parse(date), "population-estimate").Value);

    [Fact]
    public void A_date_that_no_row_covers_throws() => Assert.Throws<InvalidOperationException>(() => Book.On(new(2010, 7, 31), "delayed-transfers.collected"));
}

public class DueDatesTests
{
    [Theory]
    [InlineData("2019-11", "2020-01-09")] // published on that day
    [InlineData("2020-02", "2020-04-09")] // published on that day
    [InlineData("2019-12", "2020-02-13")]
    [InlineData("2018-12", "2019-02-14")]
    [InlineData("2019-06", "2019-08-08")] // 1 August was itself a Thursday
    public void NHS_England_publishes_on_the_second_Thursday_of_the_month_after_next(string month, string due) => Assert.Equal(DateOnly.Parse(due), Due(month, "nhs-england"));

    [Theory]
    [InlineData("2019-11", "2019-12-13")]
    [InlineData("2019-12", "2020-01-15")] // New Year's Day is not worked
    [InlineData("2019-03", "2019-04-12")]
    [InlineData("2019-04", "2019-05-15")] // nor is 6 May
    public void A_provider_has_ten_working_days(string month, string due) => Assert.Equal(DateOnly.Parse(due), Due(month, "provider"));

    [Theory]
    [InlineData("2020-03", "nhs-england")]
    [InlineData("2024-11", "provider")]
    public void Nothing_is_due_after_the_collection_ended(string month, string sender) => Assert.Null(Due(month, sender));

    private static DateOnly? Due(string month, string sender) =>
        DueDates.Of(ReportingMonth.Parse(month), $"delayed-transfers/{sender}", PolicyBook.Current, ReferenceBook.Current.WorkingDays);
}
