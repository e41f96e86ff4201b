using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Returns;

/// <summary>What a cell of a column may hold: how it is read, how it is written, and how a template asks for it.</summary>
/// <param name="Words">What belongs into such a cell, as a template's prompt says it: "a whole number".</param>
/// <param name="Unreadable">The rule that a cell breaks which cannot be read so.</param>
public abstract record Kind(string Words, Rule Unreadable)
{
    /// <summary>Counts, amounts and the like: right-aligned, checked as numbers by a template, and ten digits in them are no NHS number.</summary>
    public bool IsNumber { get; init; }

    /// <summary>A key that this system gave out, which says nothing about a patient whatever its digits.</summary>
    public bool IsOurs { get; init; }

    /// <summary>The values that may stand there, as a template's drop-down shows them; empty when anything of the kind may.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>What each of the choices stands for, in their order; empty when they say it themselves.</summary>
    public ImmutableArray<string> Meanings { get; init; } = [];

    /// <summary>A value as it is written in templates and in the ledger: reading it gives the value back.</summary>
    public abstract string Write(object value);

    /// <summary>What was typed, never empty, as a value; else the sentence that says why it is none.</summary>
    internal abstract bool TryRead(string typed, [NotNullWhen(true)] out object? value, [NotNullWhen(false)] out string? wrong);
}

/// <summary>Reads a cell that is not empty: the value, or else the sentence that says what is wrong with it.</summary>
public delegate string? CellReader<T>(string typed, out T? value);

/// <inheritdoc cref="Kind"/>
public sealed record Kind<T>(string Words, Rule Unreadable, CellReader<T> Read, Func<T, string> WriteValue) : Kind(Words, Unreadable) where T : notnull
{
    public override string Write(object value) => WriteValue((T)value);

    internal override bool TryRead(string typed, [NotNullWhen(true)] out object? value, [NotNullWhen(false)] out string? wrong)
    {
        wrong = Read(typed, out var read);
        value = wrong is null ? read : null;
        return wrong is null;
    }
}

/// <summary>A value that may be chosen, with every way in which it is written.</summary>
/// <param name="Label">As templates and the ledger write it.</param>
/// <param name="Also">Other spellings that are read. Case, spacing, dashes and underscores never matter.</param>
public sealed record Choice<T>(T Value, string Label, params ImmutableArray<string> Also)
{
    /// <summary>What a letter or a short name stands for, in one sentence or two; empty when the label says it.</summary>
    public string Means { get; init; } = "";
}

/// <summary>Every kind of cell that there is.</summary>
public static class Kinds
{
    /// <summary>Characters that a text may have: BCF templates allowed 750 in a comment (recalled), a spreadsheet holds 32,767.</summary>
    private const int LongestText = 2_000;

    private const int LongestCode = 40;

    /// <summary>Free text on one line or several.</summary>
    public static readonly Kind<string> Text = new("text", CellRules.TextTooLong,
        (string typed, out string? value) => (value = typed).Length > LongestText ? $"The text has {Kernel.Words.Number(typed.Length)} characters; at most {Kernel.Words.Number(LongestText)} are kept." : null,
        value => value);

    /// <summary>Text that is passed over: what we wrote ourselves and get back.</summary>
    public static readonly Kind<string> AsSent = new("as it was", CellRules.TextTooLong, (string typed, out string? value) => (value = typed) is null ? "" : null, value => value);

