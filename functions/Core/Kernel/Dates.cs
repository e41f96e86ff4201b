using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitoring.Core.Kernel;

/// <summary>
/// The one place that decides which day, and which time of a day, a typed text is. It takes what can be meant in one way only: the year first (2019-11-03), or the day
/// first as in Britain (03/11/2019), or the month in words; and of everything else it says why not. 11/03/2019 is 11 March, because returns are
/// written in England; 11/30/2019 is refused, and with words, because whoever wrote it may have written others the same way. The same in every culture; digits are 0 to 9.
/// </summary>
/// <remarks>
/// A year has four digits. Two are taken only behind a month in words and only from 00 to 29 (3-Nov-19): that is how a spreadsheet shows a date which was typed as 3/11,
/// the word leaves no doubt which number is the year, and every spreadsheet gives those years to this century. 03/11/19 can be three dates, and of 3-Nov-45 the century is a guess.
/// </remarks>
public static partial class Dates
{
    /// <summary>For the "what to do" of a rule about dates.</summary>
    public const string Forms = "Write the date as 03/11/2019 with the day first, as 2019-11-03 or as 3 November 2019; in a workbook give the cell a date format.";

    /// <summary>For the "what to do" of a rule about a date with a time of day.</summary>
    public const string TimeForms = "Write date and time as 03/11/2019 13:59, 2019-11-03 13:59 or 3 November 2019 1:59 pm; in a workbook give the cell a format with date and time.";

    /// <summary>Years that a date can be in. Spreadsheets begin with 1900; another year is a slip of the hand.</summary>
    private const int FirstYear = 1900, LastYear = 2199;

    /// <summary>Last of the years that every spreadsheet gives to this century when only two digits are typed.</summary>
    private const int LastShortYear = 29;

    /// <summary>A day. A time of day behind it may be there and must be one, since spreadsheets add it; it does not change the day.</summary>
    public static Reading<DateOnly> Read(string text)
    {
        text = text.Trim();
        if (NotWritten(text) is { } nothing)
            return new(nothing);
        var (day, clock) = Split(text);
        var date = Day(text, day);
        return date.Wrong is null && clock is not null && TimeOfDay(text, clock) is { Wrong: { } wrong } ? new(wrong) : date;
    }

    /// <summary>
    /// A day and a time on it, as a clock on the wall in England showed it; of unspecified kind, without an offset. A date alone is not one, for nobody said midnight.
    /// 12:00 am is midnight and 12:00 pm is noon, as spreadsheets have it.
    /// </summary>
    public static Reading<DateTime> ReadTime(string text)
    {
        text = text.Trim();
        if (NotWritten(text) is { } nothing)
            return new(nothing);
        var (day, clock) = Split(text);
        if (!Day(text, day).TryGet(out var date, out var wrong))
            return new(wrong);
        if (clock is null)
            return new($"'{text}' has no time of day.");
        return TimeOfDay(text, clock).TryGet(out var time, out wrong) ? new(date.ToDateTime(time)) : new(wrong);
    }

    private static string? NotWritten(string text)
    {
        if (text.Length == 0)
            return "No date is given.";
        if (Numbers.IsDash(text))
            return "A dash says that nothing was reported; it is not a date.";
        return text[0] == '#' ? $"'{text}' is an error of the spreadsheet, not a date." : null;
    }

    /// <summary>The text of the day, in which every run of white space is one space, and what stands behind it as a time of day.</summary>
    private static (string Day, Match? Clock) Split(string text)
    {
        text = WhiteSpace().Replace(text, " ");
        var clock = Clock().Match(text);
        return clock.Success ? (text[..clock.Index], clock) : (text, null);
    }

    private static Reading<DateOnly> Day(string text, string day)
    {
        if (YearFirst().Match(day) is { Success: true } iso)
            return InNumbers(text, iso, "yyyy-MM-dd");
        if (DayFirst().Match(day) is { Success: true } british)
        {
            return british.Groups["year"].Length == 4
                ? InNumbers(text, british, "dd/MM/yyyy")
                : new($"'{text}' has a year of {Words.Of(british.Groups["year"].Length, "digit")}, so it is not clear which number is the year; write the year with four digits.");
        }
        return InWords().Match(day) is { Success: true } words && MonthOf(words.Groups["month"].Value) is { } month ? OfWords(text, words, month) : new(NotDate(text, day));
    }

    /// <param name="form">How the date is written in the same order, for a sentence that corrects the order.</param>
    private static Reading<DateOnly> InNumbers(string text, Match match, string form)
    {
        var (year, month, day) = (Number(match, "year"), Number(match, "month"), Number(match, "day"));
        if (month is >= 1 and <= 12)
            return Of(text, year, month, day);
        var swapped = day is >= 1 and <= 12 && month > 12 ? Of(text, year, day, month).Value : null;
        var meant = swapped is { } date ? $" For {Words.Date(date)} write {date.ToString(form, CultureInfo.InvariantCulture)}." : "";
        return new($"'{text}' has {month} where the month should be.{meant}");
    }

    private static Reading<DateOnly> OfWords(string text, Match match, int month)
    {
        var digits = match.Groups["year"].Length;
        var year = Number(match, "year");
        if (digits != 4 && (digits != 2 || year > LastShortYear))
            return new($"'{text}' has a year of {Words.Of(digits, "digit")}, so it is not clear which year is meant; write the year with four digits.");
        var read = Of(text, digits == 2 ? 2000 + year : year, month, Number(match, "day"));
        if (read.Value is not { } date || !match.Groups["weekday"].Success)
            return read;
        var weekday = CultureInfo.InvariantCulture.DateTimeFormat.GetDayName(date.DayOfWeek);
        return IsStartOf(match.Groups["weekday"].Value, weekday) ? read : new($"'{text}' does not fit together: {Words.Date(date)} is a {weekday}.");
    }

