using System.Globalization;
using ClosedXML.Excel;
using Monitoring.Core.Kernel;

namespace Monitoring.Files.Workbooks;

/// <summary>
/// Fonts, colours and number formats of every workbook. The styles are made once for the process: giving a cell a ready style is four
/// times faster than setting its properties.
/// </summary>
internal static class HouseStyle
{
    public const string Font = "Arial";

    /// <summary>Points.</summary>
    public const double FontSize = 11, HeadingSize = 16, LineHeight = 14.25, HeadingHeight = 26;

    /// <summary>Room to the left and right of a text, in digits: one indent on its own side, and a little air on the other.</summary>
    public const double Padding = 2.6;

    /// <summary>Room for the button of a filter, in digits.</summary>
    public const double FilterButton = 2.4;

    // Colours of the NHS identity. White on the blue has a contrast of 6.5 to 1, the text colour on the pale grey 12 to 1.
    private static readonly XLColor Blue = XLColor.FromHtml("#005EB8");
    private static readonly XLColor Ink = XLColor.FromHtml("#212B32");
    private static readonly XLColor Quiet = XLColor.FromHtml("#4C6272");
    private static readonly XLColor PaleGrey = XLColor.FromHtml("#E8EDEE");
    private static readonly XLColor Line = XLColor.FromHtml("#AEB7BD");
    private static readonly XLColor PaleYellow = XLColor.FromHtml("#FFF2CC");
    private static readonly XLColor Red = XLColor.FromHtml("#B8200F");

    private static readonly IXLStyle[] SingleLine = [.. Enum.GetValues<Look>().Select(look => Make(look, XLAlignmentVerticalValues.Center))];
    private static readonly IXLStyle[] SeveralLines = [.. Enum.GetValues<Look>().Select(look => Make(look, XLAlignmentVerticalValues.Top))];
    private static readonly IXLStyle[] Totals = [.. Enum.GetValues<Look>().Select(look => Make(look, XLAlignmentVerticalValues.Center, total: true))];
    private static readonly IXLStyle Quoted = MakeQuoted();

    /// <param name="lines">Of the row: where a row takes several lines, all its cells begin at the top.</param>
    public static IXLStyle Of(Look look, int lines = 1) => (lines > 1 ? SeveralLines : SingleLine)[(int)look];

    public static IXLStyle OfTotal(Look look) => Totals[(int)look];

    /// <summary>For a text that begins like a formula: a spreadsheet then leaves it a text even when the cell is edited.</summary>
    public static IXLStyle OfQuoted() => Quoted;

    /// <summary>What every sheet starts from.</summary>
    public static void Base(IXLStyle style)
    {
        style.Font.FontName = Font;
        style.Font.FontSize = FontSize;
        style.Font.FontColor = Ink;
    }

    public static void Paper(IXLPageSetup page)
    {
        page.PaperSize = XLPaperSize.A4Paper;
        page.PageOrientation = XLPageOrientation.Landscape;
        // The defaults put the footer below the edge of the printable area. Inches.
        page.Margins.SetTop(0.75).SetBottom(0.75).SetLeft(0.5).SetRight(0.5).SetHeader(0.3).SetFooter(0.3);
    }

