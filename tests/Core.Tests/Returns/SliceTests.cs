using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Tests.Returns;

public class SliceTests
{
    private static SmallReturn Two() => SmallReturn.Template("2019-11", "RJ7", "730").Pair("2019-11", "RJ7", "805");

    [Fact]
    public void A_refused_row_refuses_its_own_slice_only()
    {
        var found = Two().Cell(4, "NHS days", "many").Check();
        Assert.Equal("805", Assert.Single(found.Accepted).Key.Authority);
        Assert.Equal("730", Assert.Single(found.Refused).Authority);
        Assert.Equal(Outcome.PartlyAccepted, Receipt.OutcomeOf(found));
        Assert.Equal("DT-06", Assert.Single(found.Findings).Rule); // and not that its row is missing
    }

    [Fact]
    public void A_line_that_cannot_be_placed_refuses_everything()
    {
        var found = Two().Cell(4, "Authority code", "").Check();
        Assert.Empty(found.Accepted);
        Assert.Equal(["730", "805"], found.Refused.Select(slice => slice.Authority));
        Assert.Equal(Outcome.Refused, Receipt.OutcomeOf(found));
    }

    [Fact]
    public void Everything_that_is_wrong_with_a_row_is_said_at_once()
    {
        var found = SmallReturn.Template().Cell(4, "Type of care", "Community").Cell(4, "Reason", "J").Cell(4, "NHS days", "-4").Cell(4, "Both days", "x").Check();
        Assert.Equal(
            [("DT-04", 4, "D"), ("DT-05", 4, "E"), ("DT-06", 4, "F"), ("DT-06", 4, "H")],
            found.Findings.Select(finding => (finding.Rule, finding.Line, finding.Column)));
    }

    [Fact]
    public void Everything_that_breaks_the_rules_of_a_readable_row_is_said_at_once()
    {
        var found = SmallReturn.Extract2017(provider: "RTH").Cell(5, "Both B", "2").Check();
        Assert.Equal(["DT-12", "DT-14", "DT-22"], found.Findings.Where(finding => finding.Line == 5).Select(finding => finding.Rule));
    }

    [Fact]
    public void Findings_come_in_the_order_of_the_lines() =>
        Assert.Equal([3, 7, 20, 41], Two().Cell(41, "NHS days", "x").Cell(7, "NHS days", "x").Cell(20, "NHS days", "x").Cell(3, "NHS days", "x").Check().Findings.Select(finding => finding.Line));

    [Fact]
    public void Slices_are_told_apart_by_month_provider_and_authority()
    {
        var found = SmallReturn.Template("2019-11", "RJ7", "730").Pair("2019-10", "RJ7", "730").Pair("2019-11", "RTH", "730").Pair("2019-11", "RJ7", "805").Check("X24");
        Assert.Empty(found.Findings);
        Assert.Equal(["RJ7 x 730, 2019-10", "RJ7 x 730, 2019-11", "RJ7 x 805, 2019-11", "RTH x 730, 2019-11"], found.Accepted.Select(slice => slice.Key.ToString()));
        Assert.Equal((84, 84), (found.RowsRead, found.Accepted.Sum(slice => slice.LastLine - slice.FirstLine + 1)));
    }

    [Fact]
    public void An_old_style_code_is_the_same_slice_as_the_new_one()
    {
        var found = SmallReturn.Template("2019-11", "RJ7", "00KB").Cell(2, "Authority code", "625").Check();
        Assert.Empty(found.Findings);
        Assert.Equal("625", Assert.Single(found.Accepted).Key.Authority);
    }

    [Fact]
    public void The_same_content_in_another_order_of_lines_and_another_layout_has_the_same_digest()
    {
        var plain = Assert.Single(SmallReturn.Template().Check().Accepted);
        var moved = Assert.Single(SmallReturn.Template().Again(4).WithoutLine(4).Check().Accepted);
        var extract = Assert.Single(SmallReturn.Extract2017().Check().Accepted);
        Assert.Equal((plain.Digest, plain.Digest), (moved.Digest, extract.Digest));
        Assert.NotEqual(plain.Digest, Assert.Single(SmallReturn.Template().Cell(4, "NHS days", "62").Check().Accepted).Digest);
    }

    [Fact]
    public void A_slice_of_zeros_is_a_slice_and_is_not_the_absence_of_one()
    {
        var slice = Assert.Single(SmallReturn.Template().Column("NHS days", "0").Column("Social care days", "0").Check().Accepted);
        Assert.Equal((0L, 0, 2, 22), (slice.Total, slice.Rows.Length, slice.FirstLine, slice.LastLine));
    }

    [Theory]
    [InlineData(Outcome.Accepted, "Accepted. November 2019: 2 provider and authority pairs, 136 days.")]
    [InlineData(Outcome.AcceptedWithWarnings, "Accepted, with 1 warning. November 2019: 2 provider and authority pairs, 73 days.")]
    [InlineData(Outcome.PartlyAccepted, "Accepted in part. November 2019: 1 provider and authority pair, 68 days. 1 provider and authority pair refused because of 1 mistake: what stood for them before still stands.")]
    [InlineData(Outcome.Refused, "Refused: nothing was changed. 42 mistakes to correct; then send the whole file again.")]
    public void The_receipt_says_what_became_of_the_file(Outcome outcome, string summary)
    {
        var found = (outcome switch
        {
            Outcome.Accepted => Two(),
            Outcome.AcceptedWithWarnings => Two().Cell(4, "NHS days", ""),
            Outcome.PartlyAccepted => Two().Cell(4, "NHS days", "x"),
            _ => Two().Column("Month", "x"),
        }).Check();
        Assert.Equal((outcome, summary), (Receipt.OutcomeOf(found), Receipt.SummaryOf(found)));
    }
}
