using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Monitoring.Core.Kernel;

/// <summary>
/// What somebody typed: a value, or the sentence that says why it is none. Never both, never neither; the default value says that nothing was read.
/// </summary>
public readonly record struct Reading<T> where T : struct
{
    private readonly string? _wrong;

    internal Reading(T value) => Value = value;

    internal Reading(string wrong) => _wrong = wrong;

    public T? Value { get; }

    /// <summary>Null when there is a value. A whole sentence, which quotes what was typed.</summary>
    public string? Wrong => Value is null ? _wrong ?? "Nothing was read." : null;

    public bool TryGet(out T value, [NotNullWhen(false)] out string? wrong)
    {
        value = Value.GetValueOrDefault();
        wrong = Wrong;
        return wrong is null;
    }
}

/// <summary>
/// The one place that decides which number a typed text is, for counts and for money. It takes what can be meant in one way only, and of everything else it says why not:
/// 62,0500 may be 62,050 or 620,500 (domain note 7, E2), and a parser that guesses has printed both. The same in every culture; digits are 0 to 9.
/// </summary>
public static class Numbers
{
    /// <summary>For the "what to do" of a rule about money.</summary>
    public const string MoneyForms = "Write pounds and pence as 1234, 1,234.5, 1,234.50 or £1,234; below zero as -12.00 or (12.00).";

    /// <summary>Largest amount of pounds that is a whole number of pence in 64 bits.</summary>
    private const decimal MostPounds = long.MaxValue / 100m;

    private static readonly SearchValues<char> Brackets = SearchValues.Create("()[]");
    private static readonly SearchValues<char> CurrencySigns = SearchValues.Create("£$€¥¢");
    private static readonly SearchValues<char> ForeignSigns = SearchValues.Create("$€¥¢");

