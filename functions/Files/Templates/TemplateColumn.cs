using System.Globalization;
using ClosedXML.Excel;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Templates;

/// <summary>
/// What a spreadsheet makes of a column of a template: number format, check, prompt and width, all from the kind of its cells.
/// <list type="bullet">
/// <item>Codes, periods and texts are text, also in lines still to be filled: a spreadsheet would make a number of 007 and a date of 2019-11.</item>
/// <item>Dates are dates, shown as 03 Nov 2019: with the month in words it is seen which day the spreadsheet took from what was typed.</item>
/// <item>Dates with a time are text: a date typed alone would become midnight of that day, and nobody said midnight.</item>
/// <item>Per cent is text: in a cell for numbers 51% is stored as 0.51, which is not what 51 means.</item>
/// </list>
/// </summary>
internal sealed class TemplateColumn(Column column)
{
    private enum Form { Text, Code, Choice, Whole, Money, Number, Percent, Date }

    /// <summary>What a spreadsheet takes as a prompt or as the title of one, in characters.</summary>
    private const int LongestPrompt = 255, LongestTitle = 32;

    /// <summary>Digits that a spreadsheet keeps of a number.</summary>
    private const int Digits = 15;

    private const string DateFormat = "dd mmm yyyy";

    /// <summary>The first day from which all spreadsheets count alike: they disagree whether 1900 was a leap year.</summary>
    private static readonly DateOnly FirstDate = new(1900, 3, 1);

    private readonly Form _form = FormOf(column);

    public Column Column => column;

    private static Form FormOf(Column column) => column.Kind switch
    {
        { Choices.IsEmpty: false } => Form.Choice,
        Kind<int> kind when ReferenceEquals(kind, Kinds.Count) => Form.Whole,
        Kind<decimal> kind when ReferenceEquals(kind, Kinds.Percent) => Form.Percent,
        Kind<Pence> => Form.Money,
        Kind<DateOnly> => Form.Date,
        { IsNumber: true } => Form.Number,
        Kind<string> kind when kind.Unreadable == CellRules.TextTooLong => Form.Text,
        _ => Form.Code,
    };

    public bool IsNumber => column.Kind.IsNumber;

    private string Format => _form switch
    {
        Form.Whole => "#,##0",
        Form.Money => "#,##0.00",
        Form.Number => "General",
        Form.Date => DateFormat,
        _ => "@",
    };

    public Look HeadLook => IsNumber ? Look.TableHeadNumber : Look.TableHead;

    private Look CellLook => _form switch
    {
        Form.Whole => Look.Whole,
        Form.Money => Look.TwoDecimals,
        Form.Number or Form.Percent => Look.Result,
        Form.Text => Look.Text,
        _ => Look.Code,
    };

    /// <summary>In digits: wide enough for what is usual, for the words of the heading and for what is filled in.</summary>
    public double Width(string heading, IEnumerable<string> texts)
    {
        var (usual, most) = _form switch
        {
            Form.Text => (34.0, 60.0),
            Form.Choice => (column.Kind.Choices.Max(choice => TextWidth.Of(choice)), 40.0),
            Form.Money => (16.0, 24.0),
            Form.Date => (12.0, 12.0),
            Form.Whole => (9.0, 16.0),
            _ => (10.0, 40.0),
        };
        var words = heading.Split(' ').Max(word => TextWidth.Of(word, bold: true));
        // A long heading takes two lines rather than a wide column.
        var half = TextWidth.Of(heading, bold: true) / 2 + 3;
        return Math.Max(Math.Max(words, Math.Min(half, 30)), Math.Min(texts.Append(column.Example).Select(text => TextWidth.Of(text)).Append(usual).Max(), most)) + HouseStyle.Padding;
    }

    /// <summary>Lines that a text takes in a column of this kind; only free text is broken.</summary>
    public int Lines(string text, double width) => _form == Form.Text ? TextWidth.Lines(text, width - HouseStyle.Padding) : 1;

