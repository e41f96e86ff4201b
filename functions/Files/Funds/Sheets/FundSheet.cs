using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>What the sheets of a fund have in common.</summary>
internal static class FundSheet
{
    /// <summary>
    /// A figure with the formula that gives it. Of several ways the first that comes to the figure is taken; where none does, because a switch, an agreement or an earlier settlement decided otherwise, the figure stands as it was
    /// worked out, without a formula that would say something else.
    /// </summary>
    /// <param name="words">Where there is no figure: never zero.</param>
    /// <param name="ways">Formulas, each with what it comes to; null when one of its parts is not there.</param>
    public static Entry Explained(decimal? figure, Look look, string words, params ReadOnlySpan<(string Formula, decimal? Comes)> ways)
    {
        if (figure is not { } known)
            return Entry.Words(words);
        foreach (var (formula, comes) in ways)
        {
            if (comes is { } same && Math.Abs(same - known) < Near)
                return Entry.Calculated(formula, known, look);
        }
        return Entry.Of(known, look);
    }

    /// <inheritdoc cref="Explained(decimal?, Look, string, ReadOnlySpan{ValueTuple{string, decimal?}})"/>
    public static Entry Explained(Pence? amount, string words, params ReadOnlySpan<(string Formula, decimal? Comes)> ways) => Explained(amount?.Pounds, Look.Money, words, ways);

    /// <summary>Admissions, outputs, days: whole where they are whole.</summary>
    public static Look Count(decimal? number) => number is null || decimal.IsInteger(number.Value) ? Look.Whole : Look.TwoDecimals;

    public static Entry Number(decimal? number, string words = FundWords.NotKnown) => number is { } known ? Entry.Of(known, Count(known)) : Entry.Words(words);

    public static Entry Money(Pence? amount, string words = FundWords.NotKnown) => Entry.Money(amount, words);

    /// <summary>A number of per cent as a cell of per cent.</summary>
    public static Entry PerCent(decimal? percent, string words = FundWords.NotKnown, string? formula = null, decimal? comes = null) =>
        formula is null ? percent is { } known ? Entry.Of(known / 100, Look.Percent) : Entry.Words(words) : Explained(percent / 100, Look.Percent, words, (formula, comes));

    /// <summary>The difference of two columns of the row; in words where one of them is not known.</summary>
    public static Entry Less(string table, string heading, Pence? amount, string other, Pence? less, string words = FundWords.NotKnown) =>
        amount is { } one && less is { } two ? Entry.Money($"{TablePlan.Here(table, heading)}-{TablePlan.Here(table, other)}", one - two) : Entry.Words(words);

    /// <summary>The total of the amounts that are there. A column of words has none: it is not zero.</summary>
    public static Entry Total(string table, string heading, IEnumerable<Pence?> amounts)
    {
        var known = amounts.OfType<Pence>().ToList();
        return known.Count == 0 ? Entry.Words(FundWords.NotKnown) : TablePlan.Total(table, heading, FundRows.Sum(known.Select(amount => (Pence?)amount))!.Value.Pounds, Look.Money);
    }

    /// <summary>Says so when a total leaves something out.</summary>
    public static Entry TotalLabel(bool complete) => Entry.Of(complete ? "Total" : "Total known");

    /// <summary>Empty cells of a total row.</summary>
    public static IEnumerable<Entry> Blank(int cells) => Enumerable.Repeat(Entry.Of(""), cells);

    /// <summary>The sum of a column over the rows of another table that have the same text in the columns named.</summary>
    public static string SumIfs(string table, string heading, params ReadOnlySpan<(string Heading, string Criterion)> where)
    {
        var formula = $"SUMIFS({TablePlan.Column(table, heading)}";
        foreach (var (column, criterion) in where)
            formula += $",{TablePlan.Column(table, column)},{criterion}";
        return formula + ")";
    }

    /// <summary>A text as formulas write it.</summary>
    public static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A word that calls for somebody to look, when it does.</summary>
    public static Entry Flag(string word, bool attention) => Entry.Of(word, attention ? Look.Attention : Look.Text);

    /// <summary>Exact numbers are compared here; what differs by less is the last digit of a division.</summary>
    private const decimal Near = 0.000000001m;
}