    /// <summary>A code or a reference: letters, digits, and - _ / . between them, in capitals.</summary>
    public static readonly Kind<string> Code = new("a code", CellRules.NotCode,
        (string typed, out string? value) =>
        {
            value = typed.ToUpperInvariant();
            return value.Length > LongestCode ? $"A code has at most {LongestCode} characters; this one has {Kernel.Words.Number(value.Length)}."
                : value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '/' or '.') ? null
                : $"'{typed}' is not a code: it has something in it besides letters, digits and - _ / .";
        },
        value => value);

    public static readonly Kind<ReportingMonth> Month = new("a month, for example 2019-11", CellRules.NotMonth,
        (string typed, out ReportingMonth value) => ReportingMonth.TryRead(typed, out value) ? null : $"'{typed}' is not a month that can be read.",
        value => value.ToString());

    public static readonly Kind<FinancialQuarter> Quarter = new("a quarter of a financial year, for example 2015-16-Q4 (January to March)", CellRules.NotQuarter,
        (string typed, out FinancialQuarter value) => FinancialQuarter.TryRead(typed, out value) ? null : $"'{typed}' is not a quarter that can be read.",
        value => value.ToString());

    public static readonly Kind<FinancialYear> Year = new("a financial year, for example 2015-16", CellRules.NotYear,
        (string typed, out FinancialYear value) => FinancialYear.TryRead(typed, out value) ? null : $"'{typed}' is not a financial year that can be read.",
        value => value.ToString());

    public static readonly Kind<DateOnly> Date = new("a date, for example 2015-06-01 or 01/06/2015", CellRules.NotDate,
        (string typed, out DateOnly value) => Dates.Read(typed).TryGet(out value, out var wrong) ? null : wrong,
        value => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>A date and a time of day by the clocks in London.</summary>
    public static readonly Kind<DateTime> Time = new("a date and time, for example 2015-06-01 13:59", CellRules.NotTime,
        (string typed, out DateTime value) => Dates.ReadTime(typed).TryGet(out value, out var wrong) ? null : wrong,
        value => value.ToString(value.Second == 0 ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));

    /// <summary>A whole number, 0 or more.</summary>
    public static readonly Kind<int> Count = new("a whole number, 0 or more", CellRules.NotCount,
        (string typed, out int value) => Numbers.ReadCount(typed).TryGet(out value, out var wrong) ? null : wrong,
        value => value.ToString(CultureInfo.InvariantCulture))
    { IsNumber = true };

    /// <summary>Pounds and pence.</summary>
    public static readonly Kind<Pence> Money = new("pounds and pence, for example 1234.50", CellRules.NotMoney,
        (string typed, out Pence value) => Numbers.ReadMoney(typed).TryGet(out value, out var wrong) ? null : wrong,
        value => value.Pounds.ToString("0.00", CultureInfo.InvariantCulture))
    { IsNumber = true };

    /// <summary>A number that need not be whole, written out in full or, as spreadsheets store small ones, with an exponent.</summary>
    public static readonly Kind<decimal> Number = new("a number", CellRules.NotNumber, ReadNumber, WriteNumber) { IsNumber = true };

    /// <summary>Per cent: 51 or 51% is fifty-one in a hundred.</summary>
    public static readonly Kind<decimal> Percent = new("per cent, for example 51 or 51%", CellRules.NotNumber,
        (string typed, out decimal value) => ReadPlain(typed.EndsWith('%') ? typed[..^1].TrimEnd() : typed, out value) is null ? null : $"'{typed}' is not a number of per cent.",
        WriteNumber)
    { IsNumber = true };

    public static readonly Kind<bool> YesNo = Of<bool>("Yes or No", new(true, "Yes", "Y", "TRUE"), new(false, "No", "N", "FALSE"));

    /// <summary>One of several values.</summary>
    public static Kind<T> Of<T>(string words, params ImmutableArray<Choice<T>> choices) where T : notnull
    {
        var byText = choices.SelectMany(choice => choice.Also.Prepend(choice.Label), (choice, text) => (Text: Layout.Normal(text), choice.Value)).DistinctBy(pair => pair.Text).ToDictionary(pair => pair.Text, pair => pair.Value);
        var labels = choices.ToDictionary(choice => choice.Value, choice => choice.Label);
        return new(words, CellRules.NotChoice,
            (string typed, out T? value) => byText.TryGetValue(Layout.Normal(typed), out value) ? null : $"'{typed}' is not one of: {string.Join(", ", choices.Select(choice => choice.Label))}.",
            value => labels[value])
        {
            Choices = [.. choices.Select(choice => choice.Label)],
            Meanings = choices.All(choice => choice.Means.Length == 0) ? [] : [.. choices.Select(choice => choice.Means)],
        };
    }

    /// <summary>A number; 51% is 0.51, as a spreadsheet stores it.</summary>
    private static string? ReadNumber(string typed, out decimal value)
    {
        if (!typed.EndsWith('%'))
            return ReadPlain(typed, out value);
        var wrong = ReadPlain(typed[..^1].TrimEnd(), out value);
        value /= 100;
        return wrong is null ? null : $"'{typed}' is not a number.";
    }

    private static string? ReadPlain(string typed, out decimal value) =>
        decimal.TryParse(typed, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value)
        || (typed.Contains(',') && Numbers.ReadMoney(typed).Value is { } grouped && Take(grouped.Pounds, out value))
            ? null : $"'{typed}' is not a number.";

    private static bool Take(decimal number, out decimal value)
    {
        value = number;
        return true;
    }

    private static string WriteNumber(decimal value) => (value / 1.000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
}
