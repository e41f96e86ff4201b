using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;

namespace Monitoring.Files.Workbooks;

/// <summary>How a cell looks; what each means for font, alignment and number format is in <see cref="HouseStyle"/>.</summary>
internal enum Look
{
    Text, Code, Result, Whole, OneDecimal, TwoDecimals, SixDecimals, Percent, Words, NotAllowed, Link, Strong, Heading, Sentence, Label, TableHead, TableHeadNumber,

    /// <summary>Pounds and pence.</summary>
    Money,

    Date,

    /// <summary>The first day of a month, as the month: what a chart over months takes for its axis.</summary>
    Month,

    /// <summary>A date with its day of the week.</summary>
    DayDate,

    /// <summary>A word that calls for somebody to look: it says so itself, and the cell is set off besides.</summary>
    Attention,

    /// <summary>A link in a table.</summary>
    LinkInTable,

    /// <summary>Says on every sheet that nothing on it is real.</summary>
    Stamp,
}

/// <summary>
/// What stands in one cell: a text, a number, or a formula together with the value that it has. The value is known when the formula is
/// written, since both come from the same figures; it is put into the file so that previews and readers of data see it.
/// </summary>
internal readonly record struct Entry
{
    public Look Look { get; private init; }

    public string? Text { get; private init; }

    public decimal? Number { get; private init; }

    /// <summary>Without the equals sign. <see cref="Number"/> or <see cref="Text"/> is its value.</summary>
    public string? Formula { get; private init; }

    /// <summary>Name of the sheet that a click leads to.</summary>
    public string? LinkTo { get; private init; }

    /// <summary>The row of that sheet's table, 0 for its first; null for the top of the sheet.</summary>
    public int? LinkRow { get; private init; }

    /// <summary>The cell as it is seen, for the width of its column.</summary>
    public string Shown => Text ?? (Number is { } number ? HouseStyle.Shown(number, Look) : "");

    /// <summary>Always kept as text, whatever it looks like: a code with leading zeros, a name that begins with an equals sign.</summary>
    public static Entry Of(string? text, Look look = Look.Text) => new() { Text = text ?? "", Look = look };

    public static Entry Of(decimal number, Look look) => new() { Number = number, Look = look };

    public static Entry Of(long number) => new() { Number = number, Look = Look.Whole };

    /// <summary>A word in the place of a number: not given, not calculable.</summary>
    public static Entry Words(string words) => new() { Text = words, Look = Look.Words };

    public static Entry Link(string sheet) => new() { Text = sheet, LinkTo = sheet, Look = Look.Link };

    /// <summary>The name of a sheet in a table, leading to its top.</summary>
    public static Entry LinkInTable(string sheet) => new() { Text = sheet, LinkTo = sheet, Look = Look.LinkInTable };

    /// <param name="row">Of the table on that sheet, 0 for its first; nowhere to go when null.</param>
    public static Entry Link(string text, string sheet, int? row) => row is null ? Of(text) : new() { Text = text, LinkTo = sheet, LinkRow = row, Look = Look.LinkInTable };

    public static Entry Money(Pence amount) => Of(amount.Pounds, Look.Money);

    /// <param name="words">What stands in the place of an amount that there is none of: never zero.</param>
    public static Entry Money(Pence? amount, string words) => amount is { } known ? Money(known) : Words(words);

    public static Entry Money(string formula, Pence value) => Calculated(formula, value.Pounds, Look.Money);

    /// <summary>A real date, that can be sorted and calculated with.</summary>
    public static Entry Date(DateOnly date, Look look = Look.Date) => Of(HouseStyle.Serial(date), look);

    public static Entry Date(DateOnly? date, string words) => date is { } known ? Date(known) : Words(words);

    public static Entry Month(ReportingMonth month) => Date(month.FirstDay, Look.Month);

    /// <summary>A cell of a chart's column: empty where there is no value, since words would be drawn as zero. They stand in a column beside it.</summary>
    public static Entry Point(decimal? value, Look look) => value is { } known ? Of(known, look) : Of("", look);

    public static Entry Calculated(string formula, decimal value, Look look) => new() { Formula = formula, Number = value, Look = look };

    public static Entry Calculated(string formula, string value, Look look = Look.Result) => new() { Formula = formula, Text = value, Look = look };

    /// <summary>Days of a cell. Where nothing was given there is no number at all.</summary>
    public static Entry Days(Total total) => total is { Days: 0, NotGiven: > 0 } ? Words("not given") : Of(total.Days);

    /// <summary>A part of a whole. Of nothing there are no shares.</summary>
    /// <param name="part">Formula of the part.</param>
    /// <param name="whole">Formula of the whole.</param>
    public static Entry Share(string part, string whole, long days, long of) => of == 0
        ? Calculated($"IF({whole}=0,\"no days\",{part}/{whole})", "no days", Look.Words)
        : Calculated($"IF({whole}=0,\"no days\",{part}/{whole})", (decimal)days / of, Look.Percent);
}
