using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Statements.Sheets;

/// <summary>What the sheets of a statement have in common.</summary>
internal static class StatementSheet
{
    /// <summary>
    /// An amount of the statement with the formula that gives it. Where the usual rule does not give it, because of a switch or a note on the case, the amount stands as it was worked out, without a formula that would say otherwise.
    /// </summary>
    /// <param name="byFormula">What the formula comes to; null when one of its parts is not there.</param>
    /// <param name="words">Where there is no amount.</param>
    public static Entry Explained(string formula, Pence? byFormula, Pence? amount, string words) =>
        amount is { } known && byFormula == known ? Entry.Money(formula, known) : Entry.Money(amount, words);

    /// <summary>The total of those that are there. A column of words has none: it is not zero.</summary>
    public static Entry Total(string table, string heading, IEnumerable<Pence?> amounts)
    {
        var known = amounts.OfType<Pence>().ToList();
        return known.Count == 0 ? Entry.Words("none") : TablePlan.Total(table, heading, Sum(known).Pounds, Look.Money);
    }

    public static Pence Sum(IEnumerable<Pence> amounts) => amounts.Aggregate(default(Pence), (sum, amount) => sum + amount);

    /// <summary>Empty cells of a total row.</summary>
    public static IEnumerable<Entry> Blank(int cells) => Enumerable.Repeat(Entry.Of(""), cells);
}
