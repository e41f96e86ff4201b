using System.Collections.Immutable;
using Monitoring.Core.Kernel;

namespace Monitoring.Core.Figures.Funds;

/// <summary>
/// Who bears the delays and who bears the spend, over time, and whether a shift from one partner to the other came with a fall in the total (domain note 6: cost shunting).
/// </summary>
/// <param name="Years">Earliest first, up to the year of the document.</param>
/// <param name="Findings">One sentence for each shift that is not matched by a fall in the total; one sentence that there is none, or that it cannot be told.</param>
public sealed record ShuntingView(ImmutableArray<ShuntingYear> Years, ImmutableArray<string> Findings, FigureStatus Status);

/// <summary>One year of it.</summary>
/// <param name="DelayMonths">Months of delays that are known, of twelve.</param>
/// <param name="NhsDelayShare">Of days attributed to one partner: those of the NHS, in per cent. Days attributed to both are shown and in neither.</param>
/// <param name="NhsSpend">What NHS partners bore of the pool's expenditure: of jointly commissioned lines their per cent. Null while the whole year is not known.</param>
/// <param name="NhsSpendShare">Of the spend of the NHS and of authorities: the NHS's, in per cent. Spend of other partners is in <paramref name="Spend"/> and in neither.</param>
public sealed record ShuntingYear(
    FinancialYear Year, int DelayMonths, long? NhsDays, long? SocialCareDays, long? BothDays, long? AllDays, decimal? NhsDelayShare, decimal? SocialCareDelayShare, Pence? NhsSpend, Pence? AuthoritySpend, Pence? Spend, decimal? NhsSpendShare, decimal? AuthoritySpendShare)
{
    /// <summary>What the spend was told apart by: <see cref="SpendBy.Schemes"/> where all of it is in schemes with their commissioners, else by partner. Null without spend.</summary>
    public SpendBy? SpendBy { get; init; }
}

/// <summary>By what spend is told apart. Years that differ in it are not compared.</summary>
public enum SpendBy
{
    /// <summary>Who commissions each scheme; of joint ones by their per cents.</summary>
    Schemes,

    /// <summary>The partner of each line of expenditure.</summary>
    Partners,
}
