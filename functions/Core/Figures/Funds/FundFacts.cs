using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Figures.Funds;

/// <summary>A row of a return with the line of the file that it stands on.</summary>
/// <param name="SourceLine">As a spreadsheet shows it.</param>
public sealed record Sourced<TRow>(TRow Row, int SourceLine);

/// <summary>What one acceptance said for one slice: a version of a plan, or the return of a quarter.</summary>
/// <param name="Slice">The board and year and version of a plan, the board and quarter of a return.</param>
/// <param name="Order">Its place in the order of arrival.</param>
/// <param name="At">When it was received.</param>
/// <param name="Rows">None when the slice was withdrawn.</param>
public sealed record FundReturn<TRow>(SliceKey Slice, string Sender, string Submission, ArrivalOrder Order, DateTimeOffset At, ImmutableArray<Sourced<TRow>> Rows) where TRow : class
{
    /// <summary>The rows of one kind, with their lines.</summary>
    public IEnumerable<Sourced<T>> Of<T>() where T : class, TRow =>
        from sourced in Rows
        where sourced.Row is T
        select new Sourced<T>((T)sourced.Row, sourced.SourceLine);

    /// <summary>The one row of a kind of which there is at most one.</summary>
    public Sourced<T>? The<T>() where T : class, TRow => Of<T>().FirstOrDefault();
}

/// <summary>Activity of the board, or of a CCG some of whose people belong to it, as it stands.</summary>
public sealed record FundActivity(ActivityCount Row, string Submission, ArrivalOrder Order, DateTimeOffset At, int SourceLine)
{
    /// <summary>Who sent it.</summary>
    public string Sender { get; init; } = "";
}

/// <summary>An allocation of the board, as it stands.</summary>
public sealed record FundAllocation(Allocation Row, string Submission, ArrivalOrder Order, DateTimeOffset At, int SourceLine)
{
    /// <summary>Who sent it.</summary>
    public string Sender { get; init; } = "";
}

/// <summary>A return of which something stands that figures are made of.</summary>
public sealed record FundSource(string Collection, string Page, string Sender, string Submission, ArrivalOrder Order, DateTimeOffset At);

/// <summary>Delayed days of the board's authority in a month, as its figures have them: null is not known, never none.</summary>
/// <param name="Per100000">Delayed days a day for each 100,000 adults; null where no estimate is loaded.</param>
/// <param name="Rank">Place among the authorities of that month by <paramref name="Per100000"/>, the fewest delays first; null where it is not known, and in months in which it decides nothing (<see cref="DelayExpectations.Ranks"/>).</param>
/// <param name="Of">Of how many authorities.</param>
public sealed record FundDelays(ReportingMonth Month, long? Nhs, long? SocialCare, long? Both, long? All, decimal? Per100000, int? Rank, int? Of, FigureStatus Status)
{
    /// <summary>The last return that changed what is said of the authority; null where that is not known.</summary>
    public FundSource? Last { get; init; }
}

