using System.Text;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Readers;

namespace Monitoring.Files.Tests.Readers;

public class CouncilWorkbookTests
{
    internal const string Folder = "sample-data/reference/council-workbooks";

    public static TheoryData<string, string> All => new()
    {
        { "April_11", "2011-04" }, { "April_13", "2013-04" }, { "July_15", "2015-07" }, { "April_17", "2017-04" }, { "Jan_18", "2018-01" },
        { "April_18", "2018-04" }, { "Nov_18", "2018-11" }, { "Apr_19", "2019-04" }, { "Nov_19", "2019-11" }, { "Dec_19", "2019-12" },
    };

    internal static CouncilWorkbookContent Read(string name)
    {
        using var stream = File.OpenRead(TestFiles.PathOf($"{Folder}/{name}.xls"));
        return CouncilWorkbook.Read(stream, $"{name}.xls");
    }

    [Theory, MemberData(nameof(All))]
    public void Every_era_is_read_without_a_finding(string name, string month)
    {
        var content = Read(name);
        Assert.Empty(content.Findings);
        Assert.Equal(ReportingMonth.Parse(month), content.Month);
        Assert.Equal(("-", "England"), (content.England!.Code, content.England.Name));
        Assert.InRange(content.Councils.Length, 153, 154);
        Assert.Contains(content.Councils, line => line.Code == "714");
        Assert.Equal(["9900", "9901", "9902"], content.Councils.Where(line => line.Code.Length == 4 && line.Code.StartsWith("99", StringComparison.Ordinal)).Select(line => line.Code).Order());
        Assert.Equal(content.Month >= new ReportingMonth(2015, 7), content.Councils.Any(line => line.OnsCode is not null));
        Assert.Equal(content.Month >= new ReportingMonth(2017, 4), content.England.ByReason!.Days.ContainsKey(Reason.O));
    }

    [Theory, MemberData(nameof(All))]
    public void Councils_add_up_to_the_England_row_on_each_sheet_and_column(string name, string month)
    {
        var content = Read(name);
        Same(line => line.ByCare!);
        Same(line => line.ByAttribution!);
        Same(line => line.ByReason!);

        void Same<TPart>(Func<CouncilWorkbookLine, Split<TPart>> split) where TPart : struct, Enum
        {
            var england = split(content.England!);
            Assert.Equal(england.Total, content.Councils.Sum(line => split(line).Total));
            foreach (var (part, days) in england.Days)
                Assert.True(days == content.Councils.Sum(line => split(line).Days[part] ?? 0), $"{month} {part}");
        }
    }

    [Theory, MemberData(nameof(All))]
    public void The_three_splits_of_each_line_agree(string name, string month)
    {
        var content = Read(name);
        foreach (var line in content.Councils.Append(content.England!))
        {
            Assert.True(Agrees(line.ByCare!) && Agrees(line.ByAttribution!) && Agrees(line.ByReason!), $"{month} {line.Code}");
            Assert.True(line.ByCare!.Total == line.ByAttribution!.Total && line.ByCare.Total == line.ByReason!.Total, $"{month} {line.Code}");
        }

        static bool Agrees<TPart>(Split<TPart> split) where TPart : struct, Enum => split.Total == split.Days.Values.Sum(days => days ?? 0);
    }

    [Theory, MemberData(nameof(All))]
    public void An_average_is_days_by_calendar_days(string name, string month)
    {
        var content = Read(name);
        var calendar = ReportingMonth.Parse(month).Days;
        var compared = 0;
        foreach (var line in content.Councils.Append(content.England!))
        {
            Compare(line.ByCare!);
            Compare(line.ByAttribution!);
        }
        Assert.Equal(string.CompareOrdinal(month, "2017-04") < 0 ? 0 : (content.Councils.Length + 1) * 7, compared);

        void Compare<TPart>(Split<TPart> split) where TPart : struct, Enum
        {
            foreach (var (part, average) in split.Averages)
            {
                Assert.Equal(split.Days[part] is null, average is null);
                Near(split.Days[part], average);
            }
            if (split.Averages.Count > 0)
                Near(split.Total, split.AverageTotal);
        }

        void Near(int? days, double? average)
        {
            compared++;
            Assert.True(Math.Abs((days ?? 0) / (double)calendar - (average ?? 0)) < 1e-9, $"{days} {average}");
        }
    }