    private static Reading<DateOnly> Of(string text, int year, int month, int day)
    {
        if (year is < FirstYear or > LastYear)
            return new($"'{text}' is in the year {year}, which cannot be meant.");
        if (day == 0)
            return new($"'{text}' has 0 where the day should be.");
        var of = new ReportingMonth(year, month);
        return day <= of.Days ? new(new DateOnly(year, month, day)) : new($"'{text}' is not a date: {of.Name} has {of.Days} days.");
    }

    /// <summary>Three letters of its name or more; null for another word.</summary>
    private static int? MonthOf(string word)
    {
        for (var month = 1; month <= 12; month++)
        {
            if (IsStartOf(word, CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month)))
                return month;
        }
        return null;
    }

    private static bool IsStartOf(string word, string name) => word.Length >= 3 && name.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    private static string NotDate(string text, string day)
    {
        if (Digits().IsMatch(day))
            return $"'{text}' is a number, and as it stands nothing says that it is a date.";
        if (ReportingMonth.TryRead(day, out _))
            return $"'{text}' is a month; the day is missing.";
        if (WithoutYear().Match(day) is { Success: true } words && (!words.Groups["month"].Success || MonthOf(words.Groups["month"].Value) is not null))
            return $"'{text}' has no year.";
        if (ClockAlone().IsMatch(day))
            return $"'{text}' is a time of day without a date.";
        return $"'{text}' is not a date that can be read.";
    }

    private static Reading<TimeOnly> TimeOfDay(string text, Match clock)
    {
        if (clock.Groups["zone"].Success)
            return new($"'{text}' has a time zone; write the time that the clock showed, without it.");
        var (hour, minute, second) = (Number(clock, "hour"), Number(clock, "minute"), Number(clock, "second"));
        if (clock.Groups["half"].Success)
        {
            if (hour is < 1 or > 12)
                return new($"'{text}' has {hour} before {clock.Groups["half"].Value}, where only 1 to 12 can stand.");
            hour = hour % 12 + (clock.Groups["half"].Value[0] is 'p' or 'P' ? 12 : 0);
        }
        if (hour == 24 && minute == 0 && second == 0)
            return new($"'{text}' ends with 24:00; write 23:59, or 00:00 of the next day, whichever is meant.");
        if (hour > 23 || minute > 59 || second > 59)
            return new($"'{text}' has a time of day that no clock shows.");
        return new(new TimeOnly(hour, minute, second).Add(new TimeSpan(Ticks(clock.Groups["fraction"].Value))));
    }

    private static long Ticks(string fraction) => fraction.Length == 0 ? 0 : long.Parse(fraction.PadRight(7, '0'), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>0 when the part is not there.</summary>
    private static int Number(Match match, string part) => match.Groups[part] is { Success: true } group ? int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    private const RegexOptions Way = RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"\s+", Way)]
    private static partial Regex WhiteSpace();

    /// <summary>At the end and never at the start, so that 13:59 alone has no day. The T of ISO 8601 follows a digit.</summary>
    [GeneratedRegex(@"(?<=.)(,? |(?<=[0-9])T)((?<hour>[0-9]{1,2})([:.](?<minute>[0-9]{2})(:(?<second>[0-9]{2})(\.(?<fraction>[0-9]{1,7}))?)?)( ?(?<half>am|pm))?|(?<hour>[0-9]{1,2}) ?(?<half>am|pm))(?<zone> ?(Z|UTC|GMT|BST|[+-][0-9]{2}(:?[0-9]{2})?))?\z", Way)]
    private static partial Regex Clock();

    [GeneratedRegex(@"\A(?<year>[0-9]{4})(?<sign>[-/.])(?<month>[0-9]{1,2})\k<sign>(?<day>[0-9]{1,2})\z", Way)]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"\A(?<day>[0-9]{1,2})(?<sign>[-/. ])(?<month>[0-9]{1,2})\k<sign>(?<year>[0-9]{1,6})\z", Way)]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"\A((?<weekday>[a-z]+),? )?((?<day>[0-9]{1,2})(st|nd|rd|th)?[-/ ]?(?<month>[a-z]+)\.?(, ?|[-/ ]?)(?<year>[0-9]{1,6})|(?<month>[a-z]+)\.? (?<day>[0-9]{1,2})(st|nd|rd|th)?(, ?| )(?<year>[0-9]{3,6}))\z", Way)]
    private static partial Regex InWords();

    [GeneratedRegex(@"\A([0-9]{1,2}(st|nd|rd|th)?[-/ ]?(?<month>[a-z]+)|(?<month>[a-z]+) [0-9]{1,2}(st|nd|rd|th)?|[0-9]{1,2}[-/][0-9]{1,2})\z", Way)]
    private static partial Regex WithoutYear();

    [GeneratedRegex(@"\A[0-9]+:[0-9]{2}(:[0-9]{2})?( ?[ap]m)?\z", Way)]
    private static partial Regex ClockAlone();

    [GeneratedRegex(@"\A[-+]?[0-9]+([.,][0-9]+)*\z", Way)]
    private static partial Regex Digits();
}
