using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Reconciliation;

/// <summary>The published figures of the domain notes (E7, E10, E11) and the traps of published-data.md that an extract holds, from the files to our figures.</summary>
public class ExtractReconciliationTests
{
    private static DelayFigures England2019 => PublishedMonth.Of(PublishedMonth.April2019).England;

    [Theory]
    [InlineData(PublishedMonth.November2019, "2019-11", 20_622, 145_876)]
    [InlineData(PublishedMonth.April2018, "2018-04", 21_987, 145_347)]
    [InlineData(PublishedMonth.April2019, "2019-04", 20_160, 130_773)]
    public void A_whole_month_is_accepted_and_sums_to_the_published_total(string path, string month, int rows, int days)
    {
        var read = PublishedMonth.Of(path);
        Assert.Equal((month, "extract-2017", rows), (read.Month.ToString(), read.Found.Layout?.Key, read.Found.RowsRead));
        Assert.Empty(read.Found.Refused);
        Assert.DoesNotContain(read.Found.Findings, finding => finding.Severity == Severity.Error);
        Assert.Equal(rows / 21, read.Found.Accepted.Length);
        Assert.Equal((days, FigureStatus.Provisional), (read.England["days.total"].Value, read.England.Status));
    }

    // E7, all of it: published for April 2019.
    [Theory]
    [InlineData("days.total", 130_773)]
    [InlineData("days.acute", 85_220)]
    [InlineData("days.non-acute", 45_553)]
    [InlineData("days.nhs", 83_023)]
    [InlineData("days.social-care", 35_781)]
    [InlineData("days.both", 11_969)]
    [InlineData("days.reason.A", 15_076)]
    [InlineData("days.reason.B", 3_994)]
    [InlineData("days.reason.C", 25_624)]
    [InlineData("days.reason.Di", 15_865)]
    [InlineData("days.reason.Dii", 17_100)]
    [InlineData("days.reason.E", 25_051)]
    [InlineData("days.reason.F", 3_814)]
    [InlineData("days.reason.G", 16_223)]
    [InlineData("days.reason.H", 892)]
    [InlineData("days.reason.I", 5_610)]
    [InlineData("days.reason.O", 1_524)]
    public void E7_England_April_2019(string figure, int published) => Assert.Equal(published, England2019[figure].Value);

    [Theory]
    [InlineData(CareType.Acute, 57_254, 22_067, 5_899)]
    [InlineData(CareType.NonAcute, 25_769, 13_714, 6_070)]
    public void E7_type_of_care_by_organisation(CareType care, int nhs, int socialCare, int both)
    {
        var cells = England2019.Cells.Where(cell => cell.Care == care).ToList();
        Assert.Equal((nhs, socialCare, both), (Sum(Attribution.Nhs), Sum(Attribution.SocialCare), Sum(Attribution.Both)));

        long Sum(Attribution attribution) => cells.Sum(cell => cell.Days[attribution].Days);
    }

    [Fact]
    public void E7_beds_and_rates()
    {
        Assert.Equal(4_359.1m, England2019["beds.total"].Value);
        var rate = England2019["rate.beds.total"];
        Assert.Equal(("9.902", 44_022_560m, "ONS mid-2018 estimate, aged 18 and over"), (Words.Number(rate.Value!.Value, 3), rate.Denominator, rate.DenominatorName));
        Assert.Equal("2.709", Words.Number(England2019["rate.beds.social-care"].Value!.Value, 3));
    }

    // E10: total, acute, non-acute; NHS, social care, both; beds.
    [Theory]
    [InlineData("507", "Derby", "380 152 228 306 44 30", "12.667")]
    [InlineData("219", "York", "1123 727 396 664 275 184", "37.433")]
    public void E10_Derby_and_York_April_2019(string code, string name, string days, string beds)
    {
        var figures = PublishedMonth.Of(PublishedMonth.April2019).Figures(code)!;
        Assert.Equal(name, figures.Body.Name);
        string[] ids = ["days.total", "days.acute", "days.non-acute", "days.nhs", "days.social-care", "days.both"];
        Assert.Equal(days, string.Join(' ', ids.Select(id => $"{figures[id].Value:0}")));
        Assert.Equal(beds, Words.Number(figures["beds.total"].Value!.Value, 3));
    }

    [Fact]
    public void E10_Derbys_reasons()
    {
        var derby = PublishedMonth.Of(PublishedMonth.April2019).Figures("507")!;
        Assert.Equal(
            [15, 38, 118, 31, 25, 7, 9, 103, 29, 5, 0],
            DelayedTransfers.Reasons.Select(reason => (int)derby[$"days.reason.{reason.Code}"].Value!.Value));
        Assert.Equal("E06000015", derby.Body.OnsCode);
    }

