using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Files.Readers;

namespace Monitoring.Files.Tests.Readers;

/// <summary>The traps of the published extracts that a reader of files can fall into; what the rows mean is Core's.</summary>
public class ExtractTests
{
    private const string November2019 = "sample-data/returns/X24/MSitDT-2019-11.csv";
    private const string April2018 = "sample-data/reference/extracts/MSitDT-2018-04.csv";
    private const string April2019 = "sample-data/reference/extracts/MSitDT-2019-04.csv";

    private static readonly string[] DaysColumns = ["NHS", "Social Care", "Both B"];

    [Theory]
    [InlineData(November2019, "2019-11", "MSitDT-NOVEMBER-2019", 30)]
    [InlineData(April2018, "2018-04", "MSitDT-April-2018", 30)]
    [InlineData(April2019, "2019-04", "MSitDT-APRIL-2019", 30)]
    public void An_extract_is_read_cell_for_cell(string path, string month, string period, int calendar)
    {
        var extract = new Extract(path);
        Assert.All(extract.Lines, line => Assert.Equal(15, line.Cells.Length));
        // Trap 7: the period is kept as typed.
        Assert.All(extract.Lines, line => Assert.Equal(period, line.Cells[0]));
        // 21 lines for each pair of provider and council, so none is lost or doubled.
        Assert.All(extract.Lines.GroupBy(line => (extract[line, "Provider Org Code"], extract[line, "Local Authority Code"])), pair => Assert.Equal(21, pair.Count()));
        Assert.Equal(Enumerable.Range(2, extract.Lines.Count), extract.Lines.Select(line => line.Line));
        // Trap 9: beds are days by calendar days, in every cell that has both. The extract prints them to 10 digits (14.26666667),
        // which is coarser than the 1e-9 that the council workbooks keep.
        Assert.Equal(calendar, ReportingMonth.Parse(month).Days);
        foreach (var line in extract.Lines)
        {
            foreach (var column in DaysColumns)
            {
                if (extract.Days(line, column) is { } days)
                    Assert.Equal(days / (double)calendar, double.Parse(extract[line, column.Replace(" B", "", StringComparison.Ordinal) + " DTOC beds"], CultureInfo.InvariantCulture), 5e-8);
            }
        }
    }

    [Fact]
    public void November_2019_has_145876_days_on_20622_lines()
    {
        var extract = new Extract(November2019);
        Assert.Equal(20_622, extract.Lines.Count);
        Assert.Equal(145_876, extract.Lines.Sum(line => DaysColumns.Sum(column => extract.Days(line, column) ?? 0)));
    }

    [Fact]
    public void A_blank_number_stays_blank_beside_a_zero()
    {
        // Trap 8.
        var extract = new Extract(April2018);
        var lines = extract.Lines.Where(line => extract[line, "Provider Org Code"] == "RJ7" && extract[line, "Local Authority Code"] == "730" && extract[line, "Reason For Delay"] == "E_CARE_PACKAGE_IN_HOME").ToList();
        Assert.Contains(lines, line => DaysColumns.Any(column => extract[line, column].Length == 0 && extract[line, column.Replace(" B", "", StringComparison.Ordinal) + " DTOC beds"] == "0"));
    }

    [Fact]
    public void Codes_stay_text()
    {
        var codes = new[] { November2019, April2018, April2019 }.Select(path => new Extract(path)).SelectMany(extract => extract.Lines.Select(line => extract[line, "Local Authority Code"])).ToHashSet();
        Assert.All(codes, code => Assert.True(code.Length is 3 or 4, code));
        Assert.Contains("9900", codes);
    }

    [Theory]
    [InlineData(November2019, "Nov_19")]
    [InlineData(April2018, "April_18")]
    [InlineData(April2019, "Apr_19")]
    public void An_extract_adds_up_to_the_council_workbook_of_its_month(string path, string workbook)
    {
        var extract = new Extract(path);
        var councils = CouncilWorkbookTests.Read(workbook).Councils.ToDictionary(line => line.Code);
        foreach (var group in extract.Lines.GroupBy(line => extract[line, "Local Authority Code"]))
        {
            // Trap 1: in April 2019 the workbook still prints Bournemouth (810) where the extract has the new council already.
            var code = workbook == "Apr_19" && group.Key == "738" ? "810" : group.Key;
            Assert.True(councils.Remove(code, out var council), code);
            Assert.Equal(group.Where(line => extract[line, "Acute Or Non Acute Description"] == "Acute").Sum(All), council.ByCare!.Days[CareType.Acute] ?? 0);
            for (var i = 0; i < 3; i++)
                Assert.Equal(group.Sum(line => extract.Days(line, DaysColumns[i]) ?? 0), council.ByAttribution!.Days[DelayedTransfers.Attributions[i]] ?? 0);
            foreach (var reason in DelayedTransfers.Reasons)
                Assert.Equal(group.Where(line => extract[line, "Reason For Delay"] == reason.ExtractValue).Sum(All), council.ByReason!.Days[reason.Reason] ?? 0);
        }
        // Trap 5: a council without a line has no delay in the workbook.
        Assert.All(councils.Values, council => Assert.Equal(0, council.ByCare!.Total));

        int All(SheetLine line) => DaysColumns.Sum(column => extract.Days(line, column) ?? 0);
    }

    [Theory]
    [InlineData("sample-data/eras/invented-extract-2012-10.csv")]
    [InlineData("sample-data/eras/invented-extract-2014-02.csv")]
    [InlineData("sample-data/eras/invented-extract-2016-10.csv")]
    public void The_older_eras_are_read_with_their_lines_above_the_headings(string path)
    {
        var content = TestFiles.ReadPath(path);
        Assert.DoesNotContain(content.Findings, finding => finding.Severity == Core.Validation.Severity.Error);
        var heading = content.Sheets[0].Lines.First(line => line.Cells.Length >= 16 && line.Cells.Contains("Provider Org Code"));
        Assert.InRange(heading.Line, 4, 5);
    }

    private sealed class Extract
    {
        private readonly Dictionary<string, int> _columns;

        internal Extract(string path)
        {
            var content = TestFiles.ReadPath(path);
            Assert.Empty(content.Findings);
            var lines = content.Sheets[0].Lines;
            _columns = lines[0].Cells.Select((heading, i) => (heading, i)).ToDictionary(pair => pair.heading, pair => pair.i);
            Lines = [.. lines.Skip(1)];
        }

        internal List<SheetLine> Lines { get; }

        internal string this[SheetLine line, string heading] => line.Cells[_columns[heading]];

        internal int? Days(SheetLine line, string heading) => this[line, heading] is { Length: > 0 } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : null;
    }
}
