using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>A board's return of a quarter, as it stands.</summary>
internal sealed record PoolReturn(FundReturn<PooledFundRow> Sent, Sourced<PooledFundAccount> Fund)
{
    public FinancialQuarter Quarter => Fund.Row.Quarter;

    /// <summary>Its amounts are of the year and not of the quarter.</summary>
    public bool CoversYear => Fund.Row.Covers == PoolPeriod.Year;

    /// <summary>The last quarter of the period before the one that it covers.</summary>
    public FinancialQuarter Before => Quarter.Add(CoversYear ? -4 : -1);

    public IReadOnlyList<Sourced<PooledFundLine>> Lines { get; } = [.. Sent.Of<PooledFundLine>()];

    public IEnumerable<PooledFundLine> LinesOf(PoolSide side) => Lines.Select(line => line.Row).Where(line => line.Side == side);

    /// <summary>The returns of a year, the first quarter first. One that was withdrawn is none.</summary>
    public static IReadOnlyList<PoolReturn> Of(FundFacts facts, FinancialYear year) => [.. year.Quarters.Select(quarter => Of(facts, quarter)).OfType<PoolReturn>()];

    /// <summary>The return of a quarter; null while there is none.</summary>
    public static PoolReturn? Of(FundFacts facts, FinancialQuarter quarter) =>
        facts.QuarterOf(quarter) is { } sent && sent.The<PooledFundAccount>() is { } fund ? new(sent, fund) : null;
}

/// <summary>What tells the lines of a fund apart, from quarter to quarter.</summary>
internal readonly record struct PoolLineKey(PoolSide Side, string Partner, FundingSource Source, string? Description, bool Deducts);

/// <summary>Lines of a pooled fund as figures count them.</summary>
internal static class PoolLines
{
    extension(PooledFundLine line)
    {
        public PoolSide Side => line is PooledFundIncome ? PoolSide.Income : PoolSide.Expenditure;

        public PoolLineKey Key => new(line.Side, line.Partner, line.Source, line.Description, line.Deducts);

        /// <summary>An amount with its sign: what is taken off is below zero.</summary>
        public Pence? Signed(PoolMeasure measure) => line.Signed(line.Of(measure));

        /// <inheritdoc cref="Signed(PooledFundLine, PoolMeasure)"/>
        public Pence? Signed(Pence? amount) => line.Deducts ? -amount : amount;

        /// <summary>The best that is known of its period: actual, else forecast, else planned.</summary>
        public Pence? Expected => line.Signed(PoolMeasure.Actual) ?? line.Signed(PoolMeasure.Forecast) ?? line.Signed(PoolMeasure.Planned);

        public PoolAmounts Amounts => new(line.Signed(PoolMeasure.YearlyPlan), line.Signed(PoolMeasure.Planned), line.Signed(PoolMeasure.Forecast), line.Signed(PoolMeasure.Actual));

        /// <summary>What people call it, in that year.</summary>
        public string Called(FinancialYear year, PolicyBook policy) => line.Description ?? BetterCareFund.Name(line.Source, year, policy);
    }

    extension(IEnumerable<Pence?> amounts)
    {
        /// <summary>The sum; null while one is not known. Of nothing it is nothing.</summary>
        public Pence? Sum() => amounts.Aggregate((Pence?)default(Pence), (sum, amount) => sum + amount);
    }
}
