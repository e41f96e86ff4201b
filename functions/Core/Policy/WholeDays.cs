using Monitoring.Core.Kernel;

namespace Monitoring.Core.Policy;

/// <summary>
/// Amounts as days at a daily rate. A sum that was only days times a rate (SI 2003/2277 reg 7, SI 2014/2823 reg 10) divides by it; one that does not is a part payment, of mixed rates, or wrong.
/// </summary>
public static class WholeDays
{
    /// <summary>How many days at a rate an amount is; null when they are not a whole number.</summary>
    /// <param name="rate">Per day, above zero.</param>
    public static long? Of(Pence amount, Pence rate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(rate.Number, 0, nameof(rate));
        return amount.Number % rate.Number == 0 ? amount.Number / rate.Number : null;
    }

    /// <summary>Those of some rates at which an amount is whole days, with the days, in the order of the rates.</summary>
    public static IEnumerable<(Pence Rate, long Days)> At(Pence amount, IEnumerable<Pence> rates) =>
        from rate in rates
        let days = Of(amount, rate)
        where days is not null
        select (rate, days.Value);
}
