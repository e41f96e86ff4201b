using System.Globalization;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Validation;

/// <summary>Slips of the unit: thousands typed as pounds, pounds as millions, a rate as a count (domain note on the Better Care Fund 2.4, check 7).</summary>
internal static class Slips
{
    /// <summary>Whether an amount is so many times another, or such a part of it, that a slip is likelier than a change. Nothing can be said of 0 or of what is below it.</summary>
    internal static bool IsSlip(decimal now, decimal before, DateOnly on, PolicyBook policy) => IsRise(now, before, on, policy) || IsRise(before, now, on, policy);

    /// <summary>As <see cref="IsSlip"/>, upwards only: for amounts that may well fall to almost nothing.</summary>
    internal static bool IsRise(decimal now, decimal before, DateOnly on, PolicyBook policy) =>
        now > 0 && before > 0 && policy.TryOn(on, "unit-slip.factor") is { } factor && now / decimal.Parse(factor.Value, CultureInfo.InvariantCulture) >= before;
}