    /// <summary>A count: digits, with commas only where they separate thousands.</summary>
    public static Reading<int> ReadCount(string text)
    {
        text = text.Trim();
        if (!IsWhole(text))
            return new(NotCount(text));
        return int.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var count)
            ? new(count)
            : new($"'{text}' is not a whole number that a count can be. It is too large.");
    }

    /// <summary>
    /// An amount of pounds and pence. It takes what people and accounts write: a pound sign or none, thousands commas or none, pence with one or two digits or none,
    /// and below zero by a minus sign or by brackets, but not by both.
    /// </summary>
    public static Reading<Pence> ReadMoney(string text)
    {
        text = text.Trim();
        if (text.Length == 0)
            return new("No amount is given.");
        if (IsDash(text))
            return new("A dash says that nothing was reported; it is not an amount.");
        if (text[0] == '#')
            return new($"'{text}' is an error of the spreadsheet, not an amount.");

        var rest = text.AsSpan();
        var bracketed = rest[0] == '(' && rest[^1] == ')';
        if (bracketed)
            rest = rest[1..^1].Trim();
        // The sign stands before the pound sign (as we write it ourselves) or behind it (as some systems do).
        var negative = (bracketed ? 1 : 0) + (TakeSign(ref rest) ? 1 : 0);
        if (rest.StartsWith('£'))
        {
            rest = rest[1..].TrimStart();
            negative += TakeSign(ref rest) ? 1 : 0;
        }
        var point = rest.IndexOf('.');
        var pounds = point < 0 ? rest : rest[..point];
        var pence = point < 0 ? "0" : rest[(point + 1)..];
        if (!IsWhole(pounds) || pence.Length is < 1 or > 2 || pence.ContainsAnyExceptInRange('0', '9'))
            return new($"'{text}' {NotMoney(text, rest)}.");
        if (negative > 1)
            return new($"'{text}' is marked as below zero more than once.");
        if (!decimal.TryParse(rest, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) || amount > MostPounds)
            return new($"'{text}' is more money than can be meant.");
        return new(Pence.FromPounds(negative > 0 ? -amount : amount));
    }

    /// <summary>Digits, or digits with a comma before every three from the right; a number with such commas does not begin with 0.</summary>
    private static bool IsWhole(ReadOnlySpan<char> text)
    {
        var comma = text.IndexOf(',');
        if (comma < 0)
            return text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');
        if (comma is < 1 or > 3 || text[0] == '0' || (text.Length - comma) % 4 != 0)
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (i >= comma && (i - comma) % 4 == 0 ? text[i] != ',' : !char.IsAsciiDigit(text[i]))
                return false;
        }
        return true;
    }

    private static string NotCount(string text)
    {
        if (text.Length == 0)
            return "No number is given.";
        if (IsDash(text))
            return "A dash says that nothing was reported; it is not a number.";
        if (text[0] == '#')
            return $"'{text}' is an error of the spreadsheet, not a number.";
        var rest = text.AsSpan();
        if (TakeSign(ref rest) && IsWhole(rest) && rest.ContainsAnyInRange('1', '9'))
            return $"{text} is below zero.";
        var why = WhyNotCount(text);
        return why is null ? $"'{text}' is not a whole number." : $"'{text}' is not a whole number. {why}.";
    }

    private static string? WhyNotCount(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyInRange('0', '9'))
            return null;
        if (text.ContainsAny(Brackets))
            return "It stands in brackets";
        if (text.ContainsAny(CurrencySigns))
            return "It has a currency sign";
        if (text[^1] == '%')
            return "It is a percentage";
        if (HasExponent(text))
            return "It is written with an exponent";
        if (!text.ContainsAnyExcept("0123456789,"))
            return "Its commas do not separate thousands";
        if (!text.ContainsAnyExcept("0123456789,.-\u2212"))
            return text.Contains('.') ? "It has a decimal point" : "It has a minus sign";
        if (text[0] == '+')
            return "It has a plus sign";
        return IsSpaced(text) ? "It has a space in it" : null;
    }

    /// <summary>What is wrong with a text that is no amount, most telling first.</summary>
    /// <param name="rest">Without brackets, sign and pound sign.</param>
    private static string NotMoney(string text, ReadOnlySpan<char> rest)
    {
        if (text.AsSpan().ContainsAny(ForeignSigns))
            return "is not in pounds";
        if (!text.AsSpan().ContainsAnyInRange('0', '9'))
            return text == "£" ? "is a pound sign without an amount" : "is not an amount of money";
        if (rest.ContainsAny(Brackets))
            return "has a bracket that does not belong to a pair around the amount";
        if (rest.Contains('£'))
            return "has a pound sign where none can stand";
        if (rest[^1] == '%')
            return "is a percentage, not an amount of money";
        if (HasExponent(rest))
            return "is written with an exponent; an amount is written out in full";
        if (rest[^1] is 'p' or 'P' && char.IsAsciiDigit(rest[..^1].TrimEnd()[^1]))
            return "is in pence; an amount is written in pounds";
        if (rest[^1] is '-' or '\u2212')
            return "has its minus sign at the end";
        if (rest[0] == '+')
            return "has a plus sign";
        if (rest[0] is '-' or '\u2212')
            return "has more than one minus sign";
        if (IsSpaced(rest))
            return "has a space in it";
        if (rest.ContainsAnyExcept("0123456789,."))
            return "has something in it besides digits, commas and a point";
        return NotPoundsAndPence(rest);
    }

    /// <summary>Of digits, commas and points.</summary>
    private static string NotPoundsAndPence(ReadOnlySpan<char> digits)
    {
        var point = digits.IndexOf('.');
        if (point >= 0 && digits.LastIndexOf(',') > point)
            return "has its comma and its point the wrong way round: commas separate thousands, the point comes before the pence";
        if (point >= 0 && digits.LastIndexOf('.') > point)
            return "has more than one point";
        if (!IsWhole(point < 0 ? digits : digits[..point]))
            return point == 0 ? "has nothing before its point" : "has a comma that does not separate thousands, so it is not clear which amount is meant";
        return point == digits.Length - 1 ? "has nothing behind its point" : "has more than two decimal places, and there is nothing smaller than a penny";
    }

    private static bool TakeSign(ref ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] is not ('-' or '\u2212'))
            return false;
        text = text[1..].TrimStart();
        return true;
    }

    internal static bool IsDash(string text) => text is "-" or "\u2010" or "\u2011" or "\u2012" or "\u2013" or "\u2014" or "\u2212";

    /// <summary><c>1e3</c>, <c>1.2E+05</c>: as spreadsheets show large numbers in narrow columns.</summary>
    private static bool HasExponent(ReadOnlySpan<char> text)
    {
        var e = text.IndexOfAny('e', 'E');
        if (e < 1 || !char.IsAsciiDigit(text[e - 1]) && text[e - 1] != '.')
            return false;
        var power = text[(e + 1)..].TrimStart("+-");
        return power.Length > 0 && !power.ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>Digits, commas and points with white space between them.</summary>
    private static bool IsSpaced(ReadOnlySpan<char> text)
    {
        var spaced = false;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
                spaced = true;
            else if (!char.IsAsciiDigit(c) && c is not (',' or '.'))
                return false;
        }
        return spaced;
    }
}
