using System.Collections.Immutable;
using ClosedXML.Excel;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Templates;

/// <summary>
/// The instructions of a template: what the return is, what to do, every column with an example, what the values mean, and the rules. Columns are listed from top to bottom:
/// side by side they would look like the headings of a second table.
/// </summary>
internal sealed class TemplateNotes
{
    /// <summary>Of the five columns, in digits.</summary>
    private static readonly double[] Widths = [22, 56, 22, 34, 28];

    /// <summary>Values that are longer together are listed further down instead.</summary>
    private const int LongestList = 160;

    private readonly IXLWorksheet _sheet;
    private int _line = 1;

    private TemplateNotes(IXLWorksheet sheet) => _sheet = sheet;

    public static void Draw(IXLWorksheet sheet, Collection collection, TemplateFilling filling, ImmutableArray<(ReturnTable Table, ImmutableArray<TemplateColumn> Columns)> tables, bool hasPrior)
    {
        for (var at = 0; at < Widths.Length; at++)
            sheet.Column(at + 1).Width = Widths[at];
        sheet.ShowGridLines = false;
        HouseStyle.Paper(sheet.PageSetup);
        sheet.PageSetup.FitToPages(1, 0);
        sheet.PageSetup.Footer.Left.AddText(TemplateStamp.Of(collection));
        sheet.PageSetup.Footer.Right.AddText("Page &P of &N");

        var notes = new TemplateNotes(sheet);
        notes.Head(collection, filling);
        notes.Steps(tables, filling, hasPrior);
        foreach (var (table, columns) in tables)
            notes.Columns(table, columns, tables.Length > 1);
        notes.Values(tables.SelectMany(table => table.Columns));
        notes.Rules(collection);
    }

    private void Head(Collection collection, TemplateFilling filling)
    {
        _sheet.Row(_line).Height = HouseStyle.HeadingHeight;
        Put(1, $"How to fill in: {collection.Title}", Look.Heading);
        _line++;
        if (filling.Title is { } title)
            Say(title, Look.Strong);
        Say(TemplateStamp.Of(collection));
        Say(collection.About);
    }

    private void Steps(ImmutableArray<(ReturnTable Table, ImmutableArray<TemplateColumn> Columns)> tables, TemplateFilling filling, bool hasPrior)
    {
        Section("What to do");
        var several = tables.Length > 1;
        ReadOnlySpan<string?> steps =
        [
            several ? $"Fill in the sheets {Listed([.. tables.Select(table => table.Table.Title)])}. What a line of each is, stands above its columns below." : $"Fill in the sheet {tables[0].Table.Title}. {tables[0].Table.About}",
            "Leave the headings in line 1 as they are. The order of the columns and empty lines do not matter.",
            tables.Any(table => table.Columns.Any(column => column.IsNumber))
                ? "Write 0 where there was none. A cell that is left empty says that nothing was given, and is never taken as 0."
                : "A cell that is left empty says that nothing was given.",
            "Codes, months and years are kept as text, so that 007, 00KB and 2019-11 stay what they are.",
            tables.Any(table => table.Columns.Any(column => column.Column.Kind is Kind<DateOnly>)) ? "A date is shown with its month in words, so that you see which day was understood." : null,
            hasPrior ? $"What was sent the time before stands on the sheet{(several ? "s" : "")} 'Last time', in the same lines. It is there to compare with and is not read." : null,
            several ? "Save the workbook with all its sheets and upload it." : "Save the workbook and upload it. The table alone, saved as 'CSV UTF-8', will do as well.",
            "The receipt says what was taken; and of anything refused, what is wrong and what to do.",
        ];
        var number = 0;
        foreach (var step in steps)
        {
            if (step is not null)
                Say($"{Words.Number(++number)}. {step}");
        }
        foreach (var note in filling.Notes)
            Say(note);
    }

    private void Columns(ReturnTable table, ImmutableArray<TemplateColumn> columns, bool several)
    {
        Section(several ? $"The columns of the sheet {table.Title}" : "The columns");
        if (several)
            Say(table.Optional ? $"{table.About} The sheet may be left out." : table.About);
        Row(Look.TableHead, "Column", "What belongs in it", "Needed or not", "What it may hold", "An example line");
        foreach (var column in columns)
            Row(Look.Text, column.Column.Heading, column.About, column.Needed, column.Holds.Length <= LongestList ? column.Holds : $"One of {Words.Of(column.Column.Kind.Choices.Length, "value")} listed below", column.Column.Example);
    }

    /// <summary>Values that need words, and lists that are too long to stand beside their column.</summary>
    private void Values(IEnumerable<TemplateColumn> columns)
    {
        foreach (var column in columns.DistinctBy(column => column.Column.Kind))
        {
            var kind = column.Column.Kind;
            if (kind.Choices.IsEmpty || (kind.Meanings.IsEmpty && column.Holds.Length <= LongestList))
                continue;
            Section($"What may stand under {column.Column.Heading}");
            // Values that need no words may be sentences themselves.
            if (!kind.Meanings.IsEmpty)
                Row(Look.TableHead, "Value", "What it means");
            for (var at = 0; at < kind.Choices.Length; at++)
            {
                if (kind.Meanings.IsEmpty)
                    Say(kind.Choices[at]);
                else
                    Row(Look.Text, kind.Choices[at], kind.Meanings[at]);
            }
        }
    }

    private void Rules(Collection collection)
    {
        if (collection.Rules.IsEmpty)
            return;
        Section("The rules in short");
        Say("Beside each rule stands the address below which it says what to do and where it comes from.");
        Row(Look.TableHead, "Rule", "What must hold", "If not", "When", "More about it");
        foreach (var rule in collection.Rules)
            Row(Look.Text, rule.Id, rule.Title, rule.Severity == Severity.Error ? "Refused" : "Taken, with a warning", char.ToUpperInvariant(rule.Effect[0]) + rule.Effect[1..], $"/rules#{rule.Id}");
    }

    private void Section(string title)
    {
        _line++;
        Say(title, Look.Strong);
    }

    /// <summary>Over all columns: cells are not merged, and a wrapped cell would be as narrow as its column, so a sentence runs over the empty cells beside it, line by line.</summary>
    private void Say(string sentence, Look look = Look.Sentence)
    {
        foreach (var line in TextWidth.Broken(sentence, Widths.Sum() - 10, look == Look.Strong))
        {
            _sheet.Row(_line).Height = HouseStyle.LineHeight + 4;
            Put(1, line, look);
            _line++;
        }
    }

    private void Row(Look look, params ReadOnlySpan<string> texts)
    {
        var lines = 1;
        for (var at = 0; at < texts.Length; at++)
            lines = Math.Max(lines, TextWidth.Lines(texts[at], Widths[at] - HouseStyle.Padding, at == 0 || look != Look.Text));
        for (var at = 0; at < texts.Length; at++)
        {
            Put(at + 1, texts[at], look, lines);
            if (at == 0)
                _sheet.Cell(_line, 1).Style.Font.Bold = true;
        }
        _sheet.Row(_line).Height = HouseStyle.LineHeight * lines + 6;
        _line++;
    }

    private void Put(int column, string text, Look look, int lines = 1)
    {
        var cell = _sheet.Cell(_line, column);
        cell.SetValue(text);
        cell.Style = HouseStyle.Of(look, lines);
    }

    private static string Listed(ImmutableArray<string> names) => $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
}
