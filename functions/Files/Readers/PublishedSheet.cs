using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Files.Readers;

/// <summary>A sheet of a published workbook: title block, one line of headings, rows. Found by the headings, never by position.</summary>
internal sealed class PublishedSheet
{
    private readonly Sheet _sheet;
    private readonly SheetLine? _above;
    private readonly SheetLine _headings;
    private readonly List<Finding> _findings;

    private PublishedSheet(Sheet sheet, SheetLine? above, SheetLine headings, List<Finding> findings)
    {
        (_sheet, _above, _headings, _findings) = (sheet, above, headings, findings);
        Lines = [.. sheet.Lines.SkipWhile(line => line.Line <= headings.Line)];
    }

    internal string Name => _sheet.Name ?? "";

    internal IReadOnlyList<SheetLine> Lines { get; }

    internal int HeadingLine => _headings.Line;

    /// <summary>The line of headings is the first that has all of these. Null, with a finding, when there is none.</summary>
    internal static PublishedSheet? Find(Sheet sheet, List<Finding> findings, params IReadOnlyList<string> headings)
    {
        SheetLine? above = null;
        foreach (var line in sheet.Lines)
        {
            if (headings.All(heading => Index(line, heading) >= 0))
                return new PublishedSheet(sheet, above?.Line == line.Line - 1 ? above : null, line, findings);
            above = line;
        }
        findings.Add(PublishedRules.Labels.Found($"No line of the sheet has the headings {string.Join(", ", headings)}.", sheet.Name));
        return null;
    }

    /// <summary>What stands beside a label of the title block such as <c>Period:</c>; null when it is blank or a dash.</summary>
    internal string? Title(string label)
    {
        foreach (var line in _sheet.Lines.TakeWhile(line => line.Line < _headings.Line))
        {
            var at = Array.FindIndex(line.Cells, cell => cell.TrimEnd(':').Equals(label, StringComparison.OrdinalIgnoreCase));
            if (at >= 0)
                return at + 1 < line.Cells.Length && line.Cells[at + 1] is { Length: > 0 } text and not "-" ? text : null;
        }
        return null;
    }

    /// <summary>The column under a heading, counted from 0; -1 when there is none.</summary>
    internal int Index(string heading) => Index(_headings, heading);

    /// <summary>
    /// The columns of a split. Those under a heading in <paramref name="known"/> are identity and passed over; a label that is
    /// neither is a finding, so that a new reason is never lost in silence.
    /// </summary>
    internal List<SplitColumn<TPart>> Columns<TPart>(params IReadOnlyList<string> known) where TPart : struct, Enum
    {
        var columns = new List<SplitColumn<TPart>>();
        var average = false;
        for (var i = 0; i < _headings.Cells.Length; i++)
        {
            var heading = _headings.Cells[i];
            if (known.Any(name => Layout.Normal(name) == Layout.Normal(heading)))
                continue;
            if (Cell(_above, i) is { Length: > 0 } block)
                average = Average(block, i);
            if (heading.Length == 0)
                continue;
            var part = SplitLabels.Find<TPart>(heading);
            if (part is null && Layout.Normal(heading) != "total")
                Unknown(_headings.Line, i, heading, $"{SplitLabels.Expected<TPart>()}; Total");
            else if (columns.Exists(column => column.Average == average && Equals(column.Part, part)))
                Unknown(_headings.Line, i, heading, "each label once");
            else
                columns.Add(new SplitColumn<TPart>(i, part, average));
        }
        return columns;
    }

    internal Split<TPart> Split<TPart>(SheetLine line, List<SplitColumn<TPart>> columns) where TPart : struct, Enum
    {
        var days = new Dictionary<TPart, int?>();
        var averages = new Dictionary<TPart, double?>();
        int? total = null;
        double? averageTotal = null;
        foreach (var column in columns)
        {
            switch (column)
            {
                case { Average: false, Part: { } part }: days[part] = Days(line, column.Index); break;
                case { Average: false }: total = Days(line, column.Index); break;
                case { Part: { } part }: averages[part] = Average(line, column.Index); break;
                default: averageTotal = Average(line, column.Index); break;
            }
        }
        return new Split<TPart>(days, total, averages, averageTotal);
    }

    /// <summary>The cell as text, empty when the line ends before it.</summary>
    internal static string Cell(SheetLine? line, int index) => line is not null && index >= 0 && index < line.Cells.Length ? line.Cells[index] : "";

    /// <summary>A number of days. Null where none was reported, and with a finding where the text is no number of days.</summary>
    internal int? Days(SheetLine line, int index)
    {
        var text = Cell(line, index);
        if (IsNone(text))
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days))
            return days;
        return Unread<int>(line, index, text, "a whole number");
    }

    internal void Found(Rule rule, SheetLine line, string wrong) => _findings.Add(rule.Found(wrong, Name, line.Line));

    internal void Unknown(int line, int index, string label, string expected) =>
        _findings.Add(PublishedRules.Labels.Found($"'{label}' is not a known label; expected is one of: {expected}.", Name, line, Finding.ColumnLetter(index), value: label));

    private double? Average(SheetLine line, int index)
    {
        var text = Cell(line, index);
        if (IsNone(text))
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var average))
            return average;
        return Unread<double>(line, index, text, "a number");
    }

    /// <summary>DTOC beds were renamed to what they are in December 2019.</summary>
    private bool Average(string block, int index)
    {
        var label = Layout.Normal(block);
        if (label is not ("delayed days" or "dtoc beds" or "average number of people delayed per day"))
            Unknown(_above!.Line, index, block, "Delayed Days; DTOC Beds; Average Number of People Delayed per Day");
        return label != "delayed days";
    }

    private T? Unread<T>(SheetLine line, int index, string text, string expected) where T : struct
    {
        _findings.Add(PublishedRules.Figures.Found($"'{text}' is not {expected}.", Name, line.Line, Finding.ColumnLetter(index), Cell(_headings, index), text));
        return null;
    }

    private static bool IsNone(string text) => text is "" or "-" or "NA";

    private static int Index(SheetLine line, string heading)
    {
        var normal = Layout.Normal(heading);
        return Array.FindIndex(line.Cells, cell => Layout.Normal(cell) == normal);
    }
}
