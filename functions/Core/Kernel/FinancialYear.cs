using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitoring.Core.Kernel;

/// <summary>The financial year of the NHS and of councils: 1 April to 31 March, both days part of it.</summary>
/// <param name="Start">The calendar year in which it begins: 2015 for 2015-16.</param>
[JsonConverter(typeof(FinancialYearJson))]
public readonly record struct FinancialYear(int Start) : IComparable<FinancialYear>
{
    public DateOnly FirstDay => new(Start, 4, 1);

    public DateOnly LastDay => new(Start + 1, 3, 31);

    public FinancialQuarter Quarter(int number) => new(this, number);

    /// <summary>The four quarters, April to June first.</summary>
    public IEnumerable<FinancialQuarter> Quarters => Enumerable.Range(1, 4).Select(Quarter);

    public FinancialYear AddYears(int years) => new(Start + years);

    public static FinancialYear Of(DateOnly date) => new(date.Month >= 4 ? date.Year : date.Year - 1);

    public int CompareTo(FinancialYear other) => Start.CompareTo(other.Start);

    public static bool operator <(FinancialYear left, FinancialYear right) => left.Start < right.Start;

    public static bool operator >(FinancialYear left, FinancialYear right) => left.Start > right.Start;

    public static bool operator <=(FinancialYear left, FinancialYear right) => left.Start <= right.Start;

    public static bool operator >=(FinancialYear left, FinancialYear right) => left.Start >= right.Start;

    /// <summary>As published and as used in keys: <c>2015-16</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Start:0000}-{(Start + 1) % 100:00}");

    /// <summary>Reads <c>2015-16</c>, and nothing else: for our own keys and files.</summary>
    public static FinancialYear Parse(string text) =>
        TryRead(text, out var year) && year.ToString() == text ? year : throw new FormatException($"'{text}' is not a financial year in the form 2015-16.");

    /// <summary>
    /// Reads a financial year as people write it: <c>2015-16</c>, <c>2015/16</c>, <c>2015-2016</c>, with any kind of dash. The second year must follow the first;
    /// a year by itself is not read, since it may be meant as the first or as the second of two.
    /// </summary>
    public static bool TryRead(string? text, out FinancialYear year)
    {
        year = default;
        var parts = (text ?? "").Replace('\u2013', '-').Replace('/', '-').Split('-', StringSplitOptions.TrimEntries);
        if (parts is not [{ Length: 4 }, { Length: 2 or 4 }]
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            || first is < 1900 or > 2199
            || second != (parts[1].Length == 4 ? first + 1 : (first + 1) % 100))
            return false;
        year = new FinancialYear(first);
        return true;
    }
}

/// <summary>A quarter of a financial year: Q1 is April to June, Q4 January to March (Better Care Fund convention).</summary>
[JsonConverter(typeof(FinancialQuarterJson))]
public readonly record struct FinancialQuarter : IComparable<FinancialQuarter>
{
    /// <param name="year">The financial year.</param>
    /// <param name="number">1 to 4.</param>
    public FinancialQuarter(FinancialYear year, int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 4);
        (Year, Number) = (year, number);
    }

    public FinancialYear Year { get; }

    /// <summary>1 to 4.</summary>
    public int Number { get; }

    public DateOnly FirstDay => Year.FirstDay.AddMonths((Number - 1) * 3);

    public DateOnly LastDay => FirstDay.AddMonths(3).AddDays(-1);

    public FinancialQuarter Add(int quarters)
    {
        var index = Year.Start * 4 + (Number - 1) + quarters;
        return new(new FinancialYear(index / 4), index % 4 + 1);
    }

    public static FinancialQuarter Of(DateOnly date) => new(FinancialYear.Of(date), (date.Month + 8) % 12 / 3 + 1);

    public int CompareTo(FinancialQuarter other) => (Year.Start * 4 + Number).CompareTo(other.Year.Start * 4 + other.Number);

    public static bool operator <(FinancialQuarter left, FinancialQuarter right) => left.CompareTo(right) < 0;

    public static bool operator >(FinancialQuarter left, FinancialQuarter right) => left.CompareTo(right) > 0;

    public static bool operator <=(FinancialQuarter left, FinancialQuarter right) => left.CompareTo(right) <= 0;

    public static bool operator >=(FinancialQuarter left, FinancialQuarter right) => left.CompareTo(right) >= 0;

    /// <summary>In words: <c>Q4 2015-16</c>.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"Q{Number} {Year}");

    /// <summary>The form used in paths, tables and files, which sorts as text: <c>2015-16-Q4</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year}-Q{Number}");

    /// <summary>Reads <c>2015-16-Q4</c>, and nothing else: for our own keys and files.</summary>
    public static FinancialQuarter Parse(string text) =>
        TryRead(text, out var quarter) && quarter.ToString() == text ? quarter : throw new FormatException($"'{text}' is not a quarter in the form 2015-16-Q4.");

    /// <summary>Reads a quarter as people write it: <c>2015-16-Q4</c>, <c>Q4 2015-16</c>, <c>Q4 2015/16</c>, <c>2015/16 q4</c>.</summary>
    public static bool TryRead(string? text, out FinancialQuarter quarter)
    {
        quarter = default;
        var typed = (text ?? "").Trim();
        var q = typed.IndexOfAny(['q', 'Q']);
        if (q < 0 || q + 1 >= typed.Length || typed[q + 1] is < '1' or > '4')
            return false;
        var before = typed[..q].TrimEnd(' ', '-', ',');
        var after = typed[(q + 2)..];
        if (before.Length > 0 == after.Length > 0 || (after.Length > 0 && after[0] is not (' ' or ',' or '-'))
            || !FinancialYear.TryRead((before.Length > 0 ? before : after).Trim(' ', ',', '-'), out var year))
            return false;
        quarter = new FinancialQuarter(year, typed[q + 1] - '0');
        return true;
    }
}

internal sealed class FinancialYearJson : JsonConverter<FinancialYear>
{
    public override FinancialYear Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FinancialYear.TryRead(reader.GetString(), out var year) ? year : throw new JsonException("A financial year has the form 2015-16.");

    public override void Write(Utf8JsonWriter writer, FinancialYear value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

internal sealed class FinancialQuarterJson : JsonConverter<FinancialQuarter>
{
    public override FinancialQuarter Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FinancialQuarter.TryRead(reader.GetString(), out var quarter) ? quarter : throw new JsonException("A quarter has the form 2015-16-Q4.");

    public override void Write(Utf8JsonWriter writer, FinancialQuarter value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
