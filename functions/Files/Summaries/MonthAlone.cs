using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Summaries;
using Monitoring.Core.Kernel;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Summaries;

/// <summary>The summary of which the delays of one month are all that is known.</summary>
internal static class MonthAlone
{
    /// <summary>No version stands before it.</summary>
    public static SummaryChanges First { get; } = new(null, null, [], []);

    public static Summary Of(SummaryKind kind, DelayFigures figures) => new(
        new SummaryKey(kind, figures.Body.Code, SummaryPeriod.Of(figures.Month)), figures.Body.Name, figures.Status, figures.StatusReasons, figures.LastAcceptance, figures.AsAt, figures.Policy, figures.Reference,
        figures.Find("days.total") is { Value: { } days }
            ? [$"In {figures.Month.Name} there were {Words.Number(days, 0)} delayed days: on average {Words.Number(days / figures.Month.Days, 1)} people a day.", $"These figures are {Phrases.Of(figures.Status)}. {string.Join(" ", figures.StatusReasons)}".TrimEnd()]
            : [$"There are no figures for {figures.Month.Name}: {string.Join(" ", figures.StatusReasons)}"],
        [.. figures.Figures.Select(figure => new SummaryLine($"delays.{figure.Id}", "Delays", figure.Name, figure.Unit, SummaryAmount.Of(figure.Value, Phrases.NotCalculable), Other, Other, Other, Other, "As worked out for the month.", figure.Numerator is null ? "Delays" : "Rates"))],
        [figures], null, [], null, [], [], [], [], []);

    private static SummaryAmount Other { get; } = SummaryAmount.None("not known");
}
