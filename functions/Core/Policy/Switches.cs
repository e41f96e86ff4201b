using System.Collections.Immutable;
using Monitoring.Core.Figures.Reimbursement;

namespace Monitoring.Core.Policy;

/// <summary>One of the values that a switch may have.</summary>
/// <param name="Meaning">A sentence that says what follows from it.</param>
public sealed record SwitchValue(string Policy, string Value, string Meaning);

/// <summary>
/// Where the law on reimbursement, the guidance on the Better Care Fund or the practice of charts and comparisons leaves a question open, a switch of the policy table answers it, and every output prints the answer:
/// domain notes, section 9 and U1. The table <c>switches</c> has each answer that a question may have, with its meaning in words.
/// </summary>
public static class Switches
{
    private const string Everywhere = "everywhere";

    private static readonly string[] FundPrefixes = ["bcf.", "fund-", "performance-payment.", "pooled-fund."];

    /// <summary>Every value of every switch, in the order of the table: values of one switch stand together, the default first.</summary>
    public static ImmutableArray<SwitchValue> All { get; } = [.. Table.Embedded("switches").Rows.Select(row => new SwitchValue(row["policy"], row["value"], row["meaning"]))];

    private static readonly ILookup<string, SwitchValue> ByPolicy = All.ToLookup(value => value.Policy);

    /// <summary>The names of all switches.</summary>
    public static IEnumerable<string> Names => ByPolicy.Select(values => values.Key);

    /// <summary>The names of those that statements of reimbursement hang on.</summary>
    public static IEnumerable<string> OfReimbursement => Names.Where(IsOfReimbursement);

    /// <summary>The names of those that figures of the Better Care Fund hang on.</summary>
    public static IEnumerable<string> OfFund => Names.Where(IsOfFund);

    /// <summary>The names of those that charts of delays hang on.</summary>
    public static IEnumerable<string> OfCharts => Names.Where(name => name.StartsWith("xmr.", StringComparison.Ordinal));

    /// <summary>The names of those that answers about what changed after a scheme started hang on.</summary>
    public static IEnumerable<string> OfEvidence => Names.Where(name => name.StartsWith("evidence.", StringComparison.Ordinal));

    /// <summary>The names of those that summaries hang on.</summary>
    public static IEnumerable<string> OfSummaries => Names.Where(name => name.StartsWith("summary.", StringComparison.Ordinal));

    /// <summary>The values that a switch may have; none when there is no such switch.</summary>
    public static IEnumerable<SwitchValue> ValuesOf(string policy) => ByPolicy[policy];

    /// <summary>
    /// The answers in force on a date that can matter to a case of a law: those that the other law alone asks are left out.
    /// </summary>
    /// <param name="regime">The law of the case; of a month without a scheme every switch is given.</param>
    public static ImmutableArray<SwitchInForce> On(DateOnly date, Regime regime, PolicyBook policy) =>
        On(date, OfReimbursement.Where(name => Matters(name, regime)), policy);

    /// <summary>The answers in force on a date of the switches named.</summary>
    public static ImmutableArray<SwitchInForce> On(DateOnly date, IEnumerable<string> names, PolicyBook policy) => [.. names.Select(name => InForce(policy.On(date, name, Everywhere)))];

    /// <summary>What a row of a switch answers, with its meaning.</summary>
    internal static SwitchInForce InForce(PolicyRow row) => new(row.Policy, row.Value, ByPolicy[row.Policy].Single(value => value.Value == row.Value).Meaning, row.Mark, row.Source);

    private static bool IsOfFund(string name) => FundPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    private static bool IsOfReimbursement(string name) => name.StartsWith("reimbursement.", StringComparison.Ordinal) || name.StartsWith("public-holiday.", StringComparison.Ordinal);

    /// <summary>A switch that names one of the two laws is about that law alone; so are the successors of Bedfordshire, whose rate is in the Schedule of 2003 only, and public holidays.</summary>
    private static bool Matters(string name, Regime regime) => regime switch
    {
        Regime.Act2003 => !name.EndsWith("-2014", StringComparison.Ordinal),
        Regime.Act2014 => !name.EndsWith("-2003", StringComparison.Ordinal) && name is not ("reimbursement.bedfordshire-successors" or "public-holiday.saturday-christmas" or "reimbursement.straddle-2015"),
        _ => true,
    };
}
