using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Policy;

namespace Monitoring.Core.Validation;

/// <summary>An invented return that breaks a rule, and what its sender reads.</summary>
/// <param name="Sample">The file, below <c>sample-data/broken</c>; null for a rule that no file can show: then the sentence alone is the example.</param>
/// <param name="Sheet">As of a <see cref="Finding"/>, like the place that follows.</param>
/// <param name="Value">As typed; a long one is cut off with three dots.</param>
/// <param name="Wrong">What is wrong there, in the words of the receipt.</param>
public sealed record RuleExample(string Rule, string? Sample, string? Sheet, int? Line, string? Column, string? Heading, string? Value, string Wrong);

/// <summary>
/// An example of every rule, for the catalogue. <c>rule-examples.csv</c> is made from the files of <c>sample-data/broken</c> and compared with them by a test; what no file can show has a line in
/// <c>rules-without-file.csv</c>.
/// </summary>
public static class RuleExamples
{
    /// <summary>Of rules that no file can show: why not.</summary>
    public static readonly ImmutableSortedDictionary<string, string> WithoutFile =
        Table.Embedded("rules-without-file").Rows.ToImmutableSortedDictionary(row => row["rule"], row => row["reason"], StringComparer.Ordinal);

    /// <summary>The first finding of every sample, in the order of the samples, and the examples without one.</summary>
    public static readonly ImmutableArray<RuleExample> All =
    [
        .. from row in Table.Embedded("rule-examples").Rows
           select new RuleExample(row["rule"], row["sample"], row.Optional("sheet"), LineOf(row), row.Optional("column"), row.Optional("heading"), row.Optional("value"), row["wrong"]),
        .. from row in Table.Embedded("rules-without-file").Rows
           select new RuleExample(row["rule"], null, null, null, null, null, null, row["example"]),
    ];

    private static readonly Dictionary<string, RuleExample> ByRule = All.DistinctBy(example => example.Rule).ToDictionary(example => example.Rule);

    /// <summary>The first example of a rule; null when there is none, which a test does not let pass.</summary>
    public static RuleExample? Of(string rule) => ByRule.GetValueOrDefault(rule);

    private static int? LineOf(Table.Row row) => row.Optional("line") is { } line ? int.Parse(line, CultureInfo.InvariantCulture) : null;
}

/// <summary>A rule as the catalogue gives it to programs: what people are shown of it, with its example.</summary>
public sealed record RuleEntry(
    string Id, Severity Severity, RuleScope Scope, string Field, string Title, string Fix, string Source, DateOnly? From, DateOnly? To, RuleExample? Example)
{
    public RuleEntry(Rule rule) : this(rule.Id, rule.Severity, rule.Scope, rule.Field, rule.Title, rule.Fix, rule.Source, rule.From, rule.To, RuleExamples.Of(rule.Id))
    {
    }
}
