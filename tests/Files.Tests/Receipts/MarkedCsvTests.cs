using System.Text;
using ClosedXML.Excel;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Receipts;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Receipts;

public class MarkedCsvTests
{
    [Fact]
    public void The_real_mistakes_are_marked_at_their_lines_and_columns()
    {
        var findings = Submissions.Check(Submissions.WithMistakes, Submissions.Csv).Findings;
        var marked = Marked.Of(Submissions.WithMistakes, Submissions.Csv);
        Assert.Equal("invented-RJ7-2019-11-with-mistakes-marked.xlsx", marked.FileName);
        Assert.NotEmpty(findings);
        Assert.Equal(findings.Select(finding => $"{finding.Column}{finding.Line}").Distinct().Order(), Marked.Coloured(marked.Content, "Return").Select(cell => cell.Split(' ')[0]).Order());
        using var workbook = new XLWorkbook(new MemoryStream(marked.Content));
        Assert.All(findings.Where(finding => finding.Value is not null), finding => Assert.Equal(finding.Value, workbook.Worksheet("Return").Cell($"{finding.Column}{finding.Line}").GetString()));
        Assert.Equal(findings.Length + 1, Marked.Table(marked.Content).Count);
    }

    [Fact]
    public void Cells_stay_the_texts_that_were_typed()
    {
        string[] typed = ["00KB", "007", "1/2", "=cmd|'/c calc'!A1", "+1", "-4", "@sum", "1e3", "2019-11", "_x0041_"];
        var marked = Marked.Of(FileKind.Csv, Submissions.Lines(["Code,Number", .. typed.Select(text => $"\"{text}\",1")]), "r.csv", [new Finding("DT-06", Severity.Error, "Wrong.", "=cmd", null, 3, "B", "Number", "=cmd")]).Content;
        using var workbook = new XLWorkbook(new MemoryStream(marked));
        var cells = workbook.Worksheet("Return").Column(1).CellsUsed().Skip(1).ToList();
        Assert.Equal(typed.SkipLast(1), cells.Select(cell => cell.GetString()).SkipLast(1));
        Assert.All(workbook.Worksheets.SelectMany(sheet => sheet.CellsUsed()), cell => Assert.False(cell.HasFormula));
        Assert.All(cells, cell => Assert.Equal((XLDataType.Text, 49), (cell.DataType, cell.Style.NumberFormat.NumberFormatId)));
        // _x0041_ in a workbook means A, so it is written apart; ClosedXML does not know that.
        Assert.Equal(typed, TestFiles.Read(marked, "r.xlsx").Sheets[0].Lines.Skip(1).Select(line => line.Cells[0]));
    }

    [Fact]
    public void Lines_keep_their_numbers_and_what_XML_cannot_hold_does_no_harm()
    {
        var marked = Marked.Of(FileKind.Csv, Submissions.Lines("a,b", "", "c,d", "", "f,g"), "r.csv", [new Finding("X", Severity.Warning, "odd \u0002", "do", null, 5, "B", "b\u0003", "g\u0004")]).Content;
        Assert.Equal(["B5 amber"], Marked.Coloured(marked, "Return"));
        Assert.Equal([1, 3, 5], TestFiles.Read(marked, "r.xlsx").Sheets[0].Lines.Select(line => line.Line));
    }

    [Fact]
    public void With_six_thousand_findings_there_is_the_file_of_findings_only()
    {
        var findings = Submissions.Many(6_000);
        var csv = Submissions.Lines(["Code,NHS days", .. findings.Select(finding => $"RJ7,{finding.Value}")]);
        Assert.Null(MarkedCopy.Of(FileKind.Csv, csv, "r.csv", findings));
        Assert.Equal(6_001, CsvText.Read(Text(findings)).Count());
        var marked = Marked.Of(FileKind.Csv, csv, "r.csv", findings[..5_000]).Content;
        Assert.Equal(5_000, Marked.Coloured(marked, "Return").Count());
        Assert.Equal(2_000, Marked.Notes(marked, "Return").Count);
    }

    [Fact]
    public void The_file_of_findings_escapes_what_would_be_a_formula_and_says_that_it_is_UTF8()
    {
        Finding[] findings =
        [
            new("DT-06", Severity.Error, "'-4' is below zero.", "Write digits only.", "Return", 46, "F", "NHS days", "-4"),
            new("DT-09", Severity.Warning, "=HYPERLINK(\"x\")", "Café, \"now\"\nor later", null, 3, null, "@h", "+1"),
        ];
        Assert.Equal([0xEF, 0xBB, 0xBF], FindingsCsv.Of(findings, "s1")[..3]);
        var rows = CsvText.Read(Text(findings)).ToList();
        Assert.Equal(["Severity", "Rule", "Sheet", "Cell", "Line", "Column", "Heading", "Value", "What is wrong", "What to do", "Submission", "Your explanation"], rows[0]);
        Assert.Equal(["Mistake", "DT-06", "Return", "F46", "46", "F", "NHS days", "'-4", "'-4' is below zero.", "Write digits only.", "s1", ""], rows[1]);
        Assert.Equal(["Warning", "DT-09", "", "", "3", "", "'@h", "'+1", "'=HYPERLINK(\"x\")", "Café, \"now\"\nor later", "s1", ""], rows[2]);
    }

    private static string Text(IReadOnlyCollection<Finding> findings) => Encoding.UTF8.GetString(FindingsCsv.Of(findings, "s1")).TrimStart('\uFEFF');
}
