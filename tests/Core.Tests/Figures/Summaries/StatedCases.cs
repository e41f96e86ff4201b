using System.Collections.Concurrent;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Tests.Figures.Reimbursement;

namespace Monitoring.Core.Tests.Figures.Summaries;

/// <summary>Statements of made-up NHS bodies to Merton, each of so many cases of two days at the London rate.</summary>
internal static class StatedCases
{
    internal const string Merton = "730";

    private static readonly ConcurrentDictionary<int, Statement> Made = new();

    /// <summary>The same number is of the same cases in every month: they run on.</summary>
    internal static Statement Of(string payee, string month, int number)
    {
        var made = Made.GetOrAdd(number, count => Enumerable.Range(0, count).Aggregate(new TwoParties(), (parties, i) => parties.Both($"Case {i}", "2016-06-08 2016-06-09")).Statement("2016-06"));
        return made with { Key = new(payee, payee, Merton, ReportingMonth.Parse(month)), Payee = new Party(payee, $"Trust {payee}") };
    }
}
