using CsCheck;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Tests.Policy;

public class OrganisationsTests
{
    private static readonly Organisations Book = Organisations.Current;
    private static readonly DateOnly Today = new(2026, 11, 22);

    private static readonly DateOnly[] Dates = [.. Book.Rows.SelectMany(row => new[] { row.From, row.From.AddDays(-1), row.To, row.To?.AddDays(1) }).OfType<DateOnly>().Append(Today).Distinct().Order()];

    private static readonly Gen<DateOnly> SomeDate = Gen.OneOf(Gen.Int[0, Dates.Length - 1].Select(index => Dates[index]), Gen.Int[0, 6_000].Select(days => new DateOnly(2010, 8, 1).AddDays(days)));
    private static readonly string[] Codes = [.. Book.Rows.Select(row => row.Code).Distinct().Append("no such code")];
    private static readonly Gen<string> SomeCode = Gen.Int[0, Codes.Length - 1].Select(index => Codes[index]);

    [Fact]
    public void The_tables_hold_together() => Assert.Empty(Book.Faults);

    [Fact]
    public void Every_row_cites_a_source_and_says_when_it_was_recorded()
    {
        Assert.All(Book.Rows, row => Assert.True(row.Source.Length > 10 && row.Recorded > new DateOnly(2026, 1, 1) && row.Name.Length > 1 && Enum.IsDefined(row.Mark), row.Code));
        Assert.All(Book.RelationRows, row => Assert.True(row.Source.Length > 10 && row.Recorded > new DateOnly(2026, 1, 1) && Enum.IsDefined(row.Mark), row.FromCode));
    }

    [Fact]
    public void Dates_of_a_code_neither_overlap_nor_leave_a_gap() => Assert.All(Book.Rows.GroupBy(row => (row.Code, row.Kind == OrganisationKind.Hwb)), code =>
    {
        var rows = code.OrderBy(row => row.From).ToList();
        Assert.All(rows, row => Assert.True(row.To is null || row.From <= row.To, row.Code));
        Assert.All(rows.Zip(rows.Skip(1)), pair => Assert.Equal(pair.Second.From, pair.First.To?.AddDays(1)));
        Assert.Single(rows.Select(row => (row.Kind, row.Scheme)).Distinct());
    });

    // Said again here, apart from the code that looks for faults.
    [Fact]
    public void Both_ends_of_a_relation_are_there_on_its_first_and_last_day() => Assert.All(Book.RelationRows, row =>
    {
        var from = row.Relation == Relation.Successor ? row.From.AddDays(-1) : row.From;
        Assert.True(There(row.FromCode, row.FromKind, from), $"{row.FromCode} on {from}");
        Assert.True(There(row.ToCode, row.ToKind, row.From), $"{row.ToCode} on {row.From}");
        if (row.Relation != Relation.Successor)
        {
            Assert.True(There(row.FromCode, row.FromKind, row.To ?? DateOnly.MaxValue), $"{row.FromCode} until {row.To}");
            Assert.True(There(row.ToCode, row.ToKind, row.To ?? DateOnly.MaxValue), $"{row.ToCode} until {row.To}");
        }
    });

    private static bool There(string code, OrganisationKind? kind, DateOnly on) => Book.Rows.Any(row => row.Code == code && (row.Kind == OrganisationKind.Hwb) == (kind == OrganisationKind.Hwb) && row.On(on));

