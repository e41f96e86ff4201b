using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Ledger;
using Monitoring.Core.Tests.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Tests;

/// <summary>Faults that were found in Core by the laws beside this file, each kept as the smallest case that showed it.</summary>
public class MendedFaultsTests
{
    private static readonly Said Derby = new("RJ7", "507", 8), Sheffield = new("RTH", "211", 3);

    private static DelayFigures? Of(string body, Arrivals month) =>
        Pipeline.Figures(new FigureKey(body, Arrivals.Month), month.Standing, month.Lines, _ => [], PolicyBook.Current, ReferenceBook.Current);

    [Fact]
    public void An_edition_dealt_with_late_touches_the_providers_slices_that_it_now_decides()
    {
        var month = new Arrivals(Arrival.Edition(Derby), Arrival.OfProvider(Sheffield));
        // The provider's return, s1, was dealt with first: the figure of 211 was made of it.
        Assert.Contains(new FigureKey("211", Arrivals.Month), Pipeline.Touched(DelayedTransfers.CollectionKey, month.Versions[0], month.Versions));
    }

    [Fact]
    public void A_providers_refusal_dealt_with_late_is_touched_although_the_edition_hides_it_at_its_place()
    {
        var month = new Arrivals(
            Arrival.Edition(Derby), Arrival.OfProvider(Sheffield), Arrival.OfProvider(Said.Refused("RTH", "211"), new Said("RTH", "809", 8)), Arrival.Edition(Derby, Said.Refused("RTH", "211")));
        // The last edition had 211 refused, so the provider's slice speaks again, with the note that a later return of it was refused.
        Assert.Contains(Of("211", month)!.Notes, note => note.Contains("s2", StringComparison.Ordinal));
        Assert.Contains(new FigureKey("211", Arrivals.Month), Pipeline.Touched(DelayedTransfers.CollectionKey, month.Versions[2], month.Versions));
    }

    [Fact]
    public void A_figure_that_was_once_written_can_always_be_written_again()
    {
        var before = new Arrivals(Arrival.Edition(Derby), Arrival.OfProvider(Sheffield));
        var after = new Arrivals(Arrival.Edition(Derby), Arrival.OfProvider(Sheffield), Arrival.OfProvider(new Said("RTH", "809", 3)));
        Assert.NotNull(Of("211", before));
        Assert.NotNull(Of("211", after));
    }

    [Fact]
    public void A_mistaken_authority_is_forgotten_once_the_corrected_return_leaves_it_out()
    {
        // 810 ended in March 2019: the row was refused, and the corrected return has 738 instead.
        var month = new Arrivals(Arrival.Edition(Derby, Said.Refused("RTH", "810")), Arrival.Edition(Derby, new Said("RTH", "738", 3)));
        Assert.Equal(FigureStatus.Provisional, Of("ENG", month)!.Status);
    }

    [Fact]
    public void Printed_beds_are_quoted_as_they_were_typed() => Cultures.Same(
        "5 days in a month of 30 days are 0.166666667 beds, not 0.5.",
        () => Assert.Single(SmallReturn.Extract2017().Cell(7, "Social Care DTOC beds", "0.5").Check().Findings).Wrong);

    [Theory]
    [InlineData("-79228162514264337593543950335")]
    [InlineData("79228162514264337593543950335")]
    public void Absurd_beds_are_a_finding(string beds)
    {
        var found = SmallReturn.Extract2017().Cell(4, "NHS", "2000000000").Cell(4, "NHS DTOC beds", beds).Check();
        Assert.Contains(Assert.Single(found.Findings).Rule, (string[])["DT-07", "DT-14"]);
    }

    [Fact]
    public void A_year_after_9999_is_a_finding() =>
        Assert.Contains(SmallReturn.Extract2013().Cell(2, "Year", "9999-00").Cell(2, "Period Name", "JANUARY").Check().Findings, finding => finding is { Rule: "DT-01", Line: 2 });

    [Theory]
    [InlineData("0,123")]
    [InlineData("00,123")]
    [InlineData("012,345")]
    public void Nothing_is_grouped_after_a_leading_zero(string typed) =>
        Assert.Equal(["DT-06"], SmallReturn.Template().Cell(4, "NHS days", typed).Check().Findings.Select(finding => finding.Rule));

    [Theory]
    [InlineData("Month", "soon", "DT-01")]
    [InlineData("Provider code", "", "DT-02")]
    [InlineData("Authority code", "", "DT-03")]
    public void A_line_that_cannot_be_placed_has_one_finding(string heading, string typed, string rule) =>
        Assert.Equal([rule], SmallReturn.Template().Cell(4, heading, typed).Check().Findings.Select(finding => finding.Rule));

    [Fact]
    public void There_is_no_month_before_the_first_or_after_the_last()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => default(ReportingMonth).AddMonths(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReportingMonth(9999, 12).AddMonths(1));
    }
}
