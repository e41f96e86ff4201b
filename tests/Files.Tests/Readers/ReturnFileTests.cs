using System.Diagnostics;
using System.Globalization;
using System.Text;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Readers;

namespace Monitoring.Files.Tests.Readers;

public class ReturnFileTests
{
    private static readonly byte[] Csv = [.. "Month,Provider code\n2019-11,RJ7\n"u8];

    private static readonly byte[] Workbook = TestFiles.Xlsx("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");

    [Fact]
    public void An_empty_file_is_refused()
    {
        byte[][] blank = [[], [.. " \r\n\t "u8], [0xEF, 0xBB, 0xBF], [0xEF, 0xBB, 0xBF, (byte)'\n'], [0xFF, 0xFE], [0xFF, 0xFE, 0x0A, 0x00]];
        Assert.All(blank, bytes => TestFiles.Refused(FileRules.Empty, TestFiles.Read(bytes, "return.csv")));
        Assert.Equal("The file is empty: it has 0 bytes.", TestFiles.Read([], "return.csv").Findings[0].Wrong);
        Assert.Equal("The file holds nothing but 5 bytes of white space.", TestFiles.Read(blank[1], "return.csv").Findings[0].Wrong);
    }

    [Fact]
    public void A_file_above_the_limit_is_refused_with_both_sizes()
    {
        var finding = TestFiles.Refused(FileRules.TooLarge, TestFiles.Read(new byte[(5 << 20) + 1], "return.csv", 5 << 20));
        Assert.Equal("The file has 5.1 MB; at most 5.0 MB are read.", finding.Wrong);
        Assert.Empty(TestFiles.Read(Csv, "return.csv", Csv.Length).Findings);
    }

    public static TheoryData<byte[], string, string> Foreign => new()
    {
        { [.. "%PDF-1.7\n"u8], "return.csv", "a PDF document" },
        { [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A], "return.xlsx", "a picture (PNG)" },
        { [0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10], "return.xlsx", "a picture (JPEG)" },
        { [0x1F, 0x8B, 8, 0, 0, 0], "return.csv", "a compressed file (gzip)" },
        { [.. @"{\rtf1\ansi a}"u8], "return.csv", "a text document (RTF)" },
        { [.. "<html><body><table><tr><td>Month</td></tr></table></body></html>"u8], "return.xls", "a web page (HTML)" },
        { [0xEF, 0xBB, 0xBF, .. "\r\n<!DOCTYPE html>\n"u8], "return.xls", "a web page (HTML)" },
        { [.. "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>"u8], "return.xls", "an XML spreadsheet of 2003" },
        { [.. "<?xml version=\"1.0\"?><a/>"u8], "return.csv", "an XML document" },
        { [.. "{\"month\": \"2019-11\"}"u8], "return.csv", "a JSON document" },
        { TestFiles.Zip(("return.csv", "a,b\n")), "return.xlsx", "a ZIP archive without a workbook in it" },
        { TestFiles.Zip(("word/document.xml", "<a/>")), "return.xlsx", "a Word document (.docx)" },
        { TestFiles.Zip(("xl/workbook.bin", "x")), "return.xlsx", "a binary Excel workbook (.xlsb)" },
        { TestFiles.Zip(("mimetype", "x"), ("content.xml", "<a/>")), "return.ods", "an OpenDocument file (.ods, .odt)" },
        { TestFiles.Compound("WordDocument"), "return.xls", "a Word document (.doc)" },
        { TestFiles.Compound("Contents"), "return.xls", "an Office file without a workbook in it" },
        { [1, 2, 3, 4, 5, 6, 7, 8], "return.xlsx", "neither text nor a workbook" },
    };

    [Theory, MemberData(nameof(Foreign))]
    public void Another_kind_of_file_is_refused_by_what_it_seems_to_be(byte[] bytes, string name, string what) =>
        Assert.Equal($"The file seems to be {what}, not a CSV, XLSX or XLS file.", TestFiles.Refused(FileRules.UnknownKind, TestFiles.Read(bytes, name)).Wrong);

