using Monitoring.App.Local;

namespace Monitoring.App.Tests.Flow;

/// <summary>Which files of the sample arrive, when, and in which order.</summary>
public sealed class SampleTests
{
    private static readonly DateOnly Today = new(2020, 2, 14);

    private static IEnumerable<string> Folders(params IEnumerable<string> names) => names.Select(LocalFolder.Find);

    [Fact]
    public void The_usual_sample_is_what_had_arrived_by_today_in_the_order_of_arrival()
    {
        var (files, later) = Sample.Of(Folders(Sample.Usual), Today);
        Assert.Equal(files.OrderBy(file => file.Arrives), files);
        Assert.All(files, file => Assert.True(File.Exists(file.Path) && file.Arrives <= Today && file.Path.Contains($"{Path.DirectorySeparatorChar}{file.Sender}{Path.DirectorySeparatorChar}", StringComparison.Ordinal)));
        Assert.True(later > 0);
        // What was worked out by hand beside them is no return.
        Assert.DoesNotContain(files, file => file.Path.Contains("expected", StringComparison.Ordinal) || file.Path.EndsWith(".md", StringComparison.Ordinal));
        // Of those that arrive together NHS England's edition comes first: what others send is compared with it.
        Assert.Equal("X24", files.First(file => file.Arrives == Today).Sender);
    }

    [Fact]
    public void A_part_of_a_sample_finds_the_list_above_it()
    {
        var (files, later) = Sample.Of(Folders("sample-data/reimbursement/end-2022"), new DateOnly(2022, 9, 1));
        Assert.Equal(0, later);
        Assert.All(files, file => Assert.Equal(2022, file.Arrives.Year));
        Assert.NotEmpty(files);
    }

    [Fact]
    public void Without_a_list_everything_arrives_today()
    {
        var (files, later) = Sample.Of(Folders("sample-data/returns"), Today);
        Assert.Equal((0, true), (later, files.All(file => file.Arrives == Today)));
        Assert.Contains(files, file => file.Sender == "730");
    }
}
