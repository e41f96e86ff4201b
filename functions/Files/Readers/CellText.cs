using System.Globalization;

namespace Monitoring.Files.Readers;

/// <summary>The text of a workbook's cell: the value that is stored, written the same in every culture, not the picture that a number format makes of it.</summary>
internal static class CellText
{
    /// <param name="withTime">The cell shows a time of day: midnight is then one, and elsewhere the absence of one.</param>
    internal static string Of(object? value, bool withTime = false) => value switch
    {
        null => "",
        string text => text.Trim(),
        double number => Number(number),
        bool truth => truth ? "TRUE" : "FALSE",
        DateTime date => Date(date, withTime),
        TimeSpan time => Duration(time),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => (value.ToString() ?? "").Trim(),
    };

    /// <summary>Does a number format show hours? Words in quotation marks and escaped letters are text of the format.</summary>
    internal static bool ShowsTime(string? format)
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
                case 'h' or 'H' when !quoted:
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
