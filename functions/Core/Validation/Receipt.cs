using System.Collections.Immutable;
using System.Text;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Validation;

/// <summary>What became of a submission.</summary>
public enum Outcome { Accepted, AcceptedWithWarnings, PartlyAccepted, Refused }

/// <summary>A page of a return as it was taken: a month of delayed transfers, the plans of a year.</summary>
/// <param name="Name">The page as people call it: November 2019.</param>
/// <param name="Slices">Slices taken.</param>
/// <param name="Refused">Slices refused: whatever stood for them before still stands.</param>
/// <param name="Total">What the collection counts, in the slices taken.</param>
/// <param name="Amount">The same in words: "1,204 days".</param>
public sealed record TakenPage(string Page, string Name, int Slices, int Refused, long Total, string Amount);

/// <summary>How often a rule was broken.</summary>
public sealed record RuleCount(string Rule, Severity Severity, string Title, int Findings);

/// <summary>
/// The answer to an upload: what it was taken for, what of it counts, and everything that is wrong with it, in words. It says only what the file itself and the
/// rules decide, so that however often it is worked out, it reads the same; what the submission changed is told by its <see cref="Effect"/>.
/// </summary>
/// <param name="CreatedInStorage">When storage had the upload whole.</param>
/// <param name="ReceivedAt">The same by the clock of the app.</param>
/// <param name="Kept">Where the file is, unchanged.</param>
/// <param name="Sha256">Of the file; null for one too large to be read.</param>
public sealed record Receipt(
    string Submission, string Sender, string FileName, long Bytes, string? Sha256, string? UploadedBy, DateTimeOffset CreatedInStorage, DateTimeOffset ReceivedAt,
    Outcome Outcome, string Summary, string? Collection, string? Layout, string Kept, int RowsRead, ImmutableArray<TakenPage> Pages,
    ImmutableArray<SliceKey> RefusedSlices, ImmutableArray<RuleCount> Rules, ImmutableArray<Finding> Findings, string Policy, string Reference)
{
    /// <summary>Version of the form of this document.</summary>
    public string Schema { get; init; } = "receipt/2";

    /// <summary>Names of the files that go with it: the sender's own file with the wrong cells marked, and all findings as CSV.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>The receipt without what it says of single cells and cases, which is deleted with the rows that it is about. What was counted stays: how much was taken, and which rules were broken how often.</summary>
    public Receipt WithoutCases(DateOnly deletedOn) => this with { Kept = $"deleted on {Words.Date(deletedOn)}, after the retention of its cases", RefusedSlices = [], Findings = [], Files = [] };

    public static Outcome OutcomeOf(CheckedReturn found) =>
        found.Accepted.IsEmpty ? Outcome.Refused
        : !found.Refused.IsEmpty ? Outcome.PartlyAccepted
        : found.Findings.IsEmpty ? Outcome.Accepted : Outcome.AcceptedWithWarnings;

    /// <summary>What a slice is called, for sentences; none when no layout was recognised.</summary>
    public string SliceNoun { get; init; } = "slice";

    public static ImmutableArray<TakenPage> PagesOf(CheckedReturn found) =>
    [
        .. from page in found.Accepted.Select(slice => slice.Key.Page).Concat(found.Refused.Select(slice => slice.Page)).Distinct().Order(StringComparer.Ordinal)
           let taken = found.Accepted.Where(slice => slice.Key.Page == page).ToList()
           let total = taken.Sum(slice => slice.Total)
           select new TakenPage(page, found.Collection!.NameOf(page), taken.Count, found.Refused.Count(slice => slice.Page == page), total, found.Collection.Amount(total)),
    ];

    public static ImmutableArray<RuleCount> RulesOf(IEnumerable<Finding> findings)
    {
        var titles = RuleCatalogue.All.ToDictionary(rule => rule.Id, rule => rule.Title);
        return [.. findings.GroupBy(finding => (finding.Rule, finding.Severity)).OrderBy(group => group.Key.Severity).ThenBy(group => group.Key.Rule, StringComparer.Ordinal).Select(group => new RuleCount(group.Key.Rule, group.Key.Severity, titles[group.Key.Rule], group.Count()))];
    }

    /// <summary>Beyond so many, a sentence names the first and the last.</summary>
    private const int MostPages = 4;

    /// <summary>In one or two sentences.</summary>
    public static string SummaryOf(CheckedReturn found)
    {
        var errors = found.Findings.Count(finding => finding.Severity == Severity.Error);
        var warnings = found.Findings.Length - errors;
        var noun = found.Collection?.SliceNoun ?? "slice";
        List<TakenPage> pages = [.. PagesOf(found).Where(page => page.Slices > 0)];
        // A year of months would fill the panel: the table below has each.
        var taken = pages.Count > MostPages ? $"{pages[0].Name} to {pages[^1].Name}, {Words.Number(pages.Count)} in all: {Words.Of(pages.Sum(page => page.Slices), noun)}"
            : string.Join("; ", pages.Select(page => $"{page.Name}: {Words.Of(page.Slices, noun)}, {page.Amount}"));
        var noted = warnings > 0 ? $" {Words.Of(warnings, "warning")} to look at." : "";
        return OutcomeOf(found) switch
        {
            Outcome.Accepted => $"Accepted. {taken}.",
            Outcome.AcceptedWithWarnings => $"Accepted, with {Words.Of(warnings, "warning")}. {taken}.",
            Outcome.PartlyAccepted => $"Accepted in part. {taken}. {Words.Of(found.Refused.Length, noun)} refused because of {Words.Of(errors, "mistake")}: what stood for them before still stands.{noted}",
            _ => $"Refused: nothing was changed. {Words.Of(errors, "mistake")} to correct; then send the whole file again.{noted}",
        };
    }
}

