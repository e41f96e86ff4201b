using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Figures;
using Monitoring.Core.Tests.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Tests.Policy;

/// <summary>What a keeper uploaded, as it counts. Sets are invented.</summary>
public class ReferenceSetsTests
{
    private const string Today = "2026-11-23";

    private static readonly DateOnly On = new(2026, 11, 23);

    private static (ReferenceBook Reference, Mandates Mandates) From(params SmallFile[] files)
    {
        var slices = files.Select(file => file.Check("KEEPER", Today)).SelectMany(found =>
        {
            Assert.Empty(found.Findings);
            return found.Accepted.Select(slice => (Collection: found.Collection!.Key, slice.Key.Page, slice.Rows));
        }).ToList();
        return ReferenceSets.From(key => slices.Where(slice => slice.Collection == key).Select(slice => (slice.Page, slice.Rows)));
    }

    private static SmallFile Estimate(string estimate, int derby, int hackney) => new SmallFile(Populations.Collection)
        .Row(Area(estimate, "E92000001", derby + hackney)).Row(Area(estimate, "E06000015", derby)).Row(Area(estimate, "E09000012", hackney));

    private static (string, string)[] Area(string estimate, string code, int adults) =>
        [("estimate", estimate), ("ons-code", code), ("name", code), ("adults", adults.ToString(CultureInfo.InvariantCulture)), ("all-ages", ""), ("under-18", ""), ("aged-65", ""), ("source", "invented")];

    private static SmallFile Groups(string year, string code, string name = "Invented group") => new SmallFile(OrganisationSets.Collection)
        .RowOf("organisations", ("year", year), ("code", code), ("scheme", "ods"), ("kind", "trust"), ("name", name), ("from", "2025-04-01"))
        .RowOf("relations", ("year", year), ("from-code", code), ("to-code", "QWE"), ("from", "2025-04-01"));

    private static SmallFile Mandate(string year, string sender, string body, string collection = "delayed-transfers", string view = "provider", string to = "") => new SmallFile(MandateSets.Collection)
        .Row(("year", year), ("sender", sender), ("reports-for", body), ("collection", collection), ("view", view), ("from", "2010-08-01"), ("to", to));

    [Fact]
    public void Where_nothing_stands_the_tables_of_the_build_count()
    {
        var (reference, mandates) = From();
        Assert.Same(ReferenceBook.Current, reference);
        Assert.Same(Mandates.Current, mandates);
    }

    // E7 of the domain note divides November 2019 by mid-2018; here mid-2018 is replaced.
    [Fact]
    public void A_corrected_estimate_moves_the_rate_and_the_version()
    {
        var month = new SmallMonth("2019-11").Add(SmallReturn.Template("2019-11", "RTG", "507"));
        var (reference, _) = From(Estimate("mid-2018", 200_000, 250_000));
        Assert.NotEqual(ReferenceBook.Current.Version, reference.Version);
        // 68 days in November, of which the rule table of policy says mid-2018.
        Assert.Equal(68m / 30 / 200_000 * 100_000m, Rate("507", reference));
        Assert.Equal(68m / 30 / 450_000 * 100_000m, Rate(Body.EnglandCode, reference));
        Assert.Equal(68m / 30 / 44_022_560 * 100_000m, Rate(Body.EnglandCode, ReferenceBook.Current));
        // The same numbers in a second upload are the same book.
        Assert.Equal(reference.Version, From(Estimate("mid-2018", 200_000, 250_000)).Reference.Version);

        decimal? Rate(string body, ReferenceBook book) =>
            Pipeline.Figures(new FigureKey(body, ReportingMonth.Parse("2019-11")), month.Standing, month.Lines, _ => [], PolicyBook.Current, book)!["rate.beds.total"].Value;
    }

    [Fact]
    public void An_estimate_is_replaced_whole_and_others_stay()
    {
        var (reference, _) = From(Estimate("mid-2018", 200_000, 250_000), Estimate("mid-2024", 210_000, 260_000));
        var april = new DateOnly(2019, 4, 1);
        Assert.Null(reference.AdultsOf(reference.AuthorityOn(april, "809")!, "mid-2018")); // not of two editions
        Assert.Equal(ReferenceBook.Current.AdultsOf(ReferenceBook.Current.AuthorityOn(april, "809")!, "mid-2017"), reference.AdultsOf(reference.AuthorityOn(april, "809")!, "mid-2017"));
        Assert.Equal((210_000, 470_000), (reference.AdultsOf(reference.AuthorityOn(april, "507")!, "mid-2024")!.Number, reference.AdultsOfEngland("mid-2024")!.Number));
    }

    [Fact]
    public void The_set_of_the_latest_year_counts_whatever_order_they_stand_in()
    {
        var (reference, mandates) = From(Groups("2026-27", "R9Z", "Latest"), Groups("2025-26", "R8Z"));
        Assert.Equal("Latest", reference.Organisations.Of("R9Z", On)?.Name);
        Assert.Null(reference.Organisations.Of("R8Z", On));
        Assert.True(mandates.Knows("R9Z"));
        Assert.False(mandates.Knows("R8Z"));
    }

