using System.Text;
using CsCheck;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Tests.Readers;

public class CsvFileTests
{
    [Fact]
    public void Lines_are_numbered_as_a_spreadsheet_shows_them()
    {
        var content = TestFiles.ReadCsv("a,b\r\n\r\n,\r\n\"two\nlines\",d\r\ne,f\r\n");
        Assert.Equal(["1: a|b", "4: two\nlines|d", "5: e|f"], TestFiles.Lines(content));
        Assert.Equal(FileKind.Csv, content.Kind);
        Assert.Null(content.Sheets[0].Name);
    }

    [Theory]
    [InlineData("a,b\nc,d\n")]
    [InlineData("a,b\r\nc,d")]
    [InlineData("a,b\rc,d\r")]
    [InlineData("\uFEFFa,b\nc,d\n")]
    [InlineData("sep=,\r\na,b\r\nc,d\r\n")]
    public void Every_line_break_and_the_signs_before_the_first_line_give_the_same(string text) =>
        Assert.Equal(["1: a|b", "2: c|d"], TestFiles.Lines(TestFiles.ReadCsv(text)));

    [Fact]
    public void Spaces_around_a_cell_are_taken_off_and_those_inside_kept() =>
        Assert.Equal(["1: NHS  days|b|c d"], TestFiles.Lines(TestFiles.ReadCsv(" NHS  days ,\u00A0b\u00A0,\"  c d \"\n")));

    [Fact]
    public void Quotes_inside_a_cell_are_text() =>
        Assert.Equal(["1: 5\" pipe|say \"no\"|x"], TestFiles.Lines(TestFiles.ReadCsv("5\" pipe,\"say \"\"no\"\"\",x\n")));

    [Fact]
    public void Lines_of_other_lengths_are_kept_as_they_are() =>
        Assert.Equal(["1: Title", "2: a|b|c", "3: 1|2", "4: 1|2|3|4", "5: note"], TestFiles.Lines(TestFiles.ReadCsv("Title\na,b,c\n1,2\n1,2,3,4\nnote\n")));

    [Fact]
    public void A_file_of_one_column_is_read() =>
        Assert.Equal(["1: a", "2: b; c"], TestFiles.Lines(TestFiles.ReadCsv("a\nb; c\n")));

    [Fact]
    public void Windows_1252_is_read_with_a_warning_that_names_the_first_place()
    {
        var content = TestFiles.Read(Encoding.Latin1.GetBytes("Name,Sum\nWirral,1\nYnys M\u00F4n,\u00A312\n"), "return.csv");
        var warning = Assert.Single(content.Findings);
        Assert.Equal((FileRules.Windows1252.Id, Severity.Warning, 3, "Ynys M\u00F4n"), (warning.Rule, warning.Severity, warning.Line, warning.Value));
        Assert.Equal(["1: Name|Sum", "2: Wirral|1", "3: Ynys M\u00F4n|\u00A312"], TestFiles.Lines(content.Sheets[0]));
    }

    [Fact]
    public void The_signs_that_Windows_1252_has_and_Latin_1_has_not_are_right()
    {
        byte[] bytes = [.. "a\n"u8, 0x80, 0x96, 0x92, .. "\n"u8];
        Assert.Equal(["1: a", "2: \u20AC\u2013\u2019"], TestFiles.Lines(TestFiles.Read(bytes, "return.csv").Sheets[0]));
    }

    [Fact]
    public void A_letter_that_was_lost_before_the_file_was_sent_is_told()
    {
        var content = TestFiles.ReadCsv("Name,Sum\nx,\uFFFD12\n");
        Assert.Equal((FileRules.Windows1252.Id, 2), (content.Findings[0].Rule, content.Findings[0].Line));
    }

    [Fact]
    public void Utf_16_is_refused_with_and_without_byte_order_mark()
    {
        foreach (var encoding in new Encoding[] { Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32 })
        {
            byte[] text = encoding.GetBytes("Month,Provider code\r\n2019-11,RJ7\r\n");
            TestFiles.Refused(FileRules.Utf16, TestFiles.Read([.. encoding.GetPreamble(), .. text], "return.csv"));
        }
        TestFiles.Refused(FileRules.Utf16, TestFiles.Read(Encoding.Unicode.GetBytes("Month,Provider code\r\n2019-11,RJ7\r\n"), "return.csv"));
        TestFiles.Refused(FileRules.Utf16, TestFiles.Read(Encoding.BigEndianUnicode.GetBytes("Month,Provider code\r\n2019-11,RJ7\r\n"), "return.csv"));
    }

    [Theory]
    [InlineData("a,b\nc,\0d\n", 2)]
    [InlineData("a,b\n\"x\ny\",z\nc,d\u0007\n", 3)]
    [InlineData("a,b\nc,d\n\u001A", 3)]
    public void Control_characters_are_refused_with_their_line(string text, int line) =>
        Assert.Equal(line, TestFiles.Refused(FileRules.Text, TestFiles.ReadCsv(text)).Line);

    [Fact]
    public void A_byte_that_is_no_letter_in_either_encoding_is_refused()
    {
        var finding = TestFiles.Refused(FileRules.Text, TestFiles.Read([.. "a,b\n"u8, 0x8D, .. ",c\n"u8], "return.csv"));
        Assert.Equal("Line 2 holds a byte that stands for no letter in UTF-8 or in Windows-1252 (0x8D), which no text has.", finding.Wrong);
    }

