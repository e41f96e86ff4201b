using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Policy;
using Monitoring.Files.Readers;
using Reconciled = Monitoring.Core.Figures.Delays.Reconciliation;

namespace Monitoring.Files.Tests.Readers;

/// <summary>What must reconcile, and what is a revision (note on published data): published totals of NHS England beside each other.</summary>
public class WitnessesTests
{
    private static readonly Lazy<IReadOnlyList<PublishedDelays>> Series = new(() =>
    {
        using var stream = File.OpenRead(TestFiles.PathOf("sample-data/reference/england-time-series.xls"));
        return Witnesses.Of(EnglandSeries.Read(stream));
    });

    private static PublishedDelays Workbook(string name)
    {
        using var stream = File.OpenRead(TestFiles.PathOf($"sample-data/reference/council-workbooks/{name}.xls"));
        return Witnesses.Of(CouncilWorkbook.Read(stream, $"{name}.xls"))!;
    }

    private static IReadOnlyList<Reconciled> Revised(string name)
    {
        var workbook = Workbook(name);
        return [.. Reconciliations.Between(workbook, Series.Value.Single(month => month.Month == workbook.Month), ReferenceBook.Current).Where(one => one.What.StartsWith("England", StringComparison.Ordinal))];
    }

    [Theory]
    [InlineData("April_11")]
    [InlineData("April_13")]
    [InlineData("July_15")]
    [InlineData("April_17")]
    [InlineData("Jan_18")]
    [InlineData("April_18")]
    public void To_October_2018_workbook_and_series_agree_in_every_split(string name)
    {
        var found = Revised(name).Where(one => one.Ours is not null).ToList();
        Assert.True(found.Count >= 16);
        Assert.All(found, one => Assert.Equal((0L, "Equal."), (one.Difference, one.Says)));
    }

    [Theory]
    [InlineData("Apr_19", -368)] // series less workbook
    [InlineData("Nov_19", -69)]
    public void Totals_of_2019_were_revised_and_it_is_said(string name, int seriesLessWorkbook)
    {
        var total = Revised(name).Single(one => one.What == "England, delayed days");
        Assert.Equal(-seriesLessWorkbook, total.Difference);
        Assert.Contains("A revision: the publication is of 10 September 2020", total.Says);
    }

    [Theory]
    [InlineData("Nov_18", 136_183, 14, -9, -5)]
    [InlineData("Dec_19", 148_101, -32, 48, -16)]
    public void A_split_was_moved_where_the_total_stays(string name, int total, int nhs, int socialCare, int both)
    {
        var found = Revised(name).ToDictionary(one => one.What);
        Assert.Equal((total, 0L), ((int)found["England, delayed days"].Ours!, found["England, delayed days"].Difference!.Value));
        var moved = new[] { "NHS", "social care", "both" }.Select(who => found[$"England, delayed days, {who}"]).ToList();
        Assert.Equal([nhs, socialCare, both], moved.Select(one => (int)one.Difference!.Value));
        Assert.All(moved, one => Assert.EndsWith("The total is equal: days moved within it.", one.Says));
    }

    [Fact]
    public void Poole_of_April_2019_has_no_number_and_Bournemouth_all() // E11
    {
        var totals = Workbook("Apr_19").Numbers.Where(number => number.Figure == "days.total").ToDictionary(number => number.Body, number => number.Days);
        Assert.Equal((1_180L, null, 1_617L), (totals["810"], totals["811"], totals["809"]));
    }
}
