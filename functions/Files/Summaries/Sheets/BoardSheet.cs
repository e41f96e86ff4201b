using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Files.Funds;
using Monitoring.Files.Funds.Sheets;
using Monitoring.Files.Workbooks;

namespace Monitoring.Files.Summaries.Sheets;

/// <summary>What the sheets have in common on which boards stand side by side.</summary>
internal static class BoardSheet
{
    public const string Board = "Board";

    public static string Named(this SummaryMember member) => FundWords.Named(member.Name, member.Code);

    /// <summary>The first column of every table of boards: by it formulas find their rows.</summary>
    public static ColumnPlan Column => new(Board, Widest: 34);

    /// <summary>The sum of a column of another table over the board of the row.</summary>
    /// <param name="here">The table of the row.</param>
    public static string Sum(string table, string heading, string here) => FundSheet.SumIfs(table, heading, (Board, TablePlan.Here(here, Board)));

    /// <summary>How many rows of another table the board of the row has, with these words.</summary>
    public static string Count(string table, string here, params ReadOnlySpan<(string Heading, string Word)> where)
    {
        var formula = $"COUNTIFS({TablePlan.Column(table, Board)},{TablePlan.Here(here, Board)}";
        foreach (var (heading, word) in where)
            formula += $",{TablePlan.Column(table, heading)},{FundSheet.Quoted(word)}";
        return formula + ")";
    }

    /// <summary>An amount in a column that a chart is drawn of: empty where it is not known, since a word would be drawn as zero. A column beside it says so in words.</summary>
    public static Entry Point(Pence? amount) => Entry.Point(amount?.Pounds, Look.Money);

    public static string Pounds(Pence? amount) => amount is { } known ? known.ToString() : FundWords.NotKnown;

    /// <summary>Pounds in millions, for a title: <c>£24.8 million</c>; less than a million as it is.</summary>
    public static string Millions(Pence amount) => decimal.Abs(amount.Pounds) < 1_000_000 ? amount.ToString() : $"{(amount < default(Pence) ? "-" : "")}£{Words.Number(decimal.Abs(amount.Pounds) / 1_000_000, 1)} million";
}