    // Each reorganisation: old code, new code, first day of the new. Orders as in authorities.csv.
    [Theory]
    [InlineData("810", "738", "2019-04-01")] // SI 2018/648
    [InlineData("811", "738", "2019-04-01")]
    [InlineData("E06000028", "738", "2019-04-01")]
    [InlineData("E06000029", "738", "2019-04-01")]
    [InlineData("E07000048", "738", "2019-04-01")] // Christchurch
    [InlineData("E07000052", "809", "2019-04-01")] // West Dorset
    [InlineData("E10000009", "809", "2019-04-01")] // the county's ONS code
    [InlineData("612", "916", "2020-04-01")] // SI 2019/957
    [InlineData("E10000002", "916", "2020-04-01")]
    [InlineData("E07000007", "916", "2020-04-01")] // Wycombe
    [InlineData("504", "E06000061;E06000062", "2021-04-01")] // SI 2020/156
    [InlineData("E10000021", "E06000061;E06000062", "2021-04-01")]
    [InlineData("E07000153", "E06000061", "2021-04-01")] // Kettering
    [InlineData("E07000154", "E06000062", "2021-04-01")] // Northampton
    [InlineData("102", "E06000063;E06000064", "2023-04-01")] // SI 2022/331
    [InlineData("E07000028", "E06000063", "2023-04-01")] // Carlisle
    [InlineData("E07000030", "E06000064", "2023-04-01")] // Eden
    [InlineData("E10000023", "218", "2023-04-01")] // SI 2022/328
    [InlineData("E07000165", "218", "2023-04-01")] // Harrogate
    [InlineData("E10000027", "905", "2023-04-01")] // SI 2022/329
    [InlineData("E07000246", "905", "2023-04-01")] // Somerset West and Taunton
    [InlineData("E08000016", "204", "2025-04-01")] // SI 2024/1328
    [InlineData("E08000019", "207", "2025-04-01")]
    [InlineData("RD3", "R0D", "2020-10-01")]
    [InlineData("RW6", "R0A;RM3", "2021-10-01")]
    public void A_code_is_there_to_the_day_before_and_is_followed_from_the_day(string old, string successors, string firstDay)
    {
        var first = DateOnly.Parse(firstDay);
        Assert.NotNull(Book.Of(old, first.AddDays(-1)));
        Assert.Null(Book.Of(old, first));
        Assert.Empty(Book.SuccessorsOf(old, first.AddDays(-1)));
        Assert.Equal(successors.Split(';'), Book.SuccessorsOf(old, first).Select(successor => successor.Code).Order());
        Assert.Equal(successors.Split(';'), Book.SuccessorsOf(old, Today).Select(successor => successor.Code).Order());
    }

    [Theory]
    [InlineData("738", "810;811;E07000048")]
    [InlineData("916", "612;E07000004;E07000005;E07000006;E07000007")]
    [InlineData("E06000061", "504;E07000150;E07000152;E07000153;E07000156")]
    [InlineData("E06000064", "102;E07000027;E07000030;E07000031")]
    [InlineData("905", "E07000187;E07000188;E07000189;E07000190;E07000191;E07000246")] // Taunton Deane and West Somerset through Somerset West and Taunton
    [InlineData("507", "")]
    public void A_series_goes_back_to_everyone_whose_work_was_taken_over(string code, string before) => Assert.Equal(
        before.Split(';', StringSplitOptions.RemoveEmptyEntries), Book.PredecessorsOf(code, Today).Select(predecessor => predecessor.Code).Order());

    [Theory]
    [InlineData("E07000190", "2020-01-01", "E07000246")] // one step
    [InlineData("E07000190", "2024-01-01", "905")] // and another
    public void Successors_are_those_of_the_date(string code, string on, string successor) => Assert.Equal(successor, Assert.Single(Book.SuccessorsOf(code, DateOnly.Parse(on))).Code);

    // Trap 1 of the published data: on 1 April 2019 the code is 738, whatever the workbook of that month prints.
    [Theory]
    [InlineData("2019-03-31", "810;811")]
    [InlineData("2019-04-01", "738")]
    public void Bournemouth_and_Poole_are_two_councils_and_then_one(string on, string codes) => Assert.Equal(
        codes.Split(';'), new[] { "738", "810", "811" }.Where(code => Book.Of(code, DateOnly.Parse(on)) is not null));

    // Trap 2: neither code alone holds across the change; the organisation does.
    [Theory]
    [InlineData("2019-03-31", "E10000009", "E06000059")]
    [InlineData("2019-04-01", "E06000059", "E10000009")]
    public void Dorset_is_809_under_the_ONS_code_of_the_date(string on, string code, string other)
    {
        var date = DateOnly.Parse(on);
        Assert.Equal(new Organisation(OrganisationKind.Authority, "809", CodeScheme.Cassr, "Dorset"), Book.Of(code, date));
        Assert.Null(Book.Of(other, date));
        Assert.Equal([new(CodeScheme.Cassr, "809"), new(CodeScheme.Ons, code)], Book.SameAs("809", date));
    }

