using CsCheck;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Tests.Figures;

/// <summary>What holds of histories whatever was reported.</summary>
public class HistoryLaws
{
    private static readonly string[] Codes = ["507", "506", "219", "702", "714", "9900"];

    /// <summary>A few months from December 2018 on, each with some of the authorities, and some months missing.</summary>
    private static readonly Gen<DelayFigures[]> Months = Gen.Select(Gen.Int[0, 60].Nullable(), Gen.Int[0, 30], Gen.Int[0, 9]).Array[6].Array[2, 5].Select(months => (DelayFigures[])
    [
        .. months.Select((days, i) => (Month: ReportingMonth.Parse("2018-12").AddMonths(2 * i - i / 2), Days: Codes.Zip(days).Where(pair => pair.Second.Item1 is not null).Select(pair => (pair.First, pair.Second.Item1!.Value, pair.Second.Item2, pair.Second.Item3)).ToArray()))
            .Where(month => month.Days.Length > 0)
            .Select(month => SmallEngland.Of(month.Month.ToString(), month.Days)),
    ]);

    private static string Written(IEnumerable<DelayHistory> histories) => System.Text.Encoding.UTF8.GetString(Json.Bytes(histories.ToArray()));

    [Fact]
    public void England_is_the_sum_of_the_authorities_and_a_region_of_its_own() => Months.Sample(months =>
    {
        var histories = HistoriesTests.Of(months);
        foreach (var england in histories.Where(history => history.Level == HistoryLevel.England).SelectMany(history => history.Months))
            Assert.Equal(england.Days ?? 0, In(HistoryLevel.Authority, england.Month, _ => true));
        foreach (var region in histories.Where(history => history.Level == HistoryLevel.Region))
        {
            foreach (var month in region.Months)
                Assert.Equal(month.Days ?? 0, In(HistoryLevel.Authority, month.Month, code => ReferenceBook.Current.AuthorityOn(month.Month.FirstDay, code)?.Region == region.Name));
        }
        foreach (var england in histories.Where(history => history.Level == HistoryLevel.England).SelectMany(history => history.Months))
            Assert.Equal(england.Days ?? 0, In(HistoryLevel.Provider, england.Month, _ => true));

        long In(HistoryLevel level, ReportingMonth month, Func<string, bool> of) =>
            histories.Where(history => history.Level == level && of(history.Key.Body)).SelectMany(history => history.Months).Where(one => one.Month == month).Sum(one => one.Days ?? 0);
    }, iter: 40);

    [Fact]
    public void The_order_of_documents_does_not_matter() => Months.SelectMany(months => Gen.Shuffle(months.ToArray()).Select(shuffled => (months, shuffled))).Sample(pair =>
        Written(HistoriesTests.Of(pair.months)) == Written(HistoriesTests.Of(pair.shuffled)), iter: 20);

    [Fact]
    public void A_later_month_changes_no_earlier_one() => Months.Where(months => months.Length > 1).Sample(months =>
    {
        var (before, after) = (HistoriesTests.Of(months[..^1]), HistoriesTests.Of(months));
        foreach (var history in before)
        {
            var later = HistoriesTests.Body(after, history.Key.Body);
            foreach (var (was, now) in history.Months.Zip(later.Months))
                Assert.Equal(Json.Bytes(was), Json.Bytes(now));
        }
    }, iter: 30);

    [Fact]
    public void Every_month_from_the_first_to_the_last_is_there_once_and_what_is_missing_has_no_number() => Months.Sample(months =>
    {
        foreach (var history in HistoriesTests.Of(months))
        {
            Assert.Equal(Enumerable.Range(0, history.Months.Length).Select(i => history.Months[0].Month.AddMonths(i)), history.Months.Select(month => month.Month));
            Assert.Equal(history.Months.Select(month => month.Beds), history.Beds.Points.Select(point => point.Value));
            Assert.All(history.Months, month => Assert.Equal(month.Marks.Contains(MonthMark.Missing), month is { Days: null, Beds: null, Per100000: null } && !month.Notes.IsEmpty));
            Assert.All(history.Says, sentence => Assert.EndsWith(".", sentence));
        }
    }, iter: 30);
}