    /// <summary>For every cell of the column, also those that are still empty.</summary>
    public void Prepare(IXLColumn whole)
    {
        whole.Style.NumberFormat.Format = Format;
        whole.Style.Alignment.Horizontal = IsNumber ? XLAlignmentHorizontalValues.Right : XLAlignmentHorizontalValues.Left;
        whole.Style.Alignment.Indent = 1;
        whole.Style.Alignment.Vertical = XLAlignmentVerticalValues.Top;
        whole.Style.Alignment.WrapText = _form == Form.Text;
    }

    /// <summary>Puts a value as the ledger writes it into a cell, so that reading the cell gives the same value.</summary>
    public void Put(IXLCell cell, string text, int lines, bool prior)
    {
        cell.Style = HouseStyle.Of(prior ? Look.NotAllowed : CellLook, lines);
        cell.Style.NumberFormat.Format = Format;
        cell.Style.Alignment.Horizontal = IsNumber ? XLAlignmentHorizontalValues.Right : XLAlignmentHorizontalValues.Left;
        if (prior && _form == Form.Text)
            cell.Style.Alignment.WrapText = true;
        if (text.Length == 0)
            return;
        if (_form is Form.Whole or Form.Money or Form.Number && Number(text) is { } number)
            cell.SetValue(number);
        else if (_form == Form.Date && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date >= FirstDate)
            cell.SetValue(date.ToDateTime(TimeOnly.MinValue));
        else
            cell.SetValue(text);
    }

    /// <summary>A number that a spreadsheet keeps to the last digit; null for another, which is better written as text than changed.</summary>
    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && decimal.TryParse(((double)number).ToString($"G{Digits}", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var kept) && kept == number
            ? number : null;

    /// <summary>The check of what is typed, and the prompt that is shown beside a cell when it is chosen.</summary>
    /// <param name="list">Where the values to choose from stand.</param>
    public void AddCheck(IXLDataValidation rule, IXLRange? list)
    {
        switch (_form)
        {
            case Form.Choice:
                rule.List(list!, inCellDropdown: true);
                break;
            case Form.Whole:
                rule.WholeNumber.EqualOrGreaterThan(0);
                break;
            case Form.Money or Form.Number:
                rule.Decimal.Between(-1e15, 1e15);
                break;
            case Form.Date:
                rule.Date.Between(new DateTime(1900, 1, 1), new DateTime(2199, 12, 31));
                break;
        }
        rule.IgnoreBlanks = true;
        rule.InputTitle = Shortened(column.Heading, LongestTitle);
        rule.InputMessage = Prompt();
        rule.ShowInputMessage = true;
        rule.ErrorStyle = XLErrorStyle.Stop;
        rule.ErrorTitle = rule.InputTitle;
        rule.ErrorMessage = _form switch
        {
            Form.Choice => "Choose a value from the list.",
            Form.Whole => "Write a whole number, 0 or more.",
            Form.Date => "Write a date, for example 03/11/2019.",
            _ => "Write a number.",
        };
        rule.ShowErrorMessage = _form is Form.Choice or Form.Whole or Form.Money or Form.Number or Form.Date;
    }

    /// <summary>What belongs into the column, one sentence.</summary>
    public string About => column.About.TrimEnd('.') + ".";

    /// <summary>What a cell may hold, in words.</summary>
    public string Holds => _form switch
    {
        Form.Choice => string.Join(", ", column.Kind.Choices),
        Form.Text => "Text",
        _ => char.ToUpperInvariant(column.Kind.Words[0]) + column.Kind.Words[1..],
    };

    /// <summary>Whether something must stand there, in words.</summary>
    public string Needed => column.Optional ? "The column may be left out" : column.MayBeBlank ? "May be left empty" : "Needed";

    private string Prompt()
    {
        var holds = _form switch { Form.Choice => " Choose from the list.", Form.Text => "", _ => $" {Holds}." };
        var needed = column.Optional || column.MayBeBlank ? $" {Needed}." : "";
        var said = About + holds + needed;
        return said.Length <= LongestPrompt ? said : Shortened(About, LongestPrompt - holds.Length - needed.Length) + holds + needed;
    }

    private static string Shortened(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var space = text.LastIndexOf(' ', most - 3);
        return $"{text[..(space > 0 ? space : most - 3)].TrimEnd('.', ',', ';', ':')}...";
    }
}
