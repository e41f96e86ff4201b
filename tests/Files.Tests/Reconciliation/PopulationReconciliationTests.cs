using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Readers;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Reconciliation;

/// <summary>The mid-year estimates of the Office for National Statistics as a keeper uploads them: the published workbook, unchanged.</summary>
public class PopulationReconciliationTests
{
    private const string Folder = "sample-data/reference/population";

    /// <summary>England's adults as the workbooks print them (published data notes: upper-tier sums are equal to the England row in each year).</summary>
    public static TheoryData<string, string, int> Workbooks => new()
    {
        { "ons-MYE2_2015.xls", "mid-2015", 43_108_471 },
        { "ons-ukmidyearestimates2016.xls", "mid-2016", 43_482_790 },
        { "ons-ukmidyearestimates2017finalversion.xls", "mid-2017", 43_752_473 },
        { "ons-ukmidyearestimates20182019ladcodes.xls", "mid-2018", 44_022_560 },
        { "ons-ukmidyearestimates20192020ladcodes.xls", "mid-2019", 44_263_393 },
        { "ons-ukpopestimatesmid2020on2021geography.xls", "mid-2020", 44_456_850 },
    };

    private static CheckedReturn Check(string name)
    {
        using var stream = File.OpenRead(TestFiles.PathOf($"{Folder}/{name}"));
        return Pipeline.Check(ReturnFile.Read(stream, name, TestFiles.MaxBytes), new CheckContext("KEEPER", new DateOnly(2026, 11, 23), PolicyBook.Current, ReferenceBook.Current, Mandates.Current) { FileName = name });
    }

    private static List<string[]> Table => [.. CsvText.Read(File.ReadAllText(TestFiles.PathOf("functions/Core/Policy/tables/population-18plus.csv"))).Skip(1)];

    [Theory, MemberData(nameof(Workbooks))]
    public void A_workbook_as_published_is_an_estimate_and_equals_the_table_of_the_build(string name, string estimate, int adults)
    {
        var found = Check(name);
        Assert.Empty(found.Findings);
        var rows = Assert.Single(found.Accepted).Rows.Select(Populations.Collection.RowOf).ToList();
        Assert.All(rows, row => Assert.Equal(estimate, row.Estimate));
        Assert.Equal(adults, rows.Single(row => row.OnsCode == "E92000001").Adults);
        Assert.Equal(adults, rows.Where(row => row.IsUpperTier).Sum(row => row.Adults));
        Assert.Equal(
            Table.Where(row => row[0] == estimate).Select(row => (row[1], int.Parse(row[3], NumberStyles.None, CultureInfo.InvariantCulture))).Order(),
            rows.Select(row => (row.OnsCode, row.Adults)).Order());
        Assert.All(rows, row => Assert.True(row.Aged65 < row.Adults && row.Under18 + row.Adults == row.AllAges));
    }

    // Printed in MYE1 and MYE2 of mid-2018: England 55,977,178 people of all ages.
    [Fact]
    public void All_ages_are_as_printed() =>
        Assert.Equal(55_977_178, Check("ons-ukmidyearestimates20182019ladcodes.xls").Accepted.Single().Rows.Select(Populations.Collection.RowOf).Single(row => row.Name == "England").AllAges);

    [Fact]
    public void All_six_uploaded_give_the_adults_of_the_build()
    {
        var standing = Workbooks.Select(row => row.Data.Item1).SelectMany(name => Check(name).Accepted).Select(slice => (slice.Key.Page, slice.Rows)).ToList();
        var (reference, _) = ReferenceSets.From(key => key == Populations.CollectionKey ? standing : []);
        Assert.All(Table, row =>
        {
            foreach (var authority in reference.Authorities.Where(authority => authority.Value.OnsCode == row[1]))
                Assert.Equal(ReferenceBook.Current.AdultsOf(authority.Value, row[0])?.Number, reference.AdultsOf(authority.Value, row[0])?.Number);
            Assert.Equal(ReferenceBook.Current.AdultsOfEngland(row[0])?.Number, reference.AdultsOfEngland(row[0])?.Number);
        });
    }

    [Fact]
    public void No_authority_is_missed_from_one_year_to_the_next()
    {
        var slices = Workbooks.Select(row => row.Data.Item1).SelectMany(name => Check(name).Accepted).ToDictionary(slice => slice.Key.Page);
        var pages = slices.ToDictionary(slice => slice.Key, slice => Page(slice.Value));
        var book = new StandingBook(page => pages.TryGetValue(page.Page, out var version) ? StandingPage.After(page.Page, [version]) : StandingPage.Empty(page.Page), (_, standing) => slices[standing.LedgerBlob!].Rows, PolicyBook.Current, ReferenceBook.Current);
        Assert.All(pages.Values, version => Assert.Empty(Populations.Collection.Compare(version, book)));

        static PageVersion Page(SliceContent slice) => new(
            ArrivalOrder.Of(default, slice.Key.Page), slice.Key.Page, "KEEPER", View.Keeper, default,
            new AcceptedPage(slice.Key.Page, slice.Key.Page, Coverage.SlicesOnly, [new SliceVersion(slice.Key.Body, slice.Key.Part, slice.Digest, slice.FirstLine, slice.LastLine, slice.Total)], []));
    }
}
