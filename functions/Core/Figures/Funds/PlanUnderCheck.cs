using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>An answer of a rule: to the plan as a whole, or about a partner, source, scheme or metric.</summary>
internal sealed record PlanAnswer(PlanCheckResult Result, string Says)
{
    internal string? About { get; init; }

    internal Pence? Has { get; init; }

    internal Pence? Needs { get; init; }

    internal ImmutableArray<CountedLine> Counted { get; init; } = [];

    /// <summary>Where this answer is less sure, or rests on something else, than the rule.</summary>
    internal (Mark Mark, string Source)? Rests { get; init; }
}

/// <summary>What a plan is held against.</summary>
/// <param name="IsUsed">It decides; else it is only shown: what is recalled is used in no check (domain note U6).</param>
/// <param name="Called"><c>the published</c>, <c>the plan's own</c>.</param>
internal sealed record PlanDue(Pence Amount, bool IsUsed, string Called);

/// <summary>A version of a plan with all that its checks look at.</summary>
/// <param name="Allocations">Of the board, of the year and the one before.</param>
/// <param name="Before">The plan of the year before; null when there is none.</param>
internal sealed record PlanUnderCheck(Plan Plan, FundReturn<PlanRow> Return, ImmutableArray<Allocation> Allocations, Plan? Before, PlanningRequirements Asks, PolicyBook Policy, ReferenceBook Reference)
{
    private const string RecalledPolicy = "bcf.unverified-allocations";

    internal FinancialYear Year => Plan.Year;

    internal ImmutableArray<Sourced<PlanContribution>> Contributions { get; } = [.. Return.Of<PlanContribution>()];

    internal ImmutableArray<Sourced<PlanScheme>> Schemes { get; } = [.. Return.Of<PlanScheme>()];

    internal ImmutableArray<PlanSignOff> Signatures { get; } = [.. Return.Of<PlanSignOff>().Select(sourced => sourced.Row)];

    internal Pence Income { get; } = Sum(Return.Of<PlanContribution>().Select(line => line.Row.Amount));

    internal Pence Expenditure { get; } = Sum(Return.Of<PlanScheme>().Select(line => line.Row.Expenditure));

    internal static Pence Sum(IEnumerable<Pence> amounts) => amounts.Aggregate(default(Pence), (sum, amount) => sum + amount);

    internal Pence IncomeFrom(FundingSource source) => Sum(Contributions.Where(line => line.Row.Source == source).Select(line => line.Row.Amount));

    internal Pence SpentFrom(FundingSource source) => Sum(Schemes.Where(line => line.Row.Source == source).Select(line => line.Row.Expenditure));

    /// <summary>Lines of a publication about a source, or about a ring-fence in it.</summary>
    internal List<Allocation> Published(FinancialYear year, FundingSource source, RingFence? fence = null) => [.. Allocations.Where(row => row.Year == year && row.Source == source && row.RingFence == fence)];

    internal bool RecalledIsUsed => Policy.TryOn(Year.FirstDay, RecalledPolicy)?.Value == "use";

    /// <summary>
    /// What is due: as published; else by the plan's own template; else, to be shown, as it is recalled to have been published. Null when none of these is known.
    /// </summary>
    internal PlanDue? Due(IReadOnlyCollection<Allocation> published, Pence? own)
    {
        var isRecalled = published.Any(row => row.Status is Mark.Recalled or Mark.Assumed);
        return published.Count > 0 && (!isRecalled || RecalledIsUsed) ? new(Returns.Allocations.WholeOf(published), IsUsed: true, isRecalled ? "the recalled" : "the published")
            : own is { } amount ? new(amount, IsUsed: true, "the plan's own")
            : published.Count > 0 ? new(Returns.Allocations.WholeOf(published), IsUsed: false, "the recalled")
            : null;
    }

    internal string NameOf(string code) => PartnerNames.Of(code, Year, Reference);

    /// <summary>Name and code; the code alone where nobody is known by it.</summary>
    internal string Named(string code) => NameOf(code) is var name && name != code ? $"{name} ({code})" : code;

    internal string NameOf(FundingSource source) => BetterCareFund.Name(source, Year, Policy);
}
