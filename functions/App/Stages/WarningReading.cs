using System.Collections.Immutable;
using Monitoring.Core.Figures;
using Monitoring.Core.Ledger;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Storage;

namespace Monitoring.App.Stages;

/// <summary>Reads the warnings that were accepted with what figures are made of, and what their senders answered.</summary>
public sealed class WarningReading(LedgerReading reading, ReceiptStore receipts)
{
    /// <summary>The warnings about each of the slices that are chosen on a page.</summary>
    /// <param name="versions">Everything that was accepted of the page, as far as it counts.</param>
    /// <param name="answers">Which explanations count: all of them, or those that had arrived by a time.</param>
    public async Task<Func<StandingSlice, ImmutableArray<FigureWarning>>> Of(StandingPage standing, IReadOnlyList<PageVersion> versions, Func<PageVersion, bool> answers, CancellationToken cancel)
    {
        var explained = await ExplanationsOf(FigureWarnings.Submissions([.. standing.Chosen()], versions), answers, cancel);
        var compared = await ComparedOf(versions, explained, cancel);
        return slice =>
        [
            .. FigureWarnings.Of(slice, versions, submission => explained[submission]),
            .. compared.TryGetValue(slice.Submission, out var told) ? FigureWarnings.Beside(slice, told.Sender, explained[slice.Submission], told.Findings) : [],
        ];
    }

    /// <summary>What stands of the explanations of each submission.</summary>
    private async Task<ILookup<string, Explanation>> ExplanationsOf(IEnumerable<string> submissions, Func<PageVersion, bool> answers, CancellationToken cancel)
    {
        var found = new List<(string Submission, Explanation Explanation)>();
        foreach (var submission in submissions)
            found.AddRange((await reading.Explanations(submission, answers, cancel)).Select(explanation => (submission, explanation)));
        return found.ToLookup(one => one.Submission, one => one.Explanation);
    }

    /// <summary>What was told with the effects of those submissions of which something is explained that was odd beside other returns: few, and mostly none.</summary>
    private async Task<Dictionary<string, (string Sender, ImmutableArray<Finding> Findings)>> ComparedOf(IReadOnlyList<PageVersion> all, ILookup<string, Explanation> explained, CancellationToken cancel)
    {
        var compared = new Dictionary<string, (string, ImmutableArray<Finding>)>();
        foreach (var version in all.Where(version => explained[version.Submission].Any(FigureWarnings.IsBeside)))
        {
            if (await receipts.FindEffect(version.Sender, version.Submission, version.Content.Page, cancel) is { } told)
                compared[version.Submission] = (version.Sender, told.Effect.Findings);
        }
        return compared;
    }
}
