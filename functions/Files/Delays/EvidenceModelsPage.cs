using System.Collections.Immutable;
using System.Text;
using Monitoring.Core.Figures.Evidence;
using Monitoring.Core.Kernel;
using Monitoring.Files.Charts;
using Monitoring.Files.Receipts;
using Monitoring.Files.Workbooks.Sheets;

namespace Monitoring.Files.Delays;

/// <summary>The answer for a scheme of a plan, in short.</summary>
/// <param name="Change">Average difference after the start with its interval; null where nothing could be estimated.</param>
public sealed record EvidenceOfScheme(EvidenceScheme Scheme, Verdict Verdict, Interval? Change);

/// <summary>Schemes of plans together, by model of joint working.</summary>
/// <param name="Measure">With its unit.</param>
/// <param name="Schemes">Schemes of plans with a first month in the time of delayed transfers.</param>
/// <param name="Groups">Of the answers that were worked out; schemes without a model are in none.</param>
/// <param name="Answers">Those that were worked out, in order of start: the first of <paramref name="Schemes"/>, where there are too many.</param>
public sealed record EvidenceByModel(string Measure, int Schemes, ImmutableArray<EvidenceGroup> Groups, ImmutableArray<EvidenceOfScheme> Answers);

/// <summary>What schemes of each model of joint working come to together as a page.</summary>
public static class EvidenceModelsPage
{
    private const string Title = "Schemes by model of joint working: what changed?";

    public static string Html(EvidenceByModel all, IReadOnlyList<(string Text, string Href)>? downloads = null)
    {
        var main = new StringBuilder($"<h1>{T(Title)}</h1>\n<p>{T(Taken(all))}</p>\n");
        main.Append(PageSection.List(all.Groups.Select(group => group.Says)));
        if (all.Groups.IsEmpty)
            main.Append("<p><strong>Nothing can be told by model: no scheme that was asked about has one.</strong></p>\n");
        main.Append(PageSection.Downloads(downloads));
        if (!all.Groups.IsEmpty)
            main.Append(new PageSection("models", "Models", Models(all)).Html);
        if (!all.Answers.IsEmpty)
            main.Append(new PageSection("schemes", "Scheme by scheme", Schemes(all)).Html);
        main.Append(new PageSection("does-not-show", "What it does not show", PageSection.List(
        [
            "Boards chose their schemes and named their models themselves: schemes of one model may differ more than those of two.",
            "Schemes that share comparators, or a board, are counted as if each told something of its own.",
            "A scheme of which it cannot be told is no scheme without effect.",
        ])).Html);
        return Page.Of(Title, "Evidence", main.ToString(), "It describes what came after a start. It does not show that a model was the cause. <a href=\"/evidence\">Ask about one scheme.</a>");
    }

    private static string T(string? text) => Receipts.Html.Text(text);

    private static string Taken(EvidenceByModel all) =>
        all.Schemes == 0 ? "No scheme of a plan has a first month in the time of delayed transfers and a board of which delays are known."
        : $"{Phrases.Capital(all.Measure)}, each scheme beside the other authorities of its region. {(all.Answers.Length < all.Schemes ? $"{Words.Number(all.Answers.Length)} of {Words.Of(all.Schemes, "scheme")} were taken, those that began first: the others are not in it." : all.Schemes == 1 ? "One scheme of a plan has a first month in the time of delayed transfers." : $"All {Words.Of(all.Schemes, "scheme")} of plans with a first month in the time of delayed transfers are in it.")}";

    private static string Models(EvidenceByModel all)
    {
        var pooled = all.Groups.Where(group => group.Pooled is not null).ToList();
        var picture = pooled.Count == 0 ? "" : PageSection.Picture("Change together, with 95% intervals", RangesSvg.Of("Change together, with 95% intervals", $"{all.Measure}, below 0 is fewer",
            [.. pooled.Select(group => new RangeRow(group.Model, (decimal)group.Pooled!.Value, (decimal)group.Pooled.Lower, (decimal)group.Pooled.Upper, null, group.Says))], "no change"));
        return picture + PageTable.Of("Schemes of each model", [new("Model"), new("Schemes", Number: true), new("Improved", Number: true), new("Worsened", Number: true), new("No change seen", Number: true), new("Cannot tell", Number: true), new("Together")],
            all.Groups.Select(group => (IReadOnlyList<string>)
            [
                T(group.Model), T(Words.Number(group.Schemes)), T(Words.Number(group.Improved)), T(Words.Number(group.Worsened)), T(Words.Number(group.NoChangeSeen)), T(Words.Number(group.CannotTell)),
                group.Pooled is { } change ? T(EvidencePage.Changed(change)) : "<strong>Cannot tell</strong>",
            ]));
    }

    private static string Schemes(EvidenceByModel all) => PageTable.Of("Each with its own answer", [new("Scheme"), new("Board"), new("Model"), new("First month"), new("Verdict"), new("Change")],
        all.Answers.Select(one => (IReadOnlyList<string>)
        [
            $"<a href=\"{T(one.Scheme.Address)}\">{T($"{one.Scheme.Name} ({one.Scheme.Scheme})")}</a>", T(one.Scheme.BoardName), one.Scheme.Working is { } working ? T(working) : PageSection.Quiet("not given"), one.Scheme.Starts is { } starts ? T(starts.Name) : PageSection.Quiet("not given"),
            one.Verdict switch { Verdict.Improved => "<strong>Improved</strong>", Verdict.Worsened => "<strong>Worsened</strong>", Verdict.NoChangeSeen => "No change seen", _ => "Cannot tell" },
            // A number of what cannot be told would be taken for the answer.
            one.Verdict == Verdict.CannotTell || one.Change is null ? PageSection.Quiet("cannot be told") : T(EvidencePage.Changed(one.Change)),
        ]));
}
