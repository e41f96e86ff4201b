using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Tests.Figures;

/// <summary>Domain note on delayed discharge 5.4 and E6: every vintage is kept, and what differs from a publication is called a revision or not explained.</summary>
public class VintagesTests
{
    private static readonly ReportingMonth May = ReportingMonth.Parse("2018-05");

    /// <summary>E6: May 2018, first 139,200 as published rounded (the split is not known: all for the NHS here), later 139,812.</summary>
    private static SmallMonth Twice() => new SmallMonth("2018-05").Add(SmallEngland.Return("2018-05", "RTG", ("507", 139_200, 0, 0))).Add(SmallEngland.Return("2018-05", "RTG", ("507", 88_886, 41_029, 9_897)));

    private static DelayFigures? AsAt(SmallMonth month, int minute, string body = "ENG") =>
        Vintages.AsAt(new DateTimeOffset(2020, 5, 14, 12, minute, 0, TimeSpan.Zero), body, May, month.Versions, month.Lines, _ => [], PolicyBook.Current, ReferenceBook.Current);

    [Theory]
    [InlineData(0, 139_200, "4,490.32")]
    [InlineData(1, 139_812, "4,510.06")]
    [InlineData(59, 139_812, "4,510.06")]
    public void Both_vintages_can_be_had(int minute, int days, string beds)
    {
        foreach (var body in (string[])["ENG", "507"])
        {
            var figures = AsAt(Twice(), minute, body)!;
            Assert.Equal((days, beds), ((int)figures["days.total"].Value!, Words.Number(figures["beds.total"].Value!.Value, 2)));
        }
    }

    [Fact]
    public void Before_the_first_return_nothing_was_known() =>
        Assert.Null(Vintages.AsAt(new DateTimeOffset(2020, 5, 14, 11, 59, 59, TimeSpan.Zero), "ENG", May, Twice().Versions, Twice().Lines, _ => [], PolicyBook.Current, ReferenceBook.Current));

    [Fact]
    public void The_last_vintage_is_what_stands()
    {
        var month = Twice();
        Assert.Equal(Json.Bytes(month.Of("ENG")!), Json.Bytes(AsAt(month, 59)!));
    }

    [Fact]
    public void There_are_as_many_vintages_as_contents()
    {
        var month = Twice().Add(SmallEngland.Return("2018-05", "RTG", ("507", 88_886, 41_029, 9_897)));
        var found = Vintages.All("507", May, [.. month.Versions.Reverse()], month.Lines, _ => [], PolicyBook.Current, ReferenceBook.Current);
        Assert.Equal([("s0", 139_200m), ("s1", 139_812m)], found.Select(vintage => (vintage.Submission, vintage.Figures["days.total"].Value!.Value)));
    }

    private static PublishedDelays Published(string on, params (string Body, string Figure, long? Days)[] numbers) => new(
        May, "council workbook", DateOnly.ParseExact(on, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), [.. numbers.Select(number => new PublishedNumber(number.Body, number.Body == "ENG" ? "England" : "Derby", number.Figure, number.Days))]);

    [Fact]
    public void What_differs_and_is_of_another_date_is_a_revision() // E6
    {
        var found = Reconciliations.Of(AsAt(Twice(), 0)!, new(2018, 7, 12), Published("2018-12-13", ("ENG", "days.total", 139_812), ("507", "days.total", 139_200)), ReferenceBook.Current);
        Assert.Equal([(139_200L, 139_812L, -612L), (139_200, 139_200, 0)], found.Select(one => (one.Ours!.Value, one.Published!.Value, one.Difference!.Value)));
        Assert.Equal("139,200 in our figures of 12 July 2018, 139,812 published: 612 fewer. A revision: the publication is of 13 December 2018, the other of 12 July 2018.", found[0].Says);
        Assert.Equal(("England, delayed days", "Equal."), (found[0].What, found[1].Says));
    }

    [Fact]
    public void What_differs_on_one_date_is_not_explained_and_not_hidden()
    {
        var found = Reconciliations.Of(AsAt(Twice(), 1)!, new(2018, 12, 13), Published("2018-12-13", ("ENG", "days.total", 139_812), ("ENG", "days.nhs", 88_900)), ReferenceBook.Current);
        Assert.Equal("88,886 in our figures of 13 December 2018, 88,900 published: 14 fewer. Not explained: both are of 13 December 2018. The total is equal: days moved within it.", found[1].Says);
    }

    [Theory]
    [InlineData("714", null, "Neither has a number: missing on both sides, and not zero.")]
    [InlineData("714", 0L, "Nothing stands in our figures of 12 July 2018, and 0 are published: no provider reported any, which is not the same as none.")]
    [InlineData("507", null, "139,200 in our figures of 12 July 2018; the publication prints no number, which is not zero.")]
    public void Missing_is_not_zero_on_either_side(string body, long? days, string says)
    {
        var found = Assert.Single(Reconciliations.Of(AsAt(Twice(), 0)!, new(2018, 7, 12), Published("2018-12-13", (body, "days.total", days)), ReferenceBook.Current));
        Assert.Equal((says, null), (found.Says, found.Difference));
    }

    [Fact]
    public void Councils_that_had_ended_are_joined_to_the_one_that_carries_on() // E11: the April 2019 workbook
    {
        var month = ReportingMonth.Parse("2019-04");
        var england = SmallEngland.Of("2019-04", ("738", 894, 42, 244), ("809", 1_283, 213, 121));
        var workbook = new PublishedDelays(month, "council workbook", new(2019, 6, 13),
            [new("809", "Dorset", "days.total", 1_617), new("810", "Bournemouth", "days.total", 1_180), new("811", "Poole", "days.total", null)]);
        var found = Reconciliations.Of(england, new(2019, 6, 13), workbook, ReferenceBook.Current);
        Assert.Equal(
            [
                ("Dorset, delayed days", 0L, "Equal."),
                ("Bournemouth, Christchurch and Poole, delayed days", 0L, "Equal. Printed as Bournemouth (810) and Poole (811), which had ended. Poole (811) has no number: missing, not zero."),
            ],
            found.Select(one => (one.What, one.Difference!.Value, one.Says)));
    }

    [Fact]
    public void Months_are_never_compared_with_others() => Assert.Throws<ArgumentException>(() => Reconciliations.Of(SmallEngland.Of("2019-04", ("507", 1, 0, 0)), null, Published("2018-12-13"), ReferenceBook.Current));
}
