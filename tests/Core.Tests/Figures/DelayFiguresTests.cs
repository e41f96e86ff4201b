using System.Collections.Immutable;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Tests.Figures;

/// <summary>Small returns from the text of a sheet to figures, by the same steps as the app.</summary>
internal sealed class SmallMonth
{
    private readonly ReportingMonth _month;
    private readonly List<PageVersion> _versions = [];
    private readonly Dictionary<string, ILookup<Place, LedgerRow>> _ledger = [];

    internal SmallMonth(string month) => _month = ReportingMonth.Parse(month);

    internal SmallMonth Add(SmallReturn sent, string sender = "X24", string arrivedOn = "2020-05-14")
    {
        var submission = $"s{_versions.Count}";
        var at = new DateTimeOffset(2020, 5, 14, 12, _versions.Count, 0, TimeSpan.Zero);
        var view = sender == "X24" ? View.NhsEngland : View.Provider;
        var (content, text) = Acceptance.PagesOf(sent.Check(sender, arrivedOn), PolicyBook.Current, (_, _) => submission).Single(accepted => accepted.Page.Page == _month.ToString());
        _ledger[submission] = LedgerText.Read(DelayedTransfers.Collection, text).ToLookup(row => row.Slice.Place);
        _versions.Add(new PageVersion(ArrivalOrder.Of(at, submission), submission, sender, view, at, content));
        return this;
    }

    internal StandingPage Standing => StandingPage.After(_month.ToString(), _versions);

    internal IReadOnlyList<PageVersion> Versions => _versions;

    internal ImmutableArray<LedgerRow> Rows(StandingSlice slice) => [.. _ledger[slice.LedgerBlob!][slice.Place]];

    internal ImmutableArray<DelayedTransfersLine> Lines(StandingSlice slice) => [.. Rows(slice).Select(DelayedTransfersLine.Of)];

    internal DelayFigures? Of(string body) => Pipeline.Figures(new FigureKey(body, _month), Standing, Lines, _ => [], PolicyBook.Current, ReferenceBook.Current);
}

public class DelayFiguresTests
{
    /// <summary>Nothing but the days given: in acute, reason A, to the NHS.</summary>
    private static SmallReturn Of(int days, string authority = "507", string month = "2019-11", string provider = "RTG") =>
        SmallReturn.Template(month, provider, authority).Column("NHS days", "0").Column("Social care days", "0").Cell(2, "NHS days", $"{days}");

    private static DelayFigures Derby(SmallReturn sent, string month = "2019-11") => new SmallMonth(month).Add(sent).Of("507")!;

    [Fact]
    public void A_blank_cell_is_counted_as_not_given_and_makes_the_figure_incomplete()
    {
        var figures = Derby(Of(30).Cell(4, "NHS days", "").Cell(5, "Both days", ""));
        Assert.Equal((FigureStatus.Incomplete, 30m), (figures.Status, figures["days.total"].Value));
        Assert.Equal(FigureStatus.Incomplete, figures["days.total"].Status);
        Assert.Equal("2 cells of the returns hold no number of days; they add nothing here and are not zero.", Assert.Single(figures.StatusReasons));
        Assert.Equal(new Total(0, 1), Assert.Single(figures.Cells, cell => cell is { Care: CareType.Acute, Reason: Reason.C }).Days.Nhs);
        Assert.Equal(new Total(0, 0), Assert.Single(figures.Cells, cell => cell is { Care: CareType.NonAcute, Reason: Reason.C }).Days.Nhs);
        // Of reason C and of both nothing but nought was given, and a cell was not: not known to be none.
        foreach (var id in (string[])["days.reason.C", "days.both", "beds.both"])
            Assert.Equal((null, FigureStatus.NotCalculable, "1 cell of the returns holds no number: not known, and not zero."), (figures[id].Value, figures[id].Status, figures[id].Working[^1].Text));
        // England's document has no rate of it either.
        Assert.Equal((null, FigureStatus.NotCalculable), (figures["rate.beds.total"].Value, figures["rate.beds.total"].Status));
    }

    [Fact]
    public void A_reported_zero_is_zero_and_complete()
    {
        var figures = Derby(Of(0));
        Assert.Equal((FigureStatus.Provisional, 0m, 0m), (figures.Status, figures["days.total"].Value, figures["rate.beds.total"].Value));
        Assert.Equal("RTG", Assert.Single(figures.Providers).Code);
    }

