using Monitoring.Core.Policy;

namespace Monitoring.Core.Tests.Policy;

public class ReferenceBookTests
{
    private static readonly ReferenceBook Book = ReferenceBook.Current;
    private static readonly DateOnly March2019 = new(2019, 3, 31), April2019 = new(2019, 4, 1);

    [Theory]
    [InlineData("00KB", "625", "E06000055", "Bedford")]
    [InlineData("00KC", "626", "E06000056", "Central Bedfordshire")]
    [InlineData("00EQ", "326", "E06000049", "Cheshire East")]
    [InlineData("00EW", "327", "E06000050", "Cheshire West and Chester")]
    public void An_old_style_code_names_the_same_authority(string old, string code, string ons, string name)
    {
        var authority = Book.AuthorityOn(April2019, old);
        Assert.Equal((code, ons, name), (authority?.Code, authority?.OnsCode, authority?.Name));
        Assert.Equal(authority, Book.AuthorityOn(April2019, code));
    }

    [Theory]
    [InlineData("507", "E06000015", "Derby")]
    [InlineData("219", "E06000014", "York")]
    [InlineData("714", "E09000001", "City of London")]
    [InlineData("406", "E08000025", "Birmingham")]
    [InlineData("9900", null, "Resident in Wales")]
    public void A_code_names_an_authority(string code, string? ons, string name)
    {
        var authority = Book.AuthorityOn(April2019, code);
        Assert.Equal((ons, name), (authority?.OnsCode, authority?.Name));
    }

    [Fact]
    public void Dorset_keeps_its_code_and_changes_its_ONS_code() =>
        Assert.Equal(("E10000009", "E06000059"), (Book.AuthorityOn(March2019, "809")?.OnsCode, Book.AuthorityOn(April2019, "809")?.OnsCode));

    [Theory]
    [InlineData("810", "E06000028")]
    [InlineData("811", "E06000029")]
    public void Bournemouth_and_Poole_end_on_31_March_2019_and_738_succeeds_them(string code, string ons)
    {
        var (before, after) = (Book.AuthorityOn(March2019, code), Book.AuthorityOn(April2019, code));
        Assert.Equal((ons, "738"), (before?.OnsCode, before?.Successor));
        Assert.Null(after);
        Assert.Null(Book.AuthorityOn(March2019, "738"));
        Assert.Equal("E06000058", Book.AuthorityOn(April2019, "738")?.OnsCode);
    }

    [Fact]
    public void Buckinghamshire_is_612_until_March_2020_and_916_after() => Assert.Equal(
        ("E10000002", null, null, "E06000060"),
        (Book.AuthorityOn(new(2020, 3, 31), "612")?.OnsCode, Book.AuthorityOn(new(2020, 4, 1), "612")?.OnsCode, Book.AuthorityOn(new(2020, 3, 31), "916")?.OnsCode, Book.AuthorityOn(new(2020, 4, 1), "916")?.OnsCode));

    [Fact]
    public void Periods_of_a_code_neither_overlap_nor_run_backwards() => Assert.All(Book.Authorities.GroupBy(authority => authority.Value.Code), code =>
    {
        var periods = code.OrderBy(period => period.From).ToList();
        Assert.All(periods, period => Assert.True(period.To is null || period.From <= period.To));
        Assert.All(periods.Zip(periods.Skip(1)), pair => Assert.Equal(pair.Second.From, pair.First.To?.AddDays(1)));
    });

    [Fact]
    public void Every_successor_is_there_the_day_after() => Assert.All(Book.Authorities.Where(authority => authority.Value.Successor is not null), authority =>
        Assert.NotNull(Book.AuthorityOn(authority.To!.Value.AddDays(1), authority.Value.Successor!)));

    // Domain note 3.5: 154 rows to April 2019, 153 after the Dorset change. They include Wales, Scotland and outside Great Britain; Scilly is in Cornwall.
    [Theory]
    [InlineData("2019-03-31", 154)]
    [InlineData("2019-05-01", 153)]
    public void There_are_as_many_codes_as_the_workbooks_have_rows(string date, int rows) =>
        Assert.Equal(rows, Book.Authorities.Count(authority => authority.On(DateOnly.Parse(date)) && authority.Value.Code != "906"));

    [Fact]
    public void Wales_Scotland_and_outside_Great_Britain_are_outside_England_and_nothing_else_is() =>
        Assert.Equal(["9900", "9901", "9902"], Book.Authorities.Where(authority => authority.Value.OutsideEngland).Select(authority => authority.Value.Code).Order());