/// <summary>Every rule there is, for receipts and for the public catalogue.</summary>
public static class RuleCatalogue
{
    /// <summary>The rules that belong to no collection, whichever of them ask them.</summary>
    public static readonly ImmutableArray<Rule> Common = [.. FileRules.All, .. CellRules.All, .. PrivacyRules.All];

    /// <summary>Each once, although collections make row rules of common ones.</summary>
    public static readonly ImmutableArray<Rule> All = [.. Common.Concat(Collections.All.SelectMany(collection => collection.Rules)).DistinctBy(rule => rule.Id)];

    private static readonly Dictionary<string, Rule> ById = All.ToDictionary(rule => rule.Id);

    public static Rule? Find(string id) => ById.GetValueOrDefault(id);
}

/// <summary>A receipt as plain text, for a terminal or a mail.</summary>
public static class ReceiptText
{
    /// <summary>Findings shown of each rule; the rest are counted and named as being in the JSON.</summary>
    private const int Shown = 5;

    public static string Write(Receipt receipt, Effect? effect)
    {
        var text = new StringBuilder();
        Line($"{receipt.Summary}");
        Line("");
        Line($"File        {receipt.FileName}, {Words.Number(receipt.Bytes)} bytes, from {receipt.Sender}{(receipt.UploadedBy is { } by ? $", uploaded by {by}" : "")}");
        Line($"Received    {London.LocalOf(receipt.ReceivedAt).ToString("d MMMM yyyy HH:mm", System.Globalization.CultureInfo.InvariantCulture)} (London)");
        Line($"Submission  {receipt.Submission}");
        if (receipt.Layout is { } layout)
            Line($"Read as     {layout}, {Words.Of(receipt.RowsRead, "row")}");
        foreach (var page in receipt.Pages)
            Line($"Taken       {page.Name}: {Words.Of(page.Slices, receipt.SliceNoun)}, {page.Amount}; {Words.Number(page.Refused)} refused");
        Line($"Kept        {receipt.Kept}");
        foreach (var rule in receipt.Rules)
        {
            var findings = receipt.Findings.Where(finding => finding.Rule == rule.Rule && finding.Severity == rule.Severity).ToList();
            Line("");
            Line($"{(rule.Severity == Severity.Error ? "Mistake" : "Warning")} {rule.Rule}: {rule.Title} ({Words.Of(rule.Findings, "finding")})");
            foreach (var finding in findings.Take(Shown))
                Line($"  {Where(finding)}{finding.Wrong}");
            if (findings.Count > Shown)
                Line($"  and {Words.Number(findings.Count - Shown)} more, all of them in the JSON receipt");
            Line($"  What to do: {findings[0].Fix}");
        }
        if (effect is not null)
        {
            Line("");
            foreach (var page in effect.Pages)
            {
                Line($"{page.Name}: {page.InWords}");
                foreach (var finding in page.Findings)
                    Line($"  {finding.Rule}: {finding.Wrong} What to do: {finding.Fix}");
            }
        }
        return text.ToString();

        void Line(string line) => text.Append(line).Append('\n');
    }

    private static string Where(Finding finding)
    {
        var place = string.Join(", ", new[]
        {
            finding.Sheet is { } sheet ? $"sheet {sheet}" : null,
            finding.Line is { } line ? $"line {line}" : null,
            finding.Column is { } column ? $"column {column}{(finding.Heading is { } heading ? $" ({heading})" : "")}" : null,
        }.OfType<string>());
        return place.Length == 0 ? "" : $"{char.ToUpperInvariant(place[0])}{place[1..]}: ";
    }
}
