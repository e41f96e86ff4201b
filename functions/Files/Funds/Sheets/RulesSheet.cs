using Monitoring.Core.Figures.Funds;
using Monitoring.Files.Workbooks;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Funds.Sheets;

/// <summary>What the figures rest on: rules that could be read otherwise, checks, metrics and words, each with where it is from and how sure that is.</summary>
internal static class RulesSheet
{
    public const string Name = "Rules and definitions", Rule = "Rule", Check = "Check", Metric = "Metric", Word = "Word";

    public static SheetPlan Of(FundRows rows) => new(Name, "How rules are read, what each check asks, what metrics are made of, and what the words mean", Name)
    {
        Sentences = SheetPlan.Say("Where guidance can be read in more than one way, or could not be read, a rule decides: it stands with the value that the figures were worked out with. What is assumed is open to challenge: name the rule."),
        Table = new TablePlan("tblRules", [new("Kind", Widest: 9), new("Term", Widest: 40), new("Meaning", Widest: 66), new("How sure", Widest: 24), new("Source", Widest: 48)],
        [
            .. rows.Year.Switches.Select(one => Row(Rule, $"{one.Policy}: {one.Value}", one.Meaning, Phrases.Of(one.Mark), one.Source)),
            .. rows.Checks.DistinctBy(check => (check.Rule, check.Mark, check.Source)).Select(check => Row(Check, $"{check.Rule} {check.Title}", check.Asks, Phrases.Of(check.Mark), check.Source)),
            .. rows.Year.Metrics.GroupBy(metric => (metric.Metric, metric.Definition)).Select(metrics => Row(Metric, FundWords.Named(metrics.First()), Meaning([.. metrics]), Phrases.Of(metrics.First().Mark), metrics.First().Source)),
            .. FundDefinitionsSheet.Terms.Select(one => Row(Word, one.Term, one.Meaning, Phrases.Of(one.Mark), one.Source)),
        ], Filter: true),
    };

    /// <summary>The unit, which way is better, and by which people or days it is divided.</summary>
    private static string Meaning(IReadOnlyCollection<MetricPosition> metrics)
    {
        var (unit, direction) = (FundWords.UnitOf(metrics.First()), metrics.First().Direction);
        var populations = metrics.Select(metric => metric.Population).OfType<string>().Distinct().ToList();
        var denominators = metrics.Select(metric => metric.Actual.DenominatorName).OfType<string>().Distinct().ToList();
        return $"Unit: {unit}. {(direction == Core.Policy.MetricDirection.NotKnown ? "Which way is better is not known." : $"{Phrases.Capital(FundWords.Of(direction))} is better.")}"
            + (populations.Count > 0 ? $" Divided by {Phrases.List(populations)}." : denominators.Count > 0 ? $" Divided by {Phrases.List(denominators)}." : "");
    }

    private static Entry[] Row(string kind, string term, string meaning, string sure, string source) => [Entry.Of(kind), Entry.Of(term), Entry.Of(meaning), Entry.Of(sure), Entry.Of(source)];
}