    [Fact]
    public void Where_nothing_stands_nothing_is_calculable_and_no_number_is_given()
    {
        // NHS England withdraws its only slice of Derby.
        var month = new SmallMonth("2019-11").Add(Of(30).Pair("2019-11", "RTG", "506")).Add(Of(30, "506"));
        var figures = month.Of("507")!;
        Assert.Equal(FigureStatus.NotCalculable, figures.Status);
        var only = Assert.Single(figures.Figures);
        Assert.Equal(("days.total", null, FigureStatus.NotCalculable), (only.Id, only.Value, only.Status));
        Assert.Contains("withdrawn; s1 no longer has it", Assert.Single(figures.Notes));
    }

    [Fact]
    public void Of_an_authority_nobody_ever_reported_there_is_nothing_to_say() => Assert.Null(new SmallMonth("2019-11").Add(Of(30)).Of("714"));

    [Fact]
    public void A_refused_slice_that_nothing_stands_for_is_named_as_missing()
    {
        var sent = Of(30).Pair("2019-11", "RTH", "507");
        var figures = Derby(sent.Cell(25, "NHS days", "x"));
        Assert.Equal((FigureStatus.Incomplete, 30m), (figures.Status, figures["days.total"].Value));
        Assert.Equal("Oxford University Hospitals NHS Foundation Trust is missing: it was refused in s0 and nothing stands for it.", Assert.Single(figures.StatusReasons));
    }

    [Fact]
    public void A_refused_correction_leaves_what_stood_and_says_so()
    {
        var month = new SmallMonth("2019-11").Add(Of(30)).Add(Of(40).Cell(4, "NHS days", "x").Pair("2019-11", "RTG", "506"));
        var figures = month.Of("507")!;
        Assert.Equal((FigureStatus.Provisional, 30m), (figures.Status, figures["days.total"].Value));
        Assert.EndsWith("a later return, s1, was refused; the version before it stands.", Assert.Single(figures.Notes));
    }

    [Theory]
    [InlineData("2019-02", 28, 1)] // beds differ because February does
    [InlineData("2020-02", 29, 1)]
    [InlineData("2019-11", 30, 1)]
    [InlineData("2019-12", 31, 1)]
    [InlineData("2019-02", 42, 1.5)]
    public void Beds_are_days_over_the_calendar_days_of_the_month(string month, int days, decimal beds)
    {
        var figure = Derby(Of(days, month: month), month)["beds.total"];
        Assert.Equal(beds, figure.Value);
        Assert.Equal(((decimal)days, (decimal)ReportingMonth.Parse(month).Days), (figure.Numerator, figure.Denominator));
        Assert.StartsWith("calendar days in ", figure.DenominatorName);
    }

    // E9: Northamptonshire, social care, 1,423 days in February 2017 (28 days) are 50.82 a day; Wirral 30 / 28 = 1.07 and 418 / 30 = 13.93.
    [Theory]
    [InlineData("504", "2017-02", 1_423, "50.82")]
    [InlineData("504", "2017-09", 2_555, "85.17")]
    [InlineData("319", "2017-02", 30, "1.07")]
    [InlineData("319", "2017-09", 418, "13.93")]
    public void Social_care_delays_a_day_as_published(string authority, string month, int days, string published)
    {
        var figures = new SmallMonth(month).Add(Of(0, authority, month).Cell(2, "Social care days", $"{days}")).Of(authority)!;
        Assert.Equal(published, Words.Number(figures["beds.social-care"].Value!.Value, 2));
        Assert.Equal(0m, figures["beds.nhs"].Value);
    }

    [Fact]
    public void A_rate_names_its_denominator_and_is_worked_out_from_unrounded_parts()
    {
        var figures = Derby(Of(380));
        // ONS mid-2018, Derby (E06000015), aged 18 and over: looked up in the table, which Repo.Tests compares with the ONS file.
        var adults = ReferenceBook.Current.AdultsOf(ReferenceBook.Current.AuthorityOn(new(2019, 11, 1), "507")!, "mid-2018")!.Number;
        var (days, beds) = (figures["rate.days.total"], figures["rate.beds.total"]);
        Assert.Equal("ONS mid-2018 estimate, aged 18 and over", days.DenominatorName);
        Assert.Equal((380m, (decimal)adults, 380m / adults * 100_000m), (days.Numerator, days.Denominator, days.Value));
        Assert.Equal(380m / 30 / adults * 100_000m, beds.Value);
        Assert.Equal(("days per 100,000 adults", "people a day per 100,000 adults"), (days.Unit, beds.Unit));
    }