    // Sums of the ONS files (published-data.md).
    [Theory]
    [InlineData("mid-2015", 43_108_471)]
    [InlineData("mid-2016", 43_482_790)]
    [InlineData("mid-2017", 43_752_473)]
    [InlineData("mid-2018", 44_022_560)]
    [InlineData("mid-2019", 44_263_393)]
    [InlineData("mid-2020", 44_456_850)]
    public void Adults_of_England(string estimate, int adults) => Assert.Equal(adults, Book.AdultsOfEngland(estimate)?.Number);

    // ONS mid-2018: Cornwall 458,158 and Isles of Scilly 1,874.
    [Fact]
    public void Cornwall_is_counted_with_the_Isles_of_Scilly()
    {
        var adults = Book.AdultsOf(Book.AuthorityOn(April2019, "902")!, "mid-2018");
        Assert.Equal(458_158 + 1_874, adults?.Number);
        Assert.Contains("Isles of Scilly", adults?.Source);
    }

    [Fact]
    public void The_City_of_London_is_small_but_there() => Assert.InRange(Book.AdultsOf(Book.AuthorityOn(April2019, "714")!, "mid-2018")!.Number, 5_000, 10_000);

    // ONS mid-2017 is on the map before the reorganisation (Dorset county 347,806), mid-2018 on the map after it (308,524).
    [Theory]
    [InlineData("2019-04-01", "mid-2018", 308_524)]
    [InlineData("2019-03-31", "mid-2017", 347_806)]
    public void Dorsets_adults_are_those_of_its_area(string date, string estimate, int adults) =>
        Assert.Equal(adults, Book.AdultsOf(Book.AuthorityOn(DateOnly.Parse(date), "809")!, estimate)?.Number);

    [Theory]
    [InlineData("507", "mid-1999")]
    [InlineData("9900", "mid-2018")]
    [InlineData("738", "mid-2015")]
    public void Where_an_estimate_has_no_number_there_is_none_and_it_is_not_zero(string code, string estimate) => Assert.Null(Book.AdultsOf(Book.AuthorityOn(April2019, code)!, estimate));

    [Fact]
    public void An_unknown_code_names_nothing()
    {
        Assert.Null(Book.AuthorityOn(April2019, "999"));
        Assert.Null(Book.Provider("ZZZ"));
        Assert.Empty(Book.AuthorityPeriods("999"));
        Assert.Null(Book.AdultsOfEngland("mid-1999"));
    }
}

public class MandatesTests
{
    private static readonly DateOnly On = new(2020, 1, 9);

    [Theory]
    [InlineData("X24", View.NhsEngland)]
    [InlineData("RJ7", View.Provider)]
    [InlineData("NAX", View.Provider)] // a community provider
    [InlineData("ZZZ", null)]
    [InlineData("730", null)] // a council sends nothing
    public void A_return_is_kept_in_the_view_of_its_kind_of_sender(string sender, View? view) => Assert.Equal(view, Mandates.Current.ViewOf(sender, "delayed-transfers", On));

    [Theory]
    [InlineData("X24", "RJ7", true)]
    [InlineData("X24", "ZZZ", true)] // closed providers are not all in the list
    [InlineData("RJ7", "RJ7", true)]
    [InlineData("RJ7", "RTH", false)]
    [InlineData("ZZZ", "ZZZ", false)]
    public void NHS_England_reports_for_everyone_and_a_provider_for_itself(string sender, string provider, bool may) =>
        Assert.Equal(may, Mandates.Current.MayReport(sender, provider, "delayed-transfers", On));

    [Fact]
    public void There_is_no_mandate_for_another_collection_or_before_the_first_month()
    {
        Assert.Null(Mandates.Current.ViewOf("X24", "better-care-fund", On));
        Assert.Null(Mandates.Current.ViewOf("X24", "delayed-transfers", new(2010, 7, 31)));
        Assert.False(Mandates.Current.MayReport("RJ7", "RJ7", "better-care-fund", On));
    }

    [Theory]
    [InlineData("X24", true)]
    [InlineData("RJ7", true)]
    [InlineData("ZZZ", false)]
    public void Whether_a_sender_is_known(string sender, bool known) => Assert.Equal(known, Mandates.Current.Knows(sender));
}
