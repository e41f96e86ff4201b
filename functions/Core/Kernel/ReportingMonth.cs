using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitoring.Core.Kernel;

/// <summary>
/// A calendar month that a return reports on: from 00:01 on the 1st to 24:00 on the last day, weekends and holidays
/// included (MSitDT definitions 1.09). Both ends are part of it. The default value is January of year 1 and is never valid in a return.
/// </summary>
[JsonConverter(typeof(ReportingMonthJson))]
public readonly record struct ReportingMonth : IComparable<ReportingMonth>
{
    private readonly int _index;

    public ReportingMonth(int year, int month)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9999);
        ArgumentOutOfRangeException.ThrowIfLessThan(month, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(month, 12);
        _index = (year - 1) * 12 + (month - 1);
    }

    private ReportingMonth(int index) => _index = index;

    public int Year => _index / 12 + 1;

    /// <summary>1 to 12.</summary>
    public int Month => _index % 12 + 1;

    public DateOnly FirstDay => new(Year, Month, 1);

    public DateOnly LastDay => new(Year, Month, Days);

    /// <summary>Calendar days, 28 to 31: the divisor of DTOC beds.</summary>
    public int Days => DateTime.DaysInMonth(Year, Month);

    /// <summary>The NHS and council financial year, April to March, as published: <c>2019-20</c>.</summary>
    public string FinancialYear
    {
        get
        {
            var start = Month >= 4 ? Year : Year - 1;
            return string.Create(CultureInfo.InvariantCulture, $"{start}-{(start + 1) % 100:00}");
        }
    }

    /// <summary>In words: <c>November 2019</c>.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(Month)} {Year}");

    /// <summary>Throws <see cref="ArgumentOutOfRangeException"/> when that is before January of year 1 or after December 9999.</summary>
    public ReportingMonth AddMonths(int months)
    {
        var index = (long)_index + months;
        ArgumentOutOfRangeException.ThrowIfNegative(index, nameof(months));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, 9999 * 12 - 1, nameof(months));
        return new((int)index);
    }

    public static ReportingMonth Of(DateOnly date) => new(date.Year, date.Month);

    public int CompareTo(ReportingMonth other) => _index.CompareTo(other._index);

    public static bool operator <(ReportingMonth left, ReportingMonth right) => left.CompareTo(right) < 0;

    public static bool operator >(ReportingMonth left, ReportingMonth right) => left.CompareTo(right) > 0;

    public static bool operator <=(ReportingMonth left, ReportingMonth right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ReportingMonth left, ReportingMonth right) => left.CompareTo(right) >= 0;

    /// <summary>The form used in paths, tables and files: <c>2019-11</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}");

    /// <summary>Reads <c>2019-11</c>, and nothing else: for our own keys and files.</summary>
    public static ReportingMonth Parse(string text) =>
        TryParse(text, out var month) ? month : throw new FormatException($"'{text}' is not a month in the form 2019-11.");

    /// <inheritdoc cref="Parse"/>
    public static bool TryParse(string? text, out ReportingMonth month)
    {
        month = default;
        if (text is not { Length: 7 } || text[4] != '-'
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(text.AsSpan(5, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || year < 1 || number is < 1 or > 12)
            return false;
        month = new ReportingMonth(year, number);
        return true;
    }

    private const string Midnight = " 00:00:00";

    private static readonly string[] Typed = ["yyyy-MM", "yyyy-MM-dd", "MMMM yyyy", "MMM yyyy", "MMMM-yyyy", "MMM-yyyy", "MMM-yy", "MMMM-yy", "MM/yyyy"];

    /// <summary>
    /// Reads a month as people and spreadsheets write it: <c>2019-11</c>, <c>November 2019</c>, <c>Nov-19</c>, <c>11/2019</c>, or
    /// the 1st of the month as a date (what a spreadsheet makes of the others), with midnight behind it where its format shows a time. Case does not matter; another day than the 1st is not a month.
    /// </summary>
    public static bool TryRead(string? text, out ReportingMonth month)
    {
        month = default;
        text = text?.Trim();
        if (text?.EndsWith(Midnight, StringComparison.Ordinal) is true)
            text = text[..^Midnight.Length];
        if (!DateOnly.TryParseExact(text, Typed, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) || date.Day != 1)
            return false;
        month = Of(date);
        return true;
    }
}

internal sealed class ReportingMonthJson : JsonConverter<ReportingMonth>
{
    public override ReportingMonth Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ReportingMonth.TryParse(reader.GetString(), out var month) ? month : throw new JsonException("A month has the form 2019-11.");

    public override void Write(Utf8JsonWriter writer, ReportingMonth value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