    // Trap 3.
    [Theory]
    [InlineData("00KB", "625", "E06000055")]
    [InlineData("00KC", "626", "E06000056")]
    [InlineData("00EQ", "326", "E06000049")]
    [InlineData("00EW", "327", "E06000050")]
    public void An_old_style_code_is_a_code_of_the_same_organisation(string old, string code, string ons)
    {
        var date = new DateOnly(2019, 11, 1);
        Assert.Equal(Book.Of(code, date), Book.Of(old, date));
        Assert.Equal([code, ons, old], Book.SameAs(old, date).Select(same => same.Code));
    }

    // Trap 4: rows of delayed transfers, and no organisations.
    [Theory]
    [InlineData("9900")]
    [InlineData("9901")]
    [InlineData("9902")]
    public void Residents_outside_England_are_no_organisation(string code)
    {
        Assert.Null(Book.Of(code, new(2019, 11, 1)));
        Assert.True(ReferenceBook.Current.AuthorityOn(new(2019, 11, 1), code)?.OutsideEngland);
    }

    [Fact]
    public void The_City_of_London_and_the_Isles_of_Scilly_are_authorities_with_boards() => Assert.All(new[] { "714", "906" }, code =>
    {
        Assert.Equal(OrganisationKind.Authority, Book.Of(code, Today)?.Kind);
        Assert.Equal(code, Book.Of(code, OrganisationKind.Hwb, Today)?.Code);
    });

    // 151 boards in 2014-15: domain note on the Better Care Fund, conventions.
    [Theory]
    [InlineData("2013-03-31", 0)]
    [InlineData("2014-06-01", 151)]
    [InlineData("2019-04-01", 151)]
    [InlineData("2021-04-01", 152)]
    [InlineData("2023-04-01", 153)]
    public void There_are_so_many_boards(string on, int boards) => Assert.Equal(boards, Book.All(OrganisationKind.Hwb, DateOnly.Parse(on)).Count());

    [Theory]
    [InlineData("810")]
    [InlineData("811")]
    [InlineData("E06000028")]
    [InlineData("E06000029")]
    public void Bournemouth_and_Poole_have_one_board(string code)
    {
        var board = Book.Of(code, OrganisationKind.Hwb, new(2019, 3, 31));
        Assert.Equal("Bournemouth and Poole", board?.Name);
        Assert.Equal(["810", "811"], Book.AuthoritiesOf(code, new(2019, 3, 31)).Select(authority => authority.Code));
        Assert.Null(Book.Of(code, OrganisationKind.Hwb, new(2019, 4, 1)));
    }

    [Fact]
    public void A_board_is_found_by_every_code_of_its_authority()
    {
        var date = new DateOnly(2024, 4, 1);
        Assert.Equal(new Organisation(OrganisationKind.Hwb, "905", CodeScheme.Cassr, "Somerset"), Book.Of("E06000066", OrganisationKind.Hwb, date));
        Assert.Equal(Book.Of("905", OrganisationKind.Hwb, date), Book.Of("E06000066", OrganisationKind.Hwb, date));
        Assert.Equal(["905"], Book.AuthoritiesOf("E06000066", date).Select(authority => authority.Code));
        Assert.Equal(OrganisationKind.Authority, Book.Of("E06000066", date)?.Kind);
        Assert.Null(Book.Of("RH5", OrganisationKind.Hwb, date));
    }