    [Theory]
    [InlineData("9900", "2019-11", "The ONS mid-2018 estimate has no number of adults for Resident in Wales, so there is no rate.")]
    [InlineData("507", "2015-11", "No population estimate is set for November 2015, so there is no rate.")]
    public void Without_a_denominator_there_is_no_rate(string authority, string month, string why)
    {
        var rate = new SmallMonth(month).Add(Of(30, authority, month)).Of(authority)!["rate.beds.total"];
        Assert.Equal((null, FigureStatus.NotCalculable), (rate.Value, rate.Status));
        Assert.Equal(why, Assert.Single(rate.Working).Text);
    }

    [Fact]
    public void The_steps_of_a_working_add_up_to_its_value()
    {
        var month = new SmallMonth("2019-11").Add(SmallReturn.Template(provider: "RTG", authority: "507").Pair("2019-11", "RJ7", "507").Pair("2019-11", "RTH", "507"));
        var figures = month.Of("507")!;
        var total = figures["days.total"];
        Assert.Equal(204m, total.Value);
        Assert.Equal(total.Value, total.Working.SkipLast(1).Sum(step => step.Amount));
        Assert.All(figures.Figures, figure => Assert.Equal(figure.Value, figure.Working[^1].Amount));
        Assert.Equal(3, figures.Inputs.Length);
        Assert.Equal(total.Value, figures.Inputs.Sum(input => input.Days));
        Assert.Equal(("s0", 2, 22), (figures.Inputs.Single(input => input.Provider == "RTG").Submission, figures.Inputs.Single(input => input.Provider == "RTG").FirstLine, figures.Inputs.Single(input => input.Provider == "RTG").LastLine));
    }

    [Fact]
    public void Every_split_adds_up_to_the_total()
    {
        var figures = new SmallMonth("2019-11").Add(SmallReturn.Template(provider: "RTG", authority: "507").Cell(22, "Both days", "7").Cell(12, "Social care days", "11")).Of("507")!;
        Assert.Equal(86m, figures["days.total"].Value);
        Assert.Equal((68m, 18m), (figures["days.acute"].Value, figures["days.non-acute"].Value));
        Assert.Equal((63m, 16m, 7m), (figures["days.nhs"].Value, figures["days.social-care"].Value, figures["days.both"].Value));
        Assert.Equal(86m, figures.Figures.Where(figure => figure.Id.StartsWith("days.reason.", StringComparison.Ordinal)).Sum(figure => figure.Value));
        Assert.Equal(7m, figures["days.reason.O"].Value);
        Assert.Equal(86, figures.Providers.Sum(provider => provider.Total.Days));
    }

    [Fact]
    public void Patients_at_the_snapshot_are_shown_to_March_2017_and_not_after()
    {
        var old = new SmallMonth("2016-10").Add(SmallReturn.Extract2013()).Of("730")!;
        Assert.Equal((68m, 2m), (old["days.total"].Value, old["patients.total"].Value));
        Assert.DoesNotContain(Derby(Of(1)).Figures, figure => figure.Id.StartsWith("patients", StringComparison.Ordinal));
        Assert.DoesNotContain(old.Figures, figure => figure.Id == "days.reason.O");
    }

    [Fact]
    public void A_figure_is_the_same_on_any_machine() => Cultures.Same(Text("en-GB"), () => System.Text.Encoding.UTF8.GetString(Json.Bytes(Derby(Of(1_234)))));

    private static string Text(string culture) => Cultures.In(culture, () => System.Text.Encoding.UTF8.GetString(Json.Bytes(Derby(Of(1_234)))));
}

public class EnglandTests
{
    /// <summary>Authorities with their adults in the mid-2018 estimate of the table; days are chosen so that rates are known.</summary>
    private static int Adults(string authority) => ReferenceBook.Current.AdultsOf(ReferenceBook.Current.AuthorityOn(new(2019, 11, 1), authority)!, "mid-2018")!.Number;

    private static DelayFigures England(params (string Authority, int Days)[] authorities)
    {
        var sent = SmallReturn.Template(provider: "RTG", authority: authorities[0].Authority);
        foreach (var (authority, _) in authorities.Skip(1))
            sent.Pair("2019-11", "RTG", authority);
        sent.Column("NHS days", "0").Column("Social care days", "0");
        for (var i = 0; i < authorities.Length; i++)
            sent.Cell(2 + 21 * i, "NHS days", $"{authorities[i].Days}");
        return new SmallMonth("2019-11").Add(sent).Of("ENG")!;
    }

