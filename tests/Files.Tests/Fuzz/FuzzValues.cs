using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Returns;

namespace Monitoring.Files.Tests.Fuzz;

/// <summary>What people, programs and the ill-disposed write into cells.</summary>
internal static class FuzzValues
{
    internal static readonly ImmutableArray<string> Odd =
    [
        // Numbers.
        "0", "-0", "-1", "1e3", "1E400", "-1e-400", "0.1", "0.30000000000000004", ".5", "5.", "+5", "(12)", "£12.50", "12.345", "£62,0500", "1,204", "1.204", "1 204", "1\u00A0204", "12,,3", "1_000", "0x10", "½", "\u22125", "１２", "٣", "007",
        "999999999", "2147483647", "2147483648", "-2147483649", "4294967296", "9223372036854775807", "9223372036854775808", "92233720368547758.07", "99999999999999999999999999999", "79228162514264337593543950336", "NaN", "Infinity", "-∞", "1e", "e1", "--1", "100%", "101%", "-0.00",
        // Dates, times, months, quarters, years.
        "2019-11", "2019-13", "2019-00", "0000-00", "Nov-19", "November  2019", "11/2019", "13/2019", "2019-11-31", "29/02/2015", "31/02/2019", "1900-02-29", "0001-01-01", "9999-12-31", "10000-01-01", "1/4/15", "4/1/2015 25:00", "43770", "43770.75", "60", "-1.5", "2958466",
        "2015-03-29 01:30", "2015-10-25 01:30", "2015-06-01T13:59Z", "2015-06-01 24:00", "13:59", "2015-16", "2015-17", "1999-00", "9999-00", "2015/16", "2015-16-Q4", "Q4 2015-16", "Q5 2015-16", "Q0 9999-00", "2015-16-Q44", "2019-11-01 00:00:00",
        // Formulas, and what would be taken for them.
        "=cmd|' /C calc'!A0", "=1+1", "=HYPERLINK(\"http://x\",\"y\")", "@SUM(A1)", "+1+1", "-1+1|x", "\t=1+1", "\r=1", "#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#SPILL!", "#n/a", "#", "#BUSY!", " #no saved result",
        // Nothing, or nearly.
        "", " ", "\u00A0", "\u200B", "\uFEFF", "-", "—", "[z]", "*", ":", "..", "n/a", "NULL", "TRUE", "false", "Yes", "no",
        // Other scripts, pairs of surrogates, halves of them, signs that turn the direction of writing.
        "Ωμέγα", "مرحبا", "日本語", "𝒳𝒴", "e\u0301", "İıĞß", "ﬁ", "\uFFFD", "🏥", "\u202Eevil", "\uD800", "x\uDC00x", "\uFFFE", "\uFFFF", "K\u0307", "ǅ",
        // Signs that mean something to a program.
        "\u0001", "\u0000", "\u001F", "\u007F", "\u0085", "\u2028", "a\nb", "a\r\nb", "a\rb", "\n", "\"", "\"\"\"", "'", "''", "a\"b", "<script>alert(1)</script>", "<b>", "&amp;", "&#0;", "]]>", "<!--", "{0}", "{{x}}", "%s", "%00", "'; --", "../../x", "C:\\x", "_x0041_", "_xD800_", "_x005F_", "\\", "|", ";", ",", "sep=,",
        // Codes.
        "RJ7", "rj7", " RJ7 ", "RXX", "X24", "730", "0730", "73", "E06000014", "00KB", "999", "702", "708", "504", "505", "E07000026", "KEEPER", "Q", "O", "J", "A", "Acute", "Non-Acute", "acute ", "Community",
    ];

    /// <summary>Texts so long that copying one is felt.</summary>
    internal static string Long(Random random) => random.Next(7) switch
    {
        0 => new string('x', 2_001),
        1 => new string('é', 32_767),
        2 => new string('9', 40_000),
        3 => new string('=', 33_000),
        4 => string.Concat(Enumerable.Repeat("<&>\"'", 1_500)),
        5 => string.Concat(Enumerable.Repeat("999 ", 5_000)),
        _ => "1" + new string('0', 300) + "." + new string('1', 300),
    };

    internal static string Any(Random random) => random.Next(60) switch
    {
        0 when random.Next(4) == 0 => Long(random),
        < 8 => random.Next(-5, 2_000).ToString(CultureInfo.InvariantCulture),
        < 12 => new DateOnly(2009, 1, 1).AddDays(random.Next(6_000)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        < 14 => string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => (char)random.Next(0x20, 0x250))),
        < 15 => Odd[random.Next(Odd.Length)] + Odd[random.Next(Odd.Length)],
        _ => Odd[random.Next(Odd.Length)],
    };

    private static readonly Lazy<ImmutableArray<string>> AllHeadings = new(() => [.. Collections.All.SelectMany(collection => collection.Layouts).SelectMany(layout => layout.Columns).SelectMany(column => column.Also.Prepend(column.Heading)).Distinct()]);

    private static readonly ImmutableArray<string> OtherHeadings = ["", " ", "Total", "Notes", "Column1", "Patient", "Patients", "NHS number", "NHS No.", "Date of birth", "D.O.B.", "Postcode", "Name", "Ward", "=A1", "Month", "1", "Comments"];

    internal static string Heading(Random random) => random.Next(4) == 0 ? OtherHeadings[random.Next(OtherHeadings.Length)] : AllHeadings.Value[random.Next(AllHeadings.Value.Length)];

    /// <summary>An NHS number of the range 999, which is given out to nobody, in one of the ways in which they are written; and its digits.</summary>
    internal static (string Written, string Digits) NhsNumber(Random random)
    {
        string digits;
        do
        {
            digits = "999" + random.Next(1_000_000).ToString("000000", CultureInfo.InvariantCulture);
            var check = (11 - digits.Select((digit, i) => (digit - '0') * (10 - i)).Sum() % 11) % 11;
            digits = check == 10 ? "" : digits + (char)('0' + check);
        }
        while (digits.Length == 0 || digits == "9999999999");
        var grouped = $"{digits[..3]} {digits[3..6]} {digits[6..]}";
        return (random.Next(9) switch
        {
            0 => grouped,
            1 => grouped.Replace(' ', '-'),
            2 => grouped.Replace(' ', '\u00A0'),
            3 => $"NHS No: {grouped}",
            4 => $"Mrs Example ({digits}), see notes",
            5 => $"{digits}.0",
            6 => $"x{digits}y",
            _ => digits,
        }, digits);
    }
}