    // ONS lists of non-metropolitan districts: 201 to March 2019, 192, 188, 181, and 164 from April 2023.
    [Theory]
    [InlineData("2019-03-31", 201)]
    [InlineData("2019-04-01", 192)]
    [InlineData("2020-04-01", 188)]
    [InlineData("2021-04-01", 181)]
    [InlineData("2023-04-01", 164)]
    public void There_are_so_many_districts_each_in_one_county(string on, int districts)
    {
        var date = DateOnly.Parse(on);
        var all = Book.All(OrganisationKind.District, date).ToList();
        Assert.Equal(districts, all.Count);
        Assert.All(all, district => Assert.StartsWith("E10", Book.SameAs(Assert.Single(Book.MemberOf(district.Code, date)).Code, date)[1].Code, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("805", "2024-04-01", 11)] // Surrey
    [InlineData("E10000017", "2024-04-01", 12)] // Lancashire
    [InlineData("809", "2019-03-31", 6)]
    [InlineData("809", "2019-04-01", 0)]
    [InlineData("609", "2019-03-31", 7)] // Suffolk
    [InlineData("609", "2019-04-01", 5)]
    [InlineData("218", "2023-04-01", 0)]
    public void A_county_has_its_districts(string county, string on, int districts) =>
        Assert.Equal(districts, Book.MembersOf(county, DateOnly.Parse(on)).Count(member => member.Kind == OrganisationKind.District));

    [Fact]
    public void Folkestone_and_Hythe_was_Shepway() => Assert.Equal(("Shepway", "Folkestone and Hythe"), (Book.Of("E07000112", new(2018, 3, 31))?.Name, Book.Of("E07000112", new(2018, 4, 1))?.Name));

    [Theory]
    [InlineData("2022-06-30", 0)]
    [InlineData("2022-07-01", 42)] // Integrated Care Boards (Establishment) Order 2022
    public void There_are_42_integrated_care_boards_from_July_2022(string on, int boards) => Assert.Equal(boards, Book.All(OrganisationKind.Icb, DateOnly.Parse(on)).Count());

    [Theory]
    [InlineData("RJ7", "QWE", "South West London")]
    [InlineData("RTG", "QJ2", "Derby and Derbyshire")]
    [InlineData("R0D", "QVV", "Dorset")]
    public void A_trust_belongs_to_an_integrated_care_board_and_that_to_a_region_of_NHS_England(string trust, string icb, string name)
    {
        Assert.Empty(Book.MemberOf(trust, new(2022, 6, 30)));
        Assert.Equal((icb, name), (Assert.Single(Book.MemberOf(trust, Today)).Code, Assert.Single(Book.MemberOf(trust, Today)).Name));
        Assert.Contains(trust, Book.MembersOf(icb, Today).Select(member => member.Code));
        Assert.Equal("X24", Book.ParentOf(Assert.Single(Book.MemberOf(icb, Today)).Code, Today)?.Code);
    }

    [Fact]
    public void Every_authority_is_in_one_region_of_England() => Assert.All(Dates.Where(date => date >= new DateOnly(2010, 8, 1)), date =>
        Assert.All(Book.All(OrganisationKind.Authority, date), authority => Assert.Single(Book.MemberOf(authority.Code, date), other => other.Kind == OrganisationKind.Region)));

    [Fact]
    public void Every_provider_is_an_organisation_of_its_kind() => Assert.All(ReferenceBook.Current.Providers, provider =>
    {
        var kind = provider.Kind switch { "nhs-trust" => OrganisationKind.Trust, "nhs-england" => OrganisationKind.NhsEngland, _ => OrganisationKind.IndependentProvider };
        Assert.Contains(Book.Rows, row => row.Code == provider.Code && row.Kind == kind && row.Scheme == CodeScheme.Ods);
    });

    [Fact]
    public void No_clinical_commissioning_group_is_known_and_none_is_made_up()
    {
        Assert.DoesNotContain(Book.Rows, row => row.Kind == OrganisationKind.Ccg);
        Assert.Empty(Book.SharesOf("08R", new(2016, 4, 1)));
    }

    [Fact]
    public void Every_word_of_the_tables_has_its_meaning_and_the_other_way_round()
    {
        Assert.Equal(Enum.GetValues<OrganisationKind>(), Organisations.Kinds.Values.Order());
        Assert.Equal(Enum.GetValues<CodeScheme>(), Organisations.Schemes.Values.Order());
        Assert.Equal(Enum.GetValues<Relation>(), Organisations.Relations.Values.Order());
    }

    [Fact]
    public void Any_code_of_an_organisation_finds_it() => Gen.Select(SomeCode, SomeDate).Sample((code, on) =>
        Book.SameAs(code, on).All(same => Book.Of(same.Code, on) == Book.Of(code, on))
        && Book.SameAs(code, on).Any(same => same.Code == code) == Book.Of(code, on) is not null);

    [Fact]
    public void Successors_are_there_and_have_none_themselves() => Gen.Select(SomeCode, SomeDate).Sample((code, on) =>
        Book.SuccessorsOf(code, on).All(next => Book.Of(next.Code, on) == next && Book.SuccessorsOf(next.Code, on).Count == 0));

    [Fact]
    public void Who_follows_is_followed() => Gen.Select(SomeCode, SomeDate).Sample((code, on) =>
        Book.PredecessorsOf(code, on).All(before => Book.SuccessorsOf(before.Code, on).Any(next => next == Book.Of(code, on))));

    [Fact]
    public void A_code_names_nothing_before_its_first_day() => Gen.Select(SomeCode, SomeDate).Sample((code, on) =>
        Book.Of(code, on) is not null == Book.Rows.Any(row => row.Code == code && row.Kind != OrganisationKind.Hwb && row.On(on)));
}

/// <summary>What a keeper of reference data may upload. Codes and shares are made up.</summary>
public class UploadedOrganisationsTests
{
    private static readonly DateOnly Begin = new(2013, 4, 1), End = new(2022, 6, 30), Recorded = new(2026, 11, 22);

    private static OrganisationRow Group(string code, string name = "NHS Example CCG") => new(code, CodeScheme.Ods, OrganisationKind.Ccg, name, Begin, End, Recorded, Mark.Assumed, "invented");

    private static RelationRow Row(string from, Relation relation, string to, DateOnly? begin = null, DateOnly? end = null, string? share = null) =>
        new(from, null, relation, to, null, begin ?? Begin, end, share is null ? null : Proportion.TryParse(share), Recorded, Mark.Assumed, "invented");

    private static Organisations With(OrganisationRow[] rows, params RelationRow[] relations) => Organisations.Current.With(rows, relations);

    [Fact]
    public void Shares_of_a_group_are_those_of_the_date_and_go_to_boards()
    {
        var book = With([Group("99X")],
            Row("99X", Relation.Share, "E06000028", end: new(2019, 3, 31), share: "1/4"),
            Row("99X", Relation.Share, "809", end: new(2019, 3, 31), share: "75%"),
            Row("99X", Relation.Share, "738", new(2019, 4, 1), End, "0.5"),
            Row("99X", Relation.Share, "E06000059", new(2019, 4, 1), End, "0.5"));
        Assert.Empty(book.Faults);
        Assert.Equal([("809", Proportion.Of(3, 4)), ("810", Proportion.Of(1, 4))], book.SharesOf("99X", new(2019, 3, 31)).Select(share => (share.Hwb.Code, (Proportion?)share.Share)));
        Assert.Equal([("738", 0.5m), ("809", 0.5m)], book.SharesOf("99X", new(2019, 4, 1)).Select(share => (share.Hwb.Code, share.Share.Value)));
        Assert.All(book.SharesOf("99X", new(2019, 4, 1)), share => Assert.Equal(OrganisationKind.Hwb, share.Hwb.Kind));
        Assert.Empty(book.SharesOf("99X", new(2022, 7, 1)));
        Assert.Equal("99X", Assert.Single(book.All(OrganisationKind.Ccg, End)).Code);
    }

    /// <summary>Domain note on the Better Care Fund, M13: published shares come to 99.8%, and each is taken as it was published.</summary>
    [Fact]
    public void M13_shares_that_do_not_come_to_the_whole_are_no_fault()
    {
        var book = With([Group("99X")], Row("99X", Relation.Share, "809", end: End, share: "39.8%"), Row("99X", Relation.Share, "908", end: End, share: "32.3%"), Row("99X", Relation.Share, "730", end: End, share: "27.7%"));
        Assert.Empty(book.Faults);
        Assert.Equal([0.277m, 0.398m, 0.323m], book.SharesOf("99X", new(2018, 4, 1)).Select(share => share.Share.Value));
    }

    [Fact]
    public void A_set_replaces_the_codes_and_relations_it_brings_and_nothing_else()
    {
        var renamed = Organisations.Current.Rows.Single(row => row.Code == "RJ7") with { Name = "St George's, renamed" };
        var moved = Organisations.Current.RelationRows.Single(row => row.FromCode == "RJ7") with { ToCode = "QKK" };
        var book = With([renamed], moved);
        Assert.Equal("St George's, renamed", book.Of("RJ7", Recorded)?.Name);
        Assert.Equal("QKK", Assert.Single(book.MemberOf("RJ7", Recorded)).Code);
        Assert.Equal(Organisations.Current.Rows.Count, book.Rows.Count);
        Assert.Equal(Organisations.Current.RelationRows.Count, book.RelationRows.Count);
        Assert.Equal("QWE", Assert.Single(Organisations.Current.MemberOf("RJ7", Recorded)).Code);
    }

    [Fact]
    public void A_joint_board_may_begin_and_end_while_its_authorities_stay()
    {
        DateOnly before = new(2023, 3, 31), during = new(2023, 4, 1), last = new(2025, 3, 31);
        var joint = new OrganisationRow("714", CodeScheme.Cassr, OrganisationKind.Hwb, "City and Hackney", during, last, Recorded, Mark.Assumed, "invented");
        var own = joint with { Name = "City of London", From = Begin, To = before };
        var again = joint with { Name = "City of London", From = last.AddDays(1), To = null };
        var book = With([own, joint, again], new[] { "704", "714" }.Select(code => Row(code, Relation.MemberOf, "714", during, last) with { ToKind = OrganisationKind.Hwb }).ToArray());
        Assert.Empty(book.Faults);
        Assert.Equal(("Hackney", "City and Hackney", "Hackney"), (Name(before), Name(during), Name(last.AddDays(1))));
        Assert.Equal(["714"], book.All(OrganisationKind.Hwb, during).Select(board => board.Code).Where(code => code is "704" or "714"));
        Assert.Equal(["704", "714"], book.All(OrganisationKind.Hwb, before).Select(board => board.Code).Where(code => code is "704" or "714"));
        Assert.Equal(["704", "714"], book.AuthoritiesOf("E09000012", during).Select(authority => authority.Code));

        string? Name(DateOnly on) => book.Of("704", OrganisationKind.Hwb, on)?.Name;
    }

    public static TheoryData<string, OrganisationRow[], RelationRow[]> Faulty => new()
    {
        { "99X (NHS Example CCG) ends on 31 March 2013, before it begins on 1 April 2013.", [Group("99X") with { To = new(2013, 3, 31) }], [] },
        { "99X is NHS Example CCG and also NHS Other CCG on 1 April 2020.", [Group("99X"), Group("99X", "NHS Other CCG") with { From = new(2020, 4, 1) }], [] },
        { "'99X share 809' says no share.", [Group("99X")], [Row("99X", Relation.Share, "809", end: End)] },
        { "'99X member-of X24' has a share, which only a relation 'share' has.", [Group("99X")], [Row("99X", Relation.MemberOf, "X24", end: End, share: "0.5")] },
        { "'99X share 809': 99X is not there on 1 July 2022.", [Group("99X")], [Row("99X", Relation.Share, "809", share: "0.5")] },
        { "'99X share 738': 738 is not there on 1 April 2013.", [Group("99X")], [Row("99X", Relation.Share, "738", end: End, share: "0.5")] },
        { "'99X share 809' ends on 1 April 2012, before it begins on 1 April 2013.", [Group("99X")], [Row("99X", Relation.Share, "809", end: new(2012, 4, 1), share: "0.5")] },
        { "The shares of 99X on 1 April 2013 come to 120.0%, more than the whole.", [Group("99X")], [Row("99X", Relation.Share, "809", end: End, share: "0.5"), Row("99X", Relation.Share, "908", end: End, share: "0.7")] },
        { "'99X successor QVV' begins on 1 April 2022, but 99X has not ended by then.", [Group("99X")], [Row("99X", Relation.Successor, "QVV", new(2022, 4, 1))] },
        { "'99X successor QVV' begins on 1 April 2022, but QVV is not there on that day.", [Group("99X")], [Row("99X", Relation.Successor, "QVV", new(2022, 4, 1))] },
        { "'99X successor QVV' begins on 2 July 2022, but 99X is not there the day before.", [Group("99X")], [Row("99X", Relation.Successor, "QVV", new(2022, 7, 2))] },
        { "99X is, in the end, another code of itself.", [Group("99X"), Group("99Y")], [Row("99X", Relation.SameAs, "99Y", end: End), Row("99Y", Relation.SameAs, "99X", end: End)] },
        { "99X is, in the end, its own successor.", [Group("99X"), Group("99Y")], [Row("99X", Relation.Successor, "99Y", new(2022, 7, 1)), Row("99Y", Relation.Successor, "99X", new(2022, 7, 1))] },
    };

    [Theory, MemberData(nameof(Faulty))]
    public void What_cannot_be_is_said_and_the_look_ups_still_answer(string sentence, OrganisationRow[] rows, RelationRow[] relations)
    {
        var book = With(rows, relations);
        Assert.Contains(book.Faults, fault => fault.Sentence == sentence && fault.Code == "99X");
        foreach (var on in new DateOnly[] { new(2012, 1, 1), Begin, new(2022, 4, 1), new(2022, 7, 2), DateOnly.MaxValue, DateOnly.MinValue })
            _ = (book.Of("99X", on), book.SameAs("99X", on), book.SharesOf("99X", on), book.SuccessorsOf("99X", on), book.PredecessorsOf("99X", on), book.MemberOf("99X", on).ToList());
        Assert.Equal("Dorset", book.Of("809", new(2020, 1, 1))?.Name);
    }

    [Fact]
    public void An_end_on_the_last_day_there_is_means_no_end() => Assert.Empty(With([Group("99X") with { To = DateOnly.MaxValue }], Row("99X", Relation.Share, "908", share: "1")).Faults);

    [Fact]
    public void The_order_of_rows_does_not_matter() => Gen.Shuffle(new[] { Group("99X"), Group("99Y"), Group("99Z") }).Sample(rows =>
        With(rows).Version == With([Group("99X"), Group("99Y"), Group("99Z")]).Version && With(rows).Version != Organisations.Current.Version);
}

public class ProportionTests
{
    [Theory]
    [InlineData("12345/67890", 823, 4526)]
    [InlineData("0.25", 1, 4)]
    [InlineData(" 18.18% ", 909, 5000)]
    [InlineData("100%", 1, 1)]
    [InlineData("1", 1, 1)]
    [InlineData("0", 0, 1)]
    [InlineData("0.000000000000001", 1, 1_000_000_000_000_000)]
    public void A_share_is_read_exactly(string text, long part, long whole) =>
        Assert.Equal((part, whole), (Proportion.TryParse(text)?.Part, Proportion.TryParse(text)?.Whole));

    [Theory]
    [InlineData("")]
    [InlineData("1.01")]
    [InlineData("101%")]
    [InlineData("-0.1")]
    [InlineData("3/2")]
    [InlineData("1/0")]
    [InlineData("1/2/3")]
    [InlineData("-1/2")]
    [InlineData("a half")]
    [InlineData("1,5")]
    [InlineData("99999999999999999999/99999999999999999999")]
    [InlineData("0.0000000000000001")]
    public void Anything_else_is_no_share(string text) => Assert.Null(Proportion.TryParse(text));

    [Fact]
    public void A_share_is_between_none_and_all_and_reads_back() => Gen.Select(Gen.Long[0, long.MaxValue], Gen.Long[1, long.MaxValue]).Sample((part, whole) =>
        Proportion.Of(part, whole) is { } share ? part <= whole && share.Value is >= 0 and <= 1 && Proportion.TryParse(share.ToString()) == share : part > whole);

    [Fact]
    public void Without_a_value_it_is_nothing() => Assert.Equal(0, default(Proportion).Value);
}
