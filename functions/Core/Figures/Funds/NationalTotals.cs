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
        return [.. from key in book.Keys
                   let row = book.Row(key)
                   where row is not null
                   orderby key switch { "total" => -2, "pooled" => -1, _ when sources.IndexOf(key) is >= 0 and var place => place, _ => sources.Count }
                   select book.TotalOf(key, row)];
    }

    /// <summary>The rows of one year.</summary>
    private sealed class NationalBook(FinancialYear year, PolicyBook policy)
    {
        /// <summary>Whatever was ever totalled.</summary>
        internal List<string> Keys { get; } = [.. policy.Rows.Where(row => row.Policy == Totals).Select(row => row.AppliesTo).Distinct()];

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
            return new(Name(key), printed.Pounds, SumOf(key)?.Sum, row.Mark, row.Source, $"{says}{within}{Grown(key, printed)}{Spread(key)}");
        }

        private string Compared(string key, PrintedSum sum)
        {
            var parts = $"{string.Join(" + ", sum.Parts.Select(part => $"{part.Name} {InWords(part)}"))} = {Millions(sum.Sum)}";
            if (sum.Misfit is not { } misfit)
                return $"{parts}: the parts come to the total.";
            var difference = $"{Millions(decimal.Abs(misfit.Difference))} {(misfit.Difference > 0 ? "less" : "more")} than the {InWords(sum.Total)} printed";
            return misfit.Cause switch
            {
                MisfitCause.Printing or MisfitCause.Rounding => $"{parts}, {difference}: no more than rounding makes.",
                MisfitCause.Sign => $"{parts}, {difference}; it {misfit.IfSigned("is")}.",
                MisfitCause.Digit when Misprints(key, sum, misfit) is { Count: > 0 } misprints => $"{parts}, {difference}. One digit may be misprinted: {string.Join(", or ", misprints)}.",
                _ => $"{parts}, {difference}; the difference is not explained.",
            };
        }

        /// <summary>Which number may have another digit, and which: neither a part that comes to its own parts, nor a total that is a part of one that comes out.</summary>
        private List<string> Misprints(string key, PrintedSum sum, Misfit misfit) =>
            [.. from part in sum.Parts
                where misfit.Suspects.Any(suspect => suspect.Name == part.Name) && !Keys.Any(other => other != key && Name(other) == part.Name && SumOf(other) is { Agrees: true })
                select $"{part.Name} {InWords(part)} for {InWords(part with { Pounds = part.Pounds + sum.Short })}",
                .. misfit.Total && !Keys.Any(other => Parts(other).Contains(key) && SumOf(other) is { Agrees: true }) ? [$"{sum.Total.Name} {InWords(sum.Total)} for {InWords(sum.Total with { Pounds = sum.Total.Pounds - sum.Short })}"] : (string[])[]];

        /// <summary>A total with its parts; null where it has none, or one is not known.</summary>
        private PrintedSum? SumOf(string key) =>
            Row(key) is { } row && Parts(key) is { Count: > 0 } parts && parts.All(part => Row(part) is not null) ? new(Amount(key, row), [.. parts.Select(part => Amount(part, Row(part)!))]) : null;

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

        /// <summary>What boards used it for, as published beside what that comes to: averages of boards' percentages are no split of the total, and need not come to 100 (example M13).</summary>
        private string Spread(string key)
        {
            if (policy.TryOn(year.FirstDay, "bcf.national-uses", key) is not { Value: not "none" } row)
                return "";
            var uses = row.Value.Split(' ').Select(use => decimal.Parse(use, CultureInfo.InvariantCulture)).ToList();
            return $" Its uses were published as {string.Join(" + ", uses.Select(Percent))} = {Percent(uses.Sum())}: averages of what boards reported, which need not come to 100%.";

            static string Percent(decimal percent) => $"{percent.ToString("0.##", CultureInfo.InvariantCulture)}%";
        }

        private static string InWords(PrintedAmount amount) => amount.Nearest >= 1_000_000 && amount.Pounds % 1_000_000_000 % amount.Nearest == 0 && amount.Nearest > 1_000_000
            ? $"£{(amount.Pounds / 1_000_000_000).ToString("0.###", CultureInfo.InvariantCulture)}bn" : Millions(amount.Pounds);

        private static string Millions(decimal pounds) => $"£{(pounds / 1_000_000).ToString("#,0.###", CultureInfo.InvariantCulture)}m";
    }

    /// <summary>A total beside its parts, each printed to so many places (examples M8, M9, M14). Only amounts are held to come to their total: shares need not come to 100 (M13).</summary>
    private sealed record PrintedSum(PrintedAmount Total, IReadOnlyList<PrintedAmount> Parts)
    {
        public decimal Sum => Parts.Sum(part => part.Pounds);

        /// <summary>Total less the sum as far as the total is printed: where that is to the million, a digit of it is a digit of millions.</summary>
        public decimal Short => Total.Pounds - Rounding.HalfAwayFromZero(Sum / Total.Nearest, 0) * Total.Nearest;

        /// <summary>Null when the two are equal.</summary>
        public Misfit? Misfit => Returns.Misfit.Of(Total.Pounds, [.. Parts.Select(part => new Component(part.Name, part.Pounds))], Total.Nearest, (Total.Nearest + Parts.Sum(part => part.Nearest)) / 2);

        public bool Agrees => Misfit is null or { Cause: MisfitCause.Printing or MisfitCause.Rounding };
    }
}
