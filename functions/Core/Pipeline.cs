using System.Collections.Immutable;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;

namespace Monitoring.Core;

/// <summary>
/// The page to read first: return -> checked -> ledger -> figures, without storage. Each step is a pure function; App runs the same steps
/// with blobs between them, each step writing what the next reads.
/// </summary>
public static class Pipeline
{
    /// <summary>1 and 2. What a return says, slice by slice, and what is wrong with it.</summary>
    public static CheckedReturn Check(FileContent file, CheckContext context)
    {
        if (file.Findings.Any(finding => finding.Severity == Severity.Error))
            return CheckedReturn.RefusedWhole(file.Findings);
        var (recognised, meant, headings) = Headings.Recognise(file.Sheets, Collections.All);
        ImmutableArray<RecognisedSheet> sheets = recognised is null ? [] : recognised.Sheets;
        var screen = Privacy.Screen(file.Sheets, sheets);
        // Nothing else is said of such a file: another finding might quote what must not be quoted.
        if (!screen.Findings.IsEmpty)
            return CheckedReturn.RefusedWhole(screen.Findings) with { Quarantine = screen.Quarantine };
        ImmutableArray<Finding> before = [.. file.Findings, .. HiddenParts.Findings(file.Sheets, sheets)];
        if (recognised is null)
            return TemplateStamp.Judge(file.Sheets, meant, [.. before, .. headings]);
        if (context.Mandates.ViewOf(context.Sender, recognised.Collection.Key, context.ArrivedOn) is not { } view)
            return CheckedReturn.RefusedWhole([.. before, FileRules.Sender.Found($"{context.Sender} has no mandate to send {recognised.Collection.Title} ({recognised.Collection.Key}).")]) with { Collection = recognised.Collection };
        var found = recognised.Collection.Check(sheets, view, context);
        return found with { Findings = [.. before, .. CellProblems.InsteadOf(found.Findings, file.Sheets)] };
    }

    /// <summary>3. Which figures an acceptance touches, at its own place in the order of arrival.</summary>
    public static ImmutableArray<FigureKey> Touched(string collection, PageVersion acceptance, IReadOnlyCollection<PageVersion> versions)
    {
        var before = StandingPage.Before(acceptance.Order, acceptance.Content.Page, versions);
        return Dependencies.Of(collection, before, before.With(acceptance), StandingPage.After(acceptance.Content.Page, versions));
    }

    /// <summary>
    /// The places of its page on which an acceptance can have changed a statement of an NHS body's cases, at its own place in the order of arrival. The report of a case that is still open reaches further when it is only
    /// sent again.
    /// </summary>
    public static ImmutableSortedSet<Place> PlacesTouched(string collection, PageVersion acceptance, IReadOnlyCollection<PageVersion> versions)
    {
        var before = StandingPage.Before(acceptance.Order, acceptance.Content.Page, versions);
        var after = before.With(acceptance);
        var touched = StandingPage.PlacesTouched(before, after, StandingPage.After(acceptance.Content.Page, versions));
        return collection == DelayNotices.CollectionKey ? touched.Union(StandingPage.PlacesConfirmed(before, after)) : touched;
    }

    /// <summary>4. One figures document, from all that stands. Null when there is nothing to say about the body.</summary>
    public static DelayFigures? Figures(FigureKey key, StandingPage standing, Func<StandingSlice, ImmutableArray<DelayedTransfersLine>> lines, Func<StandingSlice, ImmutableArray<FigureWarning>> warnings, PolicyBook policy, ReferenceBook reference) =>
        Dependencies.IsNational(key) ? DelaysOf.England(standing, lines, warnings, policy, reference)
            : reference.AuthorityOn(key.Month.FirstDay, key.Body) is { } authority ? DelaysOf.Authority(authority, standing, lines, warnings, policy, reference)
            : null;
}
