using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Monitoring.Core.Validation;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Receipts;

/// <summary>Looks of the cells that we add to a sender's workbook.</summary>
internal enum AddedLook { Heading, Sentence, TableHead, Text, Number, Link, Mistake, Warning }

/// <summary>
/// What we add to the formats of a sender's workbook: those that are there stay as they are and keep their places, since every cell refers to them by number.
/// </summary>
internal sealed class WorkbookStyles
{
    /// <summary>Of a mark: light enough that dark text on it has a contrast of more than 10 to 1, and told apart by lightness too.</summary>
    internal const string Red = "FFF7C9C7", Amber = "FFFFE9A8";

    private const string Ink = "FF212B32", Blue = "FF005EB8", White = "FFFFFFFF", Line = "FFAEB7BD";

    private readonly WorkbookStylesPart _part;
    private readonly Fonts _fonts;
    private readonly Fills _fills;
    private readonly Borders _borders;
    private readonly CellFormats _formats;
    private readonly List<Font> _fontList;
    private readonly List<CellFormat> _formatList;
    private readonly Dictionary<(uint Format, Severity Severity), uint> _marked = [];
    private readonly Dictionary<uint, uint> _dark = [];
    private readonly Dictionary<AddedLook, uint> _added = [];
    private uint? _red, _amber, _border;

    internal WorkbookStyles(WorkbookPart workbook)
    {
        _part = workbook.WorkbookStylesPart ?? workbook.AddNewPart<WorkbookStylesPart>(RelationshipIds.Free(workbook, "styles"));
        var styles = _part.Stylesheet ??= new Stylesheet();
        _fonts = styles.Fonts ??= new Fonts();
        _fills = styles.Fills ??= new Fills();
        _borders = styles.Borders ??= new Borders();
        var bases = styles.CellStyleFormats ??= new CellStyleFormats();
        _formats = styles.CellFormats ??= new CellFormats();
        Begin(_fonts, new Font(new FontSize { Val = HouseStyle.FontSize }, new FontName { Val = "Calibri" }));
        // The first two fills are reserved: whatever stands there, Excel shows none and grey dots.
        Begin(_fills, new Fill(new PatternFill { PatternType = PatternValues.None }));
        if (_fills.ChildElements.Count == 1)
            _fills.Append(new Fill(new PatternFill { PatternType = PatternValues.Gray125 }));
        Begin(_borders, new Border());
        Begin(bases, new CellFormat());
        Begin(_formats, new CellFormat { FormatId = 0 });
        _fontList = [.. _fonts.Elements<Font>()];
        _formatList = [.. _formats.Elements<CellFormat>()];
    }

    /// <summary>The format of a cell with the colour of a mark: number format, borders, alignment, protection and typeface stay; the text is dark, as it may have been white on a colour.</summary>
    internal uint Marked(uint format, Severity severity)
    {
        if (format >= _formatList.Count)
            format = 0;
        if (_marked.TryGetValue((format, severity), out var done))
            return done;
        var marked = (CellFormat)_formatList[(int)format].CloneNode(deep: true);
        marked.FillId = FillOf(severity);
        marked.ApplyFill = true;
        marked.FontId = Dark(marked.FontId?.Value ?? 0);
        marked.ApplyFont = true;
        return _marked[(format, severity)] = Add(marked);
    }

    internal uint Of(AddedLook look)
    {
        if (_added.TryGetValue(look, out var done))
            return done;
        var font = look switch
        {
            AddedLook.Heading => NewFont(Blue, HouseStyle.HeadingSize, bold: true),
            AddedLook.TableHead => NewFont(White, bold: true),
            AddedLook.Link => NewFont(Blue, underline: true),
            AddedLook.Mistake => NewFont(Ink, bold: true),
            _ => NewFont(Ink),
        };
        var table = look is not (AddedLook.Heading or AddedLook.Sentence);
        return _added[look] = Add(new CellFormat
        {
            FormatId = 0,
            // As text also when it is edited, except for a number, which is to be sorted as one.
            NumberFormatId = look == AddedLook.Number ? 0u : 49,
            ApplyNumberFormat = true,
            FontId = font,
            ApplyFont = true,
            FillId = look switch
            {
                AddedLook.TableHead => NewFill(Blue),
                AddedLook.Mistake => FillOf(Severity.Error),
                AddedLook.Warning => FillOf(Severity.Warning),
                _ => 0,
            },
            ApplyFill = true,
            BorderId = table ? NewBorder() : 0,
            ApplyBorder = true,
            Alignment = new Alignment { Horizontal = HorizontalAlignmentValues.Left, Vertical = look == AddedLook.TableHead ? VerticalAlignmentValues.Center : VerticalAlignmentValues.Top, WrapText = table, Indent = table ? 1u : 0 },
            ApplyAlignment = true,
        });
    }

    internal void Save()
    {
        _fonts.Count = (uint)_fonts.ChildElements.Count;
        _fills.Count = (uint)_fills.ChildElements.Count;
        _borders.Count = (uint)_borders.ChildElements.Count;
        _formats.Count = (uint)_formats.ChildElements.Count;
        _part.Stylesheet.Save();
    }

    private uint FillOf(Severity severity) => severity == Severity.Error ? _red ??= NewFill(Red) : _amber ??= NewFill(Amber);

    private uint Dark(uint font)
    {
        if (_dark.TryGetValue(font, out var done))
            return done;
        var dark = font < _fontList.Count ? (Font)_fontList[(int)font].CloneNode(deep: true) : (Font)_fontList[0].CloneNode(deep: true);
        dark.Color = new Color { Rgb = Ink };
        return _dark[font] = Append(_fonts, dark);
    }

    private uint NewFont(string colour, double size = HouseStyle.FontSize, bool bold = false, bool underline = false)
    {
        var font = new Font();
        if (bold)
            font.Append(new Bold());
        if (underline)
            font.Append(new Underline());
        font.Append(new FontSize { Val = size }, new Color { Rgb = colour }, new FontName { Val = HouseStyle.Font });
        return Append(_fonts, font);
    }

    private uint NewFill(string colour) => Append(_fills, new Fill(new PatternFill(new ForegroundColor { Rgb = colour }, new BackgroundColor { Indexed = 64 }) { PatternType = PatternValues.Solid }));

    private uint NewBorder() => _border ??= Append(_borders, new Border(
        new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(new Color { Rgb = Line }) { Style = BorderStyleValues.Thin }, new DiagonalBorder()));

    private uint Add(CellFormat format)
    {
        _formatList.Add(format);
        return Append(_formats, format);
    }

    private static uint Append(OpenXmlCompositeElement list, OpenXmlElement element)
    {
        list.Append(element);
        return (uint)list.ChildElements.Count - 1;
    }

    private static void Begin(OpenXmlCompositeElement list, OpenXmlElement first)
    {
        if (list.ChildElements.Count == 0)
            list.Append(first);
    }
}
