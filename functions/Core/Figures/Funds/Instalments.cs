using System.Collections.Immutable;
using Monitoring.Core.Kernel;

namespace Monitoring.Core.Figures.Funds;

/// <summary>An amount paid in parts (domain note on the Better Care Fund 4.2; example M15).</summary>
public static class Instalments
{
    /// <summary>
    /// So many equal parts, of which the last takes the remainder: £100.00 in three is £33.33, £33.33 and £33.34. They sum to the amount, and the last differs from the others by less than a penny for each part.
    /// </summary>
    /// <param name="number">One or more.</param>
    public static ImmutableArray<Pence> Of(Pence amount, int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        var part = new Pence(amount.Number / number);
        return [.. Enumerable.Repeat(part, number - 1), amount - part * (number - 1)];
    }
}
