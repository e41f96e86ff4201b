using CsCheck;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Returns;

namespace Monitoring.Core.Tests.Figures;

/// <summary>Domain note on delayed discharge 5.4: revisions may move the split and not the total; every vintage is kept, and all cells are compared.</summary>
public class RestatementsTests
{
    private static SmallReturn Of(int nhs, int socialCare = 0, string provider = "RTG", string authority = "507") => SmallReturn.Template("2019-11", provider, authority)
        .Column("NHS days", "0").Column("Social care days", "0").Cell(2, "NHS days", $"{nhs}").Cell(2, "Social care days", $"{socialCare}");

    private static IReadOnlyList<Restatement> In(SmallMonth month) => Restatements.Of(ReportingMonth.Parse("2019-11"), month.Versions, month.Lines);

    [Fact]
    public void What_is_first_known_and_what_is_only_sent_again_is_no_restatement() => Assert.Empty(In(new SmallMonth("2019-11").Add(Of(30)).Add(Of(30))));

    [Fact]
    public void More_providers_that_had_not_sent_yet_are_none_either() => Assert.Empty(In(new SmallMonth("2019-11").Add(Of(30), "RTG").Add(Of(12, provider: "RHA"), "RHA")));

    [Fact]
    public void The_split_can_move_where_the_total_does_not()
    {
        var found = In(new SmallMonth("2019-11").Add(Of(30, 10)).Add(Of(21, 19)));
        Assert.Equal(["ENG", "507", "RTG"], found.Select(restated => restated.Body));
        Assert.All(found, restated =>
        {
            Assert.Equal((40, 40, "s1"), (restated.Was, restated.Is, restated.Submission));
            Assert.Equal("November 2019: 9 fewer for the NHS, 9 more for social care; the total stays at 40.", restated.Says);
            Assert.Equal(
                [new RestatedCell("RTG", "507", CareType.Acute, Reason.A, Attribution.Nhs, 30, 21), new RestatedCell("RTG", "507", CareType.Acute, Reason.A, Attribution.SocialCare, 10, 19)], restated.Cells);
        });
    }

    [Fact]
    public void A_move_between_reasons_moves_neither_total_nor_split_and_is_told()
    {
        var moved = Of(0).Cell(3, "NHS days", "30");
        var found = In(new SmallMonth("2019-11").Add(Of(30)).Add(moved))[0];
        Assert.Equal("November 2019: 2 cells moved without moving who is responsible; the total stays at 30.", found.Says);
        Assert.Equal([(Reason.A, 30L, 0L), (Reason.B, 0L, 30L)], found.Cells.Select(cell => (cell.Reason, cell.Was!.Value, cell.Is!.Value)));
    }

    [Fact]
    public void A_pair_that_a_later_edition_leaves_out_or_adds_is_told_and_missing_is_not_zero()
    {
        // The first edition has Derby and Derbyshire; the second has Derbyshire alone; the third both again.
        var both = Of(30).Pair("2019-11", "RTG", "506");
        var found = In(new SmallMonth("2019-11").Add(both).Add(Of(30, authority: "506")).Add(both));
        var derby = found.Where(restated => restated.Body == "507").ToList();
        Assert.Equal([(30L, (long?)null), ((long?)null, 30L)], derby.Select(restated => (restated.Was, restated.Is)));
        Assert.Equal("November 2019: 30 fewer for the NHS; 30 days stood before, and nothing stands now.", derby[0].Says);
        Assert.All(derby[0].Cells, cell => Assert.Null(cell.Is));
    }

    [Fact]
    public void The_cells_of_a_restatement_add_up_to_what_its_total_moved_by() =>
        Gen.Int[0, 40].Array[4].Array[2, 5].Sample(editions =>
        {
            var month = editions.Aggregate(new SmallMonth("2019-11"), (all, days) => all.Add(Of(days[0], days[1]).Cell(3, "NHS days", $"{days[2]}").Cell(7, "Social care days", $"{days[3]}")));
            var found = In(month);
            Assert.All(found, restated =>
            {
                Assert.Equal(restated.Is - restated.Was, restated.Cells.Sum(cell => (cell.Is ?? 0) - (cell.Was ?? 0)));
                Assert.All(restated.Cells, cell => Assert.NotEqual(cell.Was, cell.Is));
            });
            // As many as there are editions that differ from the one before.
            Assert.Equal(editions.Zip(editions.Skip(1)).Count(pair => !pair.First.SequenceEqual(pair.Second)), found.Count(restated => restated.Body == "ENG"));
        }, iter: 50);
}
