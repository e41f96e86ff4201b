using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Files.Readers;

namespace Monitoring.Files.Tests.Readers;

public class OnsEstimatesTests
{
    [Theory]
    [InlineData("ons-MYE2_2015.xls", "mid-2015", 43_108_471)]
    [InlineData("ons-ukmidyearestimates2016.xls", "mid-2016", 43_482_790)]
    [InlineData("ons-ukmidyearestimates2017finalversion.xls", "mid-2017", 43_752_473)]
    [InlineData("ons-ukmidyearestimates20182019ladcodes.xls", "mid-2018", 44_022_560)]
    [InlineData("ons-ukmidyearestimates20192020ladcodes.xls", "mid-2019", 44_263_393)]
    [InlineData("ons-ukpopestimatesmid2020on2021geography.xls", "mid-2020", 44_456_850)]
    public void Adults_of_the_upper_tier_add_up_to_England(string name, string estimate, int adults)
    {
        using var stream = File.OpenRead(TestFiles.PathOf($"sample-data/reference/population/{name}"));
        var content = OnsEstimates.Read(stream, name);
        Assert.Empty(content.Findings);
        Assert.Equal((estimate, adults), (content.Estimate, content.EnglandAdults));
        Assert.Equal(adults, content.UpperTier.Sum(area => area.Adults));
        Assert.Equal(content.Areas.Length, content.Areas.Select(area => area.OnsCode).Distinct().Count());

        var read = content.Areas.ToDictionary(area => area.OnsCode, area => area.Adults);
        var table = CsvText.Read(File.ReadAllText(TestFiles.PathOf("functions/Core/Policy/tables/population-18plus.csv"))).Skip(1).Where(row => row[0] == estimate).ToList();
        Assert.NotEmpty(table);
        Assert.All(table, row => Assert.Equal(int.Parse(row[3], NumberStyles.None, CultureInfo.InvariantCulture), row[1] == "E92000001" ? content.EnglandAdults : read[row[1]]));
    }
}