    [Fact]
    public void Poole_in_April_2019_reported_nothing_and_that_is_not_zero()
    {
        var content = Read("Apr_19");
        var poole = content.Councils.Single(line => line.Code == "811");
        Assert.All(poole.ByCare!.Days.Values, Assert.Null);
        Assert.All(poole.ByAttribution!.Days.Values, Assert.Null);
        Assert.All(poole.ByReason!.Days.Values, Assert.Null);
        Assert.All(poole.ByCare.Averages.Values, average => Assert.Null(average));
        Assert.Equal(0, poole.ByCare.Total);
        Assert.Equal(1_180, content.Councils.Single(line => line.Code == "810").ByCare!.Total);
        Assert.Equal(0, content.Councils.Single(line => line.Code == "9901").ByCare!.Days[CareType.Acute]);
        Assert.Empty(content.Councils.Where(line => line.Code == "738"));
    }

    [Fact]
    public void Cells_printed_NA_are_not_zero()
    {
        // Disallowed combinations stand as NA on the England sheet only; there a council sheet's dash and NA mean the same.
        var content = Read("April_11");
        Assert.Equal((58_407, 49_657, 108_064), (content.England!.ByCare!.Days[CareType.Acute], content.England.ByCare.Days[CareType.NonAcute], content.England.ByCare.Total));
    }

    [Fact]
    public void England_in_April_2019_is_as_published()
    {
        var england = Read("Apr_19").England!;
        Assert.Equal([83_023, 35_781, 11_969], DelayedTransfers.Attributions.Select(part => england.ByAttribution!.Days[part]));
        Assert.Equal([15_076, 3_994, 25_624, 15_865, 17_100, 25_051, 3_814, 16_223, 892, 5_610, 1_524], DelayedTransfers.Reasons.Select(reason => england.ByReason!.Days[reason.Reason]));
        Assert.Equal(4_359.1, england.ByCare!.AverageTotal!.Value, 9);
        Assert.Null(england.Region);
        Assert.Null(england.OnsCode);
    }

    [Fact]
    public void Codes_are_text_and_Dorset_keeps_one_code_under_two_ONS_codes()
    {
        Assert.Equal("E10000009", Read("Apr_19").Councils.Single(line => line.Code == "809").OnsCode);
        Assert.Equal("E06000059", Read("Nov_19").Councils.Single(line => line.Code == "809").OnsCode);
        Assert.Equal("E06000058", Read("Nov_19").Councils.Single(line => line.Code == "738").OnsCode);
        var codes = All.SelectMany(row => Read(row.Data.Item1).Councils).Select(line => line.Code).Distinct();
        Assert.Contains("00KB", codes);
        Assert.DoesNotContain("906", codes);
    }

    [Fact]
    public void Publication_is_dated_in_words_with_an_ordinal_or_not_at_all()
    {
        var september = Read("Nov_18");
        Assert.Equal(("10th January 2019", new DateOnly(2019, 1, 10), "12th September 2019", new DateOnly(2019, 9, 12), "Published"),
            (september.PublishedText, september.Published, september.RevisedText, september.Revised, september.Status));
        Assert.Equal("Revised Public", Read("April_17").Status);
        var july = Read("July_15");
        Assert.Equal((null, null, new DateOnly(2016, 5, 12)), (july.PublishedText, july.Published, july.Revised));
        var december = Read("Dec_19");
        Assert.Equal((new DateOnly(2020, 2, 13), null, null), (december.Published, december.RevisedText, december.Revised));
    }

