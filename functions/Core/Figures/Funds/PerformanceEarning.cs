using System.Collections.Immutable;

namespace Monitoring.Core.Figures.Funds;

/// <summary>E_i, exact pounds, with what decided it.</summary>
internal readonly record struct Earned(decimal Amount, PaymentLimit Limit);

/// <summary>What a plan's terms say is earned by fewer admissions: arithmetic alone (domain note 1.4, rules 5 to 9).</summary>
internal static class PerformanceEarning
{
    /// <summary>
    /// The cumulative amount earned, quarter by quarter.
    /// </summary>
    /// <param name="reductions">R_1, R_2, ...: as many quarters as are known.</param>
    public static ImmutableArray<Earned> Of(PerformanceTerms terms, IEnumerable<decimal> reductions, PerformanceReading reading)
    {
        var earned = ImmutableArray.CreateBuilder<Earned>();
        foreach (var (i, reduction) in reductions.Index())
        {
            var (planned, maximum) = (terms.PlannedCumulative[i], terms.MaximumCumulative[i]);
            var most = reading.PaidEarly ? terms.Fund : maximum;
            if (terms.Fund == 0)
                earned.Add(new(0, PaymentLimit.NoFund));
            else if (planned <= 0)
                earned.Add(new(i == 0 ? 0 : earned[i - 1].Amount, PaymentLimit.NoReductionPlanned));
            else if (reduction <= 0)
                earned.Add(new(0, PaymentLimit.Floor));
            else
            {
                // Multiplied first, so that nothing is lost where the quotient has no end.
                var amount = terms.Form == EarningForm.Ratio ? reduction * maximum / planned : reduction * terms.ValuePerAdmission;
                earned.Add(amount > most ? new(most, PaymentLimit.Maximum) : new(amount, PaymentLimit.None));
            }
        }
        return earned.ToImmutable();
    }

    /// <summary>What is left to pay of what is earned (rule 6): not below zero, unless what was paid is taken back (rule 9).</summary>
    /// <param name="before">Paid for the quarters before.</param>
    public static (Kernel.Pence Suggested, PaymentLimit Limit) Payment(Earned earned, Kernel.Pence before, bool clawback)
    {
        var left = PerformancePlan.ToPence(earned.Amount) - before;
        return left.Number >= 0 ? (left, earned.Limit) : clawback ? (left, PaymentLimit.TakenBack) : (default, earned.Limit is PaymentLimit.NoFund or PaymentLimit.NoReductionPlanned ? earned.Limit : PaymentLimit.Floor);
    }
}
