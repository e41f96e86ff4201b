using System.Globalization;
using System.Text;

namespace Monitoring.Files.Readers;

/// <summary>The text of a workbook's cell: the value that is stored, written the same in every culture, not the picture that a number format makes of it.</summary>
internal static class CellText
{
    /// <param name="withTime">The cell shows a time of day: midnight is then one, and elsewhere the absence of one.</param>
    internal static string Of(object? value, bool withTime = false) => value switch
    {
        null => "",
        string text => Whole(text).Trim(),
        double number => Number(number),
        bool truth => truth ? "TRUE" : "FALSE",
        DateTime date => Date(date, withTime),
        TimeSpan time => Duration(time),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => (value.ToString() ?? "").Trim(),
    };

    /// <summary>
    /// A number in a cell that is shown as a percentage: 51%, where 0.51 is stored. It is the one format that changes which number a reader of the sheet sees, so that without the sign nobody
    /// could say whether half a per cent or half of the whole was meant.
    /// </summary>
    internal static string Percent(double number) => Math.Abs(number) < 1e12 ? $"{Number((double)((decimal)number * 100))}%" : Number(number);

    /// <summary>Does a number format show a percentage?</summary>
    internal static bool ShowsPercent(string? format) => Shows(format, '%', '%');

    /// <summary>Half of a pair of surrogates is no character and cannot be stored: as when a CSV is decoded, it becomes the sign for such.</summary>
    private static string Whole(string text) => text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    /// <summary>Does a number format show hours?</summary>
    internal static bool ShowsTime(string? format) => Shows(format, 'h', 'H');

    /// <summary>Whether a format has a sign in it. Words in quotation marks and escaped letters are text of the format.</summary>
    private static bool Shows(string? format, char sign, char other)
    {
        var quoted = false;
        for (var i = 0; i < format?.Length; i++)
        {
            switch (format[i])
            {
                case '"':
                    quoted = !quoted;
                    break;
                case '\\' or '_' or '*' when !quoted:
                    i++;
                    break;
                case var c when !quoted && (c == sign || c == other):
                    return true;
            }
        }
        return false;
    }

    /// <summary>The shortest digits that give the same number again, without an exponent wherever Excel would have none: <c>5</c>, <c>0.1</c>, <c>0.00001</c>.</summary>
    internal static string Number(double number)
    {
        // Whole numbers by way of long, so that minus zero is 0 and small ones share their text.
        if (Math.Abs(number) < 1e15 && Math.Truncate(number) == number)
            return ((long)number).ToString(CultureInfo.InvariantCulture);
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        var e = text.IndexOf('E', StringComparison.Ordinal);
        if (e < 0)
            return text;
        var exponent = int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        // Beyond this nobody writes a number out; only a mistake or a unit of physics is so large or small.
        return Math.Abs(exponent) > 28 ? text : Plain(text.AsSpan(0, e), exponent);
    }

    private static string Plain(ReadOnlySpan<char> mantissa, int exponent)
    {
        var sign = mantissa[0] == '-' ? "-" : "";
        var digits = mantissa.ToString().Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
        var point = exponent + 1;
        if (point <= 0)
            return $"{sign}0.{new string('0', -point)}{digits}";
        return point >= digits.Length ? $"{sign}{digits.PadRight(point, '0')}" : $"{sign}{digits[..point]}.{digits[point..]}";
    }

    /// <summary>To the second: a fraction of a day stored as a double seldom falls on one exactly.</summary>
    private static string Date(DateTime date, bool withTime)
    {
        var half = TimeSpan.TicksPerSecond / 2;
        if (date.Ticks < DateTime.MaxValue.Ticks - half)
            date = new DateTime((date.Ticks + half) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond);
        // Day 0 of Excel is a time of day without a date.
        var format = date < new DateTime(1900, 1, 1) ? "HH:mm:ss" : date.TimeOfDay == TimeSpan.Zero && !withTime ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss";
        return date.ToString(format, CultureInfo.InvariantCulture);
    }

    private static string Duration(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(time < TimeSpan.Zero ? "-" : "")}{Math.Abs((long)time.TotalHours)}:{Math.Abs(time.Minutes):00}:{Math.Abs(time.Seconds):00}");
}