/// <summary>
/// All that is known about the pooled fund of a health and wellbeing board, of every year: what its figures are made of.
/// </summary>
/// <param name="Hwb">Code of the authority whose board it is.</param>
/// <param name="Plans">What stands of its plans: each year's versions, earliest year and version first.</param>
/// <param name="Quarters">What stands of its quarterly returns, earliest first.</param>
/// <param name="PlanHistory">Every content that a plan ever had, in order of arrival: payments are replayed from what was known when.</param>
/// <param name="QuarterHistory">Every content that a quarterly return ever had, in order of arrival.</param>
/// <param name="Activity">Of the board itself and of CCGs that have a share in it.</param>
/// <param name="Allocations">Of the board.</param>
/// <param name="Delays">Of the authority, by month.</param>
public sealed record FundFacts(
    string Hwb, ImmutableArray<FundReturn<PlanRow>> Plans, ImmutableArray<FundReturn<PooledFundRow>> Quarters, ImmutableArray<FundReturn<PlanRow>> PlanHistory, ImmutableArray<FundReturn<PooledFundRow>> QuarterHistory,
    ImmutableArray<FundActivity> Activity, ImmutableArray<FundAllocation> Allocations, ImmutableArray<FundDelays> Delays)
{
    /// <summary>Nothing is known of the board.</summary>
    public static FundFacts Empty(string hwb) => new(hwb, [], [], [], [], [], [], []);

    /// <summary>
    /// Every count that <see cref="Activity"/> ever had, in order of arrival, so that a payment that was settled by a count stays when the count is corrected. Empty where only what stands is known: a correction is then
    /// taken as if it had been the first count.
    /// </summary>
    public ImmutableArray<FundActivity> ActivityHistory { get; init; } = [];

    /// <summary>Discharge Ready Date figures of the authority, as they stand: what the average length of discharge delay is made of.</summary>
    public ImmutableArray<DischargeReadyFigure> Discharges { get; init; } = [];

    /// <summary>The returns that <see cref="Discharges"/> are from.</summary>
    public ImmutableArray<FundSource> DischargeReturns { get; init; } = [];

    /// <summary>The versions of a year's plan that stand, the first one first.</summary>
    public IEnumerable<FundReturn<PlanRow>> PlansOf(FinancialYear year) => Plans.Where(plan => plan.Slice.Page == year.ToString());

    /// <summary>
    /// The plan in force on a date: of the versions that took effect by then the last one. Drafts are in force only while there is nothing else. Null when none had taken effect.
    /// </summary>
    public FundReturn<PlanRow>? PlanOn(FinancialYear year, DateOnly date) => InForce(PlansOf(year), date);

    /// <summary>The last plan of a year: what is in force at its end, or, of a plan that takes effect later, the last one there is.</summary>
    public FundReturn<PlanRow>? PlanOf(FinancialYear year) => PlanOn(year, year.LastDay) ?? PlansOf(year).LastOrDefault();

    /// <summary>The return of a quarter, as it stands; null while there is none.</summary>
    public FundReturn<PooledFundRow>? QuarterOf(FinancialQuarter quarter) => Quarters.FirstOrDefault(one => one.Slice.Page == quarter.ToString());

    /// <summary>What is known of the board, without returns, counts and delays of later quarters: for what is told of a quarter, and stays as it is when the next one is returned. Plans and allocations are of their year, so all of them stay.</summary>
    public FundFacts To(FinancialQuarter last)
    {
        return this with
        {
            Quarters = [.. Quarters.Where(Is)],
            QuarterHistory = [.. QuarterHistory.Where(Is)],
            Activity = [.. Activity.Where(count => Has(count.Row.Month))],
            ActivityHistory = [.. ActivityHistory.Where(count => Has(count.Row.Month))],
            Delays = [.. Delays.Where(delays => Has(delays.Month))],
            Discharges = [.. Discharges.Where(discharges => Has(discharges.Month))],
            DischargeReturns = [.. DischargeReturns.Where(source => Has(ReportingMonth.Parse(source.Page)))],
        };

        bool Has(ReportingMonth month) => month.FirstDay <= last.LastDay;

        bool Is(FundReturn<PooledFundRow> quarter) => FinancialQuarter.Parse(quarter.Slice.Page) <= last;
    }

    /// <inheritdoc cref="PlanOn"/>
    public static FundReturn<PlanRow>? InForce(IEnumerable<FundReturn<PlanRow>> versions, DateOnly date)
    {
        var inForce = versions.Where(version => version.The<Plan>() is { } plan && plan.Row.EffectiveFrom <= date)
            .OrderBy(version => version.The<Plan>()!.Row.Version).ToList();
        return inForce.LastOrDefault(version => version.The<Plan>()!.Row.Status != PlanStatus.Draft) ?? inForce.LastOrDefault();
    }
}