    [Fact]
    public void A_name_that_says_something_else_is_refused()
    {
        Assert.Equal("The file is an Excel workbook of the kind .xlsx, but its name ends in .csv.", TestFiles.Refused(FileRules.NameDiffers, TestFiles.Read(Workbook, "Return.CSV")).Wrong);
        Assert.Equal("The file is text, as a CSV file is, but its name ends in .xlsx.", TestFiles.Refused(FileRules.NameDiffers, TestFiles.Read(Csv, "return.xlsx")).Wrong);
        var xls = TestFiles.Bytes("sample-data/reference/council-workbooks/Nov_19.xls");
        Assert.Equal("The file is an Excel workbook of the older kind .xls, but its name ends in .xlsx.", TestFiles.Refused(FileRules.NameDiffers, TestFiles.Read(xls, "return.xlsx")).Wrong);
        TestFiles.Refused(FileRules.NameDiffers, TestFiles.Read(Csv, "return.pdf"));
    }

    [Theory]
    [InlineData("return.csv")]
    [InlineData("return.CSV")]
    [InlineData("return.txt")]
    [InlineData("return.tsv")]
    [InlineData("return")]
    public void Text_is_read_under_these_names(string name) => Assert.Equal(FileKind.Csv, TestFiles.Read(Csv, name).Kind);

    [Theory]
    [InlineData("return.xlsx")]
    [InlineData("return.XLSM")]
    [InlineData("return")]
    public void A_workbook_is_read_under_these_names(string name) => Assert.Equal(["1: 1"], TestFiles.Lines(TestFiles.Read(Workbook, name)));

    [Fact]
    public void An_encrypted_workbook_is_refused()
    {
        TestFiles.Refused(FileRules.Protected, TestFiles.Read(TestFiles.Compound("EncryptionInfo", "EncryptedPackage"), "return.xlsx"));
        TestFiles.Refused(FileRules.Protected, TestFiles.Read(TestFiles.Compound("DataSpaces", "A", "B", "C", "EncryptedPackage"), "return.xlsm"));
    }

    [Fact]
    public void An_encrypted_older_workbook_is_refused()
    {
        // The record WRITEACCESS is made one that says how the rest is scrambled (FILEPASS).
        var bytes = TestFiles.Bytes("sample-data/reference/council-workbooks/Nov_19.xls");
        var at = bytes.AsSpan().IndexOf((byte[])[0x5C, 0x00, 0x70, 0x00]);
        Assert.True(at > 0, "There is no such record.");
        ((byte[])[0x2F, 0x00, 0x70, 0x00, 0x00, 0x00, 0x11, 0x11, 0x22, 0x22]).CopyTo(bytes, at);
        TestFiles.Refused(FileRules.Protected, TestFiles.Read(bytes, "return.xls"));
    }

    [Fact]
    public void A_file_cut_short_is_damaged()
    {
        TestFiles.Refused(FileRules.Damaged, TestFiles.Read(Workbook[..^100], "return.xlsx"));
        var xls = TestFiles.Bytes("sample-data/reference/council-workbooks/Nov_19.xls");
        TestFiles.Refused(FileRules.Damaged, TestFiles.Read(xls[..2048], "return.xls"));
        TestFiles.Refused(FileRules.Damaged, TestFiles.Read(xls[..400], "return.xls"));
    }

    [Fact]
    public void A_failure_of_the_stream_escapes() =>
        Assert.Throws<IOException>(() => ReturnFile.Read(new FailingStream(), "return.csv", TestFiles.MaxBytes));

