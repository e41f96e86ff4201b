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
