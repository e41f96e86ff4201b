using System.Collections.Immutable;
using CsCheck;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Made = Monitoring.Core.Figures.Summaries.Summaries;

namespace Monitoring.Core.Tests.Figures.Summaries;

/// <summary>DESIGN 8: counts under 5 are withheld in what leaves the two parties, with others beside them, so that no subtraction gives them away: not of the lines from the total, nor of a month's summary from another's.</summary>
public class WithheldTests
{
    private const int Least = 5;

    private const decimal TwoDays = 2 * 155;

    private static readonly string[] Bodies = ["A", "B", "C", "D"], Months = ["2016-04", "2016-05", "2016-06", "2016-07"];

    private static readonly ImmutableArray<DelayFigures> Delayed = [.. Months.Select(month => new SmallMonth(month).Add(SmallEngland.Return(month, "RTG", (StatedCases.Merton, 1, 1, 1))).Of(StatedCases.Merton)!)];

    private static Summary Of(string period, IEnumerable<Statement> statements) =>
        Made.Of(new(SummaryKind.Authority, StatedCases.Merton, SummaryPeriod.TryParse(period)!.Value), new SummaryFacts(StatedCases.Merton, "Merton", Delayed, null, [.. statements], [], []), PolicyBook.Current, ReferenceBook.Current)!;

    private static SummaryLine Computable(Summary summary) => summary.Lines.Single(line => line.Id == "reimbursement.computable");

    [Fact]
    public void A_month_that_is_withheld_is_in_no_sum_that_is_shown()
    {
        // April 6 cases, May 2, June 6: to date 14, less 6 and 6 the two of May.
        Statement[] statements = [StatedCases.Of("A", "2016-04", 6), StatedCases.Of("A", "2016-05", 2), StatedCases.Of("A", "2016-06", 6)];
        Assert.Equal((6 * TwoDays, 6 * TwoDays), (Computable(Of("2016-04", statements)).Period.Value, Computable(Of("2016-04", statements)).YearToDate.Value));
        Assert.Equal((null, null), (Computable(Of("2016-05", statements)).Period.Value, Computable(Of("2016-05", statements)).YearToDate.Value));
        var june = Computable(Of("2016-06", statements));
        Assert.Equal((6 * TwoDays, null, "withheld: fewer than 5 cases in a month of it"), (june.Period.Value, june.YearToDate.Value, june.YearToDate.Why));
        Assert.Null(Computable(Of("2016-17-Q1", statements)).Period.Value);
    }

    [Fact]
    public void What_hides_another_body_s_month_stays_hidden_to_the_year_s_end()
    {
        // In April B hides A's two. In June B would be seen to date, and less its May and June its April, which with the total of April gives A's away.
        Statement[] statements = [.. Year((2, 5, 6), (6, 7, 5), (6, 7, 5))];
        Assert.Equal(["C"], Shown(Of("2016-04", statements)));
        Assert.Equal(["C"], Shown(Of("2016-06", statements)));
        Assert.Equal(["C"], Shown(Of("2016-17-Q1", statements)));
    }

    [Fact]
    public void What_is_withheld_together_is_no_small_number()
    {
        // The total less C's six would be the two of A and B, one each.
        Assert.Empty(Shown(Of("2016-04", [.. Year((1, 1, 6))])));
        // With three and two it is five.
        Assert.Equal(["C"], Shown(Of("2016-04", [.. Year((3, 2, 6))])));
    }

    [Fact]
    public void A_case_that_runs_over_months_is_one()
    {
        Statement[] statements = [StatedCases.Of("A", "2016-04", 5), StatedCases.Of("A", "2016-05", 7)];
        var quarter = Of("2016-17-Q1", statements).Reimbursement.Single();
        Assert.Equal((7, 12 * TwoDays), (quarter.Cases, quarter.Amounts!.Computable.Pounds));
    }

