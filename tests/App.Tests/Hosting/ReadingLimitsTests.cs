using Microsoft.Extensions.Configuration;
using Monitoring.App.Hosting;
using Monitoring.Files.Readers;

namespace Monitoring.App.Tests.Hosting;

public class ReadingLimitsTests
{
    private static Limits Of(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build().ReadingLimits();

    [Fact]
    public void What_is_not_set_has_its_default()
    {
        Assert.Equal(Limits.Default, Of());
        Assert.Equal(Limits.Default, Of(("Returns", "UseDevelopmentStorage=true")));
        Assert.Equal(Limits.Default with { UnpackedMegabytes = 50 }, Of(("Reading:UnpackedMegabytes", "50")));
    }

    [Fact]
    public void Every_limit_is_a_setting() => Assert.Equal(
        new Limits { Parts = 1, UnpackedMegabytes = 2, Rows = 3, Columns = 4, Cells = 5, SpanMillions = 6, CellCharacters = 7 },
        Of(("Reading:Parts", "1"), ("Reading:UnpackedMegabytes", "2"), ("Reading:Rows", "3"), ("Reading:Columns", "4"), ("Reading:Cells", "5"), ("Reading:SpanMillions", "6"), ("Reading:CellCharacters", "7")));

    [Theory]
    [InlineData("Reading:UnpackedMegabyte", "50")]
    [InlineData("Reading:Rows", "many")]
    [InlineData("Reading:Rows", "0")]
    public void A_mistake_stops_the_app_and_not_a_return(string key, string value) => Assert.ThrowsAny<Exception>(() => Of((key, value)));
}