    [Theory]
    [InlineData(';', "semicolons")]
    [InlineData('\t', "tabs")]
    [InlineData('|', "vertical bars")]
    public void Another_delimiter_is_refused_by_its_name(char sign, string name)
    {
        var text = "A title, with a comma\n" + "Month,Provider,Days\n2019-11,RJ7,\"0,5\"\n2019-11,\"Bath, and more\",2\n".Replace("\"0,5\"", "\0").Replace("Bath, and", "\u0001").Replace(',', sign).Replace("\0", "0,5").Replace("\u0001", "Bath, and");
        var finding = TestFiles.Refused(FileRules.Delimiter, TestFiles.ReadCsv(text));
        Assert.Equal($"The columns are separated by {name}, not by commas: line 2 has 2 {name}.", finding.Wrong);
    }

    [Fact]
    public void Semicolons_in_the_text_of_a_comma_file_are_text() =>
        Assert.Equal(3, TestFiles.Lines(TestFiles.ReadCsv("a,b,c\n1,x; y; z,3\n2,\"p;q;r;s;t;u\",4\n")).Count());

    [Theory]
    [InlineData("a,b,c\n1,2,3\n4,5", "The last line breaks off: it has 2 cells where the line before it has 3.")]
    [InlineData("a,b,c\n1,2,3\n4", "The last line breaks off: it has 1 cell where the line before it has 3.")]
    public void A_last_line_with_fewer_cells_and_no_line_break_is_cut_off(string text, string wrong)
    {
        var finding = TestFiles.Refused(FileRules.CutOff, TestFiles.ReadCsv(text));
        Assert.Equal((wrong, 3), (finding.Wrong, finding.Line));
    }

    [Fact]
    public void A_quotation_that_is_never_closed_is_cut_off()
    {
        var finding = TestFiles.Refused(FileRules.CutOff, TestFiles.ReadCsv("a,b\n\nc,\"d\ne,f\n"));
        Assert.Equal((3, "B"), (finding.Line, finding.Column));
    }

    [Fact]
    public void A_quotation_that_swallows_the_lines_after_it_is_cut_off()
    {
        var finding = TestFiles.Refused(FileRules.CutOff, TestFiles.ReadCsv("a,b\n1,\"2\n" + string.Concat(Enumerable.Repeat("345,678\n", 5_000)) + "9,8\"\n7,6\n"));
        Assert.Contains("quotation mark is probably not closed", finding.Wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_ends_in_the_middle_of_a_letter_is_cut_off()
    {
        var bytes = Encoding.UTF8.GetBytes("Name\nYnys M\u00F4n\nC\u00F4");
        TestFiles.Refused(FileRules.CutOff, TestFiles.Read(bytes[..^1], "return.csv"));
    }

    [Fact]
    public void Too_many_columns_and_too_many_cells_are_refused()
    {
        TestFiles.Refused(FileRules.Extent, TestFiles.ReadCsv(new string(',', 20_000) + "\n"));
        TestFiles.Refused(FileRules.Extent, TestFiles.ReadCsv(string.Concat(Enumerable.Repeat("1" + new string(',', 9_999) + "\n", 201))));
    }

    [Fact]
    public void Empty_lines_and_lines_of_commas_only_do_not_count_as_cells() =>
        Assert.Single(TestFiles.Lines(TestFiles.ReadCsv("a,b\n" + string.Concat(Enumerable.Repeat(new string(',', 9_999) + "\n", 300)))));

    [Fact]
    public void Any_table_of_strings_reads_back_equal()
    {
        // Every sign that means something to a CSV reader, and some that look as if they did.
        var cell = Gen.OneOf(Gen.Char[' ', '~'], Gen.Char["\",\n\r\t;|\u00A0\u00E9\uFEFF\u2013="]).Array[0, 8].Select(signs => new string(signs));
        Gen.Select(Gen.Int[1, 6], Gen.Int[1, 12])
            .SelectMany(size => cell.Array[size.Item1].Array[size.Item2])
            .Sample(table =>
            {
                // A field with any of the signs that can separate columns is quoted, as every spreadsheet does with its own.
                var text = string.Concat(table.Select(row => string.Join(',', row.Select(field => field.AsSpan().IndexOfAny("\",;|\t\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"")}\"")) + "\r\n"));
                if (string.IsNullOrWhiteSpace(text.Replace("\uFEFF", "")) || text.StartsWith('<') || text.StartsWith('{') || text.StartsWith('[') || text.StartsWith('\uFEFF'))
                    return;
                var expected = table.Select((row, i) => new SheetLine(i + 1, [.. row.Select(field => field.Trim())])).Where(line => line.Cells.Any(field => field.Length > 0));
                var content = TestFiles.ReadCsv(text);
                Assert.Empty(content.Findings);
                Assert.Equal(expected.Select(line => $"{line.Line}: {CsvText.Line(line.Cells)}"), content.Sheets[0].Lines.Select(line => $"{line.Line}: {CsvText.Line(line.Cells)}"));
            }, iter: 2_000);
    }
}
