using ClosedXML.Excel;
using CsCheck;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Templates;
using Monitoring.Files.Tests.Readers;

namespace Monitoring.Files.Tests.Templates;

/// <summary>What a template is to a person and to a spreadsheet, for everything that is collected.</summary>
public class ReturnTemplateTests
{
    public static TheoryData<string> Everything => TemplateLaws.Everything;

    /// <summary>The example line of every table, and as what was sent before the same.</summary>
    private static TemplateFilling Examples(Collection collection) => new()
    {
        Title = "730, an example",
        Rows = [.. from table in collection.Tables
                   let cells = table.Template.Columns.Where(column => column.Example.Length > 0).ToDictionary(column => column.Field, column => TemplateRows.Canonical(column, column.Example)!)
                   select new FilledRow(table.Key, cells) { Before = cells }],
    };

    private static IEnumerable<byte[]> Forms(Collection collection) => [ReturnTemplate.Xlsx(collection), ReturnTemplate.Xlsx(collection, Examples(collection))];

    [Theory, MemberData(nameof(Everything))]
    public void The_file_is_valid(string key)
    {
        foreach (var file in Forms(MadeUp.Of(key)))
        {
            using var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
            foreach (var version in new[] { FileFormatVersions.Office2013, FileFormatVersions.Microsoft365 })
                Assert.Empty(new OpenXmlValidator(version).Validate(document).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}"));
            Assert.Equal("en-GB", document.PackageProperties.Language);
            Assert.Equal("Monitoring", document.PackageProperties.Creator);
            Assert.StartsWith("Return: ", document.PackageProperties.Title, StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(Everything))]
    public void Every_example_can_be_read_and_no_needed_column_lacks_one(string key) => Assert.All(
        MadeUp.Of(key).Tables.SelectMany(table => table.Template.Columns, (table, column) => (table, column)),
        pair => Assert.True(pair.column.Example.Length == 0 ? pair.column.MayBeBlank || pair.column.Optional : TemplateRows.Canonical(pair.column, pair.column.Example) is not null, $"{pair.table.Title}, {pair.column.Heading}: '{pair.column.Example}'"));

    [Theory, MemberData(nameof(Everything))]
    public void Nothing_in_it_is_taken_for_a_patient_and_nothing_hidden_is_told(string key)
    {
        var collection = MadeUp.Of(key);
        foreach (var file in Forms(collection))
        {
            var sheets = TestFiles.Read(file, "return.xlsx").Sheets;
            var (recognised, _, _) = Headings.Recognise(sheets, MadeUp.All);
            Assert.Empty(Privacy.Screen(sheets, recognised is null ? [] : [.. recognised.Sheets]).Findings.Select(finding => finding.ToString()));
            // A table about single cases may declare a column that tells who somebody is; unknown, it would be refused.
            if (!collection.IsCaseLevel)
                Assert.Empty(Privacy.Screen(sheets).Findings.Select(finding => finding.ToString()));
            Assert.Empty(HiddenParts.Findings(sheets, recognised is null ? [] : recognised.Sheets).Select(finding => finding.ToString()));
        }
    }

    [Theory, MemberData(nameof(Everything))]
    public void Every_column_prompts_and_lists_are_chosen_from(string key)
    {
        var collection = MadeUp.Of(key);
        using var workbook = new XLWorkbook(new MemoryStream(ReturnTemplate.Xlsx(collection)));
        foreach (var table in collection.Tables)
        {
            var sheet = workbook.Worksheet(table.Title);
            Assert.Equal(1, sheet.SheetView.SplitRow);
            for (var at = 0; at < table.Template.Columns.Length; at++)
            {
                var column = table.Template.Columns[at];
                Assert.Equal(column.Heading, sheet.Cell(1, at + 1).GetString());
                var check = sheet.Cell(5_000, at + 1).DataValidation;
                Assert.True(check.ShowInputMessage, column.Heading);
                Assert.InRange(check.InputMessage.Length, 1, 255);
                Assert.StartsWith(column.About.TrimEnd('.')[..Math.Min(20, column.About.Length - 1)], check.InputMessage, StringComparison.Ordinal);
                Assert.Equal(column.MayBeBlank && !column.Optional, check.InputMessage.EndsWith("May be left empty.", StringComparison.Ordinal));
                if (column.Kind.Choices.IsEmpty)
                    continue;
                Assert.Equal(XLAllowedValues.List, check.AllowedValues);
                var list = workbook.Range(check.MinValue);
                Assert.Equal(XLWorksheetVisibility.VeryHidden, list.Worksheet.Visibility);
                Assert.Equal(column.Kind.Choices, list.Cells().Select(cell => cell.GetString()));
            }
        }
    }

    [Fact]
    public void Counts_amounts_and_dates_are_checked_and_codes_are_text()
    {
        using var workbook = new XLWorkbook(new MemoryStream(ReturnTemplate.Xlsx(DelayAgreements.Collection)));
        var sheet = workbook.Worksheet("Agreements");
        Assert.Equal((XLAllowedValues.WholeNumber, XLOperator.EqualOrGreaterThan, "0"), (sheet.Cell("G2").DataValidation.AllowedValues, sheet.Cell("G2").DataValidation.Operator, sheet.Cell("G2").DataValidation.MinValue));
        Assert.Equal(XLAllowedValues.Date, sheet.Cell("J2").DataValidation.AllowedValues);
        Assert.Equal("Days agreed", sheet.Cell("G2").DataValidation.InputTitle);
        Assert.Equal("Delayed days that you agree to, 0 if none. A whole number, 0 or more.", sheet.Cell("G2").DataValidation.InputMessage);
        Assert.Equal("What is disputed and why; no patient's name or number. May be left empty.", sheet.Cell("K2").DataValidation.InputMessage);
        Assert.Equal(["@", "@", "@", "@", "@", "@", "#,##0", "#,##0", "@", "dd mmm yyyy", "@"], Enumerable.Range(1, 11).Select(column => sheet.Column(column).Style.NumberFormat.Format));
    }

    /// <summary>
    /// What is typed must not become something else: 51% in a cell for numbers is stored as 0.51, a date in a cell for times as midnight, 007 as 7, 2019-11 as a day.
    /// </summary>
    [Theory]
    [InlineData("code", "@")]
    [InlineData("month", "@")]
    [InlineData("quarter", "@")]
    [InlineData("year", "@")]
    [InlineData("time", "@")]
    [InlineData("percent", "@")]
    [InlineData("letter", "@")]
    [InlineData("text", "@")]
    [InlineData("date", "dd mmm yyyy")]
    [InlineData("count", "#,##0")]
    [InlineData("money", "#,##0.00")]
    [InlineData("number", "General")]
    public void A_kind_has_its_number_format_in_empty_lines_too(string field, string format)
    {
        using var workbook = new XLWorkbook(new MemoryStream(ReturnTemplate.Xlsx(MadeUp.Collection)));
        var columns = MadeUp.Collection.Tables[0].Template.Columns;
        Assert.Equal(format, workbook.Worksheet("Everything").Column(columns.IndexOf(columns.Single(column => column.Field == field)) + 1).Style.NumberFormat.Format);
    }

    [Fact]
    public void A_prompt_that_would_be_too_long_is_shortened_and_still_says_how_to_choose()
    {
        using var workbook = new XLWorkbook(new MemoryStream(ReturnTemplate.Xlsx(MadeUp.Collection)));
        var columns = MadeUp.Collection.Tables[0].Template.Columns;
        var check = workbook.Worksheet("Everything").Cell(2, columns.IndexOf(columns.Single(column => column.Field == "way")) + 1).DataValidation;
        Assert.EndsWith(" to say... Choose from the list.", check.InputMessage, StringComparison.Ordinal);
        Assert.InRange(check.InputMessage.Length, 230, 255);
    }

    [Theory, MemberData(nameof(Everything))]
    public void The_notes_say_what_it_is_and_list_every_column_value_and_rule(string key)
    {
        var collection = MadeUp.Of(key);
        using var workbook = new XLWorkbook(new MemoryStream(ReturnTemplate.Xlsx(collection, Examples(collection))));
        var notes = workbook.Worksheet("Notes");
        Assert.Equal($"How to fill in: {collection.Title}", notes.Cell("A1").GetString());
        Assert.Equal("730, an example", notes.Cell("A2").GetString());
        Assert.Equal(TemplateStamp.Of(collection), notes.Cell("A3").GetString());
        var lines = notes.RowsUsed().Select(row => string.Join(" | ", row.CellsUsed().Select(cell => cell.GetString()))).ToList();
        var all = string.Join(' ', lines);
        Assert.Contains(collection.About, all, StringComparison.Ordinal);
        foreach (var column in collection.Tables.SelectMany(table => table.Template.Columns))
        {
            Assert.Contains(lines, line => line.StartsWith($"{column.Heading} | {column.About.TrimEnd('.')}. | ", StringComparison.Ordinal) && line.EndsWith(column.Example, StringComparison.Ordinal));
            Assert.All(column.Kind.Choices, choice => Assert.Contains(choice, all, StringComparison.Ordinal));
        }
        Assert.All(collection.Rules, rule => Assert.Contains(lines, line => line.StartsWith($"{rule.Id} | {rule.Title} | ", StringComparison.Ordinal) && line.EndsWith($"/rules#{rule.Id}", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_reason_is_said_in_words()
    {
        using var workbook = new XLWorkbook(new MemoryStream(ReturnTemplate.Xlsx(DelayAgreements.Collection)));
        var row = workbook.Worksheet("Notes").RowsUsed().Single(row => row.Cell(1).GetString() == "Dii");
        Assert.Equal("Awaiting nursing home placement or availability. NHS, social care or both.", row.Cell(2).GetString());
    }

    [Theory, MemberData(nameof(Everything))]
    public void The_headings_are_repeated_on_every_page_and_codes_as_text_are_not_marked_as_mistakes(string key)
    {
        var collection = MadeUp.Of(key);
        using var document = SpreadsheetDocument.Open(new MemoryStream(ReturnTemplate.Xlsx(collection)), isEditable: false);
        var workbook = document.WorkbookPart!;
        foreach (var sheet in workbook.Workbook.Sheets!.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Take(collection.Tables.Count))
        {
            Assert.Contains(workbook.Workbook.DefinedNames!.Elements<DefinedName>(), name => name.Name == "_xlnm.Print_Titles" && name.Text.Trim('\'').StartsWith(sheet.Name!, StringComparison.Ordinal) && name.Text.EndsWith("!$1:$1", StringComparison.Ordinal));
            Assert.Single(((WorksheetPart)workbook.GetPartById(sheet.Id!.Value!)).Worksheet.Elements<IgnoredErrors>());
        }
    }

    [Theory, MemberData(nameof(Everything))]
    public void There_is_a_CSV_of_one_table_and_words_where_there_are_several(string key)
    {
        var collection = MadeUp.Of(key);
        if (collection.Tables.Count == 1)
        {
            Assert.Null(ReturnTemplate.NoCsv(collection));
            Assert.Equal(collection.Tables[0].Template.Columns.Select(column => column.Heading), Monitoring.Core.Kernel.CsvText.Read(ReturnTemplate.Csv(collection)).Single());
            return;
        }
        var why = ReturnTemplate.NoCsv(collection)!;
        Assert.All(collection.Tables, table => Assert.Contains(table.Title, why, StringComparison.Ordinal));
        Assert.StartsWith(why, Assert.Throws<ArgumentException>(() => ReturnTemplate.Csv(collection)).Message, StringComparison.Ordinal);
    }

    /// <summary>The widest values that are usual, in every line: what does not fit into a column of numbers or dates is shown as ###.</summary>
    [Fact]
    public async Task LibreOffice_shows_every_value()
    {
        var files = MadeUp.All.Select(collection => ReturnTemplate.Xlsx(collection, Wide(collection))).ToArray();
        foreach (var (text, collection) in (await Rendering.TextAsync(files)).Zip(MadeUp.All))
        {
            Assert.DoesNotContain("###", text, StringComparison.Ordinal);
            Assert.Contains(TemplateStamp.Of(collection), text, StringComparison.Ordinal);
            Assert.Equal(!collection.Rules.IsEmpty, text.Contains("The rules in short", StringComparison.Ordinal));
        }
    }

    private static TemplateFilling Wide(Collection collection) => Examples(collection) with
    {
        Rows = [.. from row in Examples(collection).Rows
                   let table = collection.Tables.Single(table => table.Key == row.Table)
                   let cells = table.Template.Columns.ToDictionary(column => column.Field, column => column.Kind switch
                   {
                       Kind<int> => "123456789",
                       Kind<Monitoring.Core.Kernel.Pence> => "-1234567890.12",
                       Kind<DateOnly> => "2199-12-30",
                       _ => row.Cells.GetValueOrDefault(column.Field, ""),
                   })
                   select row with { Cells = cells, Before = cells }],
    };
}