    /// <summary>The number as the cell shows it.</summary>
    public static string Shown(decimal number, Look look) => look switch
    {
        Look.OneDecimal => Words.Number(number, 1),
        Look.TwoDecimals => Words.Number(number, 2),
        Look.SixDecimals => Words.Number(number, 6),
        Look.Percent => Words.Number(number * 100, 1) + "%",
        Look.Whole => Words.Number(number, 0),
        Look.Money => Rounding.HalfAwayFromZero(number, 2).ToString(MoneyFormat, CultureInfo.InvariantCulture),
        Look.Date => DateOf(number).ToString(DateFormat.Replace('m', 'M'), CultureInfo.InvariantCulture),
        Look.Month => DateOf(number).ToString(MonthFormat.Replace('m', 'M'), CultureInfo.InvariantCulture),
        Look.DayDate => DateOf(number).ToString(DayDateFormat.Replace('m', 'M'), CultureInfo.InvariantCulture),
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    public static bool IsNumber(Look look) =>
        look is Look.Whole or Look.OneDecimal or Look.TwoDecimals or Look.SixDecimals or Look.Percent or Look.Words or Look.NotAllowed or Look.Money or Look.Date or Look.Month or Look.DayDate;

    /// <summary>A date as spreadsheets count it: days since 30 December 1899.</summary>
    public static decimal Serial(DateOnly date) => date.DayNumber - DayZero.DayNumber;

    private const string MoneyFormat = "£#,##0.00", DateFormat = "d mmm yyyy", DayDateFormat = "ddd d mmm yyyy", MonthFormat = "mmm yyyy";

    private static readonly DateOnly DayZero = new(1899, 12, 30);

    private static DateOnly DateOf(decimal serial) => DayZero.AddDays((int)serial);

    private static string? FormatOf(Look look) => look switch
    {
        Look.Whole => "#,##0",
        Look.OneDecimal => "#,##0.0",
        Look.TwoDecimals => "#,##0.00",
        Look.SixDecimals => "#,##0.000000",
        Look.Percent => "0.0%",
        Look.Money => MoneyFormat,
        Look.Date => DateFormat,
        Look.Month => MonthFormat,
        Look.DayDate => DayDateFormat,
        Look.Code or Look.Text or Look.Attention or Look.LinkInTable => "@",
        _ => null,
    };

    private static IXLStyle Make(Look look, XLAlignmentVerticalValues vertical, bool total = false)
    {
        var style = XLWorkbook.DefaultStyle;
        Base(style);
        style.Alignment.Vertical = vertical;
        style.Alignment.Horizontal = IsNumber(look) || look == Look.TableHeadNumber ? XLAlignmentHorizontalValues.Right : XLAlignmentHorizontalValues.Left;
        if (look is not (Look.Heading or Look.Sentence or Look.Strong or Look.Stamp))
            style.Alignment.Indent = 1;
        if (FormatOf(look) is { } format)
            style.NumberFormat.Format = format;
        if (look is Look.Text or Look.Label or Look.TableHead or Look.TableHeadNumber or Look.Attention)
            style.Alignment.WrapText = true;
        switch (look)
        {
            case Look.Heading:
                style.Font.Bold = true;
                style.Font.FontSize = HeadingSize;
                style.Font.FontColor = Blue;
                break;
            case Look.Strong or Look.Label:
                style.Font.Bold = true;
                break;
            case Look.Link or Look.LinkInTable:
                style.Font.Underline = XLFontUnderlineValues.Single;
                style.Font.FontColor = Blue;
                break;
            case Look.Words:
                style.Font.Italic = true;
                style.Font.FontColor = Quiet;
                break;
            case Look.NotAllowed:
                style.Font.Italic = true;
                style.Font.FontColor = Quiet;
                style.Fill.BackgroundColor = PaleGrey;
                break;
            case Look.Attention:
                style.Font.Bold = true;
                style.Fill.BackgroundColor = PaleYellow;
                break;
            case Look.Stamp:
                style.Font.Bold = true;
                style.Font.FontSize = HeadingSize;
                style.Font.FontColor = Red;
                break;
            case Look.TableHead or Look.TableHeadNumber:
                style.Font.Bold = true;
                style.Font.FontColor = XLColor.White;
                style.Fill.BackgroundColor = Blue;
                break;
        }
        if (total)
        {
            style.Font.Bold = true;
            style.Border.TopBorder = XLBorderStyleValues.Medium;
            style.Border.TopBorderColor = Blue;
        }
        if (look is not (Look.Heading or Look.Sentence or Look.Strong or Look.TableHead or Look.TableHeadNumber or Look.Label or Look.Link or Look.Stamp))
        {
            style.Border.BottomBorder = XLBorderStyleValues.Thin;
            style.Border.BottomBorderColor = Line;
        }
        return style;
    }

    private static IXLStyle MakeQuoted()
    {
        var style = Make(Look.Text, XLAlignmentVerticalValues.Top);
        style.IncludeQuotePrefix = true;
        return style;
    }
}