    [Theory]
    [InlineData("1st May 2011", "2011-05-01")]
    [InlineData("22nd May 2011", "2011-05-22")]
    [InlineData("3rd May 2011", "2011-05-03")]
    [InlineData("14th September 2017", "2017-09-14")]
    [InlineData("9 January 2020", "2020-01-09")]
    [InlineData("-", null)]
    [InlineData("", null)]
    [InlineData("Mid January", null)]
    public void Dates_of_publication(string text, string? date)
    {
        var cells = new[] { "Published:", text }.Select(cell => $"<c t=\"inlineStr\"><is><t>{cell}</t></is></c>");
        var headings = new[] { "Code", "Name", "Acute", "Non-Acute", "Total" }.Select(cell => $"<c t=\"inlineStr\"><is><t>{cell}</t></is></c>");
        var book = TestFiles.Xlsx($"<row>{string.Concat(cells)}</row><row>{string.Concat(headings)}</row>");
        var content = CouncilWorkbook.Read(new MemoryStream(TestFiles.Named(book, "LA - by type of care")), "made.xlsx");
        Assert.Equal(date, content.Published?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(text.Length < 2 ? null : text, content.PublishedText);
    }

    [Fact]
    public void A_new_label_a_lost_sheet_and_a_figure_that_is_none_are_told()
    {
        using var book = new ClosedXML.Excel.XLWorkbook();
        var care = Sheet("LA - by TYPE of care", "Acute", "Non-Acute", "Total");
        Fill(care, 4, "-", "England", 1, 2, 3);
        Fill(care, 5, "507", "Derby UA", 1, "2.5", 3);
        Fill(care, 6, "507", "Derby UA", 1, 2, 3);
        var reason = Sheet("LA - by reason", "A) Awaiting completion of assessment", "J) Supported accommodation", "B) Disputes", "TOTAL");
        Fill(reason, 4, "-", "England", 1, 2, 3, 6);
        book.AddWorksheet("More").Cell(1, 1).SetValue("x");
        var bytes = new MemoryStream();
        book.SaveAs(bytes);
        var content = CouncilWorkbook.Read(bytes, "made.xlsx");
        Assert.Equal(
            [
                "PUB-01   : The workbook has no sheet 'LA - by responsible org'; it has 'LA - by TYPE of care', 'LA - by reason', 'More'.",
                "PUB-01 More  : The sheet 'More' is not known.",
                "PUB-03 LA - by TYPE of care 5 D: '2.5' is not a whole number.",
                "PUB-04 LA - by TYPE of care 6 : The code 507 stands on a second line of the sheet.",
                "PUB-02 LA - by reason 3 D: 'J) Supported accommodation' is not a known label; expected is one of: " + string.Join("; ", DelayedTransfers.Reasons.Select(known => known.Heading)) + "; Total.",
                "PUB-02 LA - by reason 3 E: 'B) Disputes' is not a known label; expected is one of: " + string.Join("; ", DelayedTransfers.Reasons.Select(known => known.Heading)) + "; Total.",
                "PUB-04   : England (-) is not on every sheet.",
                "PUB-04   : Derby UA (507) is not on every sheet.",
            ],
            content.Findings.Select(finding => $"{finding.Rule} {finding.Sheet} {finding.Line} {finding.Column}: {finding.Wrong}"));
        Assert.Equal((new ReportingMonth(2019, 11), 1, 3), (content.Month, content.England!.ByCare!.Days[CareType.Acute], content.England.ByCare.Total));

        ClosedXML.Excel.IXLWorksheet Sheet(string name, params string[] labels)
        {
            var sheet = book.AddWorksheet(name);
            sheet.Cell(1, 1).SetValue("Period:");
            sheet.Cell(1, 2).SetValue("November 2019");
            Fill(sheet, 3, "Code", "Name", [.. labels]);
            return sheet;
        }

        static void Fill(ClosedXML.Excel.IXLWorksheet sheet, int line, string code, string name, params object[] values)
        {
            sheet.Cell(line, 1).SetValue(code);
            sheet.Cell(line, 2).SetValue(name);
            for (var i = 0; i < values.Length; i++)
                sheet.Cell(line, 3 + i).SetValue(values[i]);
        }
    }

    [Fact]
    public void Another_file_gives_findings_and_no_exception()
    {
        Assert.Equal([FileRules.NameDiffers.Id], CouncilWorkbook.Read(new MemoryStream(Encoding.UTF8.GetBytes("a,b\n")), "a.xls").Findings.Select(finding => finding.Rule));
        Assert.Contains(PublishedRules.Sheets.Id, CouncilWorkbook.Read(new MemoryStream(TestFiles.Xlsx("")), "a.xlsx").Findings.Select(finding => finding.Rule));
        Assert.Contains(PublishedRules.Sheets.Id, EnglandSeries.Read(File.OpenRead(TestFiles.PathOf($"{Folder}/Nov_19.xls"))).Findings.Select(finding => finding.Rule));
        Assert.Equal([PublishedRules.Sheets.Id], OnsEstimates.Read(File.OpenRead(TestFiles.PathOf($"{Folder}/Nov_19.xls")), "Nov_19.xls").Findings.Select(finding => finding.Rule));
    }
}