    [Fact]
    public void An_organisation_that_was_uploaded_can_send_for_itself()
    {
        var (reference, mandates) = From(Groups("2026-27", "R9Z"));
        Assert.False(Mandates.Current.Knows("R9Z"));
        Assert.Equal(View.Provider, mandates.ViewOf("R9Z", "delayed-transfers", On));
        Assert.True(mandates.MayReport("R9Z", "R9Z", "delayed-transfers", On));
        Assert.False(mandates.MayReport("R9Z", "RJ7", "delayed-transfers", On));
        Assert.False(mandates.MayReport("RJ7", "R9Z", "delayed-transfers", On));
        Assert.NotEqual(ReferenceBook.Current.Version, reference.Version);
    }

    [Fact]
    public void A_mandate_that_was_uploaded_adds_to_that_of_its_kind()
    {
        var (reference, mandates) = From(Mandate("2026-27", "RJ7", "RTH"));
        Assert.Same(ReferenceBook.Current, reference);
        Assert.True(mandates.MayReport("RJ7", "RTH", "delayed-transfers", On));
        Assert.True(mandates.MayReport("RJ7", "RJ7", "delayed-transfers", On)); // as every provider
        Assert.False(mandates.MayReport("RJ7", "RTH", "delay-notices", On));
        Assert.False(Mandates.Current.MayReport("RJ7", "RTH", "delayed-transfers", On));
        Assert.True(mandates.MayReport("X24", "RTH", "delayed-transfers", On));
    }

    [Fact]
    public void A_set_ends_the_mandate_of_a_sender_and_collection_that_it_brings()
    {
        var (_, mandates) = From(Mandate("2026-27", "provider:*", "self", to: "2020-02-29"));
        Assert.Equal(View.Provider, mandates.ViewOf("RJ7", "delayed-transfers", new(2020, 2, 29)));
        Assert.Null(mandates.ViewOf("RJ7", "delayed-transfers", new(2020, 3, 1)));
        Assert.Equal(View.Provider, mandates.ViewOf("RJ7", "delay-notices", new(2020, 3, 1)));
        Assert.Equal(View.NhsEngland, mandates.ViewOf("X24", "delayed-transfers", new(2020, 3, 1)));
    }
}

public class MandateRowsTests
{
    private static readonly DateOnly On = new(2020, 1, 9);

    private static Mandates With(params MandateRow[] rows) => Mandates.Current.With(rows);

    private static MandateRow Row(string sender, string body, View view, string collection = "delayed-transfers") => new(sender, body, collection, view, new(2010, 8, 1), null, "invented");

    [Theory]
    [InlineData("RJ7", true)]
    [InlineData("730", true)]
    [InlineData("X24", true)]
    [InlineData("KEEPER", true)] // named in the tables
    [InlineData("QWE", true)] // an integrated care board
    [InlineData("ZZZ", false)]
    [InlineData("*", false)]
    [InlineData("provider:*", false)]
    [InlineData("E07000032", false)] // a district has no view of its own
    [InlineData("9901", false)] // Scotland
    public void Anybody_is_anybody_known(string sender, bool may)
    {
        Assert.Equal(may, Mandates.Current.MayReport(sender, sender, "explanations", On));
        Assert.Equal(may, Mandates.Current.Knows(sender));
    }

    [Theory]
    [InlineData("507", "507")]
    [InlineData("E06000015", "507")] // Derby under its ONS code
    [InlineData("507", "E06000015")]
    [InlineData("E10000009", "809")] // Dorset under the ONS code that ended in March 2019
    [InlineData("809", "E06000059")]
    public void An_authority_is_itself_under_any_of_its_codes(string sender, string body)
    {
        Assert.Equal(View.Authority, Mandates.Current.ViewOf(sender, "delay-agreements", On));
        Assert.True(Mandates.Current.MayReport(sender, body, "delay-agreements", On));
        Assert.False(Mandates.Current.MayReport(sender, "730", "delay-agreements", On));
    }

    [Fact]
    public void A_row_that_names_the_sender_decides_its_view()
    {
        var mandates = With(Row("RJ7", "RTH", View.Authority), Row("*", "*", View.Keeper));
        Assert.Equal(View.Authority, mandates.ViewOf("RJ7", "delayed-transfers", On));
        Assert.True(mandates.MayReport("RJ7", "RTH", "delayed-transfers", On));
        Assert.False(mandates.MayReport("RJ7", "RJ7", "delayed-transfers", On)); // that would be in the view of providers
        Assert.Equal(View.Provider, mandates.ViewOf("RTH", "delayed-transfers", On));
        Assert.Equal(View.Keeper, mandates.ViewOf("730", "delayed-transfers", On));
    }

    [Fact]
    public void A_body_is_named_by_any_of_its_codes()
    {
        var mandates = With(Row("RJ7", "E06000015", View.Provider));
        Assert.True(mandates.MayReport("RJ7", "507", "delayed-transfers", On));
        Assert.False(mandates.MayReport("RJ7", "730", "delayed-transfers", On));
    }

    [Fact]
    public void A_sender_that_a_row_names_is_known() => Assert.True(With(Row("CSU1", "*", View.Provider)).Knows("CSU1"));
}
