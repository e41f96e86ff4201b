using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Returns;

/// <summary>An amount as somebody printed it.</summary>
/// <param name="Nearest">It was rounded to so many pounds: 1, 1,000, 100,000,000. Above zero.</param>
internal readonly record struct PrintedAmount(string Name, decimal Pounds, decimal Nearest)
{
    /// <summary>A national total of the tables: <c>2.14</c> in <c>GBP bn</c> is printed to ten million.</summary>
    internal static PrintedAmount Of(string name, PolicyRow row)
    {
        var million = row.Unit.StartsWith("GBP bn", StringComparison.Ordinal) ? 1_000_000_000m : 1_000_000m;
        var printed = decimal.Parse(row.Value, CultureInfo.InvariantCulture);
        var nearest = million;
        for (var places = printed.Scale; places > 0; places--)
            nearest /= 10;
        return new(name, printed * million, nearest);
    }
}

/// <summary>A total as printed beside the parts that it is made of, each rounded by itself (domain note 2.4, check 5; examples M1, M8, M9, M14). Only amounts are held to come to their total: shares need not come to 100 (M13).</summary>
internal sealed record PrintedSum(PrintedAmount Total, IReadOnlyList<PrintedAmount> Parts)
{
    /// <summary>A smaller difference could stand in the last digits of any part, and says nothing about which.</summary>
    private const decimal LeastMisprint = 0.01m;

    internal decimal Sum => Parts.Sum(part => part.Pounds);

    /// <summary>Total less the sum of the parts.</summary>
    internal decimal Difference => Total.Pounds - Sum;

    /// <summary>What is left can come from rounding: half of what the total and each part were rounded to.</summary>
    internal bool Agrees => decimal.Abs(Difference) * 2 <= (Difference == 0 ? 0 : Total.Nearest + Parts.Sum(part => part.Nearest));

    /// <summary>
    /// Numbers that would make it agree if one of their digits were another: <c>294</c> for <c>394</c> (M8). None where the difference is under a hundredth of the total.
    /// </summary>
    /// <param name="settled">Names of parts that are known to be right; the total among them under its own name.</param>
    internal IEnumerable<(PrintedAmount Printed, decimal Instead)> Misprints(IReadOnlySet<string>? settled = null)
    {
        if (Agrees || decimal.Abs(Difference) < Total.Pounds * LeastMisprint)
            return [];
        return Parts.Select((part, i) => (Amount: part, With: (Func<decimal, PrintedSum>)(instead => this with { Parts = [.. Parts.Select((other, j) => i == j ? other with { Pounds = instead } : other)] })))
            .Append((Total, instead => this with { Total = Total with { Pounds = instead } }))
            .Where(number => settled?.Contains(number.Amount.Name) != true)
            .SelectMany(number => OneDigitOff(number.Amount).Where(instead => number.With(instead).Agrees).Select(instead => (number.Amount, instead)));
    }

    /// <summary>The same number of digits, and all but one the same.</summary>
    private static IEnumerable<decimal> OneDigitOff(PrintedAmount amount)
    {
        var (digits, sign) = (decimal.Abs(amount.Pounds) / amount.Nearest, decimal.Sign(amount.Pounds));
        if (!decimal.IsInteger(digits))
            yield break;
        for (var place = 1m; place <= digits; place *= 10)
        {
            var digit = decimal.Truncate(digits / place) % 10;
            for (var other = place * 10 > digits ? 1 : 0; other <= 9; other++)
            {
                if (other != digit)
                    yield return (digits + (other - digit) * place) * amount.Nearest * sign;
            }
        }
    }
}