    [Fact]
    public void A_stream_is_read_from_its_start_and_left_open()
    {
        var stream = new MemoryStream(Csv) { Position = 7 };
        Assert.Equal(2, TestFiles.Lines(ReturnFile.Read(stream, "return.csv", 100)).Count());
        Assert.True(stream.CanRead);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void Every_culture_reads_the_same(string culture)
    {
        var cells = "<row r=\"1\"><c r=\"A1\"><v>1234.5</v></c><c r=\"B1\" s=\"1\"><v>43770</v></c><c r=\"C1\" s=\"2\"><v>43770.75</v></c><c r=\"D1\" t=\"b\"><v>1</v></c><c r=\"E1\" t=\"e\"><v>#DIV/0!</v></c><c r=\"F1\"><v>0.00001</v></c></row>";
        (byte[], string)[] files =
        [
            (TestFiles.Xlsx(cells), "RETURN.XLSX"),
            (Encoding.UTF8.GetBytes("TITLE,index\nI,1234.5\n"), "TITLE.CSV"),
            (TestFiles.Bytes("sample-data/reference/council-workbooks/Nov_19.xls"), "NOV_19.XLS"),
            (Encoding.UTF8.GetBytes("a;b;c\nI;i;2\n"), "TITLE.CSV"),
            (new byte[(5 << 20) + 1], "x.csv"),
        ];
        var (expected, workbook) = (files.Select(Everything).ToList(), OneWorkbook());
        Assert.Equal(expected, Cultures.In(culture, () => files.Select(Everything).ToList()));
        Assert.Equal(workbook, Cultures.In(culture, OneWorkbook));

        static string Everything((byte[] Bytes, string Name) file)
        {
            var content = TestFiles.Read(file.Bytes, file.Name, 5 << 20);
            return string.Join('\n', [.. content.Findings.Select(finding => finding.ToString()), .. content.Sheets.SelectMany(TestFiles.Lines)]);
        }

        static string OneWorkbook()
        {
            using var stream = File.OpenRead(TestFiles.PathOf("sample-data/reference/council-workbooks/April_17.xls"));
            var content = CouncilWorkbook.Read(stream, "April_17.xls");
            return string.Create(CultureInfo.InvariantCulture, $"{content.Month} {content.Revised:O} {content.England!.ByCare!.AverageTotal:R}");
        }
    }

    [Fact]
    public void Mutated_files_never_throw()
    {
        var random = new Random(20191129);
        var xls = TestFiles.Bytes("sample-data/reference/council-workbooks/April_11.xls");
        var book = TestFiles.Xlsx("<row r=\"1\"><c r=\"A1\" t=\"e\"><v>#N/A</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>Month</t></is></c></row><row r=\"2\"><c r=\"A2\" s=\"1\"><v>43770</v></c></row>");
        byte[] csv = [.. "Month,Provider code,Authority code\r\n2019-11,\"RJ7\",730\r\n2019-11,\"R\"\"1\",\"a\r\nb\"\r\n"u8];
        foreach (var (bytes, name, times) in new[] { (csv, "a.csv", 600), (book, "a.xlsx", 400), (xls, "a.xls", 60) })
        {
            for (var i = 0; i < times; i++)
            {
                var mutated = (byte[])bytes.Clone();
                for (var changes = random.Next(1, 6); changes > 0; changes--)
                    mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
                if (random.Next(4) == 0)
                    mutated = mutated[..random.Next(mutated.Length)];
                var content = TestFiles.Read(mutated, name);
                // With an error there are no sheets, and without one there is something.
                Assert.Equal(content.Findings.Any(finding => finding.Severity == Severity.Error), content.Sheets.IsEmpty);
                // The words for what nobody foresaw are for workbooks: text has nothing that could be damaged.
                Assert.DoesNotContain(content.Findings, finding => name == "a.csv" && finding.Rule == FileRules.Damaged.Id && mutated[0] != 'P');
            }
        }
    }

    [Fact]
    public void A_month_of_England_is_read_in_well_under_a_second()
    {
        var bytes = TestFiles.Bytes("sample-data/returns/X24/MSitDT-2019-11.csv");
        TestFiles.Read(bytes, "MSitDT-2019-11.csv");
        var watch = Stopwatch.StartNew();
        var content = TestFiles.Read(bytes, "MSitDT-2019-11.csv");
        Assert.InRange(watch.ElapsedMilliseconds, 0, 1_500);
        Assert.Equal(20_622 + 1, content.Sheets[0].Lines.Count);
    }

    private sealed class FailingStream : MemoryStream
    {
        public override long Length => 10;

        public override int Read(byte[] buffer, int offset, int count) => throw new IOException("The network is gone.");

        public override int Read(Span<byte> buffer) => throw new IOException("The network is gone.");
    }
}
