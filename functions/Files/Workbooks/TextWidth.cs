namespace Monitoring.Files.Workbooks;

/// <summary>
/// How wide a text is and how many lines it takes. Nothing measures text for us on Linux, and LibreOffice does not grow the rows of a file
/// that it opens, so widths and heights are worked out from the published advance widths of Arial.
/// </summary>
internal static class TextWidth
{
    /// <summary>Advance widths of Arial, in thousandths of the font size, from the space (32) to the tilde (126).</summary>
    private static readonly short[] Arial =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611,
        278, 278, 278, 469, 556, 333,
        556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500,
        334, 260, 334, 584,
    ];

    private const double Digit = 556;

    /// <summary>Bold Arial is about a twelfth wider.</summary>
    private const double Bold = 1.08;

    /// <summary>Width in digits of the standard font, which is the unit of column widths.</summary>
    public static double Of(string text, bool bold = false)
    {
        var width = 0;
        foreach (var c in text)
            width += c is >= ' ' and <= '~' ? Arial[c - ' '] : 600;
        return width / Digit * (bold ? Bold : 1);
    }

    /// <summary>Lines that a text takes in a column, broken between words; a word wider than the column is broken too.</summary>
    public static int Lines(string text, double column, bool bold = false) => text.Split('\n').Sum(line => Broken(line, column, bold).Count());

    /// <summary>The lines themselves.</summary>
    public static IEnumerable<string> Broken(string text, double column, bool bold = false)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && Of(longer, bold) > column)
            {
                yield return line;
                line = word;
            }
            else
                line = longer;
            // What cannot be broken between words takes as many lines as it is wide.
            for (; Of(line, bold) > column && line.Length > 1 && !line.Contains(' '); line = line[Fitting(line, column, bold)..])
                yield return line[..Fitting(line, column, bold)];
        }
        yield return line;
    }

    private static int Fitting(string word, double column, bool bold)
    {
        var length = 1;
        while (length < word.Length && Of(word[..(length + 1)], bold) <= column)
            length++;
        return length;
    }
}