    /// <summary>Every amount of a body and month is an unknown; every published amount says what some of them come to. No set of bodies with few cases in a month follows from all that is published in the year.</summary>
    [Fact]
    public void No_small_number_follows_from_all_the_summaries_of_a_year() =>
        Gen.Frequency((2, Gen.Const(0)), (2, Gen.Int[1, 4]), (3, Gen.Int[5, 8])).Array[Bodies.Length * Months.Length].Sample(
            counts =>
            {
                var statements = counts.Select((number, at) => (number, at)).Where(one => one.number > 0).Select(one => StatedCases.Of(Bodies[one.at / Months.Length], Months[one.at % Months.Length], one.number)).ToList();
                var known = new List<decimal[]>();
                foreach (var period in (string[])[.. Months, "2016-17-Q1"])
                {
                    var summary = Of(period, statements);
                    var (own, toDate) = (summary.Key.Period.Months.ToHashSet(), summary.Key.Period.MonthsToDate.ToHashSet());
                    foreach (var line in summary.Lines.Where(line => line.Id == "reimbursement.computable"))
                    {
                        Add(line.Period.Value, _ => true, own);
                        Add(line.YearToDate.Value, _ => true, toDate);
                    }
                    foreach (var line in summary.Reimbursement)
                    {
                        Add(line.Amounts?.Computable.Pounds, body => body == line.NhsBody, own);
                        Add(line.YearToDate?.Computable.Pounds, body => body == line.NhsBody, toDate);
                    }
                }
                var solved = Echelon(known);
                foreach (var month in Enumerable.Range(0, Months.Length))
                {
                    foreach (var set in Enumerable.Range(1, (1 << Bodies.Length) - 1))
                    {
                        var of = Enumerable.Range(0, Bodies.Length).Where(body => (set >> body & 1) == 1).Select(body => body * Months.Length + month).Where(at => counts[at] > 0).ToList();
                        if (of.Sum(at => counts[at]) is > 0 and < Least && Follows(solved, Row(counts.Length, of)))
                            return false;
                    }
                }
                return true;

                void Add(decimal? amount, Func<string, bool> bodies, HashSet<ReportingMonth> months)
                {
                    // Who has no statement in a month is taken to be known to have none.
                    if (amount is not null)
                        known.Add(Row(counts.Length, Enumerable.Range(0, counts.Length).Where(at => counts[at] > 0 && bodies(Bodies[at / Months.Length]) && months.Contains(ReportingMonth.Parse(Months[at % Months.Length])))));
                }
            },
            iter: 60);

    private static IEnumerable<string> Shown(Summary summary) => summary.Reimbursement.Where(one => one.Withheld is null).Select(one => one.NhsBody);

    /// <summary>Cases of A, B and C, month by month from April.</summary>
    private static IEnumerable<Statement> Year(params (int A, int B, int C)[] months) =>
        months.SelectMany((cases, at) => (Statement[])[StatedCases.Of("A", Months[at], cases.A), StatedCases.Of("B", Months[at], cases.B), StatedCases.Of("C", Months[at], cases.C)]);

    private static decimal[] Row(int length, IEnumerable<int> ones)
    {
        var row = new decimal[length];
        foreach (var at in ones)
            row[at] = 1;
        return row;
    }

    /// <summary>Rows of which each has a column of its own.</summary>
    private static List<(int Column, decimal[] Row)> Echelon(IEnumerable<decimal[]> rows)
    {
        var solved = new List<(int Column, decimal[] Row)>();
        foreach (var row in rows)
        {
            var left = Less(solved, row);
            var column = Array.FindIndex(left, value => Math.Abs(value) > 1e-9m);
            if (column >= 0)
                solved.Add((column, [.. left.Select(value => value / left[column])]));
        }
        return solved;
    }

    private static bool Follows(List<(int Column, decimal[] Row)> solved, decimal[] row) => Less(solved, row).All(value => Math.Abs(value) <= 1e-9m);

    private static decimal[] Less(List<(int Column, decimal[] Row)> solved, decimal[] row) =>
        solved.Aggregate(row, (left, one) => left[one.Column] is var times && times == 0 ? left : [.. left.Zip(one.Row, (value, of) => value - times * of)]);
}
