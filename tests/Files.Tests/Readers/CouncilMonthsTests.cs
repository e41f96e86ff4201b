using System.Text;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Readers;

namespace Monitoring.Files.Tests.Readers;

public class CouncilMonthsTests
{
    private const string Head = "month,council_code,ons_code,council_name,acute_days,non_acute_days,nhs_days,social_care_days,both_days,total_days\n";

    private static CouncilMonthsContent Read(string text) => CouncilMonths.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "council-months.csv");

    [Fact]
    public void A_row_is_a_council_in_a_month_and_its_code_is_text()
    {
        var content = Read(Head + "2014-02,-,,England,56,28,60,20,4,84\n2014-02,00KB,E06000055,Bedford,56,28,60,20,4,84\n");
        Assert.Empty(content.Findings);
        var bedford = content.Rows[1];
        Assert.Equal((new ReportingMonth(2014, 2), "00KB", "E06000055", "Bedford", 84), (bedford.Month, bedford.Code, bedford.OnsCode, bedford.Name, bedford.Days));
        Assert.Equal((56, 28), (bedford.ByCare.Days[CareType.Acute], bedford.ByCare.Days[CareType.NonAcute]));
        Assert.Equal((60, 20, 4), (bedford.ByAttribution.Days[Attribution.Nhs], bedford.ByAttribution.Days[Attribution.SocialCare], bedford.ByAttribution.Days[Attribution.Both]));
        // 84 days in the 28 days of February 2014.
        Assert.Equal(3m, Assert.Single(content.Beds("00KB")).Value);
        Assert.Equal(3m, Assert.Single(content.Beds(Body.EnglandCode)).Value);
        Assert.Equal(["00KB"], content.Codes);
    }

    [Fact]
    public void A_dash_under_every_part_is_missing_though_the_total_is_printed_as_nought()
    {
        var content = Read(Head + "2014-02,-,,England,5,0,5,0,0,5\n2014-02,9901,-,Resident in Scotland,-,-,-,-,-,0\n2014-02,9902,-,Resident outside GB,0,0,0,0,0,0\n");
        Assert.Empty(content.Findings);
        Assert.Equal([null, 0], content.Rows.Where(row => !row.IsEngland).Select(row => row.Days));
        Assert.Equal((null, 0m), (Assert.Single(content.Beds("9901")).Value, Assert.Single(content.Beds("9902")).Value));
        Assert.Null(content.Rows[1].OnsCode);
        // The witness of the month says the same: no number, and a nought.
        Assert.Equal([null, 0L], Assert.Single(Witnesses.Of(content)).Numbers.Where(number => number is { Figure: "days.total", Body: not Body.EnglandCode }).Select(number => number.Days));
    }

    [Theory]
    [InlineData("month,council_code\n2014-02,-\n", "PUB-02")] // headings that are not there
    [InlineData(Head + "February,-,,England,5,0,5,0,0,5\n", "PUB-02")] // a month without its year
    [InlineData(Head + "2014-02,-,,England,5,0,5,0,0,5\n2014-02,,,Bedford,5,0,5,0,0,5\n", "PUB-04")] // no code
    [InlineData(Head + "2014-02,-,,England,5,0,5,0,0,5\n2014-02,-,,Bedford,5,0,5,0,0,5\n", "PUB-04")] // England's code for a council
    [InlineData(Head + "2014-02,-,,England,5,0,5,0,0,5\n2014-02,102,,Cumbria,5,0,5,0,0,5\n2014-02,102,,Cumbria,5,0,5,0,0,5\n", "PUB-04")] // twice
    [InlineData(Head + "2014-02,102,,Cumbria,5,0,5,0,0,5\n", "PUB-04")] // no England line
    [InlineData(Head + "2014-02,-,,England,-5,0,5,0,0,5\n", "PUB-03")] // below zero
    [InlineData(Head + "2014-02,-,,England,5.5,0,5,0,0,5\n", "PUB-03")] // half a day
    [InlineData("", "FILE-01")]
    public void What_is_wrong_is_found_and_never_thrown(string text, string rule) => Assert.Equal(rule, Assert.Single(Read(text).Findings).Rule);
}
