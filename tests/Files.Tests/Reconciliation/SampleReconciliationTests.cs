using System.Globalization;
using Monitoring.Core.Figures;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Reconciliation;

/// <summary>The other files of sample-data, as SOURCES.md describes them, by the whole way to figures.</summary>
public class SampleReconciliationTests
{
    private const string Template = "sample-data/template/invented-RJ7-2019-11.csv";

    [Theory]
    [InlineData("2012-10", "extract-2010", 8, 521, 265, 12, 23)]
    [InlineData("2014-02", "extract-2013", 7, 483, 192, 8, 18)]
    [InlineData("2016-10", "extract-2013", 8, 637, 311, 3, 15)]
    public void Each_era_sums_to_its_totals(string month, string layout, int pairs, int nhs, int socialCare, int both, int patients)
    {
        var read = PublishedMonth.Of($"sample-data/eras/invented-extract-{month}.csv");
        Assert.Equal((month, layout, pairs), (read.Month.ToString(), read.Found.Layout?.Key, read.Found.Accepted.Length));
        Assert.Empty(read.Found.Refused);
        var england = read.England;
        Assert.Equal((nhs, socialCare, both), (england["days.nhs"].Value, england["days.social-care"].Value, england["days.both"].Value));
        Assert.Equal(patients, england["patients.total"].Value);
    }

    [Fact]
    public void The_blank_of_February_2014_makes_its_month_incomplete()
    {
        var read = PublishedMonth.Of("sample-data/eras/invented-extract-2014-02.csv");
        var finding = Assert.Single(read.Found.Findings);
        Assert.Equal(("DT-09", 22, "N", "Social Care B SUM"), (finding.Rule, finding.Line, finding.Column, finding.Heading));
        Assert.Equal((FigureStatus.Incomplete, FigureStatus.Incomplete), (read.England.Status, read.Figures("730")!.Status));
        Assert.Equal(FigureStatus.Provisional, read.England.Authorities.Select(authority => read.Figures(authority.Days.Code)!).First(figures => figures.Body.Code != "730").Status);
    }

    [Fact]
    public void The_template_sample_equals_the_edition_except_for_six_days_of_Merton()
    {
        var own = PublishedMonth.Of(Template, "RJ7");
        Assert.Empty(own.Found.Findings);
        Assert.Equal((10, 553L), (own.Found.Accepted.Length, own.Found.Accepted.Sum(slice => slice.Total)));

        var published = PublishedMonth.Of(PublishedMonth.November2019).Found.Accepted.Where(slice => slice.Key.Provider == "RJ7").ToDictionary(slice => slice.Key);
        Assert.Equal(published.Keys.Order(), own.Found.Accepted.Select(slice => slice.Key).Order());
        var differing = Assert.Single(own.Found.Accepted, slice => slice.Digest != published[slice.Key].Digest);
        Assert.Equal("730", differing.Key.Authority);
        Assert.Equal(published[differing.Key].Total, differing.Total);
        var (ours, theirs) = (Cells(differing), Cells(published[differing.Key]));
        Assert.Equal(["Acute E: 11, 16, 0"], ours.Except(theirs));
        Assert.Equal(["Acute E: 5, 22, 0"], theirs.Except(ours));

        static List<string> Cells(SliceContent slice) => [.. slice.Rows.Select(DelayedTransfersLine.Of).Select(line => $"{line.Care} {line.Reason}: {string.Join(", ", line.Days.All)}")];
    }

    [Fact]
    public void The_sample_with_mistakes_is_taken_but_for_its_three_authorities()
    {
        var found = PublishedMonth.Of("sample-data/returns/RJ7/invented-RJ7-2019-11-with-mistakes.csv", "RJ7").Found;
        Assert.Equal(
            [("DT-06", 46, "F", "-4"), ("DT-12", 74, "G", "3"), ("DT-06", 171, "F", "n/a")],
            found.Findings.Select(finding => (finding.Rule, finding.Line!.Value, finding.Column!, finding.Value!)));
        Assert.Equal(["712", "721", "805"], found.Refused.Select(slice => slice.Authority));
        Assert.Equal(7, found.Accepted.Length);
    }

    /// <summary>The tidied workbooks of 60 months: what published-data.md says must hold of them.</summary>
    [Fact]
    public void Council_months_sum_to_the_England_row_in_every_month_and_every_split()
    {
        var lines = File.ReadLines(TestFiles.PathOf("sample-data/reference/council-months-2013-04-to-2018-03.csv")).Select(line => CsvText.Read(line).Single()).ToList();
        Assert.Equal(["month", "council_code", "ons_code", "council_name", "acute_days", "non_acute_days", "nhs_days", "social_care_days", "both_days", "total_days"], lines[0]);
        var months = lines.Skip(1).GroupBy(cells => ReportingMonth.Parse(cells[0])).OrderBy(month => month.Key).ToList();
        Assert.Equal(Enumerable.Range(0, 60).Select(new ReportingMonth(2013, 4).AddMonths), months.Select(month => month.Key));
        Assert.All(months, month =>
        {
            var england = Assert.Single(month, cells => cells[1] == "-");
            var councils = month.Where(cells => cells[1] != "-").ToList();
            Assert.InRange(councils.Count, 150, 155);
            for (var column = 4; column < 10; column++)
                Assert.Equal(Number(england[column]), councils.Sum(cells => Number(cells[column])));
            Assert.Equal(Number(england[9]), Number(england[4]) + Number(england[5]));
            Assert.Equal(Number(england[9]), Number(england[6]) + Number(england[7]) + Number(england[8]));
        });

        // A dash adds nothing: no provider reported that council.
        static int Number(string cell) => cell is "" or "-" ? 0 : int.Parse(cell, NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
