using System.Globalization;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Returns;
using Monitoring.Core.Validation;

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
        Assert.Equal(ons, before?.OnsCode);
        Assert.Equal(["738"], before!.Successors);
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
    public void Every_successor_is_there_the_day_after() => Assert.All(
        Book.Authorities.SelectMany(authority => authority.Value.Successors, (authority, successor) => (Ended: authority.To!.Value, successor)),
        pair => Assert.NotNull(Book.AuthorityOn(pair.Ended.AddDays(1), pair.successor)));

    // The orders that reorganised them; ONS codes as Discharge Ready Date 2024-25 prints them.
    [Theory]
    [InlineData("504", "2021-03-31", "E10000021", "E06000061;E06000062")] // SI 2020/156
    [InlineData("102", "2023-03-31", "E10000006", "E06000063;E06000064")] // SI 2022/331
    [InlineData("612", "2020-03-31", "E10000002", "916")] // SI 2019/957
    public void An_authority_that_ended_has_its_successors(string code, string lastDay, string ons, string successors)
    {
        var last = DateOnly.Parse(lastDay);
        var before = Book.AuthorityOn(last, code);
        Assert.Equal(ons, before?.OnsCode);
        Assert.Equal(successors.Split(';'), before!.Successors);
        Assert.Null(Book.AuthorityOn(last.AddDays(1), code));
        Assert.All(before.Successors, successor =>
        {
            Assert.Null(Book.AuthorityOn(last, successor));
            Assert.NotNull(Book.AuthorityOn(last.AddDays(1), successor));
        });
    }

    [Theory]
    [InlineData("809", "2019-04-01", "E10000009", "E06000059")] // SI 2018/648
    [InlineData("218", "2023-04-01", "E10000023", "E06000065")] // SI 2022/328
    [InlineData("905", "2023-04-01", "E10000027", "E06000066")] // SI 2022/329
    [InlineData("204", "2025-04-01", "E08000016", "E08000038")] // SI 2024/1328
    [InlineData("207", "2025-04-01", "E08000019", "E08000039")]
    [InlineData("106", "2013-04-01", "E08000020", "E08000037")]
    public void An_authority_keeps_its_code_and_changes_its_ONS_code(string code, string firstDay, string before, string after)
    {
        var first = DateOnly.Parse(firstDay);
        Assert.Equal((before, after), (Book.AuthorityOn(first.AddDays(-1), code)?.OnsCode, Book.AuthorityOn(first, code)?.OnsCode));
    }

    // Discharge Ready Date 2024-25 lists 153 upper-tier authorities, the Isles of Scilly among them.
    [Fact]
    public void There_are_153_authorities_in_2024() =>
        Assert.Equal(153, Book.Authorities.Count(authority => authority.On(new(2024, 4, 1)) && !authority.Value.OutsideEngland));

    // ONS mid-2020 is on the map of April 2021. No estimate at hand is on the map of 2023.
    [Fact]
    public void An_estimate_on_a_newer_map_counts_the_new_authorities()
    {
        var (north, west) = (Book.AuthorityOn(new(2021, 4, 1), "E06000061")!, Book.AuthorityOn(new(2021, 4, 1), "E06000062")!);
        Assert.True(Book.AdultsOf(north, "mid-2020")!.Number + Book.AdultsOf(west, "mid-2020")!.Number > Book.AdultsOf(Book.AuthorityOn(new(2021, 3, 31), "504")!, "mid-2019")!.Number);
        Assert.Null(Book.AdultsOf(Book.AuthorityOn(new(2021, 3, 31), "504")!, "mid-2020"));
        Assert.Null(Book.AdultsOf(Book.AuthorityOn(new(2023, 4, 1), "E06000063")!, "mid-2020"));
    }

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
    public void Uploaded_adults_add_to_and_replace_those_of_the_build()
    {
        var book = Book.With(adults: [new("mid-2023", "E06000063", 220_000, "ONS mid-2023, invented"), new("mid-2018", "E06000059", 308_525, "ONS mid-2018, invented")]);
        Assert.Equal(220_000, book.AdultsOf(book.AuthorityOn(new(2024, 4, 1), "E06000063")!, "mid-2023")?.Number);
        Assert.Equal((308_525, "ONS mid-2018, invented"), (book.AdultsOf(book.AuthorityOn(April2019, "809")!, "mid-2018")!.Number, book.AdultsOf(book.AuthorityOn(April2019, "809")!, "mid-2018")!.Source));
        Assert.Equal(Book.AdultsOf(Book.AuthorityOn(April2019, "507")!, "mid-2018"), book.AdultsOf(book.AuthorityOn(April2019, "507")!, "mid-2018"));
        Assert.Equal(308_524, Book.AdultsOf(Book.AuthorityOn(April2019, "809")!, "mid-2018")?.Number); // the build's own book stays as it was
    }

    [Fact]
    public void The_version_follows_the_rows()
    {
        AdultsRow one = new("mid-2023", "E06000063", 220_000, "invented"), two = one with { OnsCode = "E06000064" };
        Assert.Equal(Book.Version, Book.With().Version);
        Assert.NotEqual(Book.Version, Book.With(adults: [one]).Version);
        Assert.NotEqual(Book.With(adults: [one]).Version, Book.With(adults: [one with { Adults = 220_001 }]).Version);
        Assert.Equal(Book.With(adults: [one, two]).Version, Book.With(adults: [two, one]).Version);
        Assert.Equal(Book.With(adults: [one, two]).Version, Book.With(adults: [one]).With(adults: [two]).Version);
        var renamed = Book.Organisations.Rows.First(row => row.Code == "RJ7") with { Name = "St George's" };
        Assert.NotEqual(Book.Version, Book.With(organisations: [renamed]).Version);
        var moved = Book.Organisations.RelationRows.First(row => row.FromCode == "RJ7") with { ToCode = "QKK" };
        Assert.NotEqual(Book.Version, Book.With(relations: [moved]).Version);
    }

    /// <summary>What a figure is made with has a version of its own, which other rows leave alone: a set that has nothing to do with a figure makes no new document.</summary>
    [Fact]
    public void The_version_of_what_a_figure_is_made_with_follows_its_rows_and_no_others()
    {
        const ReferenceParts names = ReferenceParts.Authorities | ReferenceParts.Providers;
        AdultsRow row = new("mid-2023", "E06000063", 220_000, "invented");
        var (brought, other) = (Book.With(adults: [row]), Book.With(adults: [row with { Estimate = "mid-2022" }]));
        Assert.Equal([false, true], Changed([(names, null), (names, "mid-2023")], brought));
        Assert.Equal([false, false], Changed([(names, null), (names, "mid-2023")], other));
        Assert.NotEqual(brought.VersionOf(names, "mid-2023"), Book.With(adults: [row with { Aged65 = 50_000 }]).VersionOf(names, "mid-2023"));
        Assert.NotEqual(Book.VersionOf(names), Book.VersionOf(names, "mid-2018"));

        (ReferenceParts, string?)[] parts = [(ReferenceParts.Authorities, null), (ReferenceParts.Providers, null), (ReferenceParts.BankHolidays, null), (ReferenceParts.Organisations, null), (ReferenceParts.Shares, null)];
        var trust = Book.Organisations.Rows.First(one => one.Code == "RJ7") with { Name = "St George's" };
        var council = Book.Organisations.Rows.First(one => one.Code == "730") with { Name = "London Borough of Merton" };
        var group = new OrganisationRow("99X", CodeScheme.Ods, OrganisationKind.Ccg, "NHS Example CCG", new(2013, 4, 1), new(2022, 6, 30), new(2026, 11, 23), Mark.Assumed, "invented");
        var share = new RelationRow("99X", null, Relation.Share, "730", null, group.From, group.To, Proportion.TryParse("1/2"), group.Recorded, Mark.Assumed, "invented");
        Assert.Equal([false, false, false, true, false], Changed(parts, Book.With(organisations: [trust])));
        Assert.Equal([true, false, false, true, false], Changed(parts, Book.With(organisations: [council])));
        Assert.Equal([false, false, false, true, false], Changed(parts, Book.With(organisations: [group])));
        Assert.Equal([false, false, false, false, true], Changed(parts, Book.With(relations: [share])));
        Assert.Equal(Book.With(organisations: [trust, group]).VersionOf(ReferenceParts.Organisations), Book.With(organisations: [group, trust]).VersionOf(ReferenceParts.Organisations));
        Assert.Equal(31, Enumerable.Range(1, 31).Select(all => Book.VersionOf((ReferenceParts)all)).Distinct().Count());

        static IEnumerable<bool> Changed((ReferenceParts Parts, string? Estimate)[] of, ReferenceBook book) => of.Select(one => Book.VersionOf(one.Parts, one.Estimate) != book.VersionOf(one.Parts, one.Estimate));
    }

    // A made-up division of Surrey, as a keeper of reference data would upload it.
    [Fact]
    public void Uploaded_organisations_are_authorities_of_the_book()
    {
        DateOnly last = new(2027, 3, 31), first = new(2027, 4, 1), today = new(2026, 11, 22);
        var surrey = Book.Organisations.Rows.Where(row => row.Code is "805" or "E10000030").Select(row => row with { To = last });
        var book = Book.With(
            organisations: [.. surrey, new("E06999901", CodeScheme.Ons, OrganisationKind.Authority, "East Surrey", first, null, today, Mark.Assumed, "invented"), new("E06999902", CodeScheme.Ons, OrganisationKind.Authority, "West Surrey", first, null, today, Mark.Assumed, "invented")],
            relations:
            [
                .. Book.Organisations.RelationRows.Where(row => row.FromCode is "805" or "E10000030").Select(row => row with { To = last }),
                .. new[] { "E06999901", "E06999902" }.Select(code => new RelationRow("805", null, Relation.Successor, code, null, first, null, null, today, Mark.Assumed, "invented")),
                new("E06999901", null, Relation.MemberOf, "E12000008", null, first, null, null, today, Mark.Assumed, "invented"),
            ]);
        Assert.Equal(("E10000030", "Surrey"), (book.AuthorityOn(last, "805")?.OnsCode, book.AuthorityOn(last, "805")?.Name));
        Assert.Equal(["E06999901", "E06999902"], book.AuthorityOn(last, "805")!.Successors);
        Assert.Null(book.AuthorityOn(first, "805"));
        Assert.Equal(("East Surrey", "South East", "E06999901"), (book.AuthorityOn(first, "E06999901")?.Name, book.AuthorityOn(first, "E06999901")?.Region, book.AuthorityOn(first, "E06999901")?.OnsCode));
        Assert.Equal("Region not known", book.AuthorityOn(first, "E06999902")?.Region);
        Assert.Equal("East Surrey", book.Organisations.Of("E06999901", OrganisationKind.Hwb, first)?.Name);
        Assert.Null(Book.AuthorityOn(first, "E06999901"));
        // The districts were left as members of a county that is gone: the set says so.
        Assert.Equal(11, book.Organisations.Faults.Count);
        Assert.All(book.Organisations.Faults, fault => Assert.Equal($"'{fault.Code} member-of 805': 805 is not there on 1 April 2027.", fault.Sentence));
    }

    // DT-20 with made-up periods of Surrey: divided in April 2019, and back in January 2020.
    [Theory]
    [InlineData("2019-11", "805 (Surrey) ended on 31 March 2019; from then on it is 807 (West Sussex) or 815 (East Sussex).", true)]
    [InlineData("2019-11", "805 (Surrey) ended on 31 March 2019.", false)] // it comes back later, so it has no successor
    [InlineData("2010-08", null, true)]
    public void A_return_for_an_authority_that_was_divided_hears_of_all_its_successors(string month, string? sentence, bool forGood)
    {
        DateOnly last = new(2019, 3, 31), today = new(2026, 11, 22);
        var surrey = Book.Organisations.Rows.Single(row => row.Code == "805");
        OrganisationRow[] rows = forGood ? [surrey with { To = last }] : [surrey with { To = last }, surrey with { From = new(2020, 1, 1) }];
        var successors = forGood ? new[] { "807", "815" } : [];
        var book = Book.With(organisations: rows, relations: successors.Select(code => new RelationRow("805", null, Relation.Successor, code, null, last.AddDays(1), null, null, today, Mark.Assumed, "invented")));
        var context = new CheckContext("RJ7", new DateOnly(2020, 1, 9), PolicyBook.Current, book, Mandates.Current);
        var found = Pipeline.Check(new FileContent(FileKind.Csv, [SmallReturn.Template(month, "RJ7", "805").Sheet()], []), context);
        var heard = found.Findings.Where(finding => finding.Rule == "DT-20").Select(finding => finding.Wrong).Distinct();
        Assert.Equal(new[] { sentence }.OfType<string>(), heard);
    }

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

    /// <summary>The first mandates are of October 2003, of the parties to reimbursement; nobody but the keeper may send as keeper, and a pattern is no sender.</summary>
    [Theory]
    [InlineData("RJ7", "2003-09-30", false)]
    [InlineData("RJ7", "2003-10-01", true)]
    [InlineData("X24", "2010-07-31", false)]
    [InlineData("X24", "2010-08-01", true)]
    [InlineData("KEEPER", "2020-02-14", true)]
    [InlineData("ZZ99", "2020-02-14", false)]
    [InlineData("provider:*", "2020-02-14", false)]
    [InlineData("*", "2020-02-14", false)]
    public void Whether_a_sender_has_any_mandate_on_a_date(string sender, string date, bool expected) => Assert.Equal(expected, Mandates.Current.MaySend(sender, DateOnly.Parse(date, CultureInfo.InvariantCulture)));
}
