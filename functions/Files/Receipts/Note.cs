using DocumentFormat.OpenXml.Spreadsheet;
using Monitoring.Core.Kernel;
using Monitoring.Core.Validation;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Receipts;

/// <summary>The note on a cell: for each finding its rule, what is wrong and what to do.</summary>
internal sealed class Note
{
    /// <summary>Findings of one cell that a note tells; a longer note is not read. The rest are counted.</summary>
    private const int Told = 8;

    private const double FontSize = 9;

    /// <summary>Width of the box in pixels, and how many digits of its font fit in it between the margins.</summary>
    internal const int Width = 330;

    private const double Digits = 46;

    private const int Line = 15, Margins = 14;

    private readonly List<(string Text, bool Bold)> _pieces = [];

    internal Note(uint line, int column, IReadOnlyList<Finding> findings)
    {
        At = (line, column);
        foreach (var finding in findings.Take(Told))
        {
            var end = _pieces.Count == 0 ? "" : "\n\n";
            _pieces.Add(($"{end}{FindingWords.SeverityOf(finding)} {finding.Rule}", true));
            _pieces.Add(($"\n{finding.Wrong}\n", false));
            _pieces.Add(("What to do: ", true));
            _pieces.Add((finding.Fix, false));
        }
        if (findings.Count > Told)
            _pieces.Add(($"\n\nAnd {Words.Of(findings.Count - Told, "more finding")} about this cell: see the sheet of findings.", false));
    }

    internal (uint Line, int Column) At { get; }

    /// <summary>In pixels, of the box that shows all of it below a note that stands there already.</summary>
    internal int HeightBelow(string earlier)
    {
        var text = string.Concat(_pieces.Select(piece => piece.Text));
        // Bold words are few, so their greater width is made up for by counting a little more for all.
        return Margins + Line * (TextWidth.Lines(text, Digits / 1.04) + (earlier.Length == 0 ? 0 : TextWidth.Lines(earlier, Digits) + 1));
    }

    /// <param name="below">Whether a note of the sender stands above it.</param>
    internal IEnumerable<Run> Runs(bool below)
    {
        if (below)
            yield return RunOf("\n\n", bold: false);
        foreach (var (text, bold) in _pieces)
            yield return RunOf(text, bold);
    }

    private static Run RunOf(string text, bool bold)
    {
        var properties = new RunProperties();
        if (bold)
            properties.Append(new Bold());
        // 81 is the text colour of notes.
        properties.Append(new FontSize { Val = FontSize }, new Color { Indexed = 81 }, new RunFont { Val = "Tahoma" }, new FontFamily { Val = 2 });
        return new Run(properties, CellString.Text(text));
    }
}
