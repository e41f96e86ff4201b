using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Figures;
using Monitoring.Core.Tests.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Tests.Kernel;

public class JsonTests
{
    private static readonly CheckedReturn Found = SmallReturn.Extract2017().Pair("MSitDT-NOVEMBER-2019", "RJ7", "805").Cell(4, "NHS", "").Cell(25, "Both B", "-4").Check();

    private static readonly SmallMonth Month = new SmallMonth("2019-11").Add(SmallReturn.Extract2017().Cell(4, "NHS", "")).Add(SmallReturn.Template().Cell(2, "Social care days", "7"), "RJ7").Add(SmallReturn.Extract2017());

    [Fact]
    public void A_receipt_reads_back() => Stable(new Receipt(
        "0197", "RJ7", "November \"2019\" – £.csv", 7_122, "ab", null, DateTimeOffset.UnixEpoch, new(2020, 1, 9, 9, 30, 0, 123, TimeSpan.Zero), Receipt.OutcomeOf(Found), Receipt.SummaryOf(Found),
        "delayed-transfers", Found.Layout!.Title, "returns/RJ7/ab", Found.RowsRead, Receipt.PagesOf(Found), Found.Refused, Receipt.RulesOf(Found.Findings), Found.Findings, "p", "r"));

    [Fact]
    public void An_acceptance_reads_back() => Stable(new Acceptance(
        ArrivalOrder.Of(DateTimeOffset.UnixEpoch, "0197"), "0197", "X24", View.NhsEngland, "delayed-transfers", "a.csv", "b", "c", DateTimeOffset.UnixEpoch, "extract-2017", "p", "r",
        [.. Acceptance.PagesOf(Found, PolicyBook.Current, (_, text) => Digest.Of(text)).Select(page => page.Page)]));

    [Fact]
    public void An_effect_reads_back() => Stable(new Effect("s2", [Effect.Of(DelayedTransfers.Collection, Month.Versions[2], Month.Versions, Month.Rows, new StandingBook(page => StandingPage.After(page.Page, Month.Versions), (_, slice) => Month.Rows(slice), PolicyBook.Current, ReferenceBook.Current))]));

    [Fact]
    public void A_version_of_a_month_reads_back() => Assert.All(Month.Versions, Stable);

    [Theory]
    [InlineData("730")]
    [InlineData("ENG")]
    public void Figures_read_back(string body) => Stable(Month.Of(body)!);

    [Fact]
    public void Figures_of_the_snapshot_era_read_back() => Stable(new SmallMonth("2016-10").Add(SmallReturn.Extract2013()).Of("730")!);

    [Fact]
    public void Figures_of_which_nothing_stands_read_back() =>
        Stable(new SmallMonth("2019-11").Add(SmallReturn.Template().Pair("2019-11", "RJ7", "805")).Add(SmallReturn.Template(authority: "805")).Of("730")!);

    [Fact]
    public void What_is_owed_and_what_is_wanting_read_back()
    {
        Stable(Chasing.On(new(2020, 5, 1), [Month.Standing], PolicyBook.Current, ReferenceBook.Current));
        Stable(Closing.Assess(Month.Standing, 0, new(2020, 1, 1), PolicyBook.Current, ReferenceBook.Current));
    }

    [Fact]
    public void A_month_has_its_short_form_and_words_are_in_kebab_case_and_nothing_is_left_out()
    {
        var text = Encoding.UTF8.GetString(Json.Bytes(Month.Of("730")!));
        Assert.Contains("\"month\": \"2019-11\"", text);
        Assert.Contains("\"status\": \"provisional\"", text);
        Assert.Contains("\"view\": \"nhs-england\"", text);
        Assert.DoesNotContain("null", text);
        Assert.DoesNotContain('\r', text);
        Assert.Contains("£", Encoding.UTF8.GetString(Json.Bytes("£")));
    }

    [Fact]
    public void Decimals_keep_every_digit() => Assert.All([0.1m, 0.10m, 1m / 3, 4359.1m, decimal.MaxValue, -0.000_000_000_000_000_000_000_000_000_1m], number =>
        Assert.Equal(number.ToString(), Json.Read<Figure>(Json.Bytes(new Figure("x", "x", number, "days", FigureStatus.Final))).Value?.ToString()));

    [Theory]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{\"body\": \"730\", \"month\": \"November\"}")]
    public void What_we_did_not_write_is_refused(string text) => Assert.Throws<JsonException>(() => Json.Read<Owed>(Encoding.UTF8.GetBytes(text)));

    /// <summary>Write, read, write: the same bytes, in every culture. A document that is read and written again must never look changed.</summary>
    private static void Stable<T>(T document)
    {
        var bytes = Encoding.UTF8.GetString(Json.Bytes(document));
        Assert.True(bytes.Length > 10);
        Cultures.Same(bytes, () => Encoding.UTF8.GetString(Json.Bytes(Json.Read<T>(Encoding.UTF8.GetBytes(bytes)))));
    }
}