    // E11: what the workbook prints under Bournemouth belongs to the new council in the extract.
    [Fact]
    public void E11_the_new_council_of_Bournemouth_Christchurch_and_Poole()
    {
        var figures = PublishedMonth.Of(PublishedMonth.April2019).Figures("738")!;
        Assert.Equal((1_180m, 894m, 42m, 244m), (figures["days.total"].Value, figures["days.nhs"].Value, figures["days.social-care"].Value, figures["days.both"].Value));
        Assert.Equal("E06000058", figures.Body.OnsCode);
        Assert.Null(PublishedMonth.Of(PublishedMonth.April2019).Figures("810"));
    }

    [Theory]
    [InlineData(PublishedMonth.November2019)]
    [InlineData(PublishedMonth.April2018)]
    [InlineData(PublishedMonth.April2019)]
    public void Trap_4_residents_outside_England_are_inside_the_total(string path)
    {
        var england = PublishedMonth.Of(path).England;
        var outside = england.Authorities.Where(authority => authority.OutsideEngland).ToList();
        Assert.Equal(["9900", "9901", "9902"], outside.Select(authority => authority.Days.Code));
        Assert.True(outside.Sum(authority => authority.Days.Total.Days) > 0);
        Assert.Equal(england["days.total"].Value, england.Authorities.Sum(authority => authority.Days.Total.Days));
        Assert.All(outside, authority => Assert.Null(authority.Rank));
        Assert.Equal(england.Authorities.Length - 3, england.Authorities.Count(authority => authority.Rank is not null));
    }

    [Theory]
    [InlineData(PublishedMonth.November2019, false)]
    [InlineData(PublishedMonth.April2018, false)]
    [InlineData(PublishedMonth.April2019, true)]
    public void Trap_5_the_City_of_London_is_there_only_when_a_provider_reported_it(string path, bool there)
    {
        Assert.Equal(there, PublishedMonth.Of(path).Figures("714") is not null);
        Assert.Equal(there, PublishedMonth.Of(path).England.Authorities.Any(authority => authority.Days.Code == "714"));
    }

    [Theory]
    [InlineData(PublishedMonth.November2019)]
    [InlineData(PublishedMonth.April2018)]
    [InlineData(PublishedMonth.April2019)]
    public void Trap_6_reason_O_is_non_acute_only(string path)
    {
        var reasonO = PublishedMonth.Of(path).England.Cells.Where(cell => cell.Reason == Reason.O).ToList();
        Assert.Equal(CareType.NonAcute, Assert.Single(reasonO).Care);
        Assert.True(reasonO[0].Days.All.Sum(total => total.Days) > 0);
    }

    [Fact]
    public void Trap_7_the_case_of_the_period_varies() =>
        Assert.Equal(["2018-04", "2019-04", "2019-11"], new[] { PublishedMonth.April2018, PublishedMonth.April2019, PublishedMonth.November2019 }.Select(path => PublishedMonth.Of(path).Month.ToString()));

    [Fact]
    public void Trap_8_a_blank_beside_zero_beds_is_a_warning_and_nought()
    {
        var month = PublishedMonth.Of(PublishedMonth.April2018);
        var finding = Assert.Single(month.Found.Findings);
        Assert.Equal(("DT-08", Severity.Warning, ""), (finding.Rule, finding.Severity, finding.Value));
        var merton = month.Figures("730")!;
        Assert.Contains(merton.Providers, provider => provider.Code == "RJ7");
        Assert.Equal((FigureStatus.Provisional, 0), (merton.Status, merton.Cells.Sum(cell => cell.Days.All.Sum(total => total.NotGiven))));
    }

    [Theory]
    [InlineData("215", "Kingston Upon Hull UA", "Kingston upon Hull, City of")]
    [InlineData("809", "Dorset UA", "Dorset")]
    public void Trap_9_names_drift_under_one_code(string code, string printed, string name)
    {
        Assert.Equal(printed, Assert.Single(CouncilWorkbookTests.Read("Nov_19").Councils, line => line.Code == code).Name);
        Assert.Equal(name, PublishedMonth.Of(PublishedMonth.November2019).Figures(code)!.Body.Name);
    }

    [Theory]
    [InlineData(PublishedMonth.November2019)]
    [InlineData(PublishedMonth.April2018)]
    [InlineData(PublishedMonth.April2019)]
    public void No_day_is_attributed_where_its_reason_cannot_be(string path) => Assert.All(PublishedMonth.Of(path).Ledger, line =>
    {
        // Domain note 3.3, read in 105 council workbooks.
        Assert.True(line.Days.SocialCare is null or 0 || line.Reason is not (Reason.C or Reason.I));
        Assert.True(line.Days.Both is null or 0 || line.Reason is not (Reason.C or Reason.Di or Reason.G or Reason.H or Reason.I));
    });
}
