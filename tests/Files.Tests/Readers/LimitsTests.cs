using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Readers;

namespace Monitoring.Files.Tests.Readers;

/// <summary>Each limit refuses what is one above it, names itself, and lets through what is at it.</summary>
public class LimitsTests
{
    private const string Cells = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>twelve signs</t></is></c><c r=\"B1\"><v>1</v></c></row><row r=\"3\"><c r=\"A3\"><v>2</v></c><c r=\"C3\"><v>3</v></c></row>";

    private static readonly byte[] Book = TestFiles.Xlsx(Cells);

    private static readonly byte[] Csv = [.. "twelve signs,1\n\n2,,3\n"u8];

    public static TheoryData<string, Limits, Limits, string, string> Workbooks => new()
    {
        { "parts", new() { Parts = 5 }, new() { Parts = 6 }, "FILE-08", "The workbook consists of 6 parts; at most 5 are unpacked." },
        { "rows", new() { Rows = 2 }, new() { Rows = 3 }, "FILE-21", "The sheet 'Return' has 3 rows; at most 2 are read." },
        { "columns", new() { Columns = 2 }, new() { Columns = 3 }, "FILE-21", "The sheet 'Return' has 3 columns; at most 2 are read." },
        { "cells", new() { Cells = 4 }, new() { Cells = 5 }, "FILE-21", "The workbook has more than 4 cells." },
        { "characters", new() { CellCharacters = 11 }, new() { CellCharacters = 12 }, "FILE-21", "A cell has 12 characters; at most 11 are read." },
    };

    [Theory, MemberData(nameof(Workbooks))]
    public void A_workbook_above_a_limit_is_refused_by_that_limit(string what, Limits below, Limits at, string rule, string wrong)
    {
        Assert.NotEqual("", what);
        Refused(Read(Book, "return.xlsx", below), rule, wrong);
        Assert.Equal(["1: twelve signs|1", "3: 2||3"], TestFiles.Lines(Read(Book, "return.xlsx", at)));
    }

    public static TheoryData<string, Limits, Limits, string, string> Texts => new()
    {
        { "rows", new() { Rows = 2 }, new() { Rows = 3 }, "FILE-21", "The file has more than 2 lines." },
        { "columns", new() { Columns = 2 }, new() { Columns = 3 }, "FILE-21", "Line 3 has 3 columns; at most 2 are read." },
        { "cells", new() { Cells = 4 }, new() { Cells = 5 }, "FILE-21", "The file has more than 4 cells." },
        { "characters", new() { CellCharacters = 11 }, new() { CellCharacters = 12 }, "FILE-11", "A cell has 12 characters, and at most 11 are read: a quotation mark is probably not closed." },
    };

    [Theory, MemberData(nameof(Texts))]
    public void A_CSV_above_a_limit_is_refused_by_that_limit(string what, Limits below, Limits at, string rule, string wrong)
    {
        Assert.NotEqual("", what);
        Refused(Read(Csv, "return.csv", below), rule, wrong);
        Assert.Equal(["1: twelve signs|1", "3: 2||3"], TestFiles.Lines(Read(Csv, "return.csv", at)));
    }

    [Fact]
    public void The_unpacked_size_is_counted_and_not_believed()
    {
        var book = TestFiles.Xlsx(Cells, ("xl/media/a.txt", new string(' ', 2 << 20)));
        Refused(Read(book, "return.xlsx", new() { UnpackedMegabytes = 2 }), "FILE-08", "The workbook unpacks to more than 2 MB.");
        Assert.Equal(2, TestFiles.Lines(Read(book, "return.xlsx", new() { UnpackedMegabytes = 3 })).Count());
    }

    [Fact]
    public void Empty_cells_that_a_sheet_spans_are_counted()
    {
        var book = TestFiles.Xlsx("<row r=\"1001\"><c r=\"ALM1001\"><v>1</v></c></row>");
        Refused(Read(book, "return.xlsx", new() { SpanMillions = 1 }), "FILE-21", "The sheet 'Return' spans 1,001 rows and 1,001 columns, most of them empty.");
        Assert.Single(TestFiles.Lines(Read(book, "return.xlsx", new() { SpanMillions = 2 })));
    }

    /// <summary>A limit of nothing would refuse every return, and whoever set it would learn that from councils.</summary>
    [Fact]
    public void A_limit_is_above_zero()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Limits { Parts = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Limits { UnpackedMegabytes = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Limits { Rows = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Limits { Columns = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Limits { Cells = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Limits { SpanMillions = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Limits { CellCharacters = 0 });
    }

    private static FileContent Read(byte[] bytes, string name, Limits limits) => ReturnFile.Read(new MemoryStream(bytes), name, TestFiles.MaxBytes, limits);

    private static void Refused(FileContent content, string rule, string wrong)
    {
        Assert.Equal(wrong, TestFiles.Refused(RuleCatalogue.All.Single(known => known.Id == rule), content).Wrong);
    }
}
