using System.Collections.Immutable;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Figures.Funds;

/// <summary>The fund of England: what the boards' documents say, side by side. A board that is not known adds nothing, and every sum says of how many boards it is.</summary>
public static class EnglandFunds
{
    /// <summary>Gathers the documents of a year.</summary>
    /// <param name="boards">Documents of boards; those of another year, or of England itself, are left out.</param>
    public static EnglandFund Of(FinancialYear year, IReadOnlyCollection<FundYear> boards, PolicyBook policy, ReferenceBook reference)
    {
        var known = boards.Where(board => board.Key.Year == year && board.Key.Hwb != Body.EnglandCode).OrderBy(board => board.Key.Hwb, StringComparer.Ordinal).ToList();
        var there = reference.Organisations.All(OrganisationKind.Hwb, year.FirstDay).ToList();
        // A joint board has a code of its own, and its documents stand under that of one of its authorities.
        var missing = there.ExceptBy(known.Select(board => reference.Organisations.Of(board.Key.Hwb, OrganisationKind.Hwb, year.FirstDay)?.Code), board => board.Code).ToList();
        var rows = known.Select(Row).ToImmutableArray();
        var schemes = known.Where(board => board.Schemes is not null).Select(board => new SchemesOfBoard(board.Schemes!.Schemes, board.Metrics)).ToList();
        return new(
            new FundKey(Body.EnglandCode, year), Body.England.Name,
            known.Count == 0 ? FigureStatus.NotCalculable : missing.Count > 0 || known.Any(board => board.Status is FigureStatus.Incomplete or FigureStatus.NotCalculable) ? FigureStatus.Incomplete : known.Max(board => board.Status),
            [.. Reasons(known, there.Count, missing)],
            known.Select(board => board.LastAcceptance).DefaultIfEmpty().Max(), known.Select(board => board.AsAt).DefaultIfEmpty().Max(), policy.Version, reference.VersionOf(ReferenceParts.Organisations), there.Count, rows, NationalTotals.Of(year, policy),
            SchemeGroups.ByArrangement(schemes), SchemeGroups.ByWorking(schemes))
        {
            Sums = [
                Sum("Planned income", rows.Select(row => row.PlannedIncome), there.Count), Sum("Planned expenditure", known.Select(board => board.Plan?.Expenditure), there.Count),
                Sum("Expenditure to date", rows.Select(row => row.Expenditure), there.Count),
                .. known.Any(board => board.Performance is not null) ? [Sum("Performance fund", rows.Select(row => row.PerformanceFund), there.Count), Sum("Performance paid", rows.Select(row => row.PerformancePaid), there.Count)] : (EnglandSum[])[],
            ],
        };
    }

    private static BoardInEngland Row(FundYear board)
    {
        var goals = GoalCounts.Of(board.Metrics);
        return new(
            board.Key.Hwb, board.Name, board.Status, board.Plan?.Income, board.Pool?.Expenditure.Actual, board.Performance?.Fund, board.Performance?.Paid,
            board.Plan?.Checks.Count(check => check.Result == PlanCheckResult.Failed) ?? 0, goals.OnTrack, goals.Due);
    }

    private static EnglandSum Sum(string what, IEnumerable<Pence?> amounts, int expected)
    {
        var known = amounts.OfType<Pence>().ToList();
        var sum = known.Count == 0 ? default(Pence?) : known.Aggregate((left, right) => left + right);
        return new(what, sum, known.Count, expected, sum is { } of
            ? $"{what} of {(known.Count == expected ? $"all {Words.Of(expected, "board")}" : $"{Words.Number(known.Count)} of {Words.Of(expected, "board")}")}: {of}.{(known.Count < expected ? " The others are not known and not in it." : "")}"
            : $"{what} is known of no board.");
    }

    private static IEnumerable<string> Reasons(List<FundYear> known, int expected, List<Organisation> missing)
    {
        if (missing.Count > 0)
            yield return $"{Words.Number(expected - missing.Count)} of {Words.Of(expected, "board")} are known; missing {(missing.Count == 1 ? "is" : "are")} {string.Join(", ", missing.Take(5).Select(board => $"{board.Name} ({board.Code})"))}{(missing.Count > 5 ? $" and {Words.Number(missing.Count - 5)} more" : "")}.";
        if (known.Count(board => board.Status is FigureStatus.Incomplete or FigureStatus.NotCalculable) is > 0 and var incomplete)
            yield return $"The figures of {Words.Of(incomplete, "board")} that {(incomplete == 1 ? "is" : "are")} known are incomplete.";
    }
}
