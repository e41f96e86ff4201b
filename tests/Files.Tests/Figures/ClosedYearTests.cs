using System.Text;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Tests.Figures.Funds;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Figures;

/// <summary>A year that is over is reproduced by its own rules, whatever is added for years to come (domain note on the Better Care Fund, 6.2).</summary>
public class ClosedYearTests
{
    private static readonly FundSample Sample = FundSample.All;

    /// <summary>The whole document of Buckinghamshire for 2015-16, but for the versions of the tables. Run with UPDATE_GOLDEN=1 after an intended change, and read the difference before committing it.</summary>
    [Fact]
    public async Task The_document_of_2015_16_is_the_one_that_was_written_down_also_under_the_rules_of_later_years()
    {
        var golden = TestFiles.PathOf("tests/Files.Tests/Figures/Golden/612-2015-16.json");
        var now = Document(PolicyBook.Current);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            await File.WriteAllTextAsync(golden, now);
        Assert.Equal(await File.ReadAllTextAsync(golden), now);
        Assert.NotEqual(PolicyBook.Current.Version, LaterYears.Policy.Version);
        Assert.Equal(now, Document(LaterYears.Policy));
    }

    /// <summary>Every year of every board of the sample is the same document with the rows of a later year.</summary>
    [Theory]
    [InlineData("612")]
    [InlineData("512")]
    [InlineData("730")]
    public void Rows_of_a_later_year_change_no_year_before_it(string hwb) => Assert.Equal(Documents(hwb, PolicyBook.Current), Documents(hwb, LaterYears.Policy));

    private static string Document(PolicyBook policy) => Text(FundYears.Of(Sample.Facts("612"), new FinancialYear(2015), policy, Sample.Reference)) + "\n";

    private static List<string> Documents(string hwb, PolicyBook policy) => [.. FundYears.Of(Sample.Facts(hwb), policy, Sample.Reference, []).Select(Text)];

    private static string Text(FundYear year) => Encoding.UTF8.GetString(Json.Bytes(year with { Policy = "<policy>", Reference = "<reference>" }));
}
