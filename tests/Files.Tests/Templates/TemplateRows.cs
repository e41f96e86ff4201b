using System.Reflection;
using CsCheck;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Templates;

namespace Monitoring.Files.Tests.Templates;

/// <summary>Rows of any collection, made from the kinds of its columns and from nothing else: any value that a cell of the kind may have.</summary>
internal static class TemplateRows
{
    private static readonly Gen<char> Letter = Gen.OneOf(Gen.Char['A', 'Z'], Gen.Char['0', '9'], Gen.OneOf('-', '_', '/', '.'));

    /// <summary>What spreadsheets, CSV and their readers are known to change: formulas, quotes, line breaks, codes that look like numbers, escapes of XML.</summary>
    private static readonly Gen<string> Awkward = Gen.OneOf(
        "=1+1", "+44", "@sum", "'quoted", "\"quoted\"", "a,b", "a;b", "two\nlines", "007", "1/2", "1e3", "2019-11", "TRUE", "_x0041_", "<b>&amp;", "Pa\u00EFn £5 – ‘ok’", "\u05D0\u05D1 \U0001F600", "tab\there", "0,5", "51%", "a  b");

    private static readonly Gen<string> Text = Gen.Frequency(
        (1, Awkward),
        (2, Gen.String[Gen.Char[' ', '~'], 1, 60]),
        (1, Gen.String[Gen.Char['\u00A1', '\u024F'], 1, 2_000]));

    private static Gen<string> Of(Column column) => column.Kind switch
    {
        { Choices: { IsEmpty: false } choices } => Gen.OneOf(choices.ToArray()),
        Kind<string> kind when kind == Kinds.Text => Text,
        Kind<string> kind when kind == Kinds.Code => Gen.String[Letter, 1, 40],
        Kind<int> kind => Gen.Frequency((3, Gen.Int[0, 5_000]), (1, Gen.Int[0, int.MaxValue])).Select(number => kind.Write(number)),
        Kind<Pence> kind => Gen.Frequency((3, Gen.Long[-1_000_000, 100_000_000_000]), (1, Gen.Long[-long.MaxValue, long.MaxValue])).Select(pence => kind.Write(new Pence(pence))),
        Kind<decimal> kind => Gen.Frequency((3, Gen.Int[-100_000, 100_000].Select(number => number / 100m)), (1, Gen.Decimal[-1e12m, 1e12m])).Select(number => kind.Write(number)),
        Kind<DateOnly> kind => Gen.Frequency((1, Gen.OneOf(0, 57, 58, 59, 60)), (3, Gen.Int[0, new DateOnly(2199, 12, 31).DayNumber - First.DayNumber])).Select(days => kind.Write(First.AddDays(days))),
        Kind<DateTime> kind => Gen.Int[0, 300 * 366].Select(Gen.Frequency((1, Gen.Const(0)), (3, Gen.Int[0, 86_399])), (days, seconds) => kind.Write(First.ToDateTime(TimeOnly.MinValue).AddDays(days).AddSeconds(seconds))),
        Kind<ReportingMonth> kind => Gen.Int[1900 * 12, 2200 * 12 - 1].Select(month => kind.Write(new ReportingMonth(month / 12, month % 12 + 1))),
        Kind<FinancialQuarter> kind => Gen.Int[1900 * 4, 2199 * 4].Select(quarter => kind.Write(new FinancialYear(quarter / 4).Quarter(quarter % 4 + 1))),
        Kind<FinancialYear> kind => Gen.Int[1900, 2199].Select(year => kind.Write(new FinancialYear(year))),
        // A kind of a collection's own: what may be one, and if it is none, the example of its column.
        _ => Gen.OneOf(Gen.OneOf(column.Example, "2015-06-01", "2015-06-01 13:59", "12", "0.5", "007"), Gen.String[Gen.OneOf(Gen.Char['A', 'Z'], Gen.Char['0', '9']), 3, 9]),
    };

    /// <summary>Spreadsheets disagree whether there was a 29 February in the year that begins here.</summary>
    private static readonly DateOnly First = new(1900, 1, 1);

    /// <summary>As the reader hands a cell on and the ledger keeps it: a text without space around it, and none of the marks that mean something else.</summary>
    private static Gen<string> Cell(Column column)
    {
        var given = Of(column).Select(text => Canonical(column, text.Trim()) is { Length: > 0 } read && !column.NotGiven.Contains(read) && !CellProblems.IsProblem(read) ? read : Canonical(column, column.Example)!);
        return column.MayBeBlank || column.Optional ? Gen.Frequency((1, Gen.Const("")), (3, given)) : given;
    }

    public static Gen<FilledRow> Of(ReturnTable table) =>
        table.Template.Columns
            .Aggregate(Gen.Const(new Dictionary<string, string>()), (line, column) => line.Select(Cell(column), (cells, text) => new Dictionary<string, string>(cells) { [column.Field] = text }))
            .Where(cells => cells.Values.Any(text => text.Length > 0))
            .Select(cells => new FilledRow(table.Key, cells));

    /// <summary>Lines of every table of a collection, at least one of each.</summary>
    public static Gen<TemplateFilling> Of(Collection collection) =>
        collection.Tables.Aggregate(
            Gen.Const(TemplateFilling.None),
            (filling, table) => filling.Select(Of(table).List[1, 6], (before, rows) => before with { Rows = [.. before.Rows, .. rows] }));

    /// <summary>The value of a cell as the ledger writes it; null when it cannot be read. Two cells with the same are the same to us.</summary>
    public static string? Canonical(Column column, string text) =>
        text.Length == 0 ? "" : (string?)Reading.MakeGenericMethod(column.Kind.GetType().GenericTypeArguments).Invoke(null, [column.Kind, text]);

    private static readonly MethodInfo Reading = typeof(TemplateRows).GetMethod(nameof(Read), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static string? Read<T>(Kind<T> kind, string text) where T : notnull => kind.Read(text, out var value) is null ? kind.Write(value!) : null;
}
