using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Monitoring.Files.Receipts;

/// <summary>Text in the XML of a workbook.</summary>
internal static partial class CellString
{
    /// <summary>Excel cuts longer texts off, or calls the file damaged.</summary>
    private const int Longest = 32_767;

    /// <summary>A cell whose text is only ever a text: an inline string is never worked out, whatever it begins with.</summary>
    internal static Cell Cell(string reference, string text, uint style) => new(new InlineString(Text(text)))
    {
        CellReference = reference,
        DataType = CellValues.InlineString,
        StyleIndex = style,
    };

    internal static Text Text(string text) => new(Writable(text)) { Space = SpaceProcessingModeValues.Preserve };

    /// <summary>
    /// What XML cannot hold is written the way Excel does it, <c>_x0001_</c>, and what only looks so is kept apart from it. Half of a pair of surrogates,
    /// which stands for no character, becomes the sign for such.
    /// </summary>
    internal static string Writable(string text)
    {
        if (text.Length > Longest)
            text = text[..(Longest - 1)] + "…";
        text = LooksEscaped().Replace(text, "_x005F_");
        if (text.All(XmlConvert.IsXmlChar))
            return text;
        var written = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                written.Append(text[i]).Append(text[++i]);
            else if (char.IsSurrogate(text[i]))
                written.Append('\uFFFD');
            else if (XmlConvert.IsXmlChar(text[i]))
                written.Append(text[i]);
            else
                written.Append(CultureInfo.InvariantCulture, $"_x{(int)text[i]:X4}_");
        }
        return written.ToString();
    }

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex LooksEscaped();
}
