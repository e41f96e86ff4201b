using System.Collections.Immutable;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Figures;

/// <summary>A warning that was accepted with what a figure is made of, and what its sender says to it.</summary>
/// <param name="Submission">The submission in which it stands.</param>
/// <param name="Explanation">Null while nobody has answered it.</param>
public sealed record FigureWarning(Place Place, string Submission, Noted Warning, Explanation? Explanation)
{
    public string Title => RuleCatalogue.Find(Warning.Rule)?.Title ?? Warning.Rule;
}

/// <summary>Finds the answers to the warnings about what stands.</summary>
public static class FigureWarnings
{
    /// <summary>The submissions whose explanations are needed.</summary>
    public static IEnumerable<string> Submissions(IEnumerable<StandingSlice> slices, IReadOnlyCollection<PageVersion> versions) =>
        slices.Where(slice => slice.Version is { Warnings.IsEmpty: false }).SelectMany(slice => Same(slice, versions), (_, same) => same.Submission).Distinct();

    /// <summary>
    /// The warnings about a standing slice. A return that was sent again with the same content stands since the first time, and whichever of its receipts was answered, the answer holds.
    /// </summary>
    /// <param name="explanations">What stands of the explanations of a submission.</param>
    public static ImmutableArray<FigureWarning> Of(StandingSlice slice, IReadOnlyCollection<PageVersion> versions, Func<string, IEnumerable<Explanation>> explanations)
    {
        if (slice.Version is not { Warnings.IsEmpty: false } version)
            return [];
        var answers = Same(slice, versions).SelectMany(same => explanations(same.Submission), (same, explanation) => (same.Version, Explanation: explanation)).ToList();
        return
        [
            .. version.Warnings.Select((warning, index) => new FigureWarning(slice.Place, slice.Submission, warning,
                // The nth warning of the same content is the same one, wherever its line stands in the other file. An answer to a line goes before one to the whole rule.
                answers.Where(answer => index < answer.Version.Warnings.Length && answer.Explanation.Answers(answer.Version.Warnings[index]))
                    .Select(answer => answer.Explanation).OrderBy(explanation => explanation.Line is null).FirstOrDefault())),
        ];
    }

    private static IEnumerable<(string Submission, SliceVersion Version)> Same(StandingSlice slice, IReadOnlyCollection<PageVersion> versions) =>
        from version in versions
        where version.View == slice.View
        orderby version.Order descending
        from brought in version.Content.Slices
        where brought.Place == slice.Place && brought.Digest == slice.Version!.Digest
        select (version.Submission, brought);
}
