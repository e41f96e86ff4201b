using System.Collections.Immutable;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Ledger;
using Monitoring.Core.Tests.Returns;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>What is known of a board with one small plan: every row can be changed, also so that the file would have been refused.</summary>
internal sealed record PlannedBoard(FundFacts Facts, FinancialYear Year)
{
    private const string Board = "730";

    private static readonly Lazy<PlannedBoard> First = new(() => Of(SmallPlan.Of2015(), "2015-01-09")), Last = new(() => Of(SmallPlan.Of2025(), "2025-03-28"));

    /// <summary>Payment for performance: NHS minimum 8.0m of 08R, DFG 2.0m, additional NHS 0.5m; schemes 1 (community health, NHS, 5.0m) and 2 (social care, LA, 3.0m) from the minimum, 3 from the DFG, 4 joint 60:40.</summary>
    internal static PlannedBoard Of2015() => First.Value;

    /// <summary>NHS minimum 9.0m of QWE, LA Better Care Grant 3.0m, DFG 2.2m; schemes 1 (community health, NHS, 6.0m) and 2 (social care, LA, 3.0m) from the minimum.</summary>
    internal static PlannedBoard Of2025() => Last.Value;

    private static PlannedBoard Of(SmallPlan plan, string arrivedOn)
    {
        var ledger = new MemoryLedger();
        var year = FinancialYear.Of(DateOnly.Parse(arrivedOn).AddDays(90));
        Assert.NotEmpty(ledger.Receive(plan.File.Content, Board, arrivedOn).Effects);
        var slice = Assert.Single(ledger.Standing(new PageRef("bcf-plan", year.ToString())).Slices);
        var rows = ledger.Rows(slice).Select(row => new Sourced<PlanRow>(BcfPlan.Collection.RowOf(row), row.SourceLine));
        var at = new DateTimeOffset(DateOnly.Parse(arrivedOn), new(12, 0), TimeSpan.Zero);
        FundReturn<PlanRow> sent = new(BcfPlan.Slice(Board, year, 1), Board, "s0", ArrivalOrder.Of(at, "s0"), at, [.. rows]);
        return new(FundFacts.Empty(Board) with { Plans = [sent], PlanHistory = [sent] }, year);
    }

    internal FundReturn<PlanRow> Plan => Facts.Plans[^1];

    private PlannedBoard With(IEnumerable<Sourced<PlanRow>> rows) => this with { Facts = Facts with { Plans = [.. Facts.Plans[..^1], Plan with { Rows = [.. rows] }] } };

    /// <summary>Changes every row of a kind, or those that are meant.</summary>
    internal PlannedBoard Set<T>(Func<T, T> change, Func<T, bool>? which = null) where T : PlanRow =>
        With(Plan.Rows.Select(sourced => sourced.Row is T row && which?.Invoke(row) != false ? sourced with { Row = change(row) } : sourced));

    internal PlannedBoard Without<T>(Func<T, bool>? which = null) where T : PlanRow => With(Plan.Rows.Where(sourced => sourced.Row is not T row || which?.Invoke(row) == false));

    internal PlannedBoard Add(params PlanRow[] rows) => With([.. Plan.Rows, .. rows.Select((row, i) => new Sourced<PlanRow>(row, 100 + i))]);

    internal PlannedBoard Scheme(string scheme, Func<PlanScheme, PlanScheme> change) => Set(change, row => row.Scheme == scheme);

    /// <summary>An allocation of the year, in pounds.</summary>
    internal PlannedBoard Allocated(FundingSource source, decimal pounds, string? body = null, RingFence? fence = null, Mark mark = Mark.Verified, FinancialYear? year = null)
    {
        var row = new Allocation(year ?? Year, source, Board, body, fence, Pence.FromPounds(pounds), mark, false, "Invented list");
        return this with { Facts = Facts with { Allocations = [.. Facts.Allocations, new(row, "k0", ArrivalOrder.Of(Plan.At, "k0"), Plan.At, 2)] } };
    }

    /// <summary>The same plan and allocations as if they were of another year, for rules that ask nothing of a year's own sheets.</summary>
    internal PlannedBoard In(FinancialYear year) => new(
        Facts with
        {
            Plans = [.. Facts.Plans.Select(plan => plan with { Slice = BcfPlan.Slice(Board, year, 1), Rows = [.. plan.Rows.Select(sourced => sourced with { Row = sourced.Row is Plan own ? own with { Year = year, EffectiveFrom = year.FirstDay } : sourced.Row with { Year = year } })] })],
        }, year);

    internal PlanPosition Position(PolicyBook? policy = null) => PlanChecks.Of(Facts, Year, policy ?? PolicyBook.Current, ReferenceBook.Current)!;

    internal ImmutableArray<PlanCheck> Checks(string rule, PolicyBook? policy = null) => [.. Position(policy).Checks.Where(check => check.Rule == rule)];

    /// <summary>The one answer of a rule to the plan as a whole, or about something.</summary>
    internal PlanCheck Check(string rule, string? about = null, PolicyBook? policy = null) => Assert.Single(Checks(rule, policy), check => check.About == about);
}
