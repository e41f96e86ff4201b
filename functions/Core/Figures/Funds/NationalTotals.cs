using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>
/// The national totals of a year as they were published (domain note 3.1): every row beside what its parts come to. A difference is named, and never put right; a digit that may be misprinted is said (example M8).
/// </summary>
public static class NationalTotals
{
    private const string Totals = "bcf.national-total";

    /// <summary>The fund as a whole first, then its sources and what they are made of; none for a year of which no total is loaded.</summary>
    public static ImmutableArray<NationalTotal> Of(FinancialYear year, PolicyBook policy)
    {
        var book = new NationalBook(year, policy);
        var sources = Enum.GetValues<FundingSource>().Select(BetterCareFund.KeyOf).ToList();
        return [.. from key in policy.Rows.Where(row => row.Policy == Totals).Select(row => row.AppliesTo).Distinct()
                   let row = book.Row(key)
                   where row is not null
                   orderby key switch { "total" => -2, "pooled" => -1, _ when sources.IndexOf(key) is >= 0 and var place => place, _ => sources.Count }
                   select book.TotalOf(key, row)];
    }

    /// <summary>The rows of one year.</summary>
    private sealed class NationalBook(FinancialYear year, PolicyBook policy)
    {
        internal PolicyRow? Row(string key) => policy.TryOn(year.FirstDay, Totals, key) is { Value: not "none" } row ? row : null;

        internal NationalTotal TotalOf(string key, PolicyRow row)
        {
            var printed = Amount(key, row);
            var within = policy.TryOn(year.FirstDay, "bcf.national-within", key) is { Value: not "none" } whole ? $" It is within '{Name(whole.Value)}'." : "";
            var unknown = Parts(key).Where(part => Row(part) is null).ToList();
            var says = (SumOf(key), unknown.Count) switch
            {
                (null, 0) => $"Printed as {InWords(printed)}{(row.Unit.Contains("over", StringComparison.Ordinal) ? " or more" : "")}; nothing is loaded of what it is made of.",
                (null, _) => $"Printed as {InWords(printed)}; of its parts {BetterCareFund.List(unknown.Select(Name))} {(unknown.Count == 1 ? "is" : "are")} not known.",
                ({ } sum, _) => Compared(key, sum),
            };
            return new(Name(key), printed.Pounds, SumOf(key)?.Sum, row.Mark, row.Source, $"{says}{within}{Grown(key, printed)}");
        }

        private string Compared(string key, PrintedSum sum)
        {
            var parts = $"{string.Join(" + ", sum.Parts.Select(part => $"{part.Name} {InWords(part)}"))} = {Millions(sum.Sum)}";
            if (sum.Difference == 0)
                return $"{parts}: the parts come to the total.";
            var difference = $"{Millions(decimal.Abs(sum.Difference))} {(sum.Difference > 0 ? "less" : "more")} than the {InWords(sum.Total)} printed";
            if (sum.Agrees)
                return $"{parts}, {difference}: no more than rounding makes.";
            // What comes to its own parts, or makes another total come out, was not misprinted here.
            var settled = sum.Parts.Select(part => part.Name).Append(sum.Total.Name).Where(name => Keys.Any(other => other != key && Name(other) == name && SumOf(other) is { Agrees: true })).ToHashSet();
            var misprints = sum.Misprints(settled).ToList();
            return misprints.Count == 0 ? $"{parts}, {difference}; the difference is not explained."
                : $"{parts}, {difference}. One digit may be misprinted: {string.Join(", or ", misprints.Select(number => $"{number.Printed.Name} {InWords(number.Printed)} for {InWords(number.Printed with { Pounds = number.Instead })}"))}.";
        }

        /// <summary>A total with its parts; null where it has none, or one is not known.</summary>
        private PrintedSum? SumOf(string key) =>
            Row(key) is { } row && Parts(key) is { Count: > 0 } parts && parts.All(part => Row(part) is not null) ? new(Amount(key, row), [.. parts.Select(part => Amount(part, Row(part)!))]) : null;

        private IEnumerable<string> Keys => policy.Rows.Where(row => row.Policy == Totals).Select(row => row.AppliesTo).Distinct();

        private List<string> Parts(string key) => policy.TryOn(year.FirstDay, "bcf.national-parts", key) is { Value: not "none" } row ? [.. row.Value.Split(' ')] : [];

        private PrintedAmount Amount(string key, PolicyRow row) => PrintedAmount.Of(Name(key), row);

        private string Name(string key) =>
            policy.TryOn(year.FirstDay, "bcf.name", key)?.Value ?? (Enum.GetValues<FundingSource>().Where(source => BetterCareFund.KeyOf(source) == key).Select(BetterCareFund.Name).FirstOrDefault() ?? key);

        /// <summary>What last year's NHS minimum grows to at the rate that was announced: a second look at a number, that decides nothing.</summary>
        private string Grown(string key, PrintedAmount printed)
        {
            if (key != BetterCareFund.KeyOf(FundingSource.NhsMinimum) || PlanningRequirements.GrowthOf(null, year, policy) is not { } growth
                || policy.TryOn(year.AddYears(-1).FirstDay, Totals, key) is not { Value: not "none" } last)
                return "";
            var before = PrintedAmount.Of("", last);
            var grown = before.Pounds * (1 + growth.Percent / 100);
            var rate = growth.Percent.ToString("0.##", CultureInfo.InvariantCulture);
            var fits = decimal.Abs(grown - printed.Pounds) * 2 <= printed.Nearest + before.Nearest * (1 + growth.Percent / 100);
            return $" {InWords(before)} in {year.AddYears(-1)} with {rate}% growth is {Millions(grown)}{(fits ? "" : ", which it is not")}.";
        }

        private static string InWords(PrintedAmount amount) => amount.Nearest >= 1_000_000 && amount.Pounds % 1_000_000_000 % amount.Nearest == 0 && amount.Nearest > 1_000_000
            ? $"£{(amount.Pounds / 1_000_000_000).ToString("0.###", CultureInfo.InvariantCulture)}bn" : Millions(amount.Pounds);

        private static string Millions(decimal pounds) => $"£{(pounds / 1_000_000).ToString("#,0.###", CultureInfo.InvariantCulture)}m";
    }
}
