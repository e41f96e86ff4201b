using System.Collections.Immutable;
using Monitoring.Core.Figures.Reimbursement;

namespace Monitoring.Core.Policy;

/// <summary>One of the values that a switch may have.</summary>
/// <param name="Meaning">A sentence that says what follows from it.</param>
public sealed record SwitchValue(string Policy, string Value, string Meaning);

/// <summary>
/// Where the law on reimbursement leaves a question open, a switch of the policy table answers it, and every output prints the answer: domain note section 9. The table <c>switches</c> has each answer that a
/// question may have, with its meaning in words.
/// </summary>
public static class Switches
{
    private const string Everywhere = "everywhere";

    /// <summary>Every value of every switch, in the order of the table: values of one switch stand together, the default first.</summary>
    public static ImmutableArray<SwitchValue> All { get; } = [.. Table.Embedded("switches").Rows.Select(row => new SwitchValue(row["policy"], row["value"], row["meaning"]))];

    private static readonly ILookup<string, SwitchValue> ByPolicy = All.ToLookup(value => value.Policy);

    /// <summary>The names of all switches.</summary>
    public static IEnumerable<string> Names => ByPolicy.Select(values => values.Key);

    /// <summary>The values that a switch may have; none when there is no such switch.</summary>
    public static IEnumerable<SwitchValue> ValuesOf(string policy) => ByPolicy[policy];

    /// <summary>
    /// The answers in force on a date that can matter to a case of a law: those that the other law alone asks are left out.
    /// </summary>
    /// <param name="regime">The law of the case; of a month without a scheme every switch is given.</param>
    public static ImmutableArray<SwitchInForce> On(DateOnly date, Regime regime, PolicyBook policy) =>
        [.. from name in Names
            where Matters(name, regime)
            let row = policy.On(date, name, Everywhere)
            select new SwitchInForce(name, row.Value, ByPolicy[name].Single(value => value.Value == row.Value).Meaning, row.Mark, row.Source)];

    /// <summary>A switch that names one of the two laws is about that law alone; so are the successors of Bedfordshire, whose rate is in the Schedule of 2003 only, and public holidays.</summary>
    private static bool Matters(string name, Regime regime) => regime switch
    {
        Regime.Act2003 => !name.EndsWith("-2014", StringComparison.Ordinal),
        Regime.Act2014 => !name.EndsWith("-2003", StringComparison.Ordinal) && name is not ("reimbursement.bedfordshire-successors" or "public-holiday.saturday-christmas" or "reimbursement.straddle-2015"),
        _ => true,
    };
}