    [Fact]
    public void England_is_every_authority_and_those_outside_England_too()
    {
        var england = England(("507", 300), ("219", 90), ("9900", 30), ("9901", 3), ("9902", 2));
        Assert.Equal(425m, england["days.total"].Value);
        Assert.Equal(425, england.Authorities.Sum(authority => authority.Days.Total.Days));
        Assert.Equal(425m / 30 / 44_022_560 * 100_000m, england["rate.beds.total"].Value);
        Assert.All(england.Authorities.Where(authority => authority.OutsideEngland), authority => Assert.Equal((null, null, null), (authority.BedsPer100000, authority.Rank, authority.Quartile)));
        Assert.Equal(["9900", "9901", "9902"], england.Authorities.Where(authority => authority.OutsideEngland).Select(authority => authority.Days.Code));
    }

    [Fact]
    public void Rank_1_is_the_lowest_rate_and_not_the_lowest_total()
    {
        // Derby has more days than the City of London, which has so few adults that its rate is far higher.
        Assert.True(Adults("507") > 20 * Adults("714"));
        var england = England(("507", 60), ("714", 30), ("219", 0));
        Assert.Equal([("219", 1), ("507", 2), ("714", 3)], england.Authorities.OrderBy(authority => authority.Rank).Select(authority => (authority.Days.Code, authority.Rank!.Value)));
    }

    [Fact]
    public void Equal_rates_share_a_rank_and_the_next_one_counts_them()
    {
        var england = England(("507", 0), ("219", 0), ("714", 30), ("211", 0));
        Assert.Equal([("211", 1), ("219", 1), ("507", 1), ("714", 4)], england.Authorities.OrderBy(authority => authority.Days.Code).Select(authority => (authority.Days.Code, authority.Rank!.Value)));
    }

    [Fact]
    public void Eight_authorities_fall_into_four_quarters_of_two()
    {
        // Rates rise with the number, since days are hundreds of thousands times it.
        string[] codes = ["507", "219", "211", "406", "714", "904", "805", "730"];
        var england = England([.. codes.Select((code, index) => (code, (int)((long)Adults(code) * (index + 1) / 10)))]);
        Assert.Equal([1, 1, 2, 2, 3, 3, 4, 4], codes.Select(code => england.Authorities.Single(authority => authority.Days.Code == code).Quartile!.Value));
    }

    [Fact]
    public void An_authority_with_a_blank_cell_is_not_ranked()
    {
        var sent = SmallReturn.Template(provider: "RTG", authority: "507").Pair("2019-11", "RTG", "219").Cell(4, "NHS days", "");
        var england = new SmallMonth("2019-11").Add(sent).Of("ENG")!;
        Assert.Equal((null, null), (england.Authorities.Single(authority => authority.Days.Code == "507").BedsPer100000, england.Authorities.Single(authority => authority.Days.Code == "507").Rank));
        Assert.Equal(1, england.Authorities.Single(authority => authority.Days.Code == "219").Rank);
        Assert.Equal(FigureStatus.Incomplete, england.Status);
    }

    [Fact]
    public void Each_authoritys_reasons_stand_in_their_order()
    {
        var derby = Assert.Single(new SmallMonth("2019-11").Add(SmallReturn.Template(provider: "RTG", authority: "507")).Of("ENG")!.Authorities);
        Assert.Equal([0L, 0, 63, 0, 0, 5, 0, 0, 0, 0, 0], derby.ByReason.Select(reason => reason.Days));
        Assert.Equal((63L, 5L, 0L), (derby.Days.Of(Attribution.Nhs).Days, derby.Days.Of(Attribution.SocialCare).Days, derby.Days.Of(Attribution.Both).Days));
    }

    [Fact]
    public void A_providers_own_return_that_differs_is_shown_beside_and_not_in_the_figure()
    {
        var own = SmallReturn.Template().Cell(4, "NHS days", "60");
        var figures = new SmallMonth("2019-11").Add(SmallReturn.Extract2017()).Add(own, "RJ7").Of("730")!;
        Assert.Equal(68m, figures["days.total"].Value);
        Assert.Contains("its own return differs from NHS England's edition, which is used (65 days against 68 days)", Assert.Single(figures.Notes));
        // The same totals, split differently: as Merton in the sample return.
        var split = SmallReturn.Template().Cell(7, "NHS days", "2").Cell(7, "Social care days", "3");
        Assert.Contains("(68 days against 68 days, split differently)", Assert.Single(new SmallMonth("2019-11").Add(SmallReturn.Extract2017()).Add(split, "RJ7").Of("730")!.Notes));
        Assert.Empty(new SmallMonth("2019-11").Add(SmallReturn.Extract2017()).Add(SmallReturn.Template(), "RJ7").Of("730")!.Notes);
    }
}
