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
    public static IEnumerable<string> Submissions(IReadOnlyCollection<StandingSlice> slices, IReadOnlyCollection<PageVersion> versions) =>
        slices.Where(slice => slice.Version is { Warnings.IsEmpty: false }).SelectMany(slice => Same(slice, versions), (_, same) => same.Submission).Concat(slices.Select(slice => slice.Submission)).Distinct();

    /// <summary>Whether an explanation answers what was odd beside other returns, and not a warning about the file.</summary>
    public static bool IsBeside(Explanation explanation) => RuleCatalogue.Find(explanation.Rule)?.Scope == RuleScope.Standing;

    /// <summary>
    /// The answers to what was odd beside other returns, for the part of a standing slice. Such a finding names the part in its value; it is about a return as a whole and not about one slice, so
    /// several slices give the same warning.
    /// </summary>
    /// <param name="compared">What was told with the effect of a submission.</param>
    public static IEnumerable<FigureWarning> Beside(StandingSlice slice, string sender, IEnumerable<Explanation> explanations, IEnumerable<Finding> compared) =>
        from explanation in explanations
        where IsBeside(explanation) && compared.Any(finding => finding.Rule == explanation.Rule && finding.Value == slice.Place.Part)
        select new FigureWarning(new Place(sender, slice.Place.Part), slice.Submission, new Noted(explanation.Rule, null, null), explanation);

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
