using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Monitoring.Core.Kernel;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Tests.Broken;

/// <summary>The examples of the catalogue are what the samples come to, at the places where a spreadsheet shows them.</summary>
public partial class RuleExampleTests
{
    private const string Path = "functions/Core/Validation/rule-examples.csv";

    /// <summary>A text of 2,000 characters shows no more than its beginning.</summary>
    private const int LongestValue = 160;

    private static string Text => string.Concat(Samples.Findings
        .GroupBy(found => (found.Finding.Rule, found.Sample), found => found.Finding)
        .Select(found => Line(found.Key.Rule, found.Key.Sample, found.First(), found.Skip(1)))
        .Prepend("rule,sample,sheet,line,column,heading,value,wrong,also at")
        .Select(line => line + "\n"));

    /// <summary>A mistake in every line of a file is one example; its other places are named so that they are compared too.</summary>
    private static string Line(string rule, string sample, Finding first, IEnumerable<Finding> others) => CsvText.Line(
        rule, sample, first.Sheet, first.Line?.ToString(CultureInfo.InvariantCulture), first.Column, first.Heading, Short(first.Value), first.Wrong,
        string.Join(' ', others.Select(other => string.Create(CultureInfo.InvariantCulture, $"{(other.Sheet == first.Sheet ? "" : $"'{other.Sheet}'!")}{other.Column}{other.Line}"))));

    private static string? Short(string? value) => value is { Length: > LongestValue } ? $"{value[..LongestValue].TrimEnd()}..." : value;

    /// <summary>Run with UPDATE_EXAMPLES=1 after an intended change, read the difference before committing it, and build again: the table is embedded.</summary>
    [Fact]
    public async Task The_table_of_examples_is_what_the_samples_give()
    {
        var table = RepositoryFolder.Of(Path);
        var text = Text;
        if (Environment.GetEnvironmentVariable("UPDATE_EXAMPLES") == "1")
            await File.WriteAllTextAsync(table, text);
        Assert.Equal((await File.ReadAllTextAsync(table)).ReplaceLineEndings("\n"), text);
    }

    public static TheoryData<string> Placed => [.. Samples.Findings.Where(found => found.Finding.Column is not null).Select(found => found.Sample).Distinct()];

    /// <summary>Looked up in the file itself, without the reader that is tested.</summary>
    [Theory, MemberData(nameof(Placed))]
    public void A_place_is_where_a_spreadsheet_shows_the_value(string sample)
    {
        var found = Samples.Findings.Where(found => found.Sample == sample && found.Finding.Column is not null).Select(found => found.Finding).ToList();
        var path = RepositoryFolder.Of($"{Samples.Folder}/{sample}");
        if (sample.EndsWith(".xlsx", StringComparison.Ordinal))
        {
            using var workbook = SpreadsheetDocument.Open(path, isEditable: false);
            Assert.All(found, finding => Holds(finding, line => Shown(workbook.WorkbookPart!, finding.Sheet!, string.Create(CultureInfo.InvariantCulture, $"{finding.Column}{line}"))));
        }
        else
        {
            var lines = File.ReadAllLines(path);
            Assert.All(found, finding =>
            {
                Assert.Null(finding.Sheet);
                Holds(finding, line => [CsvText.Read(lines[line - 1]).SelectMany(cells => cells).Where((_, column) => Finding.ColumnLetter(column) == finding.Column).FirstOrDefault() ?? ""]);
            });
        }
    }

    /// <summary>The ways in which a cell may be shown: as it is stored or, where it is a number that may be a date, as that date.</summary>
    private static string[] Shown(WorkbookPart workbook, string sheet, string reference)
    {
        var id = workbook.Workbook.Sheets!.Elements<Sheet>().Single(one => one.Name == sheet).Id!.Value!;
        var cell = ((WorksheetPart)workbook.GetPartById(id)).Worksheet.Descendants<Cell>().FirstOrDefault(cell => cell.CellReference == reference);
        if (cell is null)
            return [""];
        var stored = cell.DataType?.Value == CellValues.InlineString ? cell.InlineString!.InnerText : cell.CellValue?.Text ?? "";
        if (cell.DataType?.Value == CellValues.SharedString)
            return [workbook.SharedStringTablePart!.SharedStringTable.Elements<SharedStringItem>().ElementAt(int.Parse(stored, CultureInfo.InvariantCulture)).InnerText];
        return !decimal.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? [stored]
            : [stored, number.ToString("0.#########", CultureInfo.InvariantCulture), number is > 1 and < 80_000 ? DateTime.FromOADate((double)number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : stored];
    }

    /// <summary>The value at its place, and its heading above it in the same column.</summary>
    private static void Holds(Finding finding, Func<int, string[]> cellOnLine)
    {
        if (finding.Value is { } value)
            Assert.Contains(value, cellOnLine(finding.Line!.Value).Select(cell => cell.Trim()));
        if (finding.Heading is { } heading)
            Assert.Contains(heading, Enumerable.Range(1, finding.Line!.Value).SelectMany(cellOnLine).Select(cell => cell.Trim()));
    }

    [Fact]
    public void Every_rule_has_an_example() =>
        Assert.Equal([], RuleCatalogue.All.Where(BrokenFileTests.CanBeBroken).Select(rule => rule.Id).Where(id => RuleExamples.Of(id) is null));

    [Fact]
    public void No_example_is_of_a_rule_that_is_gone() =>
        Assert.Equal([], RuleExamples.All.Select(example => example.Rule).Except(RuleCatalogue.All.Select(rule => rule.Id)));

    [Fact]
    public void Every_rule_without_a_file_says_why_here_and_in_the_readme()
    {
        Assert.All(RuleExamples.WithoutFile, line => Assert.NotEqual("", line.Value));
        Assert.Equal(
            RuleExamples.WithoutFile.Select(line => $"| {line.Key} | {line.Value} |"),
            File.ReadAllLines(RepositoryFolder.Of($"{Samples.Folder}/README.md")).Where(line => RuleLine.IsMatch(line)));
    }

    [GeneratedRegex(@"^\| [A-Z]{2,4}-\d\d \|")]
    private static partial Regex RuleLine { get; }
}
